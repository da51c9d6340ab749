"""The schema, reached by migrations: without drift, without loss, whole or not at all, on both databases."""

import re
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from drafting.store import schema
from drafting.store.base import make_engine
from drafting.store.immutable import create_triggers
from tests.databases import Databases
from tests.migrations import rows
from tests.migrations.schemas import VERSIONS_OF_ALEMBIC, described

ROOT = Path(__file__).parents[2]
RECORDS = schema.all_records()


@pytest.fixture
def empty_engine(empty_database_url: str) -> Iterator[Engine]:
    engine = make_engine(empty_database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the migrations to which a test may add its own."""
    folder = tmp_path / "migrations"
    shutil.copytree(ROOT / "migrations", folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(schema, "_folder", lambda: folder)
    return folder


def add(migrations: Path, revision: str, upgrade: str, downgrade: str = "pass") -> None:
    """One more migration after the newest."""
    before = schema.head()
    (migrations / "versions" / f"2099-01-01_{revision}.py").write_text(
        f"import sqlalchemy as sa\nfrom alembic import op\nrevision = {revision!r}\ndown_revision = {before!r}\n"
        f"def upgrade() -> None:\n    {upgrade}\n"
        f"def downgrade() -> None:\n    {downgrade}\n"
    )


def test_the_migrations_lead_to_what_the_records_say(engine: Engine, databases: Databases, database_kind: str):
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), RECORDS) == []

    with databases.fresh(database_kind, migrated=False) as url:
        made = make_engine(url)
        with made.begin() as connection:
            RECORDS.create_all(connection)
            create_triggers(connection)
        assert described(engine) == described(made)
        made.dispose()


def test_up_from_empty_down_to_nothing_and_up_again_with_data(empty_engine: Engine):
    schema.upgrade(empty_engine)
    first = described(empty_engine)
    with empty_engine.begin() as connection:
        rows.fill(connection, RECORDS)

    schema.downgrade(empty_engine, "base")
    assert inspect(empty_engine).get_table_names() == [VERSIONS_OF_ALEMBIC]
    assert schema.current(empty_engine) is None

    schema.upgrade(empty_engine)
    assert described(empty_engine) == first
    with empty_engine.begin() as connection:
        assert set(rows.fill(connection, RECORDS).values()) == {1}
    schema.check(empty_engine)


WIDEN = """
    for table in ("notes", "sections", "versions"):
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("extra", sa.Text(), nullable=False, server_default=""))
        with op.batch_alter_table(table) as batch:
            batch.alter_column("extra", server_default=None)
    op.execute("UPDATE versions SET extra = summary")"""
NARROW = """
    for table in ("notes", "sections", "versions"):
        with op.batch_alter_table(table) as batch:
            batch.drop_column("extra")"""


def test_altering_a_table_keeps_its_rows_its_children_and_its_triggers(engine: Engine, migrations: Path):
    before = {name: table["triggers"] for name, table in described(engine).items()}
    with engine.begin() as connection:
        filled = rows.fill(connection, RECORDS)
    add(migrations, "widen", WIDEN, NARROW)

    schema.upgrade(engine)
    with engine.connect() as connection:
        assert rows.count(connection, RECORDS) == filled
        assert connection.execute(text("SELECT extra FROM versions")).scalar() == "palabra"
    assert {name: table["triggers"] for name, table in described(engine).items()} == before
    with engine.connect() as connection, pytest.raises(IntegrityError, match="never changed"):
        connection.execute(text("UPDATE versions SET summary = ''"))

    schema.downgrade(engine, "-1")
    with engine.connect() as connection:
        assert rows.count(connection, RECORDS) == filled
    schema.upgrade(engine)
    schema.check(engine)


def test_foreign_keys_are_enforced_again_after_a_migration(engine: Engine, migrations: Path):
    add(migrations, "widen", WIDEN, NARROW)
    schema.upgrade(engine)
    row = {"id": uuid.uuid4(), "conference": "XX", "country": "XX", "standing": "member"}
    with engine.connect() as connection, pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        connection.execute(RECORDS.tables["members"].insert(), row)


def test_a_migration_that_fails_half_way_leaves_nothing(engine: Engine, migrations: Path):
    before, revision = described(engine), schema.current(engine)
    add(migrations, "stumble", 'op.create_table("half", sa.Column("id", sa.Text()))\n    raise RuntimeError("stop")')

    with pytest.raises(RuntimeError, match="stop"):
        schema.upgrade(engine)

    assert described(engine) == before
    assert schema.current(engine) == revision


def test_a_migration_that_orphans_rows_is_refused_and_undone(engine: Engine, migrations: Path):
    with engine.begin() as connection:
        filled = rows.fill(connection, RECORDS)
    add(migrations, "orphan", 'op.execute("DELETE FROM notes")')

    with pytest.raises((schema.WrongSchema, IntegrityError)):
        schema.upgrade(engine)

    with engine.connect() as connection:
        assert rows.count(connection, RECORDS) == filled


def test_two_processes_may_migrate_at_once(empty_engine: Engine, empty_database_url: str):
    """Both wait for a transaction that holds what a migrating process asks for, then both go at once."""
    program = (
        "import sys; from drafting.store import base, schema; engine = base.make_engine(sys.argv[1]);"
        "print('ready', flush=True); schema.upgrade(engine); schema.check(engine)"
    )
    hold = "SELECT pg_advisory_xact_lock(:key)" if empty_engine.dialect.name == "postgresql" else "SELECT :key"
    with empty_engine.connect().execution_options(write=True) as connection, connection.begin():
        connection.execute(text(hold), {"key": schema.MIGRATING})
        migrating = [
            subprocess.Popen([sys.executable, "-c", program, empty_database_url], cwd=ROOT, stdout=subprocess.PIPE)
            for _ in range(2)
        ]
        for process in migrating:
            assert process.stdout
            assert process.stdout.readline() == b"ready\n"
    for process in migrating:
        process.communicate(timeout=60)
    assert [process.returncode for process in migrating] == [0, 0]
    schema.check(empty_engine)


def test_an_older_database_is_refused_with_the_command_that_helps(empty_engine: Engine):
    with pytest.raises(schema.WrongSchema, match=r"older than this program\. Run: drafting migrate") as caught:
        schema.check(empty_engine)
    assert caught.value.code == "schema-older"
    schema.upgrade(empty_engine)
    schema.check(empty_engine)


@pytest.mark.parametrize("step", [schema.check, schema.upgrade])
def test_a_newer_database_is_refused_and_left_alone(engine: Engine, step):
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from-tomorrow'"))
    with pytest.raises(schema.WrongSchema, match=r"newer version of this program .from-tomorrow.") as caught:
        step(engine)
    assert caught.value.code == "schema-newer"
    assert schema.current(engine) == "from-tomorrow"


def test_a_database_that_lost_a_trigger_is_refused_until_it_is_mended(engine: Engine):
    on_table = " ON versions" if engine.dialect.name == "postgresql" else ""
    with engine.begin() as connection:
        connection.execute(text(f"DROP TRIGGER keep_versions_update{on_table}"))
    with pytest.raises(schema.WrongSchema, match="keep_versions_update") as caught:
        schema.check(engine)
    assert caught.value.code == "triggers-missing"
    schema.upgrade(engine)
    schema.check(engine)


def test_migrations_are_named_by_date_and_sentence():
    named = [path.stem for path in (ROOT / "migrations" / "versions").glob("*.py")]
    assert named
    for name in named:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d(_[a-z0-9]+){2,}", name), name
