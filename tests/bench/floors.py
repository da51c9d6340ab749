"""What nothing can be faster than, measured in the same run: one raw commit, the reference engine on the same texts."""

import itertools
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from diff_match_patch import diff_match_patch

from tests.bench.material import texts
from tests.bench.measuring import Measured


def raw_commit(rounds: int, floor: float) -> Measured:
    """One row of 2 KB in one durable transaction, by the driver alone."""
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "raw.sqlite", isolation_level=None)
        for pragma in ("journal_mode=wal", "synchronous=full"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, data BLOB)")

        def commit() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO rows (data) VALUES (?)", (b"x" * 2000,))
            connection.execute("COMMIT")

        found = _timed("floor: one raw commit", commit, rounds * 10, floor)
        connection.close()
    return found


def comparison_floor(rounds: int, floor: float) -> Measured:
    """diff-match-patch in Python over the same two texts, by characters, with its own line mode."""
    life = texts(2018)
    before, after = next(life), next(itertools.islice(life, 20, None))
    engine = diff_match_patch()
    return _timed("reference: diff-match-patch", lambda: engine.diff_main(before, after), rounds, floor)


def _timed(name: str, operation: Callable[[], object], rounds: int, floor: float) -> Measured:
    operation()
    begun, cpu = time.perf_counter(), time.process_time()
    for _ in range(rounds):
        operation()
    used = (time.process_time() - cpu) * 1000 / rounds
    return Measured(name, used, used / floor, (time.perf_counter() - begun) * 1000 / rounds, 0)
