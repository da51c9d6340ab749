"""Appointments: who puts whom where, who ends it, who admits a new member to what its delegation wrote inside."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from drafting.actions.people.rights import check_right, is_command, not_yours
from drafting.domain.errors import Fault, Invalid, NotFound, NotPossible
from drafting.domain.events import Event, EventKind
from drafting.domain.hats import Body, HatKind, Role
from drafting.domain.policy import Act
from drafting.domain.posts import ADMITTING, Post, may_appoint, parse_post
from drafting.locale import N_
from drafting.store.conferences import conference_by_code, conferences_with, country_by_code
from drafting.store.people import (
    Appointment,
    Person,
    appointment_by_id,
    ever_of,
    has_operator,
    members_of,
    standing_appointments,
)
from drafting.store.work import Work


@dataclass(frozen=True)
class Period:
    """From `since` (now) until `until` (open)."""

    since: datetime | None = None
    until: datetime | None = None


def known_post(work: Work, body: str, code: str, function: str, agency: str | None = None) -> Post:
    """The post, in a body that there is."""
    post = parse_post(body, code, function, agency)
    if post.body is Body.SECRETARIAT and conference_by_code(work.session, post.code) is None:
        raise Invalid([Fault("/code", "unknown-conference", N_("There is no such conference."))])
    if post.body in (Body.DELEGATION, Body.OBSERVER) and country_by_code(work.session, post.code) is None:
        raise Invalid([Fault("/code", "unknown-country", N_("There is no such country."))])
    return post


def check_may_appoint(work: Work, post: Post) -> None:
    if not may_manage(work, post):
        raise not_yours(Act.INVITE)


def may_manage(work: Work, post: Post) -> bool:
    """Whether the actor may fill this post, and so also empty it."""
    conferences = conferences_with(work.session, post.code) if post.body is Body.DELEGATION else []
    return is_command(work) or may_appoint(work.actor.hat, work.actor.role, post, conferences)


def appoint(work: Work, person_id: UUID, post: Post, period: Period | None = None) -> Appointment:
    """Put a person into a post. Who is in it already stays in it, and nothing is written twice."""
    check_may_appoint(work, post)
    person = work.session.get(Person, person_id)
    if person is None or person.disabled_at:
        raise NotFound("no-such-person", N_("There is no such person."))
    return put_into(work, person, post, period or Period(), by=work.actor.person)


def put_into(work: Work, person: Person, post: Post, period: Period, by: UUID | None) -> Appointment:
    for held in standing_appointments(work.session, person.id, work.now):
        if (held.body, held.code, held.function) == (post.body, post.code, post.function):
            return held
    since = period.since or work.now
    if period.until is not None and period.until <= since:
        raise Invalid([Fault("/until", "until-before-since", N_("The end comes before the beginning."))])
    admitted = post.body is not Body.DELEGATION or _needs_no_admission(work, post.code, by)
    appointment = Appointment(
        id=work.new_id("appointment", person.id, post.body, post.code, post.function, since),
        person_id=person.id,
        body=post.body.value,
        code=post.code,
        function=post.function.value,
        agency=post.agency,
        since=since,
        until=period.until,
        admitted_at=since if admitted else None,
        made_by=by,
    )
    work.session.add(appointment)
    work.session.flush()
    work.tell(Event(EventKind.APPOINTED, data=_told(appointment), delegation=_country(appointment)))
    return appointment


def _needs_no_admission(work: Work, country: str, by: UUID | None) -> bool:
    """The first member of all, and whoever is appointed by a head or focal point that is admitted itself.

    Those who left count as members: what they wrote is still there.
    """
    return not ever_of(work.session, Body.DELEGATION, country) or by in _admitting(work, country)


def _admitting(work: Work, country: str) -> set[UUID]:
    """The admitted heads and focal points of a delegation."""
    members = members_of(work.session, Body.DELEGATION, [country], work.now)
    return {person.id for person, held in members if held.function in ADMITTING and held.admitted_at is not None}


def end_appointment(work: Work, appointment_id: UUID) -> None:
    """It ends now, and the hats that came with it; whoever may fill the post may empty it."""
    held = appointment_by_id(work.session, appointment_id)
    if held is None or not may_manage(work, parse_post(held.body, held.code, held.function)):
        raise NotFound("no-such-appointment", N_("There is no such appointment, or it is not yours to end."))
    if held.until is not None and held.until <= work.now:
        return
    held.until = work.now
    work.session.flush()
    if held.body == Body.OPERATOR and not has_operator(work.session, work.now):
        raise NotPossible("last-operator", N_("Somebody must remain who looks after the system."))
    work.tell(Event(EventKind.APPOINTMENT_ENDED, data=_told(held), delegation=_country(held)))


def admit_member(work: Work, appointment_id: UUID) -> None:
    """Let a new member see what the delegation writes inside.

    Its head or a focal point does; where none is left, the coordinator of a conference of which the country is a
    member, and then everybody who ever was a member is told.
    """
    check_right(work, Act.ADMIT_MEMBER)
    held = appointment_by_id(work.session, appointment_id)
    if held is None or held.body != Body.DELEGATION or not may_admit(work, held.code):
        raise NotFound("no-such-appointment", N_("There is no such appointment, or it is not yours to admit."))
    if held.admitted_at is not None:
        return
    held.admitted_at = work.now
    from_outside = work.actor.role is Role.COORDINATOR
    data = {**_told(held), "former": from_outside}
    work.tell(Event(EventKind.MEMBER_ADMITTED, data=data, delegation=held.code if from_outside else None))


def may_admit(work: Work, country: str) -> bool:
    hat = work.actor.hat
    admitting = _admitting(work, country)
    if hat is None:
        return False
    if hat.kind is HatKind.DELEGATION:
        return hat.country == country and work.actor.person in admitting
    is_coordinator = work.actor.role is Role.COORDINATOR and hat.conference in conferences_with(work.session, country)
    return is_coordinator and not admitting


def _told(appointment: Appointment) -> dict[str, object]:
    return {
        "appointment": str(appointment.id),
        "person": str(appointment.person_id),
        "body": appointment.body,
        "code": appointment.code,
        "function": appointment.function,
        "admitted": appointment.admitted_at is not None,
    }


def _country(appointment: Appointment) -> str | None:
    return appointment.code if appointment.body == Body.DELEGATION else None
