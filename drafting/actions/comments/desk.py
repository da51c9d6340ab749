"""What lies in a delegation's room, as its members see it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from drafting.actions.comments.room import Room, draft_for, room_for
from drafting.domain.policy import Act
from drafting.store.comments import CommentDraft, comments_with, drafts_of
from drafting.store.delegations import Colleague, colleagues, size_of
from drafting.store.notes import FrozenText, sections_of
from drafting.store.work import Work


@dataclass(frozen=True)
class InternalComment:
    """An internal comment as its delegation sees it. `state`: draft, ready, left_out or sent."""

    id: UUID
    note: UUID
    country: str
    state: str
    revision: int
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
    author: str
    agency: str | None
    mine: bool
    may_edit: bool
    created_at: datetime
    changed_at: datetime
    left_out_because: str | None
    number: str | None


@dataclass(frozen=True)
class Desk:
    """What lies in the room, in the order of the text."""

    room: Room
    comments: list[InternalComment]
    alone: bool

    def in_state(self, state: str) -> list[InternalComment]:
        return [comment for comment in self.comments if comment.state == state]


def internal_comment(work: Work, draft_id: UUID) -> InternalComment:
    room, draft = draft_for(work, draft_id, Act.READ_INTERNAL)
    return shown(work, room, draft)


def desk_of(work: Work, ref: str) -> Desk:
    """All internal comments of the actor's delegation on a note."""
    room = room_for(work, ref, Act.READ_INTERNAL)
    drafts = drafts_of(work.session, room.note, room.country)
    alone = size_of(work.session, room.country, work.now) == 1
    return Desk(room, shown_all(work, room, drafts), alone)


def shown(work: Work, room: Room, draft: CommentDraft) -> InternalComment:
    return shown_all(work, room, [draft])[0]


def shown_all(work: Work, room: Room, drafts: list[CommentDraft]) -> list[InternalComment]:
    """For any number of comments the same few questions."""
    known = colleagues(work.session, room.country, {draft.person_id for draft in drafts})
    sections = {section.id: section.label for section in sections_of(work.session, room.note)}
    frozen = {id_: work.session.get_one(FrozenText, id_).label for id_ in {draft.frozen_id for draft in drafts}}
    sent = [draft.id for draft in drafts if draft.sent_at]
    numbers = {comment.id: comment.number for comment in comments_with(work.session, room.note, sent)} if sent else {}
    return [
        _shown(
            room,
            draft,
            author=known.get(draft.person_id, Colleague("")),
            section=sections.get(draft.section_id) if draft.section_id else None,
            on=frozen[draft.frozen_id],
            number=numbers.get(draft.id),
        )
        for draft in drafts
    ]


def _shown(
    room: Room, draft: CommentDraft, *, author: Colleague, section: str | None, on: str, number: str | None
) -> InternalComment:
    return InternalComment(
        id=draft.id,
        note=draft.note_id,
        country=draft.country,
        state="sent" if draft.sent_at else "left_out" if draft.discarded_at else draft.state,
        revision=draft.revision,
        section=section,
        on=on,
        paragraph=draft.paragraph,
        start=draft.start,
        end=draft.end,
        quote=draft.quote,
        kind=draft.kind,
        body=draft.body,
        proposed_text=draft.proposed_text,
        reason=draft.reason,
        language=draft.language,
        author=author.name,
        agency=author.agency,
        mine=draft.person_id == room.person,
        may_edit=draft.sent_at is None and room.may_edit(draft),
        created_at=draft.created_at,
        changed_at=draft.changed_at,
        left_out_because=draft.discard_reason,
        number=number,
    )
