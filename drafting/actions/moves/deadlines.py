"""Until when a stage lasts, and giving it more time: a deadline is extended, never shortened."""

from datetime import datetime, timedelta

from drafting.actions.access import note_for
from drafting.actions.notes.calendar import deadlines_of, lead_zone
from drafting.domain.deadlines import INDICATIVE_DAYS, deadline_after, is_later
from drafting.domain.errors import Fault, Invalid, NotPossible
from drafting.domain.events import Event, EventKind
from drafting.domain.policy import Act
from drafting.domain.rules import RULES
from drafting.domain.workflow import Stage
from drafting.locale import N_
from drafting.store.notes import Note, Passage
from drafting.store.work import Work

LONGEST_REASON = 4000
SHORTEST_CONSULTATION = timedelta(days=RULES["consultation_days"].minimum or 0)


def stage_deadline(work: Work, note: Note, stage: Stage, until: datetime | None) -> datetime | None:
    """The instant at which the stage that begins now should be over; None for a stage without an end of its own."""
    if until is not None or stage not in INDICATIVE_DAYS:
        return until
    if stage is Stage.CONSULTATION:
        return deadline_after(work.now, int(note.rules["consultation_days"]), lead_zone(work, note))
    planned = deadlines_of(note).get(stage)
    if planned is not None and planned > work.now:
        return planned
    return deadline_after(work.now, INDICATIVE_DAYS[stage], lead_zone(work, note))


def extend_deadline(work: Work, ref: str, until: datetime, reason: str) -> Passage:
    """Give the open stage more time. One presidency suffices; everybody concerned is told."""
    opened = note_for(work, ref, Act.EXTEND, lock=True)
    passage = opened.passage
    if passage is None or passage.deadline is None:
        raise NotPossible("no-deadline", N_("This stage has no deadline."))
    reason = checked_reason(reason)
    check_until(work, until)
    if not is_later(passage.deadline, until):
        raise not_later()
    data = {"stage": opened.stage.value, "from": passage.deadline.isoformat(), "until": until.isoformat()}
    passage.deadline = until
    work.tell(Event(EventKind.DEADLINE_EXTENDED, opened.note.id, {**data, "reason": reason}))
    return passage


def check_until(work: Work, until: datetime, *, at_least: timedelta = timedelta()) -> None:
    """Raise `Invalid` for an instant that has passed, leaves less time than it must, or names no zone."""
    if until.tzinfo is None:
        raise Invalid([Fault("/until", "no-zone", N_("An instant needs its zone."))])
    if until <= work.now:
        raise Invalid([Fault("/until", "in-the-past", N_("This instant has passed already."))])
    if until < work.now + at_least:
        message = N_("Leave at least %(days)s days.")
        raise Invalid([Fault("/until", "too-soon", message, {"days": at_least.days})])


def check_not_shortened(standing: datetime, until: datetime) -> None:
    """Raise `Invalid` for an instant before the one that was promised. The same instant shortens nothing."""
    if until < standing:
        raise not_later()


def not_later() -> Invalid:
    return Invalid([Fault("/until", "not-later", N_("A deadline can be extended, never shortened."))])


def checked_reason(reason: str | None, *, pointer: str = "/reason") -> str:
    """The reason in words, where one must be given."""
    words = (reason or "").replace("\x00", "").strip()
    if not words:
        raise Invalid([Fault(pointer, "missing", N_("Give a reason."))])
    if len(words) > LONGEST_REASON:
        message = N_("At most %(longest)s characters are accepted here.")
        raise Invalid([Fault(pointer, "too-long", message, {"longest": LONGEST_REASON})])
    return words
