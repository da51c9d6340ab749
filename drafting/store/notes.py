"""Notes, their sections, passages through the stages, consents, frozen texts, ways out, adoptions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, UniqueConstraint, exists, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from drafting.domain.workflow import Purpose, Stage
from drafting.store.base import Base

_STAGES = ", ".join(f"'{stage.value}'" for stage in Stage)


class Note(Base):
    """`titles`: language → words. `left_stage`: the stage a suspended note goes back to. `revision` counts settings.

    `discarded_at`: given up while being set up. The row stays, since its first versions are never deleted, but it has
    given its symbol back and is not found any more.
    """

    __tablename__ = "notes"
    __table_args__ = (CheckConstraint(f"stage IN ({_STAGES})", name="stage"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    symbol: Mapped[str] = mapped_column(unique=True)
    titles: Mapped[dict[str, Any]]
    outline: Mapped[str] = mapped_column(ForeignKey("outlines.code"))
    topics: Mapped[list[Any]]
    scope: Mapped[str]
    year: Mapped[int]
    lead_conference: Mapped[str] = mapped_column(ForeignKey("conferences.code"))
    original_language: Mapped[str]
    rules: Mapped[dict[str, Any]]
    calendar: Mapped[dict[str, Any]]
    stage: Mapped[str]
    left_stage: Mapped[str | None]
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    discarded_at: Mapped[datetime | None]


class Section(Base):
    """`latest`: number of the newest version in the original language, kept under the note's lock.

    `ready_hash`: the words that were marked ready; other words are not ready. `opened_reason`: a presidency opened the
    section while the text is under review. `set_aside_at`: the heading is under consideration.
    """

    __tablename__ = "sections"
    __table_args__ = (UniqueConstraint("note_id", "label"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    note_id: Mapped[UUID] = mapped_column(ForeignKey("notes.id"))
    label: Mapped[str]
    place: Mapped[int]
    headings: Mapped[dict[str, Any]]
    sub_items: Mapped[list[Any]]
    guidance: Mapped[dict[str, Any]]
    latest: Mapped[int] = mapped_column(default=0)
    ready_hash: Mapped[str | None]
    opened_reason: Mapped[str | None]
    set_aside_at: Mapped[datetime | None]


class Passage(Base):
    """One stay of a note in a stage. `seats`: those of the day it was entered, kept until it ends, each
    `{"conference", "country", "place"}` with place previous, current or next. `open_sections`: labels, or null for all.
    """

    __tablename__ = "passages"
    __table_args__ = (
        UniqueConstraint("note_id", "ordinal"),
        Index("uq_passages_one_open", "note_id", unique=True, sqlite_where=text("left_at IS NULL"),
              postgresql_where=text("left_at IS NULL")),
    )  # fmt: skip
    id: Mapped[UUID] = mapped_column(primary_key=True)
    note_id: Mapped[UUID] = mapped_column(ForeignKey("notes.id"))
    ordinal: Mapped[int]
    stage: Mapped[str]
    seats: Mapped[list[Any]]
    open_sections: Mapped[list[Any] | None]
    entered_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    deadline: Mapped[datetime | None]
    reason: Mapped[str | None]


class Consent(Base):
    """One seat's yes to a joint act on exactly these words. `act`: a move, or a way out with what it names."""

    __tablename__ = "consents"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    note_id: Mapped[UUID] = mapped_column(ForeignKey("notes.id"))
    passage_id: Mapped[UUID] = mapped_column(ForeignKey("passages.id"), index=True)
    act: Mapped[str]
    conference: Mapped[str]
    country: Mapped[str]
    digest: Mapped[str]
    details: Mapped[dict[str, Any]]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    hat: Mapped[str]
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class WayOut(Base):
    """A joint decision that lets the note go on. `kind`: pass_seat, brackets, set_aside, lapse, acting_presidency."""

    __tablename__ = "ways_out"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    note_id: Mapped[UUID] = mapped_column(ForeignKey("notes.id"), index=True)
    passage_id: Mapped[UUID] = mapped_column(ForeignKey("passages.id"))
    kind: Mapped[str]
    conference: Mapped[str | None]
    country: Mapped[str | None]
    section_id: Mapped[UUID | None] = mapped_column(ForeignKey("sections.id"))
    text_hash: Mapped[str | None]
    position_id: Mapped[UUID | None] = mapped_column(ForeignKey("positions.id"))
    reason: Mapped[str]
    at: Mapped[datetime]


class Reminder(Base):
    """A presidency reminded a silent seat: what must come first before the seat can be passed."""

    __tablename__ = "reminders"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    note_id: Mapped[UUID] = mapped_column(ForeignKey("notes.id"))
    passage_id: Mapped[UUID] = mapped_column(ForeignKey("passages.id"), index=True)
    conference: Mapped[str]
    country: Mapped[str]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    hat: Mapped[str]
    at: Mapped[datetime]


class FrozenText(Base):
    """The whole note at a moment. `digest` is over its labels and hashes; `purposes` are rows of their own."""

    __tablename__ = "frozen_texts"
    __table_args__ = (UniqueConstraint("note_id", "ordinal"), UniqueConstraint("note_id", "label"))
    id: Mapped[UUID] = mapped_column(primary_key=True)
    note_id: Mapped[UUID] = mapped_column(ForeignKey("notes.id"))
    ordinal: Mapped[int]
    label: Mapped[str]
    digest: Mapped[str]
    at: Mapped[datetime]


class FrozenPurpose(Base):
    __tablename__ = "frozen_purposes"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    frozen_id: Mapped[UUID] = mapped_column(ForeignKey("frozen_texts.id"), index=True)
    purpose: Mapped[str]
    passage_id: Mapped[UUID] = mapped_column(ForeignKey("passages.id"))
    at: Mapped[datetime]


class FrozenSection(Base):
    """One section of a frozen text: which version, and the number of its first paragraph in the whole note."""

    __tablename__ = "frozen_sections"
    __table_args__ = (UniqueConstraint("frozen_id", "section_id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    frozen_id: Mapped[UUID] = mapped_column(ForeignKey("frozen_texts.id"))
    section_id: Mapped[UUID] = mapped_column(ForeignKey("sections.id"))
    version: Mapped[int]
    text_hash: Mapped[str]
    first_paragraph: Mapped[int]
    paragraphs: Mapped[int]


class MeetingAdoption(Base):
    """An adoption at a meeting: recorded by one presidency on one frozen text, made by the other's confirmation."""

    __tablename__ = "meeting_adoptions"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    note_id: Mapped[UUID] = mapped_column(ForeignKey("notes.id"), index=True)
    frozen_id: Mapped[UUID] = mapped_column(ForeignKey("frozen_texts.id"))
    passage_id: Mapped[UUID] = mapped_column(ForeignKey("passages.id"))
    date: Mapped[str]
    place: Mapped[str]
    present: Mapped[str]
    decision: Mapped[str]
    conference: Mapped[str]
    country: Mapped[str]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    hat: Mapped[str]
    at: Mapped[datetime]
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    confirmed_hat: Mapped[str | None]
    confirmed_at: Mapped[datetime | None]


class Publication(Base):
    __tablename__ = "publications"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    note_id: Mapped[UUID] = mapped_column(ForeignKey("notes.id"), unique=True)
    frozen_id: Mapped[UUID] = mapped_column(ForeignKey("frozen_texts.id"))
    public: Mapped[bool]
    at: Mapped[datetime]


def note_by_ref(session: Session, ref: str, *, lock: bool = False) -> Note | None:
    """The note with this id or slug; locked until the commit where a deed is going to be done on it.

    The lock leaves the key alone: a row that only refers to the note, such as an internal comment, never waits for it.
    """
    try:
        which = Note.id == UUID(ref)
    except ValueError:
        which = Note.slug == ref
    asked = select(Note).where(which, Note.discarded_at.is_(None))
    if lock:
        asked = asked.with_for_update(key_share=True).execution_options(populate_existing=True)
    return session.scalars(asked).one_or_none()


def notes_made(session: Session) -> int:
    """How many notes were ever made, the discarded ones included."""
    return session.scalar(select(func.count(Note.id))) or 0


def symbols_beginning(session: Session, beginning: str) -> list[str]:
    return list(session.scalars(select(Note.symbol).where(Note.symbol.startswith(beginning, autoescape=True))))


def symbol_taken(session: Session, symbol: str) -> bool:
    return session.scalars(select(Note.id).where(Note.symbol == symbol)).first() is not None


def notes_after(session: Session, after: str | None = None) -> list[Note]:
    """All notes, newest first; with `after`, those that come after the note of this id."""
    asked = select(Note).where(Note.discarded_at.is_(None)).order_by(Note.created_at.desc(), Note.id)
    last = note_by_ref(session, after) if after else None
    if last is not None:
        later = (Note.created_at == last.created_at) & (Note.id > last.id)
        asked = asked.where((Note.created_at < last.created_at) | later)
    return list(session.scalars(asked))


def open_passage(session: Session, note: Note) -> Passage | None:
    return session.scalars(select(Passage).where(Passage.note_id == note.id, Passage.left_at.is_(None))).one_or_none()


def passages_of(session: Session, note: Note) -> list[Passage]:
    return list(session.scalars(select(Passage).where(Passage.note_id == note.id).order_by(Passage.ordinal)))


def all_open_passages(session: Session) -> list[Passage]:
    return list(session.scalars(select(Passage).where(Passage.left_at.is_(None)).order_by(Passage.note_id)))


def due_passages(session: Session, stage: Stage, now: datetime) -> list[Passage]:
    """The open stays in this stage whose deadline has come."""
    asked = select(Passage).where(Passage.stage == stage.value, Passage.left_at.is_(None), Passage.deadline <= now)
    return list(session.scalars(asked.order_by(Passage.deadline, Passage.note_id)))


def was_in(session: Session, note: Note, stage: Stage) -> bool:
    asked = select(Passage.id).where(Passage.note_id == note.id, Passage.stage == stage.value)
    return session.scalars(asked.limit(1)).first() is not None


@dataclass(frozen=True)
class Acting:
    """A country that acts for a conference's presidency in a passage, and since when that is agreed."""

    passage: UUID
    conference: str
    country: str
    at: datetime


def acting_presidencies(session: Session, passages: Collection[UUID]) -> list[Acting]:
    """In the order in which they were agreed: the later one counts."""
    asked = select(WayOut.passage_id, WayOut.conference, WayOut.country, WayOut.at).where(
        WayOut.passage_id.in_(passages), WayOut.kind == "acting_presidency"
    )
    found = session.execute(asked.order_by(WayOut.at))
    return [Acting(passage, str(conference), str(country), at) for passage, conference, country, at in found]


def sections_of(session: Session, note: Note) -> list[Section]:
    return list(session.scalars(select(Section).where(Section.note_id == note.id).order_by(Section.place)))


def section_of(session: Session, note: Note, label: str) -> Section | None:
    return session.scalars(select(Section).where(Section.note_id == note.id, Section.label == label)).one_or_none()


def newest_frozen(session: Session, note: Note, purposes: Collection[Purpose]) -> FrozenText | None:
    """The newest of the texts frozen for one of these purposes."""
    return session.scalars(_frozen(note, purposes).order_by(FrozenText.ordinal.desc()).limit(1)).first()


def first_frozen(session: Session, note: Note, purpose: Purpose) -> FrozenText | None:
    return session.scalars(_frozen(note, [purpose]).order_by(FrozenText.ordinal).limit(1)).first()


def frozen_by_label(session: Session, note: Note, label: str, purposes: Collection[Purpose]) -> FrozenText | None:
    return session.scalars(_frozen(note, purposes).where(FrozenText.label == label)).one_or_none()


def _frozen(note: Note, purposes: Collection[Purpose]) -> Select[FrozenText]:
    wanted = [purpose.value for purpose in purposes]
    serves = exists().where(FrozenPurpose.frozen_id == FrozenText.id, FrozenPurpose.purpose.in_(wanted))
    return select(FrozenText).where(FrozenText.note_id == note.id, serves)


def frozen_section(session: Session, frozen_id: UUID, section_id: UUID) -> FrozenSection | None:
    asked = select(FrozenSection).where(FrozenSection.frozen_id == frozen_id, FrozenSection.section_id == section_id)
    return session.scalars(asked).one_or_none()


def frozen_sections(session: Session, frozen_id: UUID) -> list[FrozenSection]:
    asked = select(FrozenSection).where(FrozenSection.frozen_id == frozen_id)
    return list(session.scalars(asked.order_by(FrozenSection.first_paragraph)))


def was_frozen(session: Session, section_id: UUID, version: int, purposes: Collection[Purpose]) -> bool:
    """Whether a text that holds this version of the section was frozen for one of these purposes."""
    wanted = [purpose.value for purpose in purposes]
    asked = (
        select(FrozenSection.id)
        .join(FrozenPurpose, FrozenPurpose.frozen_id == FrozenSection.frozen_id)
        .where(FrozenSection.section_id == section_id, FrozenSection.version == version)
        .where(FrozenPurpose.purpose.in_(wanted))
    )
    return session.scalars(asked.limit(1)).first() is not None
