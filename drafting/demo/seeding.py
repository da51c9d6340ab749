"""A database filled with the demonstration: the people engaged, the story told up to today."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from drafting.demo.cast import cast_of, engage
from drafting.demo.story.notes import SCENES
from drafting.demo.story.telling import Teller, tell
from drafting.domain.errors import DraftingError
from drafting.notices.inbox import spread
from drafting.store.clocks import StandingClock
from drafting.store.work import Ids, Keeping, random_ids

EARLIEST = datetime(2018, 5, 1, tzinfo=UTC)
"""Before it the presidencies of the story were not in office, when its first note was begun."""


class TooEarly(DraftingError):
    """The demonstration cannot begin on this day."""


def seed(engine: Engine, today: datetime, password_hash: str, *, ids: Ids = random_ids) -> None:
    """Fill an empty database. All of the story lies before `today`, and everybody has been told of it."""
    if today < EARLIEST:
        raise TooEarly("too-early", "The demonstration begins on %(day)s or later.", day=EARLIEST.date())
    clock = StandingClock(today - timedelta(days=120))
    keeping = Keeping(engine, clock=clock, ids=ids)
    engage(keeping, password_hash)
    tell(Teller(keeping, clock, cast_of(keeping), today), SCENES)
    spread(keeping)
