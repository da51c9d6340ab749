"""The tables as this program expects them, and the way there from what an older program left.

A migration is one transaction on either database. SQLite cannot alter most things in place, so a table is copied and
the old one dropped: with foreign keys enforced that would reach into its children, and it takes the table's triggers
along. Hence foreign keys are off while it lasts and checked before the commit, and the triggers are made anew.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Engine, MetaData, text
from sqlalchemy.engine import Connection

import drafting.store
from drafting.domain.errors import DraftingError
from drafting.store.base import Base
from drafting.store.immutable import create_triggers, drop_triggers, missing_triggers

MIGRATING = 0x6D696772  # the advisory lock of whoever migrates, so that two processes do not at once


class WrongSchema(DraftingError):
    """The database was made by another version of the program, or has lost its protection."""


def upgrade(engine: Engine) -> None:
    """Bring the database to what this program expects; nothing to do is fine."""
    _refuse_newer(engine)
    _migrate(engine, head(), command.upgrade)


def downgrade(engine: Engine, to: str) -> None:
    """Go back to a revision, or to "base" for nothing at all."""
    _migrate(engine, to, command.downgrade)


def current(engine: Engine) -> str | None:
    """The revision the database is at; none while it is empty."""
    with engine.connect() as connection:
        return _revision(connection)


def head() -> str:
    """The revision this program expects."""
    return ScriptDirectory.from_config(_config()).get_current_head() or "base"


def draft(engine: Engine, sentence: str) -> Path:
    """Write a migration from this database to the records, named by today's date and what it does."""
    with _alone(engine) as connection:
        script = command.revision(_config(connection), sentence, autogenerate=True)
    if not isinstance(script, Script):
        raise TypeError(f"One migration was asked for, not {script!r}.")
    return Path(script.path)


def check(engine: Engine) -> None:
    """Refuse a database that this program would misread or not protect, and say what helps."""
    _refuse_newer(engine)
    if current(engine) != head():
        raise WrongSchema("schema-older", "The database is older than this program. Run: drafting migrate")
    with engine.connect() as connection:
        missing = missing_triggers(connection)
    if missing:
        raise WrongSchema(
            "triggers-missing",
            "The database does not protect what must never change (%(missing)s). Run: drafting migrate",
            missing=", ".join(missing),
        )


def try_writing(engine: Engine) -> None:
    """Begin for writing, and no more: a full disk or a lost database refuses it."""
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        connection.execute(text("SELECT 1"))


def all_records() -> MetaData:
    """The tables of every record of this room, whichever of its modules are imported already."""
    for module in pkgutil.iter_modules(drafting.store.__path__, "drafting.store."):
        importlib.import_module(module.name)
    return Base.metadata


def _refuse_newer(engine: Engine) -> None:
    found = current(engine)
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if found is not None and found not in known:
        raise WrongSchema(
            "schema-newer",
            "The database was made by a newer version of this program (%(revision)s). Install that version.",
            revision=found,
        )


def _migrate(engine: Engine, to: str, way: Callable[[Config, str], None]) -> None:
    with _alone(engine) as connection:
        if _revision(connection) != to:
            drop_triggers(connection)  # a migration may have to touch what nobody else may
            way(_config(connection), to)
        if _revision(connection) == head():  # an older program makes its own when it next migrates
            create_triggers(connection)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """One transaction in which nobody else migrates."""
    if engine.dialect.name == "sqlite":
        with _foreign_keys_off(engine) as connection, connection.begin():
            yield connection
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise WrongSchema("rows-orphaned", "A migration left rows without their parent: %(rows)s", rows=broken)
    else:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})
            yield connection


@contextmanager
def _foreign_keys_off(engine: Engine) -> Iterator[Connection]:
    """A connection that will begin for writing. The pragma does nothing inside a transaction, so it comes before."""
    with engine.connect().execution_options(write=True) as connection:
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - SQLAlchemy says None only of a connection that was given back
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            yield connection
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_folder()).replace("%", "%%"))
    config.set_main_option("file_template", "%%(year)d-%%(month).2d-%%(day).2d_%%(slug)s")
    config.set_main_option("truncate_slug_length", "60")
    config.attributes["connection"] = connection
    return config


def _folder() -> Path:
    """Beside the package in a checkout, inside it when installed."""
    package = Path(drafting.__file__).parent
    installed = package / "_migrations"
    return installed if installed.is_dir() else package.parent / "migrations"
