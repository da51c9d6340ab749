"""What no longer opens or counts anything is cleared away, in real time."""

from datetime import datetime, timedelta

from drafting.store.kept_answers import forget_old_answers
from drafting.store.sign_ins import forget_expired
from drafting.store.work import CLOCK, Keeping

COUNTED_FOR = timedelta(days=1)


def clear_away(keeping: Keeping, real_now: datetime) -> int:
    """How many rows went."""
    with keeping.writing(CLOCK) as work:
        forget_old_answers(work.session, real_now)
        return forget_expired(work.session, real_now, real_now - COUNTED_FOR)
