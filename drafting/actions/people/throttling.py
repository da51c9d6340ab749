"""Tries are counted in a table, so that several processes count together. What is counted fades by itself: nobody is
locked out for good, and the mailed code is counted apart from the password.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from drafting.domain.errors import TooMany
from drafting.locale import N_
from drafting.store.sign_ins import count_try, forget_tries, tries_since
from drafting.store.work import Work


@dataclass(frozen=True)
class Limit:
    """At most so many tries of a subject within a time."""

    subject: str
    most: int
    within: timedelta


def limit(what: str, whom: str, most: int, minutes: int) -> Limit:
    """The subject is kept as a hash: the table says nothing about who failed."""
    return Limit(hashlib.sha256(f"{what}:{whom}".encode()).hexdigest(), most, timedelta(minutes=minutes))


@dataclass(frozen=True)
class Counted:
    """Tries that were counted before it is known whether they fail."""

    ids: tuple[int, ...]
    subject: str


def count(work: Work, limits: Sequence[Limit], real_now: datetime) -> Counted:
    """Count one try, before it is made: many at the same moment are not better than one after the other.

    Raises `TooMany` where a limit is reached; that try is not counted, so that waiting helps.
    """
    for each in limits:
        tries, first = tries_since(work.session, each.subject, real_now - each.within)
        if tries >= each.most and first is not None:
            wait = max(1, int((first + each.within - real_now).total_seconds()) + 1)
            raise TooMany(
                "too-many-tries", N_("Too many tries. Wait a little, or use another way in."), retry_after=wait
            )
    counted = [count_try(work.session, each.subject, real_now) for each in limits]
    return Counted(tuple(row.id for row in counted), limits[0].subject)


def forgive(work: Work, counted: Counted) -> None:
    """The try was good: it does not count, nor do those before it of the first subject."""
    forget_tries(work.session, ids=counted.ids, subject=counted.subject)
