"""The least that is valid of everything tests need: both conferences, people under their hats, a note in a stage."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select

from drafting import presets
from drafting.actions.access import troika_today
from drafting.actions.notes.creating import create_note
from drafting.actions.sections import save_version
from drafting.domain.countries import preset_conferences, preset_countries
from drafting.domain.hats import Appointed, Body, Function, Role, SeatName, hats_of
from drafting.domain.workflow import ACTIVE, Stage
from drafting.store.conferences import Conference, Country, Member, OutlineRow, Term
from drafting.store.notes import Note, Passage, open_passage, sections_of
from drafting.store.people import Appointment, Person
from drafting.store.sections import Version, latest_version, version_text
from drafting.store.work import COMMAND, Actor, Keeping, Work

BEGINNING = datetime(2018, 1, 1, tzinfo=UTC)
CONFERENCES = ("RCM", "SACM")
PRESIDENCIES = (SeatName("RCM", "PA"), SeatName("SACM", "UY"))
"""In office on the day the tests' clock stands at."""

TWO_SENTENCES = "The first sentence says one thing. The second sentence says another.\n"

_SEATS = [(SeatName("RCM", c), c == "PA") for c in ("PA", "SV", "GT")] + [
    (SeatName("SACM", c), c == "UY") for c in ("UY", "PY", "BO")
]
# Everybody appointed, by (body, code, function); each country also has a focal point.
_APPOINTED = (
    *((Body.SECRETARIAT, code, function) for code in CONFERENCES for function in ("coordinator", "drafter")),
    *((Body.DELEGATION, country, "head") for country in ("MX", "UY", "PA")),
    *((Body.DELEGATION, country, function) for country in ("MX", "BR", "UY") for function in ("deputy", "expert")),
    (Body.DELEGATION, "GT", "seat_official"),
    (Body.OBSERVER, "JM", "observer"),
    (Body.OPERATOR, "", "operator"),
)


@dataclass(frozen=True)
class People:
    """Actors by what they act as. Nobody here has a second hat unless the function gives a seat."""

    by_hat: Mapping[tuple[str, Role], Actor]

    def coordinator(self, conference: str = "RCM") -> Actor:
        return self.by_hat[f"secretariat:{conference}", Role.COORDINATOR]

    def drafter(self, conference: str = "RCM") -> Actor:
        return self.by_hat[f"secretariat:{conference}", Role.DRAFTER]

    def presidency(self, conference: str = "RCM") -> Actor:
        country = {seat.conference: seat.country for seat in PRESIDENCIES}[conference]
        return self.by_hat[f"presidency:{conference}:{country}", Role.PRESIDENCY]

    def troika(self, country: str = "GT") -> Actor:
        conference = next(seat.conference for seat, _ in _SEATS if seat.country == country)
        return self.by_hat[f"troika:{conference}:{country}", Role.TROIKA]

    def delegation(self, country: str = "MX", role: Role = Role.FOCAL_POINT) -> Actor:
        return self.by_hat[f"delegation:{country}", role]

    @property
    def observer(self) -> Actor:
        return self.by_hat["observer:JM", Role.OBSERVER]

    @property
    def operator(self) -> Actor:
        return self.by_hat["operator", Role.OPERATOR]


_KNOWN: WeakKeyDictionary[Engine, People] = WeakKeyDictionary()


def make_people(keeping: Keeping) -> People:
    """Both conferences as of August 2018, and somebody in every office. Asking again gives the same people."""
    if keeping.engine not in _KNOWN:
        _KNOWN[keeping.engine] = _made(keeping)
    return _KNOWN[keeping.engine]


def _made(keeping: Keeping) -> People:
    with keeping.writing(COMMAND) as work:
        if work.session.get(Conference, "RCM") is None:
            make_conferences(work)
        actors: dict[tuple[str, Role], Actor] = {}
        for body, code, function in _everybody():
            person = make_person(work, f"{function} {code or body}".strip(), (body, code, function))
            for worn in hats_of([Appointed(body, code, Function(function))], _SEATS):
                actors.setdefault((str(worn.hat), worn.role), Actor(person, worn.hat, worn.role))
    return People(actors)


def make_conferences(work: Work) -> None:
    """Countries, conferences, terms and outlines, as the service is delivered with them."""
    for country in preset_countries().values():
        names = {"names": dict(country.names), "long_names": dict(country.long_names or country.names)}
        work.session.add(Country(code=country.alpha2, alpha3=country.alpha3, zone=country.zone, **names))
    for conference in preset_conferences():
        words = {name: dict(getattr(conference, name)) for name in ("names", "acronyms", "secretariat")}
        work.session.add(Conference(code=conference.code, **words))
    for code, details in presets.outline_files().items():
        work.session.add(OutlineRow(code=code, details=details))
    work.session.flush()
    for conference in preset_conferences():
        for standing, countries in (("member", conference.members), ("observer", conference.observers)):
            for country in countries:
                key = work.new_id("member", conference.code, country)
                row = Member(id=key, conference=conference.code, country=country, standing=standing)
                work.session.add(row)
        for term in conference.terms:
            key = work.new_id("term", conference.code, term.ordinal)
            row = Term(id=key, conference=conference.code, country=term.country, ordinal=term.ordinal)
            row.since, row.until = _instant(term.since), _instant(term.until)
            work.session.add(row)
    work.session.flush()


def make_person(work: Work, name: str, *appointments: tuple[str, str, str], language: str = "es") -> uuid.UUID:
    """Somebody with these appointments, each (body, code, function); found again by the address that the name gives."""
    email = f"{name.casefold().replace(' ', '.')}@example.org"
    known = work.session.scalars(select(Person.id).where(Person.email == email)).one_or_none()
    key = known or work.new_id("person", email)
    if known is None:
        person = Person(id=key, email=email, name=name.title(), language=language, zone="UTC")
        person.joined_at = person.created_at = BEGINNING
        work.session.add(person)
        work.session.flush()
        for body, code, function in appointments:
            row = Appointment(id=work.new_id("appointment", key, body, code, function), person_id=key, body=str(body))
            row.code, row.function, row.since, row.admitted_at = code, function, BEGINNING, BEGINNING
            work.session.add(row)
        work.session.flush()
    return key


def make_note(
    keeping: Keeping,
    *,
    stage: Stage = Stage.DRAFTING,
    texts: Mapping[str, str] | None = None,
    open_sections: Iterable[str] | None = None,
    **about: Any,
) -> Note:
    """A note on the seven headings in Spanish, brought to the stage without asking any guard.

    `texts`: words of sections by label, saved by the drafter as version 1 while the note is in drafting. `about`:
    further arguments of `create_note`.
    """
    people = make_people(keeping)
    with keeping.writing(people.coordinator()) as work:
        note = create_note(work, **{"outline": "extra-regional-flows", "year": 2018, **about})
        if stage is not Stage.SET_UP:
            enter(work, note, Stage.DRAFTING)
    for label, text in (texts or {}).items():
        make_version(keeping, note, label, text)
    if stage not in (Stage.SET_UP, Stage.DRAFTING) or open_sections is not None:
        with keeping.writing(COMMAND) as work:
            note = enter(work, note, stage, open_sections=open_sections)
    return note


def make_version(keeping: Keeping, note: Note, label: str, text: str, *, by: Actor | None = None) -> Version:
    """The next version of a section, saved on top of the newest."""
    with keeping.writing(by or make_people(keeping).drafter()) as work:
        section = next(s for s in sections_of(work.session, note) if s.label == label)
        newest = latest_version(work.session, section, note.original_language)
        return save_version(work, str(note.id), label, text, based_on=newest.number).version


def enter(work: Work, note: Note, stage: Stage, *, open_sections: Iterable[str] | None = None) -> Note:
    """Put the note into a stage, with the passage and the seats that the stage needs."""
    note = work.session.merge(note)
    before = open_passage(work.session, note)
    if before:
        before.left_at = work.now
        work.session.flush()
    note.stage = stage.value
    if stage in ACTIVE:
        ordinal = before.ordinal + 1 if before else 1
        passage = Passage(id=work.new_id("passage", note.id, ordinal), note_id=note.id, ordinal=ordinal)
        passage.stage, passage.seats, passage.entered_at = stage.value, _seats(work), work.now
        passage.open_sections = None if open_sections is None else list(open_sections)
        work.session.add(passage)
    work.session.flush()
    return note


def words_of(work: Work, note: Note, label: str) -> str:
    """The newest words of a section."""
    section = next(s for s in sections_of(work.session, note) if s.label == label)
    return version_text(work.session, latest_version(work.session, section, note.original_language))


def _everybody() -> list[tuple[Body, str, str]]:
    countries = sorted({country for conference in preset_conferences() for country in conference.members})
    focal_points = [(Body.DELEGATION, country, "focal_point") for country in countries]
    return [(Body(body), code, function) for body, code, function in (*_APPOINTED, *focal_points)]


def _seats(work: Work) -> list[dict[str, str | None]]:
    return [
        {"conference": code, "country": country, "place": place}
        for code in CONFERENCES
        for place, country in troika_today(work, code).items()
    ]


def _instant(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None
