"""Positions of seats on exact words: rows that are never changed."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, exists, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from drafting.domain.hats import SeatName
from drafting.domain.positions import Decision, Position
from drafting.store.base import Base
from drafting.store.notes import Note, Section, WayOut


class PositionRow(Base):
    """Seat × section × hash. `ordinal` is the order within the note, given under the note's lock."""

    __tablename__ = "positions"
    __table_args__ = (Index("uq_positions_note_id_ordinal", "note_id", "ordinal", unique=True),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    note_id: Mapped[UUID] = mapped_column(ForeignKey("notes.id"))
    ordinal: Mapped[int]
    section_id: Mapped[UUID] = mapped_column(ForeignKey("sections.id"), index=True)
    passage_id: Mapped[UUID] = mapped_column(ForeignKey("passages.id"))
    conference: Mapped[str]
    country: Mapped[str]
    decision: Mapped[str]
    version: Mapped[int]
    text_hash: Mapped[str]
    reason: Mapped[str | None]
    satisfied_by: Mapped[str | None]
    proposed_text: Mapped[str | None]
    expected_on: Mapped[str | None]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    hat: Mapped[str]
    at: Mapped[datetime]


class PositionWithdrawal(Base):
    __tablename__ = "position_withdrawals"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    position_id: Mapped[UUID] = mapped_column(ForeignKey("positions.id"), unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    hat: Mapped[str]
    at: Mapped[datetime]


class PositionReply(Base):
    """A drafter's "addressed in version N"; it lifts nothing."""

    __tablename__ = "position_replies"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    position_id: Mapped[UUID] = mapped_column(ForeignKey("positions.id"), index=True)
    text: Mapped[str]
    version: Mapped[int]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    hat: Mapped[str]
    at: Mapped[datetime]


def positions_of(session: Session, note: Note, section_id: UUID | None = None) -> list[Position]:
    """The note's positions (of one section) as plain values, in the order they were given."""
    withdrawn = exists().where(PositionWithdrawal.position_id == PositionRow.id)
    ended = exists().where(WayOut.position_id == PositionRow.id)
    asked = (
        select(
            PositionRow.id,
            PositionRow.conference,
            PositionRow.country,
            Section.label,
            PositionRow.decision,
            PositionRow.text_hash,
            withdrawn,
            ended,
        )
        .join(Section, Section.id == PositionRow.section_id)
        .where(PositionRow.note_id == note.id)
        .order_by(PositionRow.ordinal)
    )
    if section_id:
        asked = asked.where(PositionRow.section_id == section_id)
    return [
        Position(id_, SeatName(conference, country), label, Decision(decision), text_hash, gone, done)
        for id_, conference, country, label, decision, text_hash, gone, done in session.execute(asked)
    ]


def next_ordinal(session: Session, note: Note) -> int:
    """The place of the next position in the note's order; the note is locked."""
    return (session.scalar(select(func.max(PositionRow.ordinal)).where(PositionRow.note_id == note.id)) or 0) + 1


def position_row(session: Session, section: Section, position_id: UUID) -> PositionRow | None:
    asked = select(PositionRow).where(PositionRow.id == position_id, PositionRow.section_id == section.id)
    return session.scalars(asked).one_or_none()


def position_rows(session: Session, note: Note, section_id: UUID | None = None) -> dict[UUID, PositionRow]:
    """Position → its row with all its words, in the order they were given."""
    asked = select(PositionRow).where(PositionRow.note_id == note.id).order_by(PositionRow.ordinal)
    if section_id:
        asked = asked.where(PositionRow.section_id == section_id)
    return {row.id: row for row in session.scalars(asked)}


def replies_of(session: Session, positions: Collection[UUID]) -> dict[UUID, list[PositionReply]]:
    """Position → what drafters replied, in the order they did."""
    asked = select(PositionReply).where(PositionReply.position_id.in_(positions))
    found: dict[UUID, list[PositionReply]] = {}
    for reply in session.scalars(asked.order_by(PositionReply.at, PositionReply.id)):
        found.setdefault(reply.position_id, []).append(reply)
    return found


def last_row_of(session: Session, section: Section, seat: SeatName) -> PositionRow | None:
    """The seat's newest decision on the section, whatever became of it."""
    asked = select(PositionRow).where(
        PositionRow.section_id == section.id,
        PositionRow.conference == seat.conference,
        PositionRow.country == seat.country,
    )
    return session.scalars(asked.order_by(PositionRow.ordinal.desc()).limit(1)).one_or_none()
