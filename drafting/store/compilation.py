"""The compilation: official comments with their answers, found by one question whatever their number."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql import ColumnElement

from drafting.store.comments import Answer, AnswerRelease, Comment, CommentReply, CommentWithdrawal
from drafting.store.notes import FrozenText, Note, Section

_NO_COUNTRY = ""


@dataclass(frozen=True)
class Scope:
    """Which comments a reader may know of: all, or their own country's and what is visible by now."""

    everything: bool
    country: str | None
    closed: bool


@dataclass(frozen=True)
class Filters:
    """What the reader asked to see. `section` "0" is the whole note; `outcome` one of the outcomes.

    `answer`: unanswered (no released answer), proposed (an answer waits for its release) or released.
    """

    section: str | None = None
    country: str | None = None
    kind: str | None = None
    outcome: str | None = None
    answer: str | None = None


@dataclass(frozen=True)
class Listed:
    """One comment with all that hangs on it, but for its associations."""

    comment: Comment
    on: str
    withdrawn_at: datetime | None
    answer: Answer | None
    release: AnswerRelease | None
    reply: CommentReply | None


@dataclass(frozen=True)
class Counted:
    """Of the comments that stand: how many, with how many released answers, with how many waiting for release."""

    total: int
    answered: int
    proposed: int


def listed(
    session: Session,
    note: Note,
    scope: Scope,
    filters: Filters,
    order: Mapping[str, int],
    *,
    proposals: bool,
    limit: int | None = None,
    offset: int = 0,
) -> list[Listed]:
    """Comments by section, paragraph and country, in the order that the reader's alphabet gives the countries."""
    asked = (
        _joined(note, scope, select(Comment, FrozenText.label, CommentWithdrawal.at, _answer, AnswerRelease, _reply))
        .join(FrozenText, FrozenText.id == Comment.frozen_id)
        .outerjoin(_reply, _reply.comment_id == Comment.id)
        .outerjoin(Section, Section.id == Comment.section_id)
        .where(*_filtered(filters, proposals=proposals))
        .order_by(
            func.coalesce(Section.place, -1),
            func.coalesce(Comment.paragraph, 0),
            case(dict(order) or {_NO_COUNTRY: 0}, value=Comment.country, else_=len(order)),
            Comment.running,
        )
    )
    if limit is not None:
        asked = asked.limit(limit).offset(offset)
    return [Listed(*row) for row in session.execute(asked)]


def one_listed(session: Session, note: Note, scope: Scope, comment_id: UUID) -> Listed | None:
    """This comment, if it is in the reader's scope."""
    asked = (
        _joined(note, scope, select(Comment, FrozenText.label, CommentWithdrawal.at, _answer, AnswerRelease, _reply))
        .join(FrozenText, FrozenText.id == Comment.frozen_id)
        .outerjoin(_reply, _reply.comment_id == Comment.id)
        .where(Comment.id == comment_id)
    )
    found = session.execute(asked).one_or_none()
    return Listed(*found) if found else None


def in_scope(session: Session, note: Note, scope: Scope, comments: Collection[UUID]) -> list[Comment]:
    asked = select(Comment).where(Comment.note_id == note.id, _seen(scope), Comment.id.in_(comments))
    return list(session.scalars(asked.order_by(Comment.section_label, Comment.country, Comment.running)))


def matching(session: Session, note: Note, scope: Scope, filters: Filters, *, proposals: bool) -> int:
    """How many comments the filters leave."""
    asked = _joined(note, scope, select(func.count(Comment.id))).where(*_filtered(filters, proposals=proposals))
    return session.scalar(asked) or 0


def counted(session: Session, note: Note, scope: Scope) -> Counted:
    proposed = and_(_answer.id.is_not(None), AnswerRelease.id.is_(None))
    asked = _joined(
        note,
        scope,
        select(
            func.count(Comment.id),
            func.count(AnswerRelease.id),
            func.coalesce(func.sum(case((proposed, 1), else_=0)), 0),
        ),
    ).where(CommentWithdrawal.id.is_(None))
    total, answered, left = session.execute(asked).one()
    return Counted(total, answered, left)


def commenting_countries(session: Session, note: Note, scope: Scope) -> list[str]:
    """The countries whose comments the reader sees, by code: what the filter offers."""
    asked = select(Comment.country).where(Comment.note_id == note.id, _seen(scope)).distinct()
    return sorted(session.scalars(asked))


_answer = aliased(Answer)
_reply = aliased(CommentReply)


def _joined(note: Note, scope: Scope, asked: Select) -> Select:  # type: ignore[type-arg]
    """Comments in scope with their newest answer, its release and their withdrawal, each of which may be missing."""
    inner = aliased(Answer)
    newest = select(func.max(inner.ordinal)).where(inner.comment_id == Comment.id).scalar_subquery()
    return (
        asked.select_from(Comment)
        .outerjoin(CommentWithdrawal, CommentWithdrawal.comment_id == Comment.id)
        .outerjoin(_answer, and_(_answer.comment_id == Comment.id, _answer.ordinal == newest))
        .outerjoin(AnswerRelease, AnswerRelease.comment_id == Comment.id)
        .where(Comment.note_id == note.id, _seen(scope))
    )


def _seen(scope: Scope) -> ColumnElement[bool]:
    """Their own country's always; the others' at submission, or with the compilation once consultation has closed."""
    if scope.everything or scope.closed:
        return literal(True)
    return or_(Comment.country == (scope.country or _NO_COUNTRY), Comment.visible == "now")


def _filtered(filters: Filters, *, proposals: bool) -> list[ColumnElement[bool]]:
    """What a reader without proposals filters by is what they see: only released answers have an outcome."""
    asked: list[ColumnElement[bool]] = []
    if filters.section:
        asked.append(Comment.section_label == filters.section)
    if filters.country:
        asked.append(Comment.country == filters.country)
    if filters.kind:
        asked.append(Comment.kind == filters.kind)
    if filters.outcome:
        asked.append(_answer.outcome == filters.outcome)
        if not proposals:
            asked.append(AnswerRelease.id.is_not(None))
    if filters.answer == "released":
        asked.append(AnswerRelease.id.is_not(None))
    elif filters.answer in ("unanswered", "proposed"):
        asked += [AnswerRelease.id.is_(None), CommentWithdrawal.id.is_(None)]
        if filters.answer == "proposed":
            asked.append(_answer.id.is_not(None) if proposals else literal(False))
    return asked
