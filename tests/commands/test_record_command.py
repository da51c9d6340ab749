"""`drafting record`: a checkpoint kept elsewhere shows on the command line what was done to the record since."""

import json
from pathlib import Path

from sqlalchemy import Engine, text

from drafting.store.chains import note_chain
from drafting.store.immutable import drop_triggers
from drafting.store.notes import Note
from drafting.store.work import Keeping
from tests.commands.conftest import Given
from tests.makers import make_note, make_version


def cut_off_the_tail(engine: Engine, note: Note) -> None:
    """And make it look as if it had never been there."""
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        drop_triggers(connection)
        chain = {"chain": note_chain(note.id)}
        connection.execute(text("DELETE FROM record_entries WHERE chain = :chain AND seq > 2"), chain)
        statement = (
            "UPDATE chain_heads SET seq = 2, head = (SELECT hash FROM record_entries WHERE chain = :chain AND seq = 2)"
            " WHERE chain = :chain"
        )
        connection.execute(text(statement), chain)


def test_a_checkpoint_shows_that_the_tail_was_cut_off(
    installed: Given, keeping: Keeping, engine: Engine, tmp_path: Path
):
    note = make_note(keeping, texts={"1": "Uno.\n", "2": "Dos.\n"})
    saved, export = tmp_path / "checkpoint", tmp_path / "export"
    key = installed("record", "checkpoint", "--key").out
    saved.write_text(installed("record", "checkpoint").out)
    assert installed("record", "verify", "--checkpoint", str(saved)).code == 0

    make_version(keeping, note, "3", "Tres.\n")
    assert installed("record", "verify", "--checkpoint", str(saved)).code == 0
    assert installed("record", "export", str(export)).code == 0
    offline = ("record", "verify", "--export", str(export), "--checkpoint", str(saved), "--key", key.strip())
    assert installed(*offline).code == 0

    cut_off_the_tail(engine, note)
    assert installed("record", "verify").code == 0
    found = installed("record", "verify", "--checkpoint", str(saved))
    assert found.code == 1
    assert f"{note_chain(note.id)}, entry 3" in found.out
    told = json.loads(installed("record", "verify", "--checkpoint", str(saved), "--json").out)
    assert [damage["code"] for damage in told["damages"]] == ["truncated"]


def test_a_changed_checkpoint_is_refused(installed: Given, keeping: Keeping, tmp_path: Path):
    make_note(keeping)
    saved = tmp_path / "checkpoint"
    words = installed("record", "checkpoint").out
    saved.write_text(words.replace(words.splitlines()[1], "999", 1))
    refused = installed("record", "verify", "--checkpoint", str(saved))
    assert refused.code == 1
    assert "signature" in refused.err


def test_an_export_is_verified_where_there_is_no_database(drafting: Given, tmp_path: Path, folder: Path):
    export = tmp_path / "export"
    export.write_bytes(b'{"chain":"people","seq":2}\n')
    found = drafting("record", "verify", "--export", str(export))
    assert found.code == 1
    assert "people, entry 1: is missing" in found.out
    saved = tmp_path / "checkpoint"
    saved.write_text("anything")
    refused = drafting("record", "verify", "--export", str(export), "--checkpoint", str(saved))
    assert "--key" in refused.err
    assert not folder.exists()


def test_an_export_overwrites_no_file(installed: Given, tmp_path: Path):
    file = tmp_path / "export"
    file.write_text("mine")
    assert installed("record", "export", str(file)).code == 1
    assert file.read_text() == "mine"
