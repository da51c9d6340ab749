"""A drafter tells a seat which version meets its request. It lifts nothing: only the seat does."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from drafting.actions.access import acting_person, section_for
from drafting.actions.moves.deadlines import checked_reason
from drafting.actions.reviews.positions import no_position
from drafting.domain.errors import Fault, Invalid, NotPossible
from drafting.domain.events import Event, EventKind
from drafting.domain.hats import SeatName
from drafting.domain.policy import Act
from drafting.domain.positions import Decision
from drafting.locale import N_
from drafting.store.reviews import PositionReply, position_row, replies_of
from drafting.store.work import Work


@dataclass(frozen=True)
class Replied:
    id: UUID
    text: str
    version: int
    hat: str
    at: datetime


def reply_to_position(work: Work, ref: str, label: str, position_id: UUID, *, text: str, version: int) -> Replied:
    opened, section = section_for(work, ref, label, Act.REPLY_TO_POSITION, lock=True)
    row = position_row(work.session, section, position_id)
    if row is None:
        raise no_position()
    if row.decision != Decision.REQUEST_CHANGES:
        raise NotPossible("no-request", N_("Only a request for changes is replied to."))
    text = checked_reason(text, pointer="/text")
    if not row.version < version <= section.latest:
        message = N_("Name a version that was saved after the request.")
        raise Invalid([Fault("/version", "not-after", message)])
    number = len(replies_of(work.session, [position_id]).get(position_id, [])) + 1
    reply = PositionReply(
        id=work.new_id("reply", position_id, number),
        position_id=position_id,
        text=text,
        version=version,
        person_id=acting_person(work),
        hat=str(work.actor),
        at=work.now,
    )
    work.session.add(reply)
    seat = SeatName(row.conference, row.country)
    data = {"section": label, "seat": str(seat), "version": version, "text": text, "position": str(position_id)}
    work.tell(Event(EventKind.POSITION_REPLIED, opened.note.id, data))
    return Replied(reply.id, reply.text, reply.version, reply.hat, reply.at)
