"""Coming in for the first time: the first operator, and everybody who was invited."""

from typing import Any
from zoneinfo import available_timezones

from litestar.response import Response

from drafting.actions.people.invitations import Joining, accept_invitation, invitation_by
from drafting.actions.people.setup import FirstOperator, check_setup_link, set_up
from drafting.domain.errors import DraftingError
from drafting.locale import LANGUAGES, current, own_name
from drafting.web.doors import again, caller, let_in, real_now
from drafting.web.forms import faults_of, text_in, told
from drafting.web.routes import Door, bare, read
from drafting.web.visits import Visit

# Where the members are; the rest of the world comes after them.
NEAR = ("Ame", "UTC")


@read("/setup", policy=Door.PUBLIC)
def setup_page(visit: Visit) -> Response[Any]:
    token = visit.request.query_params.get("token", "")
    check_setup_link(visit.work, token, real_now())
    return _setup(visit, token)


@bare("/setup", policy=Door.PUBLIC, method="POST")
def make_setup(visit: Visit) -> Response[Any]:
    form, token = visit.form, text_in(visit.form, "token")
    first = FirstOperator(
        email=text_in(form, "email"),
        name=text_in(form, "name"),
        language=text_in(form, "language"),
        zone=text_in(form, "zone"),
        password=text_in(form, "password"),
    )
    try:
        presets = bool(text_in(form, "presets"))
        opened = set_up(visit.keeping, token, first, caller(visit), real_now(), presets=presets)
    except DraftingError as error:
        return again(visit, error, Door.PUBLIC, lambda refused: _setup(visit, token, refused))
    return let_in(visit, opened, "/admin")


@read("/invite/{secret:str}", policy=Door.PUBLIC)
def invitation_page(visit: Visit, secret: str) -> Response[Any]:
    return _invitation(visit, secret)


@bare("/invite/{secret:str}", policy=Door.PUBLIC, method="POST")
def accept(visit: Visit, secret: str) -> Response[Any]:
    form = visit.form
    joining = Joining(
        text_in(form, "name"), text_in(form, "language"), text_in(form, "zone"), text_in(form, "password")
    )
    try:
        opened = accept_invitation(visit.keeping, secret, joining, caller(visit), real_now())
    except DraftingError as error:
        return again(visit, error, Door.PUBLIC, lambda refused: _invitation(visit, secret, refused))
    return let_in(visit, opened) if opened else visit.redirect("/desk" if visit.person else "/signin")


def zones() -> list[tuple[str, str]]:
    """Every zone by its name, those of the continent first."""
    everywhere = sorted(available_timezones() - {"localtime", "Factory"}, key=lambda zone: (zone[:3] not in NEAR, zone))
    return [(zone, zone.replace("_", " ")) for zone in everywhere]


def _setup(visit: Visit, token: str, error: DraftingError | None = None) -> Response[Any]:
    return visit.page("people/setup.html", token=token, **_drawn(visit, error))


def _invitation(visit: Visit, secret: str, error: DraftingError | None = None) -> Response[Any]:
    """A link that opens nothing any more is told as such, whatever else was wrong."""
    invitation = invitation_by(visit.work, secret, real_now())
    return visit.page("people/invitation.html", secret=secret, invitation=invitation, **_drawn(visit, error))


def _drawn(visit: Visit, error: DraftingError | None) -> dict[str, Any]:
    form = visit.form
    faults = faults_of(error, {}) if error else []
    typed = {name: text_in(form, name) for name in ("email", "name")}
    typed |= {"language": text_in(form, "language") or current(), "zone": text_in(form, "zone") or "UTC"}
    return {
        "faults": faults,
        "refused": told(error) if error and not faults else None,
        "typed": typed,
        "spoken": [(code, own_name(code)) for code in LANGUAGES],
        "zones": zones(),
    }


HANDLERS = [setup_page, make_setup, invitation_page, accept]
