"""Events become entries of inboxes: the entries and the mark that the row is done are one commit, so exactly once."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from drafting.notices.recipients import recipients
from drafting.store.outbox import InboxEntry, OutboxRow, anything_due, due_rows
from drafting.store.work import CLOCK, Keeping, Work

log = logging.getLogger(__name__)
AT_ONCE = 20
LONGEST_WAIT = timedelta(hours=6)


def spread(keeping: Keeping) -> int:
    """Tell everybody who is to be told by now; how many events were spread."""
    done = 0
    while _due(keeping):
        with keeping.writing(CLOCK) as work:
            rows = due_rows(work.session, "event", work.now, AT_ONCE)
            done += sum(_spread(work, row) for row in rows)
        if not rows:  # another process holds them
            break
    return done


def _due(keeping: Keeping) -> bool:
    with keeping.reading(CLOCK) as work:
        return anything_due(work.session, "event", work.now)


def _spread(work: Work, row: OutboxRow) -> bool:
    """One event. Where it cannot be spread the others still are, and this one is tried again later."""
    try:
        with work.session.begin_nested():
            _tell(work, row)
            row.done_at, row.trouble, row.tries = work.now, None, row.tries + 1
    except Exception as error:
        log.exception("event %s was not spread", row.id)
        work.session.refresh(row)
        put_off(row, error, work.now)
        return False
    return True


def _tell(work: Work, row: OutboxRow) -> None:
    details = row.details
    at = datetime.fromisoformat(details["at"])
    note = UUID(details["note"]) if details.get("note") else None
    for told in recipients(work, details):
        entry = InboxEntry(
            id=work.new_id("inbox", row.id, told.person),
            person_id=told.person,
            outbox_id=row.id,
            note_id=note,
            kind=details["kind"],
            hat=told.hat,
            details={**told.shown, "acting": details["hat"]},
            at=at,
        )
        work.session.add(entry)
    work.session.flush()


def put_off(row: OutboxRow, error: Exception, now: datetime) -> None:
    """Try again later, later each time. What went wrong is kept without any word of what was to be told."""
    row.tries += 1
    row.trouble = type(error).__name__
    row.locked_until = now + min(timedelta(seconds=30 * 2 ** min(row.tries, 12)), LONGEST_WAIT)
