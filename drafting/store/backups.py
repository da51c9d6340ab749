"""The database copied to a file while it is used, and put back from one. A copy counts once it has been read again."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import Engine

from drafting.domain.errors import DraftingError
from drafting.store.base import make_engine, sqlite_file
from drafting.store.schema import current

_SQLITE = b"SQLite format 3\x00"


class BackupRefused(DraftingError):
    """No backup, or nothing restored; the sentence says why, and what stands as it stood."""


@dataclass(frozen=True)
class Copied:
    """What was copied, as it was found in the copy. `entries`: of the record; None where the copy cannot be asked."""

    file: Path
    revision: str | None
    entries: int | None


def back_up(engine: Engine, url: str, file: Path) -> Copied:
    """Copy the database to a new file, and read the copy."""
    if file.exists():
        raise BackupRefused("file-exists", "There is a file already: %(file)s", file=file)
    unfinished = file.with_name(f".{file.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        if engine.dialect.name == "sqlite":
            _copy_sqlite(_source(url), unfinished)
        else:
            _run("pg_dump", url, "--format=custom", f"--file={unfinished}")
        copied = examine(unfinished)
        _to_disk(unfinished)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return Copied(file, copied.revision or current(engine), copied.entries)


def examine(file: Path) -> Copied:
    """Read a backup as it would be restored. Raises `BackupRefused` for a file that is none or is damaged."""
    if not file.is_file():
        raise BackupRefused("no-file", "There is no such file: %(file)s", file=file)
    with file.open("rb") as opened:
        kind = opened.read(16)
    if kind == _SQLITE:
        return _examine_sqlite(file)
    if kind.startswith(b"PGDMP"):
        _run("pg_restore", None, "--list", str(file))
        return Copied(file, None, None)
    raise BackupRefused("no-backup", "This is not a backup: %(file)s", file=file)


def restore(url: str, file: Path, *, replace: bool) -> Copied:
    """Put a backup in the place of the database. Refused where one stands, unless it may be replaced."""
    copied = examine(file)
    target = sqlite_file(url)
    if (target is not None) != (copied.entries is not None):
        raise BackupRefused("other-kind", "The backup is of another kind of database than DRAFTING_DATABASE_URL names.")
    if not replace and _is_used(url, target):
        message = "A database stands there already. Make a backup of it, then say --replace."
        raise BackupRefused("in-use", message)
    if target is not None:
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy_sqlite(file, target)
    else:
        options = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
        _run("pg_restore", url, *options, str(file))
    return copied


def _copy_sqlite(source: Path, target: Path) -> None:
    """Page by page as of one moment, also while others write, and the copy is one file."""
    address = f"{source.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as original, closing(sqlite3.connect(target)) as copy:
        original.backup(copy)
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _examine_sqlite(file: Path) -> Copied:
    """Read as a file that nobody writes, so that reading it leaves nothing beside it."""
    address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as copy:
        try:
            problem = copy.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.DatabaseError as error:
            problem = str(error)
        if problem != "ok":
            raise BackupRefused("damaged", "The copy is damaged: %(problem)s", problem=" ".join(problem.split()))
        tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not {"alembic_version", "record_entries"} <= tables:
            raise BackupRefused("no-backup", "This is not a backup of the service: %(file)s", file=file)
        revision = copy.execute("SELECT version_num FROM alembic_version").fetchone()
        entries = copy.execute("SELECT count(*) FROM record_entries").fetchone()[0]
    return Copied(file, revision[0] if revision else None, entries)


def _source(url: str) -> Path:
    file = sqlite_file(url)
    if file is None:
        raise BackupRefused("in-memory", "A database in memory has no backup.")
    return file


def _is_used(url: str, target: Path | None) -> bool:
    if target is not None and not target.exists():
        return False
    engine = make_engine(url)
    try:
        return current(engine) is not None
    finally:
        engine.dispose()


def _run(program: str, url: str | None, *options: str) -> None:
    """One of PostgreSQL's own programs. The password goes by the environment: arguments are seen by everybody."""
    found = shutil.which(program)
    if found is None:
        message = "%(program)s is not installed here; it comes with the client programs of PostgreSQL."
        raise BackupRefused("no-program", message, program=program)
    environment, named = dict(os.environ), []
    if url is not None:
        parts = urlsplit(url)
        environment |= {"PGPASSWORD": parts.password} if parts.password else {}
        user, _, host = parts.netloc.rpartition("@")
        bare = parts._replace(netloc=f"{user.partition(':')[0]}@{host}" if user else host).geturl()
        named = [f"--dbname={bare}"]
    done = subprocess.run([found, *named, *options], env=environment, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        said = " ".join(done.stderr.split())[:500]
        raise BackupRefused("failed", "%(program)s did not succeed: %(said)s", program=program, said=said)


def _to_disk(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())
