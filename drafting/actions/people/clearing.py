"""What no longer opens or counts anything is cleared away, in real time."""

from datetime import datetime, timedelta

from drafting.store.kept_answers import any_old_answers, forget_old_answers
from drafting.store.sign_ins import anything_expired, forget_expired
from drafting.store.work import CLOCK, Keeping

COUNTED_FOR = timedelta(days=1)


def clear_away(keeping: Keeping, real_now: datetime) -> bool:
    """Whether there was anything; while there is nothing, nobody who writes is held up."""
    before = real_now - COUNTED_FOR
    with keeping.reading(CLOCK) as work:
        old_answers = any_old_answers(work.session, real_now)
        if not old_answers and not anything_expired(work.session, real_now, before):
            return False
    with keeping.writing(CLOCK) as work:
        forget_old_answers(work.session, real_now)
        forget_expired(work.session, real_now, before)
    return True
