"""What a person says of themselves: name, language, time zone, theme."""

from drafting.actions.people.persons import profile_faults, refuse
from drafting.domain.errors import NotFound
from drafting.locale import N_
from drafting.store.people import Person, locked_person
from drafting.store.work import Work


def change_profile(work: Work, *, name: str, language: str, zone: str, theme: str) -> Person:
    refuse(profile_faults(name, language, zone, theme))
    person = locked_person(work.session, work.actor.person) if work.actor.person else None
    if person is None:
        raise NotFound("no-such-person", N_("There is no such person."))
    person.name, person.language, person.zone, person.theme = name.strip(), language, zone, theme
    return person


def change_language(work: Work, language: str) -> None:
    """By the links at the head of every page."""
    person = locked_person(work.session, work.actor.person) if work.actor.person else None
    if person is not None:
        person.language = language
