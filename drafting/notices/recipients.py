"""Who is told of an event, under which hat, and how much of it.

Nobody learns from an inbox what their hat may not read. Who did the deed is not told of it, unless it is about their
own account.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from drafting.actions.access import conferences_of, presidencies_of, seats_at, seats_today
from drafting.domain.events import EVENTS, Audience, EventKind
from drafting.domain.hats import SPEAKS_FOR_THE_SEAT, Body, Function, Hat, HatKind, SeatName
from drafting.domain.posts import ADMITTING
from drafting.domain.workflow import Stage
from drafting.store.conferences import conference_codes, member_countries
from drafting.store.notes import Note, Passage, note_by_ref, open_passage, was_in
from drafting.store.people import Appointment, Person, ever_of, members_of, people_by_id
from drafting.store.work import Work


@dataclass(frozen=True)
class Recipient:
    """`shown`: of the event's data, what this hat may know."""

    person: UUID
    hat: str | None
    shown: Mapping[str, Any]


@dataclass(frozen=True)
class Happened:
    """An event as the outbox holds it, with the note it is about, where there still is one."""

    kind: EventKind
    data: Mapping[str, Any]
    delegation: str | None
    by: UUID | None
    note: Note | None
    passage: Passage | None

    @property
    def conferences(self) -> list[str]:
        if self.note is not None:
            return list(conferences_of(self.note))
        named = self.data.get("conference")
        return [named] if named else []


# What stage, progress and dates come to: all that whoever may not read a text yet knows of its note.
_OUTWARD = frozenset({"move", "from", "to", "stage", "until", "label", "public", "numbers", "conference", "country"})

Found = Iterator[tuple[UUID, Hat | None]]


def recipients(work: Work, details: Mapping[str, Any]) -> list[Recipient]:
    """Each person once, under the hat that comes first in the event's audience."""
    happened = _happened(work, details)
    told: dict[UUID, Recipient] = {}
    for audience in EVENTS[happened.kind].audience:
        shown = _shown(happened, audience)
        for person, hat in _FINDERS[audience](work, happened):
            if person != happened.by or audience is Audience.PERSON:
                told.setdefault(person, Recipient(person, str(hat) if hat else None, shown))
    return list(told.values())


def _happened(work: Work, details: Mapping[str, Any]) -> Happened:
    note = note_by_ref(work.session, details["note"]) if details.get("note") else None
    return Happened(
        kind=EventKind(details["kind"]),
        data=details["data"],
        delegation=details.get("delegation"),
        by=UUID(details["by"]) if details.get("by") else None,
        note=note,
        passage=open_passage(work.session, note) if note else None,
    )


def _shown(happened: Happened, audience: Audience) -> Mapping[str, Any]:
    if audience is Audience.MEMBERS:
        return {key: value for key, value in happened.data.items() if key in _OUTWARD}
    return happened.data


def _secretariats(work: Work, happened: Happened) -> Found:
    for code in happened.conferences or conference_codes(work.session):
        for person, _ in members_of(work.session, Body.SECRETARIAT, [code], work.now):
            yield person.id, Hat(HatKind.SECRETARIAT, conference=code)


def _presidencies(work: Work, happened: Happened) -> Found:
    if happened.note is None:
        return
    for seat in presidencies_of(work, happened.note, happened.passage):
        yield from _of_seat(work, seat, HatKind.PRESIDENCY)


def _seats(work: Work, happened: Happened) -> Found:
    """The troikas, from the first time that the note was with them."""
    note, passage = happened.note, happened.passage
    if note is None or not was_in(work.session, note, Stage.TROIKA_REVIEW):
        return
    kept = seats_at(passage) if passage else [seat for seat, _ in seats_today(work, happened.conferences)]
    for seat in kept:
        yield from _of_seat(work, seat, HatKind.TROIKA)


def _seat(work: Work, happened: Happened) -> Found:
    conference, _, country = str(happened.data.get("seat", "")).partition(":")
    if not country:
        return
    seat = SeatName(conference, country)
    note = happened.note
    presides = note is not None and seat in presidencies_of(work, note, happened.passage)
    yield from _of_seat(work, seat, HatKind.PRESIDENCY if presides else HatKind.TROIKA)


def _members(work: Work, happened: Happened) -> Found:
    """Heads and focal points of all members, from the first circulation on: before it they are not concerned."""
    if happened.note is None or not was_in(work.session, happened.note, Stage.CONSULTATION):
        return
    codes = [country.code for country in member_countries(work.session, happened.conferences)]
    for person, held in members_of(work.session, Body.DELEGATION, codes, work.now):
        if Function(held.function) in ADMITTING:
            yield person.id, Hat(HatKind.DELEGATION, country=held.code)


def _country(work: Work, happened: Happened) -> Found:
    country = happened.data.get("country")
    if country:
        yield from _of_country(work, country, SPEAKS_FOR_THE_SEAT if happened.note is None else ADMITTING)


def _person(work: Work, happened: Happened) -> Found:
    named = happened.data.get("person")
    person = people_by_id(work.session, [UUID(named)]).get(UUID(named)) if named else None
    if person is not None and person.disabled_at is None:
        yield person.id, None


def _delegation(work: Work, happened: Happened) -> Found:
    """The members. Of what is written inside only those who were admitted; of a stranger's coming in all there were."""
    country = happened.delegation
    if country is None:
        return
    hat = Hat(HatKind.DELEGATION, country=country)
    inside = happened.note is not None
    for person, held in _there(work, country, former=bool(happened.data.get("former"))):
        if held.admitted_at is not None or not inside:
            yield person.id, hat


def _there(work: Work, country: str, *, former: bool) -> Iterable[tuple[Person, Appointment]]:
    if not former:
        return members_of(work.session, Body.DELEGATION, [country], work.now)
    ever = ever_of(work.session, Body.DELEGATION, country)
    people = people_by_id(work.session, {held.person_id for held in ever})
    return [(people[held.person_id], held) for held in ever if people[held.person_id].disabled_at is None]


def _nobody(_work: Work, _happened: Happened) -> Found:
    return iter(())


def _of_seat(work: Work, seat: SeatName, kind: HatKind) -> Found:
    for person, held in members_of(work.session, Body.DELEGATION, [seat.country], work.now):
        if Function(held.function) in SPEAKS_FOR_THE_SEAT:
            yield person.id, Hat(kind, seat.conference, seat.country)


def _of_country(work: Work, country: str, functions: frozenset[Function]) -> Found:
    for person, held in members_of(work.session, Body.DELEGATION, [country], work.now):
        if Function(held.function) in functions:
            yield person.id, Hat(HatKind.DELEGATION, country=country)


_FINDERS: Mapping[Audience, Callable[[Work, Happened], Found]] = {
    Audience.NOBODY: _nobody,
    Audience.SECRETARIATS: _secretariats,
    Audience.PRESIDENCIES: _presidencies,
    Audience.SEATS: _seats,
    Audience.MEMBERS: _members,
    Audience.COUNTRY: _country,
    Audience.SEAT: _seat,
    Audience.PERSON: _person,
    Audience.DELEGATION: _delegation,
}
