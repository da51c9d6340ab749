"""Who is where, inviting, appointing, admitting: as far as one's hat goes."""

from typing import Any
from uuid import UUID

from litestar.response import Response

from drafting.actions.people.appointments import admit_member, appoint, end_appointment, known_post
from drafting.actions.people.directory import accounts, directory
from drafting.actions.people.invitations import invite, resend_invitation, waiting_invitations, withdraw_invitation
from drafting.actions.people.rights import check_right
from drafting.domain.errors import DraftingError, Fault, Invalid
from drafting.domain.hats import Body
from drafting.domain.policy import Act, ever_allows
from drafting.domain.posts import functions_to_give
from drafting.locale import LANGUAGES, N_, own_name
from drafting.store.conferences import all_countries, conference_codes, member_countries
from drafting.web import names
from drafting.web.doors import again, link, real_now, sends_mail
from drafting.web.forms import faults_of, text_in, told
from drafting.web.routes import Door, bare, read, write
from drafting.web.visits import Visit

# A form names body and function in one choice: whoever invites thinks of "a focal point of Uruguay".
_FIELDS = {"/function": "post", "/body": "post"}


@read("/people", policy=Door.SIGNED_IN)
def people_page(visit: Visit) -> Response[Any]:
    may_invite = ever_allows(visit.actor.role, Act.INVITE)
    return visit.page(
        "people/directory.html",
        bodies=directory(visit.work),
        invitations=waiting_invitations(visit.work, real_now()) if may_invite else [],
        may_invite=may_invite,
        may_appoint=ever_allows(visit.actor.role, Act.MANAGE_PEOPLE),
    )


@read("/people/invite", policy=Act.INVITE)
def invite_page(visit: Visit) -> Response[Any]:
    return _form(visit, "people/invite.html")


@bare("/people/invite", policy=Act.INVITE, method="POST")
def send_invitation(visit: Visit) -> Response[Any]:
    """Without mail the link is drawn in this one answer; an idempotency key would keep it, so there is none."""
    form, mailed = visit.form, sends_mail(visit)
    try:
        with visit.writing(Act.INVITE) as work:
            body, code, function = _post(visit)
            post = known_post(work, body, code, function, text_in(form, "agency"))
            language = text_in(form, "language")
            made = invite(work, text_in(form, "email"), post, real_now(), mailed=mailed, language=language)
    except DraftingError as error:
        return again(visit, error, Act.INVITE, lambda refused: _form(visit, "people/invite.html", refused))
    return _link_once(visit, made.secret, mailed)


@bare("/people/invitations/{invitation:uuid}/resend", policy=Act.INVITE, method="POST")
def resend(visit: Visit, invitation: UUID) -> Response[Any]:
    mailed = sends_mail(visit)
    with visit.writing(Act.INVITE) as work:
        made = resend_invitation(work, invitation, real_now(), mailed=mailed)
    return _link_once(visit, made.secret, mailed)


@write("/people/invitations/{invitation:uuid}/withdrawal", policy=Act.INVITE)
def withdraw(visit: Visit, invitation: UUID) -> Response[Any]:
    withdraw_invitation(visit.work, invitation, real_now())
    return visit.redirect("/people")


@read("/people/appoint", policy=Act.MANAGE_PEOPLE)
def appoint_page(visit: Visit) -> Response[Any]:
    check_right(visit.work, Act.MANAGE_PEOPLE)
    return _form(visit, "people/appoint.html")


def appoint_again(visit: Visit, error: DraftingError) -> Response[Any]:
    return _form(visit, "people/appoint.html", error)


@write("/people/appoint", policy=Act.MANAGE_PEOPLE, redraw=appoint_again)
def make_appointment(visit: Visit) -> Response[Any]:
    check_right(visit.work, Act.MANAGE_PEOPLE)
    body, code, function = _post(visit)
    try:
        person = UUID(text_in(visit.form, "person"))
    except ValueError:
        raise Invalid([Fault("/person", "person-missing", N_("Choose a person."))]) from None
    appoint(visit.work, person, known_post(visit.work, body, code, function, text_in(visit.form, "agency")))
    return visit.redirect("/people")


@read("/appointments/{appointment:uuid}/end", policy=Act.INVITE)
def end_page(visit: Visit, appointment: UUID) -> Response[Any]:
    found = [
        (body, member) for body in directory(visit.work) for member in body.members if member.appointment == appointment
    ]
    if not found or not found[0][1].may_end:
        return visit.redirect("/people")
    return visit.page("people/end.html", body=found[0][0], member=found[0][1])


@write("/appointments/{appointment:uuid}/end", policy=Act.INVITE)
def end(visit: Visit, appointment: UUID) -> Response[Any]:
    end_appointment(visit.work, appointment)
    return visit.redirect("/people")


@write("/appointments/{appointment:uuid}/admission", policy=Act.ADMIT_MEMBER)
def admit(visit: Visit, appointment: UUID) -> Response[Any]:
    admit_member(visit.work, appointment)
    return visit.redirect("/people")


def _post(visit: Visit) -> tuple[str, str, str]:
    body, _, function = text_in(visit.form, "post").partition(":")
    role = visit.actor.role
    code = text_in(visit.form, "code")
    if not code and visit.actor.hat and role and not ever_allows(role, Act.MANAGE_PEOPLE):
        code = visit.actor.hat.country or ""
    if body == Body.SECRETARIAT and visit.actor.hat and visit.actor.hat.conference:
        code = visit.actor.hat.conference
    return body, code, function


def _form(visit: Visit, template: str, error: DraftingError | None = None) -> Response[Any]:
    check_right(visit.work, Act.INVITE)
    given = functions_to_give(visit.actor.role)
    posts = [(f"{body}:{function}", body, function) for body, functions in given.items() for function in functions]
    form, faults = visit.form, faults_of(error, _FIELDS) if error else []
    named = ("email", "post", "code", "agency", "language", "person")
    may_manage = ever_allows(visit.actor.role, Act.MANAGE_PEOPLE)
    return visit.page(
        template,
        posts=posts,
        places=_places(visit),
        people=[account for account in accounts(visit.work) if not account.disabled] if may_manage else [],
        typed={**{name: text_in(form, name) for name in named}, "language": text_in(form, "language") or "es"},
        spoken=[(code, own_name(code)) for code in LANGUAGES],
        faults=faults,
        refused=told(error) if error and not faults else None,
    )


def _places(visit: Visit) -> list[tuple[str, str]]:
    """Countries and conferences to choose from; nothing where the hat leaves no choice."""
    hat, session = visit.actor.hat, visit.work.session
    if hat is None or hat.country:
        return []
    if hat.conference:
        return names.countries(country.code for country in member_countries(session, [hat.conference]))
    conferences = [(code, names.conference_in_full(code)) for code in conference_codes(session)]
    return [*conferences, *names.countries(country.code for country in all_countries(session))]


def _link_once(visit: Visit, secret: str, mailed: bool) -> Response[Any]:
    if mailed:
        return visit.redirect("/people?sent=yes")
    with visit.reading(Act.INVITE):
        return visit.page("people/link.html", link=link(visit, "/invite/", secret), back="/people")


HANDLERS = [
    people_page,
    invite_page,
    send_invitation,
    resend,
    withdraw,
    appoint_page,
    make_appointment,
    end_page,
    end,
    admit,
]
