"""What presidencies agree on beside the words: consents, ways out, reminders, adoptions at a meeting."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from drafting.domain.hats import SeatName
from drafting.store.notes import Consent, MeetingAdoption, Note, Passage, Reminder, Section, WayOut


def standing_consents(session: Session, passage: Passage) -> list[Consent]:
    """The consents of this passage that nobody took back, in the order they were given."""
    asked = select(Consent).where(Consent.passage_id == passage.id, Consent.withdrawn_at.is_(None))
    return list(session.scalars(asked.order_by(Consent.at, Consent.id)))


def consents_given(session: Session, passage: Passage) -> int:
    """How many consents were given in this passage, those taken back included."""
    return session.scalar(select(func.count(Consent.id)).where(Consent.passage_id == passage.id)) or 0


def ways_out_of(session: Session, note: Note) -> list[tuple[WayOut, str | None]]:
    """Each way out that was taken, with the label of its section, in the order they were taken."""
    asked = (
        select(WayOut, Section.label)
        .outerjoin(Section, Section.id == WayOut.section_id)
        .where(WayOut.note_id == note.id)
        .order_by(WayOut.at, WayOut.id)
    )
    return [(way_out, label) for way_out, label in session.execute(asked)]


def passed_seats(session: Session, note: Note) -> frozenset[tuple[SeatName, str, str]]:
    """Seat, section and the words on which the seat was passed."""
    asked = (
        select(WayOut.conference, WayOut.country, Section.label, WayOut.text_hash)
        .join(Section, Section.id == WayOut.section_id)
        .where(WayOut.note_id == note.id, WayOut.kind == "pass_seat")
    )
    found = session.execute(asked)
    return frozenset((SeatName(str(conf), str(country)), label, str(words)) for conf, country, label, words in found)


def reminded_at(session: Session, passage: Passage, seat: SeatName, since: datetime) -> datetime | None:
    """When the seat was first reminded in this passage, of words that stand since then."""
    asked = select(Reminder.at).where(
        Reminder.passage_id == passage.id,
        Reminder.conference == seat.conference,
        Reminder.country == seat.country,
        Reminder.at >= since,
    )
    return session.scalars(asked.order_by(Reminder.at).limit(1)).first()


def reminders_of(session: Session, passage: Passage) -> list[Reminder]:
    asked = select(Reminder).where(Reminder.passage_id == passage.id)
    return list(session.scalars(asked.order_by(Reminder.at, Reminder.id)))


def meeting_recorded(session: Session, passage: Passage, frozen: Collection[UUID]) -> bool:
    """Whether a presidency recorded, in this passage, a meeting that adopted one of these frozen texts."""
    asked = select(MeetingAdoption.id).where(
        MeetingAdoption.passage_id == passage.id, MeetingAdoption.frozen_id.in_(frozen)
    )
    return session.scalars(asked.limit(1)).first() is not None
