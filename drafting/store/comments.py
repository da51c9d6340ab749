"""Comments: what is internal to a delegation in one table, what is official in others."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, exists, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from drafting.domain.comments import DelegationStatus
from drafting.store.base import Base
from drafting.store.conferences import member_countries
from drafting.store.notes import Note, Section


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


_DONE = frozenset({DelegationStatus.FINISHED.value, DelegationStatus.NO_COMMENTS.value})


def draft_of(session: Session, draft_id: UUID, country: str, *, lock: bool = False) -> CommentDraft | None:
    """The internal comment with this id, for its own delegation alone. Only its own row is locked."""
    asked = select(CommentDraft).where(CommentDraft.id == draft_id, CommentDraft.country == country)
    if lock:
        asked = asked.with_for_update().execution_options(populate_existing=True)
    return session.scalars(asked).one_or_none()


def drafts_of(
    session: Session, note: Note, country: str, *, only: Collection[UUID] | None = None, lock: bool = False
) -> list[CommentDraft]:
    """A delegation's internal comments (those in `only`): whole note first, then as the text runs, then as written."""
    asked = (
        select(CommentDraft)
        .outerjoin(Section, Section.id == CommentDraft.section_id)
        .where(CommentDraft.note_id == note.id, CommentDraft.country == country)
        .order_by(
            func.coalesce(Section.place, -1),
            func.coalesce(CommentDraft.paragraph, 0),
            func.coalesce(CommentDraft.start, 0),
            CommentDraft.created_at,
            CommentDraft.id,
        )
    )
    if only is not None:
        asked = asked.where(CommentDraft.id.in_(only))
    if lock:
        asked = asked.with_for_update(of=CommentDraft).execution_options(populate_existing=True)
    return list(session.scalars(asked))


def count_of_drafts(session: Session, note: Note, country: str, person_id: UUID) -> int:
    asked = select(func.count(CommentDraft.id)).where(
        CommentDraft.note_id == note.id, CommentDraft.country == country, CommentDraft.person_id == person_id
    )
    return session.scalars(asked).one()


def comment_by_number(session: Session, note: Note, number: str) -> Comment | None:
    return session.scalars(select(Comment).where(Comment.note_id == note.id, Comment.number == number)).one_or_none()


def comments_with(session: Session, note: Note, ids: Collection[UUID]) -> list[Comment]:
    asked = select(Comment).where(Comment.note_id == note.id, Comment.id.in_(ids))
    return list(session.scalars(asked.order_by(Comment.number)))


def ids_of_numbers(session: Session, note: Note, numbers: Collection[str]) -> dict[str, UUID]:
    asked = select(Comment.number, Comment.id).where(Comment.note_id == note.id, Comment.number.in_(numbers))
    return dict(session.execute(asked).all())


def highest_numbers(session: Session, note: Note, country: str) -> dict[str, int]:
    """Section label → the highest running number that the country's comments have reached there."""
    asked = (
        select(Comment.section_label, func.max(Comment.running))
        .where(Comment.note_id == note.id, Comment.country == country)
        .group_by(Comment.section_label)
    )
    return dict(session.execute(asked).all())


def answers_released(session: Session, note: Note) -> bool:
    """Whether a first answer was released: from then on no late comment is accepted (rule C10)."""
    asked = select(AnswerRelease.id).join(Comment, Comment.id == AnswerRelease.comment_id)
    return session.scalars(asked.where(Comment.note_id == note.id).limit(1)).first() is not None


_WITHDRAWN = exists().where(CommentWithdrawal.comment_id == Comment.id)
_RELEASED = exists().where(AnswerRelease.comment_id == Comment.id)


def unanswered_numbers(session: Session, note: Note) -> list[str]:
    """The numbers of the comments that still wait for a released answer; one that was withdrawn waits for none."""
    asked = select(Comment.number).where(Comment.note_id == note.id, ~_WITHDRAWN, ~_RELEASED)
    return list(session.scalars(asked.order_by(Comment.section_label, Comment.country, Comment.running)))


def withdrawn(session: Session, comment: Comment) -> CommentWithdrawal | None:
    asked = select(CommentWithdrawal).where(CommentWithdrawal.comment_id == comment.id)
    return session.scalars(asked).one_or_none()


def latest_answers(session: Session, comments: Collection[UUID]) -> dict[UUID, Answer]:
    """Comment → its newest answer, released or not."""
    newest = (
        select(Answer.comment_id, func.max(Answer.ordinal).label("ordinal"))
        .where(Answer.comment_id.in_(comments))
        .group_by(Answer.comment_id)
        .subquery()
    )
    asked = select(Answer).join(
        newest, (newest.c.comment_id == Answer.comment_id) & (newest.c.ordinal == Answer.ordinal)
    )
    return {answer.comment_id: answer for answer in session.scalars(asked)}


def released_among(session: Session, comments: Collection[UUID]) -> set[UUID]:
    return set(session.scalars(select(AnswerRelease.comment_id).where(AnswerRelease.comment_id.in_(comments))))


def answered_and_unreleased(session: Session, note: Note) -> list[Comment]:
    """The comments whose newest proposal a presidency may release."""
    proposed = exists().where(Answer.comment_id == Comment.id)
    asked = select(Comment).where(Comment.note_id == note.id, proposed, ~_RELEASED, ~_WITHDRAWN)
    return list(session.scalars(asked.order_by(Comment.section_label, Comment.country, Comment.running)))


def reply_to(session: Session, comment: Comment) -> CommentReply | None:
    return session.scalars(select(CommentReply).where(CommentReply.comment_id == comment.id)).one_or_none()


def is_associated(session: Session, comment: Comment, country: str) -> bool:
    asked = select(Association.id).where(Association.comment_id == comment.id, Association.country == country)
    return session.scalars(asked).one_or_none() is not None


def associated_countries(session: Session, comments: Collection[UUID]) -> dict[UUID, list[str]]:
    """Comment → the countries that stand with it, by code."""
    asked = select(Association.comment_id, Association.country).where(Association.comment_id.in_(comments))
    found: dict[UUID, list[str]] = {}
    for comment_id, country in session.execute(asked.order_by(Association.country)):
        found.setdefault(comment_id, []).append(country)
    return found


def declared_statuses(session: Session, note: Note) -> dict[str, StatusRow]:
    """Country → what it declared last."""
    asked = select(StatusRow).where(StatusRow.note_id == note.id).order_by(StatusRow.ordinal)
    return {row.country: row for row in session.scalars(asked)}


def submitted_counts(session: Session, note: Note) -> dict[str, int]:
    """Country → how many of its official comments stand."""
    asked = select(Comment.country, func.count()).where(Comment.note_id == note.id, ~_WITHDRAWN)
    return dict(session.execute(asked.group_by(Comment.country)).all())


def acknowledgements_of(session: Session, frozen_id: UUID) -> dict[str, datetime]:
    """Country → when it acknowledged receipt of the text."""
    asked = select(Acknowledgement.country, Acknowledgement.at).where(Acknowledgement.frozen_id == frozen_id)
    return dict(session.execute(asked).all())


def unfinished_countries(session: Session, note: Note, conferences: Collection[str]) -> list[str]:
    """The member countries of the conferences that declared neither "finished" nor "no comments", by code."""
    done = {country for country, row in declared_statuses(session, note).items() if row.status in _DONE}
    return [country.code for country in member_countries(session, conferences) if country.code not in done]
