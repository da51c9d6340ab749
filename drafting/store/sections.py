"""Versions of sections, words set aside, private working copies."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from drafting.store.base import Base


class Version(Base):
    """Section × language × number; never changed. The words are compressed against the keyframe's words
    (`keyframe` is its number, the version's own for a keyframe), so any version is rebuilt from two rows.
    """

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("section_id", "language", "number"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    section_id: Mapped[UUID] = mapped_column(ForeignKey("sections.id"))
    language: Mapped[str]
    number: Mapped[int]
    parent: Mapped[int | None]
    keyframe: Mapped[int]
    packed: Mapped[bytes] = mapped_column(deferred=True)
    text_hash: Mapped[str]
    plain_hash: Mapped[str]
    words_added: Mapped[int]
    words_deleted: Mapped[int]
    kind: Mapped[str]
    summary: Mapped[str]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    hat: Mapped[str]
    at: Mapped[datetime]


class SetAside(Base):
    """Words that lost a clash, kept beside the version they lost to."""

    __tablename__ = "set_asides"
    __table_args__ = (
        ForeignKeyConstraint(
            ["section_id", "language", "lost_to"], ["versions.section_id", "versions.language", "versions.number"]
        ),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    section_id: Mapped[UUID] = mapped_column(ForeignKey("sections.id"), index=True)
    language: Mapped[str]
    lost_to: Mapped[int]
    text: Mapped[str]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    hat: Mapped[str]
    at: Mapped[datetime]


class WorkingCopy(Base):
    """What autosave writes: one per person, section and language, seen by that person alone."""

    __tablename__ = "working_copies"
    __table_args__ = (UniqueConstraint("person_id", "section_id", "language"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    section_id: Mapped[UUID] = mapped_column(ForeignKey("sections.id"))
    language: Mapped[str]
    text: Mapped[str]
    based_on: Mapped[int]
    saved_at: Mapped[datetime]
