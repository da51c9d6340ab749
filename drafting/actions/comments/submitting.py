"""The country speaks: internal comments become official ones, with their numbers, whole or not at all."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from drafting.actions.comments.desk import InternalComment, shown_all
from drafting.actions.comments.internal import NewComment, add_draft
from drafting.actions.comments.room import Room, room_for
from drafting.actions.comments.statuses import declare_again
from drafting.domain.comments import DraftState, Visible, is_late, numbered
from drafting.domain.errors import Fault, Invalid, NotAllowed, NotPossible
from drafting.domain.events import Event, EventKind
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.store.comments import Comment, CommentDraft, answers_released, drafts_of, highest_numbers
from drafting.store.conferences import Country
from drafting.store.notes import FrozenText, note_by_ref, sections_of
from drafting.store.record import canonical_json
from drafting.store.work import Work

READY = "all"
"""Instead of ids: everything that is ready."""


_PLACE = ("section_id", "frozen_id", "paragraph", "start", "end", "quote")
_WORDS = ("kind", "body", "proposed_text", "reason", "language")


@dataclass(frozen=True)
class Receipt:
    """What the service says it received: `hash` is over the submitted words, `entry` its place in the record."""

    note: UUID
    country: str
    numbers: tuple[str, ...]
    comments: tuple[UUID, ...]
    hash: str
    visible: str
    late: bool
    submitted_at: datetime
    entry: int


@dataclass(frozen=True)
class Preview:
    """What others will see. Nothing is numbered yet: numbers are given when it is done."""

    room: Room
    comments: list[InternalComment]
    late: bool

    @property
    def labels(self) -> set[str]:
        """The texts whose paragraphs these comments would have otherwise."""
        return {comment.on for comment in self.comments if comment.proposed_text and comment.paragraph}


def preview(work: Work, ref: str, ids: Collection[UUID] | None) -> Preview:
    """These internal comments (None: all that are ready) as they would be submitted now."""
    room = room_for(work, ref, Act.SUBMIT_COMMENTS)
    refuse_after_release(work, room)
    drafts = _chosen(drafts_of(work.session, room.note, room.country), ids)
    return Preview(room, shown_all(work, room, drafts), _late(work, room))


def submit_comments(
    work: Work,
    ref: str,
    ids: Collection[UUID] | None,
    visible: str = Visible.NOW,
    *,
    seen: Mapping[UUID, int] | None = None,
) -> Receipt:
    """Submit these internal comments of the own delegation (None: all that are ready).

    `seen`: the revision of each that was shown; nothing is submitted if a colleague changed one since.
    """
    room = _locked_room(work, ref)
    drafts = _chosen(drafts_of(work.session, room.note, room.country, only=ids, lock=True), ids)
    if seen is not None and any(seen.get(draft.id) != draft.revision for draft in drafts):
        message = N_("A colleague changed one of these comments after it was shown to you. Look at them again.")
        raise NotPossible("changed-since-shown", message)
    return _submit(work, room, drafts, visible)


def write_and_submit(work: Work, ref: str, new: NewComment, visible: str = Visible.NOW) -> Receipt:
    """A delegation of one person writes and submits in one go."""
    room = _locked_room(work, ref)
    return _submit(work, room, [add_draft(work, room, new, ready=True)], visible)


def refuse_after_release(work: Work, room: Room) -> None:
    """Late comments are accepted until the first release of answers (rule C10)."""
    if answers_released(work.session, room.note):
        message = N_("Comments are not accepted any more: the first answers have been released.")
        raise NotAllowed("not-now", message)


def _locked_room(work: Work, ref: str) -> Room:
    """The room, with the note locked: numbers are given one after another."""
    note_by_ref(work.session, ref, lock=True)
    room = room_for(work, ref, Act.SUBMIT_COMMENTS)
    refuse_after_release(work, room)
    return room


def _chosen(drafts: list[CommentDraft], ids: Collection[UUID] | None) -> list[CommentDraft]:
    """The drafts to submit. What is unknown, sent or left out is refused, and nothing is submitted."""
    open_ = [draft for draft in drafts if draft.sent_at is None and draft.discarded_at is None]
    if ids is None:
        ready = [draft for draft in open_ if draft.state == DraftState.READY]
        if not ready:
            raise NotPossible("nothing-ready", N_("No comment is ready to be submitted."))
        return ready
    if not ids:
        raise Invalid([Fault("/comments", "empty", N_("Choose at least one comment."))])
    chosen = [draft for draft in open_ if draft.id in ids]
    if len(chosen) < len(set(ids)):
        sent = {draft.id for draft in drafts if draft.sent_at}
        if sent & set(ids):
            raise NotPossible("already-submitted", N_("One of these comments was submitted already."))
        message = N_("One of these comments is not among the delegation's drafts.")
        raise Invalid([Fault("/comments", "no-such-comment", message)])
    return chosen


def _submit(work: Work, room: Room, drafts: Sequence[CommentDraft], visible: str) -> Receipt:
    if visible not in set(Visible):
        message = N_("Choose when the other countries see the comments.")
        raise Invalid([Fault("/visible", "unknown-visibility", message)])
    comments = _official(work, room, drafts, Visible(visible))
    work.session.add_all(comments)
    for draft in drafts:
        draft.sent_at = work.now
    work.session.flush()
    return _told(work, room, comments, Visible(visible))


def _official(work: Work, room: Room, drafts: Sequence[CommentDraft], visible: Visible) -> list[Comment]:
    """The same words under the same ids, numbered in the order of the text."""
    labels = {section.id: section.label for section in sections_of(work.session, room.note)}
    alpha3 = work.session.get_one(Country, room.country).alpha3
    used = highest_numbers(work.session, room.note, room.country)
    sections = [labels[draft.section_id] if draft.section_id else None for draft in drafts]
    passage = room.opened.passage
    if passage is None:
        raise NotPossible("no-passage", N_("The note is in no stage that takes comments."))
    return [
        Comment(
            id=draft.id,
            note_id=room.note.id,
            number=given.number,
            country=room.country,
            section_label=given.section,
            running=given.running,
            passage_id=passage.id,
            visible=visible.value,
            late=_late(work, room),
            submitted_at=work.now,
            submitted_by=room.person,
            **{name: getattr(draft, name) for name in _PLACE + _WORDS},
        )
        for draft, given in zip(drafts, numbered(used, sections, alpha3), strict=True)
    ]


def _told(work: Work, room: Room, comments: Sequence[Comment], visible: Visible) -> Receipt:
    """The record names country, numbers and hash. What the delegation's own chain says stays with the delegation."""
    numbers = [comment.number for comment in comments]
    late = _late(work, room)
    data: dict[str, Any] = {"country": room.country, "numbers": numbers, "hash": words_hash(work, comments)}
    data |= {"visible": visible.value, "late": late}
    entry = work.next_entry(f"note:{room.note.id}")
    work.tell(Event(EventKind.COMMENTS_SUBMITTED, room.note.id, data))
    for comment in comments:
        told = {"comment": str(comment.id), "number": comment.number}
        work.tell(Event(EventKind.COMMENT_SENT, room.note.id, told, delegation=room.country))
    declare_again(work, room)
    ids = tuple(comment.id for comment in comments)
    return Receipt(room.note.id, room.country, tuple(numbers), ids, data["hash"], visible.value, late, work.now, entry)


def words_hash(work: Work, comments: Sequence[Comment]) -> str:
    """SHA-256 over the submitted words in one spelling: whoever has the words can compute it again."""
    labels = {id_: work.session.get_one(FrozenText, id_).label for id_ in {comment.frozen_id for comment in comments}}
    fields = ("number", "kind", "paragraph", "start", "end", "quote", "body", "proposed_text", "reason", "language")
    listed = [
        {"on": labels[comment.frozen_id], **{name: getattr(comment, name) for name in fields}} for comment in comments
    ]
    return hashlib.sha256(canonical_json({"comments": listed})).hexdigest()


def _late(work: Work, room: Room) -> bool:
    passage = room.opened.passage
    return is_late(room.opened.stage, passage.deadline if passage else None, work.now)
