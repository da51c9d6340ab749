"""Two processes on one database, each doing its deed at the same moment.

The processes stay for all tests; a barrier lets both begin together. A deed is named by the function that does it,
so that another process can find it: `tests.races.deeds`.
"""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from typing import Any

from drafting.domain.errors import DraftingError
from drafting.store.base import make_engine
from drafting.store.work import Clock, Keeping, real_clock
from tests.conftest import StandingClock

_spawning = multiprocessing.get_context("spawn")
PATIENCE = 60

Deed = tuple[str, dict[str, Any]]
"""The name of a function in `tests.races.deeds`, and what it is given."""


@dataclass(frozen=True)
class Outcome:
    """What became of one deed: its answer, or the code of the refusal. `crash` is an error nobody foresaw."""

    answer: Any = None
    refused: str | None = None
    crash: str | None = None


@dataclass
class Pair:
    """Two processes, working on one database; for both it is as late as for the test."""

    ends: list[Connection]
    url: str = ""
    clock: Clock = real_clock

    def on(self, url: str, clock: Clock) -> "Pair":
        return Pair(self.ends, url, clock)

    def at_once(self, first: Deed, second: Deed) -> list[Outcome]:
        """Both deeds, begun together; the outcomes in the order the deeds were given."""
        for end, deed in zip(self.ends, (first, second), strict=True):
            end.send((self.url, self.clock(), *deed))
        found = []
        for end in self.ends:
            assert end.poll(PATIENCE), "a process gave no answer"
            found.append(end.recv())
        return found


@contextmanager
def two_processes() -> Iterator[Pair]:
    barrier = _spawning.Barrier(2)
    pipes = [_spawning.Pipe() for _ in range(2)]
    workers = [_spawning.Process(target=_work, args=(theirs, barrier), daemon=True) for _, theirs in pipes]
    for worker in workers:
        worker.start()
    ours = [mine for mine, _ in pipes]
    try:
        yield Pair(ours)
    finally:
        for end in ours:
            end.send(None)
        for worker in workers:
            worker.join(PATIENCE)


def _work(end: Connection, barrier: Barrier) -> None:
    from tests.races import deeds

    clock = StandingClock()
    keeping: Keeping | None = None
    opened = ""
    while (asked := end.recv()) is not None:
        url, clock.now, name, arguments = asked
        if keeping is None or url != opened:
            if keeping:
                keeping.engine.dispose()
            keeping, opened = Keeping(make_engine(url), clock=clock), url
        barrier.wait(PATIENCE)
        end.send(_done(getattr(deeds, name), keeping, arguments))


def _done(deed: Any, keeping: Keeping, arguments: dict[str, Any]) -> Outcome:
    try:
        return Outcome(answer=deed(keeping, **arguments))
    except DraftingError as error:
        return Outcome(refused=error.code)
    except Exception as error:
        return Outcome(crash=f"{type(error).__name__}: {error}")
