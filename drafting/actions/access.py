"""The way in to every deed on a note: who acts, on what, and may they.

A deed cannot forget to ask, because asking is how it gets the note.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from drafting.domain.countries import Place, Term, seats
from drafting.domain.errors import NotAllowed, NotFound
from drafting.domain.hats import Appointed, Body, Function, Hat, HatKind, Role, SeatName, Worn, hats_of
from drafting.domain.policy import Act, allows, ever_allows
from drafting.domain.reading import Window, window
from drafting.domain.workflow import Stage
from drafting.locale import N_
from drafting.store.conferences import conference_codes, is_in, terms_of
from drafting.store.notes import (
    Acting,
    Note,
    Passage,
    Section,
    acting_presidencies,
    all_open_passages,
    note_by_ref,
    open_passage,
    section_of,
    was_in,
)
from drafting.store.people import standing_appointments
from drafting.store.work import Actor, Work


@dataclass(frozen=True)
class Opened:
    """A note as one hat may see it. `passage` is None before drafting is opened and after the end."""

    note: Note
    passage: Passage | None
    role: Role | None
    window: Window

    @property
    def stage(self) -> Stage:
        return Stage(self.note.stage)

    def may(self, act: Act) -> bool:
        """Whether role and stage grant the act: the same question that a page asks before it draws a button."""
        return allows(self.role, act, self.stage)


def note_for(work: Work, ref: str, act: Act, *, lock: bool = False) -> Opened:
    """The note with this id or slug, if the hat may read it and do this now; locked for a deed."""
    note = note_by_ref(work.session, ref, lock=lock)
    if note is None:
        raise no_note()
    opened = open_note(work, note)
    check(opened, act)
    return opened


def may_read(work: Work, ref: str) -> bool:
    note = note_by_ref(work.session, ref)
    return note is not None and allows(
        role_on(work, note, open_passage(work.session, note)), Act.READ, Stage(note.stage)
    )


def open_note(work: Work, note: Note) -> Opened:
    passage = open_passage(work.session, note)
    role = role_on(work, note, passage)
    hat = work.actor.hat
    presides = bool(hat and hat.seat and passage and hat.seat in seats_at(passage, "current"))
    had_troika = role is Role.TROIKA and was_in(work.session, note, Stage.TROIKA_REVIEW)
    seen = window(role, stage=Stage(note.stage), troika_has_read=had_troika, presides_in_passage=presides)
    return Opened(note, passage, role, seen)


def check(opened: Opened, act: Act) -> None:
    """Raise `NotFound` where the hat may not know of it, `NotAllowed` where it may read but not do this (now)."""
    if not allows(opened.role, Act.READ, opened.stage):
        raise no_note()
    if allows(opened.role, act, opened.stage):
        return
    if ever_allows(opened.role, act):
        raise NotAllowed("not-now", N_("This cannot be done while the note is in this stage."), act=act)
    raise NotAllowed("not-yours", N_("This is not for the hat you act under."), act=act)


def section_for(work: Work, ref: str, label: str, act: Act, *, lock: bool = False) -> tuple[Opened, Section]:
    """The section with this label, and its note."""
    opened = note_for(work, ref, act, lock=lock)
    section = section_of(work.session, opened.note, label)
    if section is None:
        raise NotFound("no-such-section", N_("There is no such section."))
    return opened, section


def no_note() -> NotFound:
    return NotFound("no-such-note", N_("There is no such note, or it is not open to you."))


def conferences_of(note: Note) -> tuple[str, ...]:
    """The conferences in whose name the note is drafted (rule C1)."""
    return ("RCM", "SACM") if note.scope == "both" else (note.scope,)


def role_on(work: Work, note: Note, passage: Passage | None) -> Role | None:
    """The role of the actor's hat on this note; None where the hat has nothing to do with it."""
    hat, role = work.actor.hat, work.actor.role
    if hat is None:
        return None
    conferences = conferences_of(note)
    if hat.kind is HatKind.SECRETARIAT:
        return role if hat.conference in conferences else None
    if hat.kind in (HatKind.PRESIDENCY, HatKind.TROIKA):
        return _role_of_seat(work, passage, hat) if hat.conference in conferences else None
    if hat.kind is HatKind.OPERATOR or hat.country is None:
        return None
    standing = "observer" if hat.kind is HatKind.OBSERVER else "member"
    return role if is_in(work.session, hat.country, conferences, standing) else None


def _role_of_seat(work: Work, passage: Passage | None, hat: Hat) -> Role | None:
    seat = hat.seat
    if seat is None:
        return None
    if presidency_of(work, passage, seat.conference) == seat.country:
        return Role.PRESIDENCY
    kept = passage is not None and seat in seats_at(passage)
    return Role.TROIKA if kept or seat in dict(seats_today(work, [seat.conference])) else None


def presidency_of(work: Work, passage: Passage | None, conference: str) -> str | None:
    """The country that makes the conference's moves on this note now: in office, or acting by agreement."""
    if passage is not None:
        acting = acting_for(work, passage.id).get(conference)
        if acting:
            return acting
    return next((seat.country for seat, presides in seats_today(work, [conference]) if presides), None)


def acting_for(work: Work, passage_id: UUID) -> dict[str, str]:
    """Conference → the country that acts for its presidency, until the passage ends or somebody takes office."""
    return _still_acting(work, acting_presidencies(work.session, [passage_id])).get(passage_id, {})


def _still_acting(work: Work, found: Sequence[Acting]) -> dict[UUID, dict[str, str]]:
    """Passage → conference → the country that acts, unless somebody took office since it was agreed."""
    terms = terms_of(work.session, {acting.conference for acting in found}) if found else []
    taken = {term.conference: term.since for term in terms if term.since and term.since <= work.now}
    still: dict[UUID, dict[str, str]] = {}
    for acting in found:
        if acting.conference not in taken or taken[acting.conference] <= acting.at:
            still.setdefault(acting.passage, {})[acting.conference] = acting.country
    return still


def presidencies_of(work: Work, note: Note, passage: Passage | None) -> list[SeatName]:
    """The filled presidencies of the note's conferences, as they stand today."""
    found = ((code, presidency_of(work, passage, code)) for code in conferences_of(note))
    return [SeatName(code, country) for code, country in found if country]


def seats_today(work: Work, conferences: Collection[str]) -> list[tuple[SeatName, bool]]:
    """Each troika seat of the day, and whether it is the presidency in office."""
    return [
        (SeatName(code, country), place == "current")
        for code, troika in _troikas_today(work, conferences).items()
        for place, country in troika.items()
        if country
    ]


def troika_today(work: Work, conference: str) -> dict[str, str | None]:
    """Place (previous, current, next) → country or None, at this moment. A handover counts from its very instant."""
    return _troikas_today(work, [conference])[conference]


def _troikas_today(work: Work, conferences: Collection[str]) -> dict[str, dict[str, str | None]]:
    terms: dict[str, list[Term]] = {code: [] for code in conferences}
    for t in terms_of(work.session, conferences):
        terms[t.conference].append(Term(t.conference, t.country, t.ordinal, t.since, t.until))
    found = {code: {seat.place: seat.country for seat in seats(held, work.now)} for code, held in terms.items()}
    return {code: {place.value: sitting.get(place) for place in Place} for code, sitting in found.items()}


def seats_at(passage: Passage, place: str | None = None) -> list[SeatName]:
    """The filled seats of a passage (of one place), in the order they were kept."""
    return [
        SeatName(seat["conference"], seat["country"])
        for seat in passage.seats
        if seat["country"] and place in (None, seat["place"])
    ]


def acting_person(work: Work) -> UUID:
    """The person who does the deed; the clock and commands write no words."""
    if work.actor.person is None:
        raise NotAllowed("no-person", N_("Only a person can do this."))
    return work.actor.person


def hats_held(work: Work) -> list[Worn]:
    """All hats that the actor's person holds at this moment."""
    if work.actor.person is None:
        return []
    standing = standing_appointments(work.session, work.actor.person, work.now)
    appointed = [Appointed(Body(a.body), a.code, Function(a.function)) for a in standing]
    countries = {a.code for a in appointed if a.body is Body.DELEGATION}
    seats = _seats_that_act(work, countries) if countries else []
    return hats_of(appointed, seats)


def _seats_that_act(work: Work, countries: set[str]) -> list[tuple[SeatName, bool]]:
    """Seats of these countries today, those kept by open passages, and presidencies acted for by agreement."""
    seats = dict(seats_today(work, conference_codes(work.session)))
    found: list[tuple[SeatName, bool]] = list(seats.items())
    passages = all_open_passages(work.session)
    for passage in passages:
        found += [(seat, False) for seat in seats_at(passage) if seat not in seats]
    acting = _still_acting(work, acting_presidencies(work.session, [passage.id for passage in passages]))
    found += [(SeatName(code, country), True) for by_code in acting.values() for code, country in by_code.items()]
    return [(seat, presides) for seat, presides in dict.fromkeys(found) if seat.country in countries]


def actor_as(work: Work, hat: Hat) -> Actor:
    """The actor under this hat. Raises `NotAllowed` where the person does not hold it (any more)."""
    for worn in hats_held(work):
        if worn.hat == hat:
            return Actor(work.actor.person, worn.hat, worn.role)
    raise NotAllowed("hat-not-held", N_("You do not act as %(hat)s (any more)."), hat=str(hat))
