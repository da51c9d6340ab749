"""Adoption at a meeting: one presidency records it on one exact text, the other's confirmation makes the move."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from drafting.actions.access import Opened, acting_person, check, no_note, note_for
from drafting.actions.moves.making import in_the_way
from drafting.actions.moves.passages import enter
from drafting.actions.moves.state import note_state, words_now
from drafting.domain.errors import Blocked, Fault, Invalid, NotAllowed, NotFound, NotPossible
from drafting.domain.events import Event, EventKind
from drafting.domain.hats import SeatName
from drafting.domain.policy import Act
from drafting.domain.workflow import Move, Purpose, Stage, rule_for
from drafting.locale import N_
from drafting.store.adoptions import adoption_by_id, newest_adoption
from drafting.store.notes import FrozenText, MeetingAdoption, newest_frozen
from drafting.store.work import Work

LONGEST = 4000


@dataclass(frozen=True)
class Meeting:
    """What is recorded of it: the label of the text, the day (as a date), the place, who was there, the decision."""

    label: str
    date: str
    place: str
    present: str
    decision: str


@dataclass(frozen=True)
class Adoption:
    """Where the adoption of a note stands, as one hat may see it. `text`: what is (or was) under adoption.

    `recorded`: the meeting that still counts; void are those on other words, or before the note was returned.
    """

    opened: Opened
    text: FrozenText | None
    recorded: MeetingAdoption | None
    may_record: bool
    may_confirm: bool


def adoption_of(work: Work, ref: str) -> Adoption:
    opened = note_for(work, ref, Act.READ)
    if Purpose.TO_ADOPTION not in opened.window.frozen:
        raise no_note()
    text = newest_frozen(work.session, opened.note, [Purpose.TO_ADOPTION])
    recorded = _standing(work, opened, text)
    seat = _seat(work)
    waits = recorded is not None and recorded.confirmed_at is None
    theirs = waits and recorded is not None and seat is not None and recorded.conference != seat.conference
    return Adoption(
        opened=opened,
        text=text,
        recorded=recorded,
        may_record=opened.may(Act.RECORD_MEETING) and not theirs,
        may_confirm=opened.may(Act.CONFIRM_MEETING) and theirs,
    )


def record_meeting(work: Work, ref: str, meeting: Meeting, *, expected_stage: str) -> MeetingAdoption:
    """Record that a meeting adopted the text under this label. Recording again replaces one's own record."""
    opened = note_for(work, ref, Act.READ, lock=True)
    if opened.stage.value != expected_stage:
        raise NotPossible("stage-changed", N_("The note is in another stage by now."), stage=opened.stage.value)
    check(opened, Act.RECORD_MEETING)
    text, seat = _under_adoption(work, opened), _own_seat(work)
    meeting = _checked(work, meeting, text)
    standing = _standing(work, opened, text)
    if standing and standing.conference != seat.conference:
        message = N_("The other presidency has recorded a meeting: confirm that record, or ask it to record anew.")
        raise NotPossible("already-recorded", message)
    adoption = MeetingAdoption(
        id=work.new_id("adoption", text.id, seat, work.now.isoformat()),
        note_id=opened.note.id,
        frozen_id=text.id,
        passage_id=opened.passage.id if opened.passage else None,
        date=meeting.date,
        place=meeting.place,
        present=meeting.present,
        decision=meeting.decision,
        conference=seat.conference,
        country=seat.country,
        recorded_by=acting_person(work),
        hat=str(work.actor),
        at=work.now,
    )
    work.session.add(adoption)
    work.session.flush()
    work.tell(Event(EventKind.MEETING_RECORDED, opened.note.id, {**vars(meeting), "adoption": str(adoption.id)}))
    return adoption


def confirm_meeting(work: Work, adoption_id: UUID) -> MeetingAdoption:
    """The other presidency confirms: with that the note is adopted, on exactly the words that were recorded."""
    known = adoption_by_id(work.session, adoption_id)
    if known is None:
        raise no_adoption()
    opened = note_for(work, str(known.note_id), Act.CONFIRM_MEETING, lock=True)
    adoption = adoption_by_id(work.session, adoption_id, lock=True)
    if adoption is None or adoption != _standing(work, opened, _under_adoption(work, opened)):
        message = N_("This record does not count any more: the text, or the record, is another one by now.")
        raise NotPossible("adoption-void", message)
    seat = _own_seat(work)
    if seat.conference == adoption.conference:
        message = N_("The other presidency confirms what yours has recorded.")
        raise NotAllowed("own-record", message)
    rule = rule_for(opened.stage, Move.DECLARE_ADOPTED)
    standing = in_the_way(work, opened, rule, note_state(work, opened))
    if standing:
        raise Blocked(standing)
    adoption.confirmed_by = acting_person(work)
    adoption.confirmed_hat = str(work.actor)
    adoption.confirmed_at = work.now
    data = {"adoption": str(adoption.id), "seat": str(seat)}
    work.tell(Event(EventKind.MEETING_CONFIRMED, opened.note.id, data))
    enter(work, opened, rule, data=data)
    return adoption


def no_adoption() -> NotFound:
    return NotFound("no-such-adoption", N_("There is no such record of a meeting, or it is not open to you."))


def _under_adoption(work: Work, opened: Opened) -> FrozenText:
    """The text that stands under adoption, as long as the note still has its words."""
    text = newest_frozen(work.session, opened.note, [Purpose.TO_ADOPTION])
    if text is None or text.digest != words_now(work, opened.note):
        raise NotPossible("no-text", N_("No text stands under adoption."))
    return text


def _standing(work: Work, opened: Opened, text: FrozenText | None) -> MeetingAdoption | None:
    """The record that counts: the newest of this stay in adoption, on the text under adoption. After the adoption:
    the one that made it."""
    if text is None:
        return None
    passage = opened.passage if opened.stage is Stage.ADOPTION else None
    found = newest_adoption(work.session, opened.note, passage)
    return found if found is not None and found.frozen_id == text.id else None


def _checked(work: Work, meeting: Meeting, text: FrozenText) -> Meeting:
    """The same in tidy words. Raises `Invalid` naming each answer that cannot be taken."""
    words = {name: str(value).replace("\x00", "").strip() for name, value in vars(meeting).items()}
    faults = [
        Fault(f"/{name}", "missing", N_("This answer is needed.")) for name, value in words.items() if not value
    ] + [
        Fault(f"/{name}", "too-long", N_("At most %(longest)s characters are accepted here."), {"longest": LONGEST})
        for name, value in words.items()
        if len(value) > LONGEST
    ]
    if words["label"] and words["label"] != text.label:
        message = N_("The text under adoption is %(label)s.")
        faults.append(Fault("/label", "not-under-adoption", message, {"label": text.label}))
    faults += _date_faults(work, words["date"], text)
    if faults:
        raise Invalid(faults)
    return Meeting(**words)


def _date_faults(work: Work, words: str, text: FrozenText) -> list[Fault]:
    """A day either way is left for the zones: the meeting's day is not always ours."""
    if not words:
        return []
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return [Fault("/date", "no-date", N_("Write the date as year, month and day: 2018-08-15."))]
    if day > work.now.date() + timedelta(days=1):
        return [Fault("/date", "in-the-future", N_("This day has not come yet."))]
    if day < text.at.date() - timedelta(days=1):
        return [Fault("/date", "before-the-text", N_("On this day the text did not exist yet."))]
    return []


def _seat(work: Work) -> SeatName | None:
    return work.actor.hat.seat if work.actor.hat else None


def _own_seat(work: Work) -> SeatName:
    seat = _seat(work)
    if seat is None:
        raise RuntimeError("Only a presidency adopts; the policy lets no other hat come here.")
    return seat
