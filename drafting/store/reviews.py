"""Positions of seats on exact words: rows that are never changed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from drafting.store.base import Base


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
