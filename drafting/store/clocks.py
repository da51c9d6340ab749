"""Clocks that can be set: for the demonstration, which begins on a day of its own and then runs."""

import threading
from datetime import datetime, timedelta

from drafting.domain.errors import Fault, Invalid
from drafting.locale import N_
from drafting.store.work import Clock, real_clock


class RunningClock:
    """Real time, moved: it begins at an instant and runs on, and can be moved forward, never back."""

    def __init__(self, begins_at: datetime, real: Clock = real_clock) -> None:
        self._real = real
        self._moved: timedelta = begins_at - real()
        self._lock = threading.Lock()

    def __call__(self) -> datetime:
        return self._real() + self._moved

    def move_to(self, instant: datetime) -> None:
        with self._lock:
            ahead = instant - self()
            if ahead < timedelta():
                raise Invalid([Fault("/now", "backwards", N_("The clock is moved forward only."))])
            self._moved += ahead


class StandingClock:
    """A clock that stands until it is set: for telling what happened earlier."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now
