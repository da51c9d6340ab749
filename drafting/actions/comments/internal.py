"""Comments inside a delegation: written, made ready, edited, left out. Nobody outside can tell that they are there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from drafting.actions.comments.desk import InternalComment, shown
from drafting.actions.comments.room import Room, room_for, unsent_for
from drafting.actions.comments.texts import circulated_text, spot_of
from drafting.domain.comments import CommentWords, DraftState, Spot, comment_words
from drafting.domain.errors import Fault, Invalid, NotAllowed, Stale
from drafting.domain.events import Event, EventKind
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.store.comments import CommentDraft, count_of_drafts
from drafting.store.notes import FrozenText, Section
from drafting.store.work import Work


@dataclass(frozen=True)
class NewComment:
    """What a comment says, and where. `section` None and no paragraph: the whole note. `on`: label of a frozen text."""

    kind: str
    body: str
    language: str
    on: str | None = None
    section: str | None = None
    paragraph: int | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    proposed_text: str | None = None
    reason: str | None = None


def write_comment(work: Work, ref: str, new: NewComment, *, ready: bool = False) -> InternalComment:
    """Keep a new internal comment."""
    room = room_for(work, ref, Act.WRITE_INTERNAL)
    return shown(work, room, add_draft(work, room, new, ready=ready))


def add_draft(work: Work, room: Room, new: NewComment, *, ready: bool) -> CommentDraft:
    words = _words_of(new)
    text, spot, section = _place_of(work, room, new)
    count = count_of_drafts(work.session, room.note, room.country, room.person)
    draft = CommentDraft(
        id=work.new_id("comment", room.note.id, room.country, room.person, count, words.body),
        note_id=room.note.id,
        country=room.country,
        state=DraftState.READY if ready else DraftState.DRAFT,
        revision=1,
        person_id=room.person,
        created_at=work.now,
        changed_at=work.now,
    )
    _put(draft, words, text, spot, section)
    work.session.add(draft)
    work.session.flush()
    _tell(work, room, EventKind.COMMENT_DRAFTED, draft)
    if ready:
        _tell(work, room, EventKind.COMMENT_READY, draft)
    return draft


def edit_comment(work: Work, draft_id: UUID, revision: int, **changes: Any) -> InternalComment:
    """Other words, or another place, for an internal comment. `changes`: fields of `NewComment`.

    Raises `Stale` where somebody changed it since the revision that the editor saw.
    """
    room, draft = unsent_for(work, draft_id)
    if draft.revision != revision:
        raise Stale(str(draft.revision))
    new = _as_new(work, room, draft)
    changed = NewComment(**{**vars(new), **_moved(changes), **changes})
    if changed == new:
        return shown(work, room, draft)
    words = _words_of(changed)
    text, spot, section = _place_of(work, room, changed)
    _put(draft, words, text, spot, section)
    draft.revision += 1
    draft.changed_at = work.now
    _tell(work, room, EventKind.COMMENT_EDITED, draft)
    return shown(work, room, draft)


def mark_ready(work: Work, draft_id: UUID, ready: bool) -> InternalComment:
    """Hand a comment to the focal point, or take it back to go on writing."""
    room, draft = unsent_for(work, draft_id)
    state = DraftState.READY if ready else DraftState.DRAFT
    if draft.state != state:
        draft.state = state
        draft.revision += 1
        _tell(work, room, EventKind.COMMENT_READY if ready else EventKind.COMMENT_EDITED, draft)
    return shown(work, room, draft)


def leave_out(work: Work, draft_id: UUID, reason: str | None) -> InternalComment:
    """Do not submit this one; its author reads why. Without a reason it is taken in again."""
    room, draft = unsent_for(work, draft_id)
    if not room.may(Act.EDIT_INTERNAL):
        raise NotAllowed("not-an-editor", N_("The focal point, a deputy or the head leaves comments out."))
    kept = (reason or "").strip()
    if reason is not None and not kept:
        raise Invalid([Fault("/reason", "reason-needed", N_("Give the reason: its author will read it."))])
    draft.discarded_at = work.now if kept else None
    draft.discard_reason = kept or None
    draft.revision += 1
    _tell(work, room, EventKind.COMMENT_DISCARDED if kept else EventKind.COMMENT_EDITED, draft)
    return shown(work, room, draft)


def delete_comment(work: Work, draft_id: UUID) -> UUID:
    """Take one's own words away altogether, while they are internal. The note's id, to go back to its room."""
    room, draft = unsent_for(work, draft_id)
    if draft.person_id != room.person:
        raise NotAllowed("not-the-author", N_("Only its author deletes a comment; you can leave it out."))
    _tell(work, room, EventKind.COMMENT_DISCARDED, draft)
    work.session.delete(draft)
    return draft.note_id


def _words_of(new: NewComment) -> CommentWords:
    return comment_words(
        kind=new.kind, body=new.body, proposed_text=new.proposed_text, reason=new.reason, language=new.language
    )


def _place_of(work: Work, room: Room, new: NewComment) -> tuple[FrozenText, Spot, Section | None]:
    text = circulated_text(work, room.opened, new.on)
    spot, section = spot_of(
        work,
        room.opened,
        text,
        section=new.section,
        paragraph=new.paragraph,
        quote=new.quote,
        start=new.start,
        end=new.end,
    )
    return text, spot, section


def _put(draft: CommentDraft, words: CommentWords, text: FrozenText, spot: Spot, section: Section | None) -> None:
    draft.frozen_id = text.id
    draft.section_id = section.id if section else None
    draft.paragraph, draft.start, draft.end, draft.quote = spot.paragraph, spot.start, spot.end, spot.quote
    draft.kind, draft.body, draft.language = words.kind, words.body, words.language
    draft.proposed_text, draft.reason = words.proposed_text, words.reason


def _as_new(work: Work, room: Room, draft: CommentDraft) -> NewComment:
    seen = shown(work, room, draft)
    return NewComment(**{name: getattr(seen, name) for name in NewComment.__dataclass_fields__})


def _moved(changes: Mapping[str, Any]) -> dict[str, None]:
    """What a new place makes void of the old one: other words are quoted there, and stand elsewhere."""
    if changes.keys() & {"on", "section", "paragraph"}:
        return dict.fromkeys(("section", "paragraph", "quote", "start", "end"))
    return dict.fromkeys(("paragraph", "start", "end") if changes.keys() & {"quote", "start", "end"} else ())


def _tell(work: Work, room: Room, kind: EventKind, draft: CommentDraft) -> None:
    """In the delegation's own chain, and without a word of the comment."""
    data = {"comment": str(draft.id), "revision": draft.revision}
    work.tell(Event(kind, room.note.id, data, delegation=room.country))
