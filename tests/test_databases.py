"""The databases of the tests: fresh each time, the same for both kinds, and gone with the run."""

import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from drafting.store.base import make_engine
from drafting.store.schema import current, head, try_writing
from tests import postgres
from tests.databases import Databases

ROOT = Path(__file__).parents[1]


def test_a_fresh_database_is_migrated(engine: Engine):
    assert current(engine) == head()


@pytest.mark.parametrize("round_", [1, 2])
def test_a_fresh_database_knows_nothing_of_another_test(engine: Engine, round_: int):
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE left_behind (word TEXT)"))
        connection.execute(text("INSERT INTO left_behind VALUES ('here')"))
        assert connection.execute(text("SELECT count(*) FROM left_behind")).scalar() == 1


def test_a_database_that_is_away_cannot_be_begun_for_writing(databases: Databases, database_kind: str):
    with databases.fresh(database_kind) as url:
        here = make_engine(url)
        try_writing(here)
        here.dispose()
    away = make_engine(url.replace(databases.folder.name, "not-there"))
    with pytest.raises(OperationalError):
        try_writing(away)


def test_a_database_is_gone_after_its_use(databases: Databases):
    with databases.fresh("postgresql") as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(url)

    with databases.fresh("sqlite") as url:
        file = Path(url.removeprefix("sqlite:///"))
        assert file.exists()
    assert not file.exists()


def test_the_server_ends_even_when_its_run_is_killed():
    """The killed run holds a lock; the keeper of the server gets it then, ends the server and clears the folder."""
    program = """
import sys
from tests.databases import Databases
run = Databases.begin()
print(run.folder, flush=True)
print(run.server, flush=True)
sys.stdin.read()
"""
    environment = {name: value for name, value in os.environ.items() if name != "TEST_DATABASE_URL"}
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment,
    ) as run:
        assert run.stdout
        folder = Path(run.stdout.readline().strip())
        url = run.stdout.readline().strip()
        with psycopg.connect(url) as connection:
            assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
        serving = (folder / postgres.SERVING).open()
        run.send_signal(signal.SIGKILL)

    with serving:
        fcntl.flock(serving, fcntl.LOCK_SH)
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)
