"""What holds for any person: how addresses are written, how a person is found, made, disabled."""

import re
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID
from zoneinfo import available_timezones

from drafting.actions.people.rights import check_right
from drafting.domain.errors import Fault, Invalid, NotFound, NotPossible
from drafting.domain.events import Event, EventKind
from drafting.domain.hats import Body
from drafting.domain.policy import Act
from drafting.locale import LANGUAGES, N_
from drafting.store.people import Person, has_operator, locked_person, person_by_email, standing_appointments
from drafting.store.sign_ins import end_sign_ins
from drafting.store.work import Work

_ADDRESS = re.compile(r"[^@\s,;<>\"()\[\]\\]{1,64}@[^@\s,;<>\"()\[\]\\]+\.[^@\s.,;<>\"()\[\]\\]{2,}")
THEMES = ("auto", "light", "dark")


def folded(email: str) -> str:
    """The address as it is kept and compared."""
    return email.strip().casefold()


def email_faults(email: str) -> list[Fault]:
    if len(email) <= 254 and email.isprintable() and _ADDRESS.fullmatch(email):
        return []
    return [Fault("/email", "not-an-address", N_("Write an e-mail address, such as name@ministry.example."))]


def profile_faults(name: str, language: str, zone: str, theme: str = "auto") -> list[Fault]:
    faults: list[Fault] = []
    if not name.strip():
        faults.append(Fault("/name", "name-missing", N_("Write your name.")))
    elif len(name) > 200 or not name.isprintable():
        faults.append(Fault("/name", "name-long", N_("A name has at most 200 characters, on one line.")))
    if language not in LANGUAGES:
        faults.append(Fault("/language", "unknown-language", N_("Choose one of the languages.")))
    if zone not in available_timezones():
        faults.append(Fault("/zone", "unknown-zone", N_("Choose a time zone from the list.")))
    if theme not in THEMES:
        faults.append(Fault("/theme", "unknown-theme", N_("Choose one of the themes.")))
    return faults


def refuse(faults: Iterable[Fault]) -> None:
    found = list(faults)
    if found:
        raise Invalid(found)


def add_person(
    work: Work, *, email: str, name: str, language: str, zone: str, password_hash: str | None, joined: bool = True
) -> Person:
    """A new person. Raises `NotPossible` where the address is taken."""
    if person_by_email(work.session, email):
        raise NotPossible("address-taken", N_("Somebody with this e-mail address is here already."))
    person = Person(
        id=work.new_id("person", email),
        email=email,
        name=name.strip(),
        language=language,
        zone=zone,
        password=password_hash,
        joined_at=work.now if joined else None,
        created_at=work.now,
    )
    work.session.add(person)
    work.session.flush()
    work.tell(Event(EventKind.PERSON_JOINED, data={"person": str(person.id)}))
    return person


def disable_person(work: Work, person_id: UUID, real_now: datetime) -> None:
    """End all that a person has open, at once. Their appointments wait, should they be let in again."""
    person = _managed(work, person_id)
    if person.disabled_at:
        return
    person.disabled_at = work.now
    work.session.flush()
    if not has_operator(work.session, work.now):
        raise NotPossible("last-operator", N_("Somebody must remain who looks after the system."))
    end_sign_ins(work.session, person.id, real_now)
    for country in _delegations(work, person.id) or [None]:
        work.tell(Event(EventKind.PERSON_DISABLED, data={"person": str(person.id)}, delegation=country))


def enable_person(work: Work, person_id: UUID) -> None:
    """Let somebody in again, under the appointments that still stand; their delegations are told."""
    person = _managed(work, person_id)
    if person.disabled_at:
        person.disabled_at = None
        tell_access_reset(work, person.id, "enabled")


def _managed(work: Work, person_id: UUID) -> Person:
    check_right(work, Act.MANAGE_PEOPLE)
    person = locked_person(work.session, person_id)
    if person is None:
        raise NotFound("no-such-person", N_("There is no such person."))
    return person


def tell_access_reset(work: Work, person_id: UUID, what: str) -> None:
    """Somebody outside the delegation touched a member's way in: all its members learn of it."""
    for country in _delegations(work, person_id) or [None]:
        work.tell(Event(EventKind.ACCESS_RESET, data={"person": str(person_id), "what": what}, delegation=country))


def _delegations(work: Work, person_id: UUID) -> list[str | None]:
    standing = standing_appointments(work.session, person_id, work.now)
    return [appointment.code for appointment in standing if appointment.body == Body.DELEGATION]
