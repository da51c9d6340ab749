"""Who is where, as far as a hat may know: staff is named inside its own body; elsewhere stands the office."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from drafting.actions.people.appointments import may_admit, may_manage
from drafting.actions.people.rights import is_command
from drafting.domain.hats import Body, HatKind, Role
from drafting.domain.posts import ADMITTING, parse_post
from drafting.store.conferences import member_countries
from drafting.store.people import Appointment, Person, all_standing, everybody, members_of, people_by_id
from drafting.store.work import Work


@dataclass(frozen=True)
class Member:
    """A person in a post. `waiting`: of a delegation, and not yet admitted to what it writes inside."""

    appointment: UUID
    person: UUID
    name: str
    email: str
    function: str
    agency: str | None
    since: datetime
    until: datetime | None
    disabled: bool
    waiting: bool
    may_end: bool
    may_admit: bool


@dataclass(frozen=True)
class BodyOfPeople:
    body: str
    code: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Account:
    """A person as the operator sees them."""

    id: UUID
    name: str
    email: str
    disabled: bool
    second_factor: bool
    posts: tuple[tuple[str, str, str], ...]


def directory(work: Work) -> list[BodyOfPeople]:
    """The bodies that the actor's hat may see from inside, in order; the operator sees them all."""
    if work.actor.role is Role.OPERATOR or is_command(work):
        standing = all_standing(work.session, work.now)
        people = people_by_id(work.session, {held.person_id for held in standing})
        return _grouped(work, [(people[held.person_id], held) for held in standing])
    hat = work.actor.hat
    if hat is None:
        return []
    if hat.kind is HatKind.SECRETARIAT:
        own = members_of(work.session, Body.SECRETARIAT, [str(hat.conference)], work.now)
        return _grouped(work, [*own, *_official_contacts(work, str(hat.conference))])
    body = Body.OBSERVER if hat.kind is HatKind.OBSERVER else Body.DELEGATION
    return _grouped(work, members_of(work.session, body, [str(hat.country)], work.now))


def _official_contacts(work: Work, conference: str) -> list[tuple[Person, Appointment]]:
    """For the coordinator: heads and focal points of the conference's members, and whom only they can admit."""
    if work.actor.role is not Role.COORDINATOR:
        return []
    countries = [country.code for country in member_countries(work.session, [conference])]
    members = members_of(work.session, Body.DELEGATION, countries, work.now)
    orphaned = {country for country in countries if may_admit(work, country)}
    return [
        (person, held)
        for person, held in members
        if held.function in ADMITTING or (held.code in orphaned and held.admitted_at is None)
    ]


def _grouped(work: Work, rows: list[tuple[Person, Appointment]]) -> list[BodyOfPeople]:
    bodies: dict[tuple[str, str], list[Member]] = {}
    for person, held in rows:
        bodies.setdefault((held.body, held.code), []).append(_member(work, person, held))
    order = list(Body)
    by_body = sorted(bodies, key=lambda key: (order.index(Body(key[0])), key[1]))
    return [BodyOfPeople(body, code, tuple(bodies[body, code])) for body, code in by_body]


def _member(work: Work, person: Person, held: Appointment) -> Member:
    waiting = held.body == Body.DELEGATION and held.admitted_at is None
    return Member(
        appointment=held.id,
        person=person.id,
        name=person.name,
        email=person.email,
        function=held.function,
        agency=held.agency,
        since=held.since,
        until=held.until,
        disabled=person.disabled_at is not None,
        waiting=waiting,
        may_end=may_manage(work, parse_post(held.body, held.code, held.function)),
        may_admit=waiting and may_admit(work, held.code),
    )


def accounts(work: Work) -> list[Account]:
    """Every person, for the operator: how to help them back in, never what they write."""
    standing = all_standing(work.session, work.now)
    posts: dict[UUID, list[tuple[str, str, str]]] = {}
    for held in standing:
        posts.setdefault(held.person_id, []).append((held.body, held.code, held.function))
    return [
        Account(
            person.id,
            person.name,
            person.email,
            person.disabled_at is not None,
            person.totp_secret is not None,
            tuple(posts.get(person.id, ())),
        )
        for person in everybody(work.session)
    ]
