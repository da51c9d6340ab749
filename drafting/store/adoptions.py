"""Adoptions at a meeting, and what was published of adopted notes."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from drafting.store.notes import FrozenText, MeetingAdoption, Note, Passage, Publication


def adoption_by_id(session: Session, adoption_id: UUID, *, lock: bool = False) -> MeetingAdoption | None:
    asked = select(MeetingAdoption).where(MeetingAdoption.id == adoption_id)
    if lock:
        asked = asked.with_for_update().execution_options(populate_existing=True)
    return session.scalars(asked).one_or_none()


def newest_adoption(session: Session, note: Note, passage: Passage | None) -> MeetingAdoption | None:
    """The record made last in this passage; without one, the last that was confirmed."""
    which = MeetingAdoption.passage_id == passage.id if passage else MeetingAdoption.confirmed_at.is_not(None)
    asked = select(MeetingAdoption).where(MeetingAdoption.note_id == note.id, which)
    newest = asked.order_by(MeetingAdoption.at.desc(), MeetingAdoption.id.desc()).limit(1)
    return session.scalars(newest).first()


def public_notes(session: Session) -> list[tuple[Note, Publication, FrozenText]]:
    """The notes that everybody may read, the newest first."""
    asked = (
        select(Note, Publication, FrozenText)
        .join(Publication, Publication.note_id == Note.id)
        .join(FrozenText, FrozenText.id == Publication.frozen_id)
        .where(Publication.public)
        .order_by(Publication.at.desc(), Note.symbol)
    )
    return [(note, publication, frozen) for note, publication, frozen in session.execute(asked)]


def publication_of(session: Session, note: Note) -> tuple[Publication, FrozenText] | None:
    asked = (
        select(Publication, FrozenText)
        .join(FrozenText, FrozenText.id == Publication.frozen_id)
        .where(Publication.note_id == note.id)
    )
    found = session.execute(asked).one_or_none()
    return (found[0], found[1]) if found else None
