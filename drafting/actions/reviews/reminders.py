"""A presidency reminds a silent seat: what must come before the seat can be passed."""

from dataclasses import dataclass
from datetime import datetime

from drafting.actions.access import acting_person, note_for
from drafting.actions.moves.state import note_state
from drafting.actions.moves.ways_out import outstanding, passable_at, seat_named
from drafting.domain.errors import NotPossible
from drafting.domain.events import Event, EventKind
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.store.agreements import reminders_of
from drafting.store.notes import Reminder
from drafting.store.work import Work


@dataclass(frozen=True)
class Reminded:
    """`passable_from`: when the presidencies may pass the seat, should it stay silent."""

    seat: str
    sections: tuple[str, ...]
    at: datetime
    passable_from: datetime | None


def remind_seat(work: Work, ref: str, seat: str) -> Reminded:
    opened = note_for(work, ref, Act.REMIND, lock=True)
    named = seat_named(work, opened, seat)
    silent_on = outstanding(work, opened, note_state(work, opened), named)
    waiting = tuple(section.label for section in silent_on)
    if not waiting or opened.passage is None:
        raise NotPossible("not-silent", N_("Nothing waits for this seat here."))
    number = len(reminders_of(work.session, opened.passage)) + 1
    work.session.add(
        Reminder(
            id=work.new_id("reminder", opened.passage.id, number),
            note_id=opened.note.id,
            passage_id=opened.passage.id,
            conference=named.conference,
            country=named.country,
            person_id=acting_person(work),
            hat=str(work.actor),
            at=work.now,
        )
    )
    work.session.flush()
    data = {"seat": seat, "country": named.country, "sections": list(waiting)}
    work.tell(Event(EventKind.SEAT_REMINDED, opened.note.id, data))
    return Reminded(seat, waiting, work.now, passable_at(work, opened, named, silent_on))
