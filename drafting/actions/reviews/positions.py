"""A seat decides on exactly the words it was shown. If the words moved meanwhile, nothing is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from drafting.actions.access import Opened, acting_person, check, note_for, section_for
from drafting.actions.moves.state import asked_seats, seats_of
from drafting.actions.reviews.words import checked_words, outdated
from drafting.domain.errors import Fault, Invalid, NotAllowed, NotFound, NotPossible
from drafting.domain.events import Event, EventKind
from drafting.domain.hats import SEATS, SeatName
from drafting.domain.policy import Act
from drafting.domain.positions import Decision, live_request, standing_position
from drafting.domain.workflow import REVIEWS
from drafting.locale import N_
from drafting.store.notes import Passage, Section, section_of
from drafting.store.reviews import PositionRow, PositionWithdrawal, next_ordinal, position_row, positions_of
from drafting.store.sections import Version, latest_version
from drafting.store.work import Work


@dataclass(frozen=True)
class NewPosition:
    """What a seat decides on one section. `text_hash`: the words it was shown."""

    section: str
    decision: Decision
    text_hash: str | None
    reason: str | None = None
    satisfied_by: str | None = None
    proposed_text: str | None = None
    expected_on: str | None = None


@dataclass(frozen=True)
class Receipt:
    """What was recorded, and where in the record of actions: its number in the note's chain, and its hash."""

    id: UUID
    note: str
    section: str
    version: int
    text_hash: str
    decision: Decision
    hat: str
    time: datetime
    entry: int
    entry_hash: str


def take_position(work: Work, ref: str, position: NewPosition) -> Receipt:
    return take_positions(work, ref, [position])[0]


def take_positions(work: Work, ref: str, positions: Sequence[NewPosition]) -> list[Receipt]:
    """Decide on several sections at once, all or none of them."""
    opened = note_for(work, ref, Act.READ, lock=True)
    seat = own_seat(work, opened)
    if not positions:
        raise Invalid([Fault("/positions", "missing", N_("Choose at least one section."))])
    if len({position.section for position in positions}) < len(positions):
        raise Invalid([Fault("/positions", "section-twice", N_("Each section can be named once."))])
    checked = [_checked(work, opened, seat, position) for position in positions]
    return [_record(work, opened, seat, *found) for found in checked]


def withdraw_position(work: Work, ref: str, label: str, position_id: UUID) -> None:
    """Take back where one's own seat stands: its live request, or its standing decision on the words it named."""
    opened, section = section_for(work, ref, label, Act.READ, lock=True)
    seat = own_seat(work, opened)
    check(opened, Act.DECIDE)
    row = position_row(work.session, section, position_id)
    if row is None:
        raise no_position()
    if SeatName(row.conference, row.country) != seat:
        raise NotAllowed("not-your-seat", N_("Only the seat that decided takes its decision back."))
    given = positions_of(work.session, opened.note, section.id)
    standing = standing_position(given, seat, label, row.text_hash)
    request = live_request(given, seat, label)
    if position_id not in {found.id for found in (standing, request) if found}:
        raise NotPossible("not-standing", N_("This decision does not stand any more."))
    work.session.add(
        PositionWithdrawal(
            id=work.new_id("withdrawal", position_id),
            position_id=position_id,
            person_id=acting_person(work),
            hat=str(work.actor),
            at=work.now,
        )
    )
    data = {"section": label, "seat": str(seat), "decision": row.decision, "position": str(position_id)}
    work.tell(Event(EventKind.POSITION_WITHDRAWN, opened.note.id, data))


def own_seat(work: Work, opened: Opened) -> SeatName:
    """The actor's seat, if it is one of those that decide on the note while this passage is open."""
    seat = work.actor.hat.seat if work.actor.hat else None
    if seat is None or opened.role not in SEATS:
        raise NotAllowed("not-yours", N_("This is not for the hat you act under."), act=Act.DECIDE)
    if seat not in seats_of(work, opened):
        raise NotAllowed("no-seat", N_("Your country has no seat in this stage of the note."))
    return seat


def no_position() -> NotFound:
    return NotFound("no-such-position", N_("There is no such decision, or it is not open to you."))


Checked = tuple[NewPosition, Section, Version, dict[str, Any]]


def _checked(work: Work, opened: Opened, seat: SeatName, new: NewPosition) -> Checked:
    """What is needed to keep the decision; or everything that is wrong with it."""
    section = section_of(work.session, opened.note, new.section)
    if section is None:
        raise NotFound("no-such-section", N_("There is no such section."))
    latest = latest_version(work.session, section, opened.note.original_language)
    if not _confirms(work, opened, seat, section, latest, new):
        check(opened, Act.DECIDE)
        if seat not in asked_seats(work, opened):
            raise NotAllowed("not-asked", N_("Your seat is not asked in this stage."))
    if not new.text_hash:
        raise Invalid([Fault("/text_hash", "missing", N_("The hash of the text that was read is missing."))])
    if new.text_hash != latest.text_hash:
        raise outdated(work, opened, section, new.text_hash, latest)
    words = checked_words(
        work,
        new.decision,
        reason=new.reason,
        satisfied_by=new.satisfied_by,
        proposed_text=new.proposed_text,
        expected_on=new.expected_on,
    )
    return new, section, latest, words


def _confirms(work: Work, opened: Opened, seat: SeatName, section: Section, latest: Version, new: NewPosition) -> bool:
    """Approving the same words again makes an ad referendum final, also where the seat is asked for nothing else."""
    if new.decision is not Decision.APPROVE or (opened.stage in REVIEWS and seat in asked_seats(work, opened)):
        return False
    if not opened.may(Act.CONFIRM_AD_REFERENDUM) or new.text_hash != latest.text_hash:
        return False
    given = positions_of(work.session, opened.note, section.id)
    standing = standing_position(given, seat, section.label, latest.text_hash)
    return standing is not None and standing.decision is Decision.AD_REFERENDUM


def _record(
    work: Work,
    opened: Opened,
    seat: SeatName,
    new: NewPosition,
    section: Section,
    version: Version,
    words: dict[str, Any],
) -> Receipt:
    ordinal = next_ordinal(work.session, opened.note)
    row = PositionRow(
        id=work.new_id("position", opened.note.id, seat, section.label, ordinal),
        note_id=opened.note.id,
        ordinal=ordinal,
        section_id=section.id,
        passage_id=_passage(opened).id,
        conference=seat.conference,
        country=seat.country,
        decision=new.decision.value,
        version=version.number,
        text_hash=version.text_hash,
        person_id=acting_person(work),
        hat=str(work.actor),
        at=work.now,
        **words,
    )
    work.session.add(row)
    work.session.flush()
    told: dict[str, Any] = {"section": section.label, "seat": str(seat), "decision": row.decision}
    told["position"] = str(row.id)
    told |= {"version": row.version, "text_hash": row.text_hash, "reason": row.reason}
    work.tell(Event(EventKind.POSITION_TAKEN, opened.note.id, told))
    entry = work.record_now()
    return Receipt(
        id=row.id,
        note=opened.note.symbol,
        section=section.label,
        version=row.version,
        text_hash=row.text_hash,
        decision=new.decision,
        hat=row.hat,
        time=row.at,
        entry=entry.seq,
        entry_hash=entry.hash,
    )


def _passage(opened: Opened) -> Passage:
    if opened.passage is None:
        raise RuntimeError("A seat decides while a passage is open.")
    return opened.passage
