"""Whether the database keeps what it says it has kept."""

import sqlite3

from sqlalchemy import Engine, text

from drafting.domain.errors import DraftingError

# Before it, a reset of the write-ahead log could, rarely, damage a database that several connections use.
SQLITE_WITHOUT_WAL_RACE = (3, 51, 3)
_MUST_BE_ON = ("fsync", "full_page_writes", "synchronous_commit")
_PRAGMAS = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")


class NotDurable(DraftingError):
    """The database is set to answer before what it keeps is safe."""


def check_durability(engine: Engine) -> None:
    """Raise where an answer of the database would not mean that the words are on the disk."""
    if engine.dialect.name == "postgresql":
        off = [name for name, value in database_settings(engine).items() if name in _MUST_BE_ON and value == "off"]
        if off:
            names = ", ".join(off)
            message = "PostgreSQL may lose what it acknowledged: %(names)s is off. Set it to on in its configuration."
            raise NotDurable("not-durable", message, names=names)


def durability_warning(engine: Engine) -> str | None:
    """What is not wrong enough to refuse to start."""
    if engine.dialect.name == "sqlite" and sqlite3.sqlite_version_info < SQLITE_WITHOUT_WAL_RACE:
        wanted = ".".join(map(str, SQLITE_WITHOUT_WAL_RACE))
        return f"SQLite {sqlite3.sqlite_version} has a rare fault in its write-ahead log; {wanted} or newer has not."
    return None


def database_version(engine: Engine) -> str:
    if engine.dialect.name == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    with engine.connect() as connection:
        return f"PostgreSQL {connection.scalar(text('SHOW server_version'))}"


def database_settings(engine: Engine) -> dict[str, str]:
    """The settings that durability depends on, as they are in force on a connection of ours."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            return {name: str(connection.scalar(text(f"PRAGMA {name}"))) for name in _PRAGMAS}
        return {name: str(connection.scalar(text(f"SHOW {name}"))) for name in _MUST_BE_ON}
