"""Fresh databases for tests, quickly: each is a copy of one that the migrations built once in this run."""

import fcntl
import os
import shutil
import sqlite3
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

from drafting.store.base import make_engine
from drafting.store.schema import upgrade
from tests import postgres

KINDS = ("sqlite", "postgresql")


@dataclass
class Databases:
    """What all processes of one run share: a folder, and in it the templates and the address of the server."""

    folder: Path
    alive: TextIO | None = None

    @classmethod
    def begin(cls) -> "Databases":
        """Open the run. Directly under the temporary folder: the path of a socket must be short."""
        folder = Path(tempfile.mkdtemp(prefix="drafting-", dir=_quick_folder())).resolve()
        alive = (folder / postgres.ALIVE).open("w")
        fcntl.flock(alive, fcntl.LOCK_EX)
        return cls(folder, alive)

    @classmethod
    def joined(cls, folder: str) -> "Databases":
        """The same run in another process."""
        return cls(Path(folder))

    def end(self) -> None:
        """Close the run: no database and no server outlives it."""
        if given := os.environ.get("TEST_DATABASE_URL"):
            self._drop_all(given)
        if self.alive:
            self.alive.close()
        postgres.wait_until_ended(self.folder)
        shutil.rmtree(self.folder, ignore_errors=True)

    @contextmanager
    def fresh(self, kind: str, *, migrated: bool = True) -> Iterator[str]:
        """The address of a database that nobody else uses, gone afterwards."""
        with self._fresh_postgresql(migrated) if kind == "postgresql" else self._fresh_sqlite(migrated) as url:
            yield url

    @contextmanager
    def _fresh_sqlite(self, migrated: bool) -> Iterator[str]:
        file = self.folder / f"{uuid.uuid4().hex}.sqlite"
        if migrated:
            shutil.copy(self._once("template.sqlite", self._make_sqlite_template), file)
        yield f"sqlite:///{file}"
        for path in self.folder.glob(f"{file.name}*"):
            path.unlink()

    def _make_sqlite_template(self) -> str:
        file = self.folder / "migrated.sqlite"
        _migrate(f"sqlite:///{file}")
        with sqlite3.connect(file) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        return str(file)

    @contextmanager
    def _fresh_postgresql(self, migrated: bool) -> Iterator[str]:
        template = self._once("template.postgresql", self._make_postgresql_template) if migrated else "template1"
        name = self._name()
        self._tell_server(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))
        try:
            yield _named(self.server, name)
        finally:
            self._tell_server(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))

    def _make_postgresql_template(self) -> str:
        name = self._name()
        self._tell_server(SQL("CREATE DATABASE {}").format(Identifier(name)))
        _migrate(_named(self.server, name))
        return name

    @property
    def server(self) -> str:
        given = os.environ.get("TEST_DATABASE_URL")
        return given or self._once("server", lambda: postgres.start(self.folder))

    def _name(self) -> str:
        return f"{self.folder.name.replace('-', '_').lower()}_{uuid.uuid4().hex[:16]}"

    def _tell_server(self, command: psycopg.sql.Composed) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(command)

    def _drop_all(self, server: str) -> None:
        ours = self._name().rsplit("_", 1)[0]
        with psycopg.connect(server, autocommit=True) as connection:
            names = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [ours])
            for (name,) in names.fetchall():
                connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))

    def _once(self, name: str, make) -> str:
        """What `make` answered in whichever process came first; the others wait for it."""
        kept = self.folder / name
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                kept.write_text(make())
        return kept.read_text()


def _quick_folder() -> str | None:
    """In memory where the system offers it: the databases wait for every commit, and a disk would be all that is
    measured. Killing a process is no power cut, so nothing that these tests show depends on a disk."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and os.access(memory, os.W_OK) else None


def _named(server: str, name: str) -> str:
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def _migrate(url: str) -> None:
    engine = make_engine(url)
    upgrade(engine)
    engine.dispose()
