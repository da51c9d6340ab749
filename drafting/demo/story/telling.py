"""Telling the story: scenes side by side, each day in its order, each deed at its hour.

A scene is a generator. It yields the moment it waits for; when it goes on, the clock stands there.
"""

import heapq
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from drafting.actions.clock import do_due
from drafting.demo.cast import Cast
from drafting.notices.inbox import spread
from drafting.store.clocks import StandingClock
from drafting.store.work import Keeping, Work

Scene = Iterator[datetime]


@dataclass
class Teller:
    """`today`: the day on which the demonstration begins; the story counts working days back from it."""

    keeping: Keeping
    clock: StandingClock
    cast: Cast
    today: datetime

    def day(self, before: int, hour: float) -> datetime:
        """So many working days before today, at this hour (UTC)."""
        day = self.today.astimezone(UTC).date()
        while before:
            day -= timedelta(days=1)
            before -= day.weekday() < 5
        return datetime.combine(day, time(), UTC) + timedelta(hours=hour)

    @contextmanager
    def acting(self, who: str, hat: str) -> Iterator[Work]:
        """A deed of this person under this hat, at the moment at which the clock stands."""
        with self.keeping.writing(self.cast.actor(who, hat)) as work:
            yield work


def tell(teller: Teller, scenes: Sequence[Callable[[Teller], Scene]]) -> None:
    """All scenes, as their days come; deadlines fall due on their way."""
    begun = [scene(teller) for scene in scenes]
    waiting = [(next(scene), place) for place, scene in enumerate(begun)]
    heapq.heapify(waiting)
    while waiting:
        moment, place = heapq.heappop(waiting)
        if moment > teller.clock.now:
            next_day = moment.date() > teller.clock.now.date()
            teller.clock.now = moment
            do_due(teller.keeping)
            if next_day:  # who is told depends on how things stand when it is told
                spread(teller.keeping)
        following = next(begun[place], None)
        if following is not None:
            heapq.heappush(waiting, (following, place))
