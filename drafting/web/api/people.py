"""Persons for programs: signing in, who one is, which hat one wears, who is where, inviting."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import msgspec
from litestar.response import Response

from drafting.actions.people.appointments import admit_member, end_appointment, known_post
from drafting.actions.people.directory import directory
from drafting.actions.people.invitations import invite
from drafting.actions.people.sign_ins import Recognised, act_as, sign_out
from drafting.actions.people.signing_in import Halfway, by_password
from drafting.domain.errors import SignInNeeded
from drafting.domain.hats import Worn, parse_hat
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.store.outbox import inbox_count, inbox_of, mark_read
from drafting.web.doors import caller, link, real_now, sends_mail
from drafting.web.forms import number
from drafting.web.routes import Door, bare, read, write
from drafting.web.visits import Visit

MOST = 100


class SignInRequest(msgspec.Struct):
    email: str
    password: str
    code: str | None = None


class HatChoice(msgspec.Struct):
    hat: str


class NewInvitation(msgspec.Struct):
    email: str
    body: str
    function: str
    code: str = ""
    agency: str | None = None
    language: str = "es"


class ReadEntries(msgspec.Struct):
    entry: UUID | None = None


@bare("/api/v1/sign-ins", policy=Door.PUBLIC, method="POST", status_code=201)
def sign_in_api(visit: Visit, data: SignInRequest) -> Response[Any]:
    opened = by_password(visit.keeping, data.email, data.password, caller(visit), real_now(), code=data.code)
    if isinstance(opened, Halfway):
        message = N_("This account has a second step: send the code of your authenticator as well.")
        raise SignInNeeded("second-factor-needed", message)
    body = {
        "token": opened.token,
        "person": _person(opened.person),
        "hats": _hats(opened.hats),
        "acting_as": opened.acting_as,
        "expires_at": opened.expires_at,
    }
    return visit.json(body, status=201)


@write("/api/v1/sign-ins/current", policy=Door.SIGNED_IN, method="DELETE")
def sign_out_api(visit: Visit) -> Response[Any]:
    sign_out(visit.work, _me(visit).sign_in, real_now())
    return Response(None, status_code=204)


@read("/api/v1/me", policy=Door.SIGNED_IN)
def me_api(visit: Visit) -> Response[Any]:
    me = _me(visit)
    return visit.json({"person": _person(me), "hats": _hats(visit.hats), "acting_as": _acting_as(visit)})


@write("/api/v1/me/acting-as", policy=Door.SIGNED_IN, method="PUT")
def act_as_api(visit: Visit, data: HatChoice) -> Response[Any]:
    worn = act_as(visit.work, _me(visit).sign_in, parse_hat(data.hat))
    return visit.json({"acting_as": str(worn.hat), "role": worn.role})


@read("/api/v1/people", policy=Door.SIGNED_IN)
def people_api(visit: Visit) -> Response[Any]:
    """Whom the hat may see: its own body; a coordinator also the official contacts, the operator everybody."""
    return visit.json({"items": directory(visit.work), "next": None})


@bare("/api/v1/invitations", policy=Act.INVITE, method="POST", status_code=201)
def invite_api(visit: Visit, data: NewInvitation) -> Response[Any]:
    """Without mail the answer carries the link, once; no idempotency key keeps it."""
    mailed = sends_mail(visit)
    with visit.writing(Act.INVITE) as work:
        post = known_post(work, data.body, data.code, data.function, data.agency)
        made = invite(work, data.email, post, real_now(), mailed=mailed, language=data.language)
    shown = {} if mailed else {"link": link(visit, "/invite/", made.secret)}
    return visit.json({"id": made.id, "expires_at": made.expires_at, "mailed": mailed, **shown}, status=201)


@write("/api/v1/appointments/{appointment:uuid}", policy=Act.INVITE, method="DELETE")
def end_appointment_api(visit: Visit, appointment: UUID) -> Response[Any]:
    end_appointment(visit.work, appointment)
    return Response(None, status_code=204)


@write("/api/v1/appointments/{appointment:uuid}/admission", policy=Act.ADMIT_MEMBER, method="PUT")
def admit_api(visit: Visit, appointment: UUID) -> Response[Any]:
    admit_member(visit.work, appointment)
    return visit.json({"appointment": appointment, "admitted": True})


@read("/api/v1/notifications", policy=Door.SIGNED_IN)
def inbox_api(visit: Visit) -> Response[Any]:
    """The newest first; `after` is what the answer before called `next`."""
    person, session = _me(visit).id, visit.work.session
    after = number(visit.request.query_params.get("after", "0")) or 0
    entries = inbox_of(session, person, limit=MOST, offset=after)
    items = [
        {
            "id": entry.id,
            "kind": entry.kind,
            "note": entry.note_id,
            "hat": entry.hat,
            "details": entry.details,
            "at": entry.at,
            "read_at": entry.read_at,
        }
        for entry in entries
    ]
    more = after + len(items) < inbox_count(session, person)
    return visit.json({"items": items, "next": str(after + len(items)) if more else None})


@write("/api/v1/notifications/read", policy=Door.SIGNED_IN)
def read_api(visit: Visit, data: ReadEntries) -> Response[Any]:
    mark_read(visit.work.session, _me(visit).id, visit.work.now, entry_id=data.entry)
    return Response(None, status_code=204)


def _me(visit: Visit) -> Recognised:
    if visit.person is None:
        raise SignInNeeded("sign-in-needed", N_("Sign in to see this page."))
    return visit.person


def _acting_as(visit: Visit) -> str | None:
    hat = visit.actor.hat
    return str(hat) if hat else None


def _person(person: Recognised) -> Mapping[str, Any]:
    return {name: getattr(person, name) for name in ("id", "name", "email", "language", "zone")}


def _hats(hats: Iterable[Worn]) -> list[dict[str, Any]]:
    return [_hat(worn) for worn in hats]


def _hat(worn: Worn) -> dict[str, Any]:
    places = {"country": worn.hat.country, "conference": worn.hat.conference}
    return {"hat": str(worn.hat), "role": worn.role, **{name: code for name, code in places.items() if code}}


HANDLERS = [
    sign_in_api,
    sign_out_api,
    me_api,
    act_as_api,
    people_api,
    invite_api,
    end_appointment_api,
    admit_api,
    inbox_api,
    read_api,
]
