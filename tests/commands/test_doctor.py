"""`drafting doctor`: what is wrong is found, and a line says what helps."""

import json
import socket
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from drafting.store.base import sqlite_file
from drafting.store.durability import NotDurable, check_durability
from drafting.store.immutable import drop_triggers
from drafting.store.schema import downgrade
from tests.commands.conftest import Given


def states(doctor: Given) -> dict[str, str]:
    return {found["what"]: found["state"] for found in json.loads(doctor("doctor", "--json").out)}


def test_a_sound_installation_has_nothing_wrong(installed: Given, database_url: str):
    file = sqlite_file(database_url)
    if file:
        file.chmod(0o600)
    found = states(installed)
    assert set(found) == {
        "program", "settings", "database", "durability", "schema", "writing", "clock", "disk", "files", "mail",
    }  # fmt: skip
    assert "wrong" not in found.values()
    assert installed("doctor").code == 0


def test_a_file_that_others_can_read_is_found(drafting: Given, folder: Path):
    assert drafting("migrate").code == 0
    (folder / "drafting.sqlite").chmod(0o644)
    ended = drafting("doctor")
    assert ended.code == 1
    assert f"chmod 600 {folder / 'drafting.sqlite'}" in ended.out


def test_triggers_that_were_dropped_are_found(installed: Given, engine: Engine):
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        drop_triggers(connection)
    assert states(installed)["schema"] == "wrong"
    assert "drafting migrate" in installed("doctor").out
    for command in ("run", "worker"):
        refused = installed(command)
        assert (refused.code, "drafting migrate" in refused.err) == (1, True)
    assert installed("migrate").code == 0
    assert states(installed)["schema"] == "ok"


def test_an_older_schema_is_refused_by_the_name_of_what_helps(installed: Given, engine: Engine):
    downgrade(engine, "base")
    for command in ("run", "worker"):
        refused = installed(command)
        assert (refused.code, "Run: drafting migrate" in refused.err) == (1, True)
    assert states(installed)["schema"] == "wrong"


def test_a_newer_schema_is_refused(installed: Given, engine: Engine):
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = 'ffffffffffff'"))
    for command in ("run", "worker", "migrate"):
        refused = installed(command)
        assert (refused.code, "newer version" in refused.err) == (1, True)


def test_a_postgresql_that_may_forget_is_refused(installed: Given, engine: Engine, database_kind: str):
    if database_kind == "sqlite":
        check_durability(engine)
        assert states(installed)["durability"] == "ok"
        return
    with engine.connect() as connection, connection.begin():
        name = connection.execute(text("SELECT current_database()")).scalar_one()
        connection.execute(text(f'ALTER DATABASE "{name}" SET synchronous_commit = off'))
    engine.dispose()
    with pytest.raises(NotDurable):
        check_durability(engine)
    refused = installed("run")
    assert (refused.code, "synchronous_commit" in refused.err) == (1, True)


def test_a_mail_server_that_does_not_answer_is_found(drafting: Given, monkeypatch: pytest.MonkeyPatch):
    assert drafting("migrate").code == 0
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    monkeypatch.setenv("DRAFTING_SMTP_URL", f"smtp://127.0.0.1:{port}?from=notes@example.org")
    assert states(drafting)["mail"] == "wrong"
