"""Countries, conferences, and which country sits where on a given day. All of it is data that the operator edits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from drafting import presets


@dataclass(frozen=True)
class Country:
    """`long_names`: the full form where the short one is only for display."""

    alpha2: str
    alpha3: str
    names: Mapping[str, str]
    zone: str
    long_names: Mapping[str, str] | None = None

    def name(self, language: str) -> str:
        return self.names[language]

    def long_name(self, language: str) -> str:
        return (self.long_names or self.names)[language]


@dataclass(frozen=True)
class Term:
    """One presidency pro tempore: from `since` up to, and without, `until`.

    Without `since` the country is designated and has not begun; without `until` the handover is not recorded yet, so
    the country is still in office. `ordinal` says who follows whom, even before any date is known.
    """

    conference: str
    country: str
    ordinal: int
    since: date | None = None
    until: date | None = None

    def in_office(self, day: date) -> bool:
        return self.since is not None and self.since <= day and (self.until is None or day < self.until)

    def over(self, day: date) -> bool:
        return self.until is not None and self.until <= day


@dataclass(frozen=True)
class Conference:
    """`acronyms`, `names`, `secretariat`: in each language. `members` and `observers`: alpha-2 codes."""

    code: str
    acronyms: Mapping[str, str]
    names: Mapping[str, str]
    secretariat: Mapping[str, str]
    members: tuple[str, ...]
    observers: tuple[str, ...]
    terms: tuple[Term, ...]


class Place(StrEnum):
    PREVIOUS = "previous"
    CURRENT = "current"
    NEXT = "next"


@dataclass(frozen=True)
class Seat:
    """A filled seat of a troika; the place is a fact of the day, the seat itself is conference × country."""

    conference: str
    country: str
    place: Place


def troika(terms: Iterable[Term], day: date) -> dict[Place, str | None]:
    """Who holds which place in one conference on a day; None: the place is vacant.

    Nobody in office leaves the presidency vacant, between the last country that left it and the next in line.
    """
    in_order = sorted(terms, key=lambda term: term.ordinal)
    current = next((term for term in reversed(in_order) if term.in_office(day)), None)
    if current:
        earlier = [term for term in in_order if term.ordinal < current.ordinal]
    else:
        earlier = [term for term in in_order if term.over(day)]
    previous = earlier[-1] if earlier else None
    reached = current or previous
    following = (term for term in in_order if reached is None or term.ordinal > reached.ordinal)
    places = {Place.PREVIOUS: previous, Place.CURRENT: current, Place.NEXT: next(following, None)}
    return {place: term.country if term else None for place, term in places.items()}


def seats(terms: Iterable[Term], day: date) -> list[Seat]:
    """The filled seats of every conference, each country once in its conference.

    The presidency comes first: a country that is in office and also before or after itself sits there only once.
    """
    by_conference: dict[str, list[Term]] = {}
    for term in terms:
        by_conference.setdefault(term.conference, []).append(term)
    found: list[Seat] = []
    for conference in sorted(by_conference):
        holders = troika(by_conference[conference], day)
        one_each: dict[str, Place] = {}
        for place in (Place.CURRENT, Place.PREVIOUS, Place.NEXT):
            country = holders[place]
            if country is not None:
                one_each.setdefault(country, place)
        found += [Seat(conference, country, place) for country, place in one_each.items()]
    return found


def parse_country(data: Mapping[str, Any]) -> Country:
    return Country(data["alpha2"], data["alpha3"], data["names"], data["zone"], data.get("long_names"))


def parse_conference(data: Mapping[str, Any]) -> Conference:
    return Conference(
        code=data["code"],
        acronyms=data["acronyms"],
        names=data["names"],
        secretariat=data["secretariat"],
        members=tuple(data["members"]),
        observers=tuple(data["observers"]),
        terms=tuple(_parsed_term(data["code"], term) for term in data["terms"]),
    )


@cache
def preset_countries() -> Mapping[str, Country]:
    """The countries that the service is delivered with, by alpha-2 code."""
    return {country.alpha2: country for country in map(parse_country, presets.countries())}


@cache
def preset_conferences() -> Sequence[Conference]:
    """The conferences that the service is delivered with, their presidencies as of August 2018."""
    return tuple(map(parse_conference, presets.conferences()))


def _parsed_term(conference: str, data: Mapping[str, Any]) -> Term:
    since, until = (date.fromisoformat(data[key]) if data[key] else None for key in ("since", "until"))
    return Term(conference, data["country"], data["ordinal"], since, until)
