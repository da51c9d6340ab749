"""Comments: what is internal to a delegation in one table, what is official in others."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, exists, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from drafting.domain.comments import DelegationStatus
from drafting.store.base import Base
from drafting.store.conferences import member_countries
from drafting.store.notes import Note


class CommentDraft(Base):
    """An internal comment: seen and changed inside one delegation alone. Its id becomes the official comment's."""

    __tablename__ = "comment_drafts"
    __table_args__ = (Index("ix_comment_drafts_note_id_country", "note_id", "country"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    note_id: Mapped[UUID] = mapped_column(ForeignKey("notes.id"))
    country: Mapped[str] = mapped_column(ForeignKey("countries.code"))
    section_id: Mapped[UUID | None] = mapped_column(ForeignKey("sections.id"))
    frozen_id: Mapped[UUID] = mapped_column(ForeignKey("frozen_texts.id"))
    paragraph: Mapped[int | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    quote: Mapped[str | None]
    kind: Mapped[str]
    body: Mapped[str]
    proposed_text: Mapped[str | None]
    reason: Mapped[str | None]
    language: Mapped[str]
    state: Mapped[str]
    revision: Mapped[int] = mapped_column(default=1)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    discarded_at: Mapped[datetime | None]
    discard_reason: Mapped[str | None]
    sent_at: Mapped[datetime | None]


class Comment(Base):
    """An official comment: immutable, numbered; says its country and when it came, never who wrote it."""

    __tablename__ = "comments"
    __table_args__ = (
        UniqueConstraint("note_id", "number"),
        UniqueConstraint("note_id", "country", "section_label", "running"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    note_id: Mapped[UUID] = mapped_column(ForeignKey("notes.id"))
    number: Mapped[str]
    country: Mapped[str] = mapped_column(ForeignKey("countries.code"))
    section_id: Mapped[UUID | None] = mapped_column(ForeignKey("sections.id"))
    section_label: Mapped[str]
    running: Mapped[int]
    frozen_id: Mapped[UUID] = mapped_column(ForeignKey("frozen_texts.id"))
    passage_id: Mapped[UUID] = mapped_column(ForeignKey("passages.id"))
    paragraph: Mapped[int | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    quote: Mapped[str | None]
    kind: Mapped[str]
    body: Mapped[str]
    proposed_text: Mapped[str | None]
    reason: Mapped[str | None]
    language: Mapped[str]
    visible: Mapped[str]
    late: Mapped[bool]
    submitted_at: Mapped[datetime]
    submitted_by: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))


class CommentWithdrawal(Base):
    __tablename__ = "comment_withdrawals"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comments.id"), unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[datetime]


class Association(Base):
    """Another country stands with a comment."""

    __tablename__ = "associations"
    __table_args__ = (UniqueConstraint("comment_id", "country"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comments.id"))
    country: Mapped[str] = mapped_column(ForeignKey("countries.code"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[datetime]


class Answer(Base):
    """What a secretariat proposes to answer; the newest proposal is the one a presidency releases."""

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("comment_id", "ordinal"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comments.id"))
    ordinal: Mapped[int]
    outcome: Mapped[str]
    observation: Mapped[str]
    version: Mapped[int | None]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    hat: Mapped[str]
    at: Mapped[datetime]


class AnswerRelease(Base):
    __tablename__ = "answer_releases"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comments.id"), unique=True)
    answer_id: Mapped[UUID] = mapped_column(ForeignKey("answers.id"), unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    hat: Mapped[str]
    at: Mapped[datetime]


class CommentReply(Base):
    """The country's one reply to the answer: satisfied, or maintained with a reason."""

    __tablename__ = "comment_replies"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comments.id"), unique=True)
    stance: Mapped[str]
    text: Mapped[str]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[datetime]


class StatusRow(Base):
    """What a delegation declared: commenting, no comments, finished. The latest row counts."""

    __tablename__ = "delegation_statuses"
    __table_args__ = (Index("ix_delegation_statuses_note_id_country", "note_id", "country"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    note_id: Mapped[UUID] = mapped_column(ForeignKey("notes.id"))
    passage_id: Mapped[UUID] = mapped_column(ForeignKey("passages.id"))
    country: Mapped[str] = mapped_column(ForeignKey("countries.code"))
    ordinal: Mapped[int]
    status: Mapped[str]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[datetime]


class Acknowledgement(Base):
    """A delegation acknowledged receipt of a circulated text, by its own press of a button."""

    __tablename__ = "acknowledgements"
    __table_args__ = (UniqueConstraint("frozen_id", "country"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    frozen_id: Mapped[UUID] = mapped_column(ForeignKey("frozen_texts.id"))
    country: Mapped[str] = mapped_column(ForeignKey("countries.code"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[datetime]


def unanswered_numbers(session: Session, note: Note) -> list[str]:
    """The numbers of official comments that stand and have no released answer, in the order they came."""
    withdrawn = exists().where(CommentWithdrawal.comment_id == Comment.id)
    released = exists().where(AnswerRelease.comment_id == Comment.id)
    asked = select(Comment.number).where(Comment.note_id == note.id, ~withdrawn, ~released)
    return list(session.scalars(asked.order_by(Comment.submitted_at, Comment.number)))


def statuses(session: Session, note: Note) -> dict[str, str]:
    """Country → what its delegation declared last."""
    asked = select(StatusRow.country, StatusRow.status).where(StatusRow.note_id == note.id)
    return dict(session.execute(asked.order_by(StatusRow.ordinal)).all())


def unfinished_countries(session: Session, note: Note, conferences: Collection[str]) -> list[str]:
    """The members that may still comment: neither "no comments" nor "finished"."""
    done = {DelegationStatus.NO_COMMENTS.value, DelegationStatus.FINISHED.value}
    declared = statuses(session, note)
    members = member_countries(session, conferences)
    return [country.code for country in members if declared.get(country.code) not in done]
