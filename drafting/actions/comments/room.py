"""The way into a delegation's room. To everybody else the answer is the same, whether or not there is something in it.

Deeds inside the room lock only their own rows and read the note's stage without a lock: nobody outside waits for them,
and nothing outside changes with them.
"""

from dataclasses import dataclass
from uuid import UUID

from drafting.actions.access import Opened, check, no_note, open_note
from drafting.domain.errors import NotAllowed, NotFound, NotPossible
from drafting.domain.hats import DELEGATION, HatKind
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.store.comments import CommentDraft, draft_of
from drafting.store.delegations import is_admitted
from drafting.store.notes import Note, note_by_ref
from drafting.store.work import Work


@dataclass(frozen=True)
class Room:
    """A note as an admitted member of one delegation sees it."""

    opened: Opened
    country: str
    person: UUID

    @property
    def note(self) -> Note:
        return self.opened.note

    def may(self, act: Act) -> bool:
        return self.opened.may(act)

    def may_edit(self, draft: CommentDraft) -> bool:
        """Whether these words are theirs to change: as their author, or as one who prepares what is submitted."""
        mine = draft.person_id == self.person and self.may(Act.WRITE_INTERNAL)
        return mine or self.may(Act.EDIT_INTERNAL)


def room_for(work: Work, ref: str, act: Act) -> Room:
    """The room of the actor's delegation on the note with this id or slug."""
    note = note_by_ref(work.session, ref)
    if note is None:
        raise no_note()
    room = _room_on(work, note)
    check(room.opened, act)
    return room


def draft_for(work: Work, draft_id: UUID, act: Act, *, lock: bool = False) -> tuple[Room, CommentDraft]:
    """An internal comment and the room it lies in; its own row locked for a deed."""
    hat = work.actor.hat
    country = hat.country if hat and hat.kind is HatKind.DELEGATION else None
    draft = draft_of(work.session, draft_id, country or "", lock=lock)
    if draft is None:
        raise no_comment()
    try:
        room = _room_on(work, work.session.get_one(Note, draft.note_id))
    except NotFound:
        raise no_comment() from None
    check(room.opened, act)
    return room, draft


def unsent_for(work: Work, draft_id: UUID) -> tuple[Room, CommentDraft]:
    """An internal comment that the actor may still change, locked."""
    room, draft = draft_for(work, draft_id, Act.WRITE_INTERNAL, lock=True)
    if draft.sent_at is not None:
        raise NotPossible("already-submitted", N_("This comment was submitted officially: it is not changed any more."))
    if not room.may_edit(draft):
        raise NotAllowed("not-the-author", N_("An expert changes only their own comments."))
    return room, draft


def no_comment() -> NotFound:
    return NotFound("no-such-comment", N_("There is no such comment, or it is not open to you."))


def _room_on(work: Work, note: Note) -> Room:
    opened, hat, person = open_note(work, note), work.actor.hat, work.actor.person
    if opened.role is None:
        raise no_note()
    if hat is None or hat.country is None or person is None or opened.role not in DELEGATION:
        raise NotFound("no-such-room", N_("Only a delegation has such a room, and only its own."))
    if not is_admitted(work.session, person, hat.country, work.now):
        message = N_("The head or a focal point of your delegation has not admitted you to its room yet.")
        raise NotFound("not-admitted", message)
    return Room(opened, hat.country, person)
