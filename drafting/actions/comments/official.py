"""Official comments: who may read them, and what their own country may still do with them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from drafting.actions.access import Opened, acting_person, check, no_note, open_note
from drafting.actions.comments.room import no_comment
from drafting.domain.comments import comment_reply
from drafting.domain.errors import NotAllowed, NotPossible
from drafting.domain.events import Event, EventKind
from drafting.domain.policy import Act, allows
from drafting.domain.reading import Comments
from drafting.domain.workflow import Stage
from drafting.locale import N_
from drafting.store.comments import (
    Comment,
    CommentReply,
    CommentWithdrawal,
    associated_countries,
    comment_by_number,
    released_among,
    reply_to,
    withdrawn,
)
from drafting.store.compilation import Listed, Scope, in_scope, one_listed
from drafting.store.notes import note_by_ref, was_in
from drafting.store.work import Work


@dataclass(frozen=True)
class AnswerSeen:
    """An answer: of a secretariat (`office`, a hat). Without `released_at` it is a proposal."""

    outcome: str
    observation: str
    version: int | None
    office: str
    proposed_at: datetime
    released_at: datetime | None
    released_by: str | None


@dataclass(frozen=True)
class ReplySeen:
    stance: str
    text: str
    at: datetime


@dataclass(frozen=True)
class OfficialComment:
    """An official comment as one reader sees it: its country and when it came, never who wrote it or when.

    `visible` is known to its own country and to the offices that read everything, None to all others.
    """

    id: UUID
    note: UUID
    number: str
    state: str
    country: str
    own: bool
    section: str | None
    on: str
    paragraph: int | None
    start: int | None
    end: int | None
    quote: str | None
    kind: str
    body: str
    proposed_text: str | None
    reason: str | None
    language: str
    late: bool
    submitted_at: datetime
    withdrawn_at: datetime | None
    visible: str | None
    associated: tuple[str, ...]
    answer: AnswerSeen | None
    reply: ReplySeen | None


def scope_of(work: Work, opened: Opened) -> Scope | None:
    """Which official comments the hat may know of; None where it may know of none."""
    if opened.window.comments is Comments.NONE:
        return None
    hat = work.actor.hat
    closed = was_in(work.session, opened.note, Stage.CONSOLIDATION)
    return Scope(opened.window.comments is Comments.ALL, hat.country if hat else None, closed)


def reading_comments(work: Work, ref: str) -> tuple[Opened, Scope]:
    """The note, and the official comments that the hat may know of there."""
    note = note_by_ref(work.session, ref)
    if note is None:
        raise no_note()
    opened = open_note(work, note)
    check(opened, Act.READ)
    scope = scope_of(work, opened)
    if scope is None:
        raise no_note()
    check(opened, Act.READ_COMMENTS)
    return opened, scope


def official_for(work: Work, comment_id: UUID, act: Act, *, lock: bool = False) -> tuple[Opened, Comment]:
    """An official comment that the hat may know of, and its note (locked for a deed), if the hat may do this."""
    known = work.session.get(Comment, comment_id)
    note = known and note_by_ref(work.session, str(known.note_id), lock=lock)
    if not note:
        raise no_comment()
    opened = open_note(work, note)
    scope = scope_of(work, opened) if allows(opened.role, Act.READ, opened.stage) else None
    found = in_scope(work.session, note, scope, [comment_id]) if scope else []
    if not found:
        raise no_comment()
    check(opened, act)
    return opened, found[0]


def official_comment(work: Work, comment_id: UUID) -> OfficialComment:
    opened, comment = official_for(work, comment_id, Act.READ_COMMENTS)
    return _one(work, opened, comment)


def official_by_number(work: Work, ref: str, number: str) -> tuple[Opened, OfficialComment]:
    opened, _ = reading_comments(work, ref)
    comment = comment_by_number(work.session, opened.note, number)
    if comment is None:
        raise no_comment()
    opened, comment = official_for(work, comment.id, Act.READ_COMMENTS)
    return opened, _one(work, opened, comment)


def withdraw_comment(work: Work, comment_id: UUID) -> OfficialComment:
    """The country takes its comment back. It stays legible, marked as withdrawn, and waits for no answer."""
    opened, comment = own_comment(work, comment_id, Act.WITHDRAW_COMMENT)
    standing(work, comment)
    row = CommentWithdrawal(id=work.new_id("comment_withdrawal", comment.id), comment_id=comment.id, at=work.now)
    row.person_id = acting_person(work)
    work.session.add(row)
    work.session.flush()
    data = {"country": comment.country, "number": comment.number, "visible": comment.visible}
    work.tell(Event(EventKind.COMMENT_WITHDRAWN, opened.note.id, data))
    return _one(work, opened, comment)


def reply(work: Work, comment_id: UUID, stance: str, text: str | None = None) -> OfficialComment:
    """The country's one reply to the released answer: satisfied, or maintained and why."""
    opened, comment = own_comment(work, comment_id, Act.REPLY_TO_ANSWER)
    standing(work, comment)
    kept_stance, kept = comment_reply(stance, text)
    if comment.id not in released_among(work.session, [comment.id]):
        raise NotPossible("not-answered", N_("This comment has no released answer yet."))
    if reply_to(work.session, comment):
        raise NotPossible("already-replied", N_("Your country has replied to this answer already."))
    row = CommentReply(id=work.new_id("comment_reply", comment.id), comment_id=comment.id, at=work.now)
    row.stance, row.text, row.person_id = kept_stance.value, kept, acting_person(work)
    work.session.add(row)
    work.session.flush()
    data = {"country": comment.country, "number": comment.number, "stance": kept_stance.value}
    work.tell(Event(EventKind.ANSWER_REPLIED, opened.note.id, data))
    return _one(work, opened, comment)


def own_comment(work: Work, comment_id: UUID, act: Act) -> tuple[Opened, Comment]:
    """An official comment of the actor's own country, its note locked."""
    opened, comment = official_for(work, comment_id, act, lock=True)
    if work.actor.hat is None or comment.country != work.actor.hat.country:
        raise NotAllowed("not-own", N_("Only its own country can do this."))
    return opened, comment


def standing(work: Work, comment: Comment) -> None:
    if withdrawn(work.session, comment):
        raise NotPossible("withdrawn", N_("This comment was withdrawn."))


def seen(work: Work, opened: Opened, listed: Listed, associated: list[str]) -> OfficialComment:
    """A comment with what the reader may know of its answer: members see it once it is released."""
    comment, hat = listed.comment, work.actor.hat
    own = bool(hat and hat.country == comment.country)
    offices = opened.window.comments is Comments.ALL
    return OfficialComment(
        id=comment.id,
        note=comment.note_id,
        number=comment.number,
        state="withdrawn" if listed.withdrawn_at else "submitted",
        country=comment.country,
        own=own,
        section=comment.section_label if comment.section_id else None,
        on=listed.on,
        paragraph=comment.paragraph,
        start=comment.start,
        end=comment.end,
        quote=comment.quote,
        kind=comment.kind,
        body=comment.body,
        proposed_text=comment.proposed_text,
        reason=comment.reason,
        language=comment.language,
        late=comment.late,
        submitted_at=comment.submitted_at,
        withdrawn_at=listed.withdrawn_at,
        visible=comment.visible if own or offices else None,
        associated=tuple(associated),
        answer=_answer(listed, proposals=opened.window.proposed_answers),
        reply=_reply(listed) if own or offices else None,
    )


def _one(work: Work, opened: Opened, comment: Comment) -> OfficialComment:
    scope = scope_of(work, opened)
    listed = one_listed(work.session, opened.note, scope, comment.id) if scope else None
    if listed is None:
        raise no_comment()
    return seen(work, opened, listed, associated_countries(work.session, [comment.id]).get(comment.id, []))


def _answer(listed: Listed, *, proposals: bool) -> AnswerSeen | None:
    answer, release = listed.answer, listed.release
    if answer is None or (release is None and not proposals):
        return None
    return AnswerSeen(
        outcome=answer.outcome,
        observation=answer.observation,
        version=answer.version,
        office=answer.hat,
        proposed_at=answer.at,
        released_at=release.at if release else None,
        released_by=release.hat if release else None,
    )


def _reply(listed: Listed) -> ReplySeen | None:
    row = listed.reply
    return ReplySeen(row.stance, row.text, row.at) if row else None
