"""Signing in and out: password, mailed code, second step; a form that waited; a new password."""

from typing import Any

from litestar.response import Response

from drafting.actions.people.held_forms import drop, held_by
from drafting.actions.people.mailed import Kind, opened_by
from drafting.actions.people.passwords import ask_reset, reset_password
from drafting.actions.people.sign_ins import SignedIn, sign_out
from drafting.actions.people.signing_in import Halfway, ask_code, by_code, by_password, by_second_factor
from drafting.domain.errors import DraftingError
from drafting.domain.hats import parse_hat
from drafting.store.work import STRANGER
from drafting.web.doors import again, caller, let_in, real_now, sends_mail
from drafting.web.forms import faults_of, text_in, told
from drafting.web.held import HELD, fields_of, held_cookie
from drafting.web.routes import Door, bare, read, write
from drafting.web.security import own_path
from drafting.web.sessions import cookie
from drafting.web.visits import Visit

_FIELDS = {"/password": "password", "/code": "code"}


@read("/signin", policy=Door.PUBLIC)
def sign_in_page(visit: Visit) -> Response[Any]:
    if visit.person:
        return visit.redirect("/desk")
    return _page(visit, "sign_in/password.html", back=visit.request.query_params.get("back"))


@bare("/signin", policy=Door.PUBLIC, method="POST")
def sign_in(visit: Visit) -> Response[Any]:
    form, back = visit.form, text_in(visit.form, "back")
    try:
        email, password = text_in(form, "email"), text_in(form, "password")
        opened = by_password(visit.keeping, email, password, caller(visit), real_now())
    except DraftingError as error:
        return _again(visit, error, "sign_in/password.html", back=back)
    return _onwards(visit, opened, back)


@read("/signin/code", policy=Door.PUBLIC)
def code_page(visit: Visit) -> Response[Any]:
    back = visit.request.query_params.get("back")
    return _page(visit, "sign_in/ask_code.html", back=back, mail=sends_mail(visit))


@bare("/signin/code", policy=Door.PUBLIC, method="POST")
def mail_code(visit: Visit) -> Response[Any]:
    """The answer is the same whether or not anybody has this address."""
    back = text_in(visit.form, "back")
    try:
        with visit.keeping.writing(STRANGER) as work:
            ticket = ask_code(work, text_in(visit.form, "email"), caller(visit), real_now())
    except DraftingError as error:
        return _again(visit, error, "sign_in/ask_code.html", back=back, mail=sends_mail(visit))
    with visit.reading(Door.PUBLIC):
        return _page(visit, "sign_in/code.html", ticket=ticket, back=back)


@bare("/signin/code/check", policy=Door.PUBLIC, method="POST")
def check_code(visit: Visit) -> Response[Any]:
    form, ticket, back = visit.form, text_in(visit.form, "ticket"), text_in(visit.form, "back")
    try:
        opened = by_code(visit.keeping, ticket, text_in(form, "code"), caller(visit), real_now())
    except DraftingError as error:
        return _again(visit, error, "sign_in/code.html", ticket=ticket, back=back)
    return _onwards(visit, opened, back)


@bare("/signin/second", policy=Door.PUBLIC, method="POST")
def second_step(visit: Visit) -> Response[Any]:
    form, ticket, back = visit.form, text_in(visit.form, "ticket"), text_in(visit.form, "back")
    try:
        opened = by_second_factor(visit.keeping, ticket, text_in(form, "code"), caller(visit), real_now())
    except DraftingError as error:
        return _again(visit, error, "sign_in/second.html", ticket=ticket, back=back)
    return let_in(visit, opened, back)


@write("/signout", policy=Door.PUBLIC)
def leave(visit: Visit) -> Response[Any]:
    """Works for whoever is signed out already: pressing it twice is no trouble."""
    if visit.person:
        sign_out(visit.work, visit.person.sign_in, real_now())
    response = visit.redirect("/")
    response.cookies.append(cookie(visit.settings.public_url, "", 0))
    response.headers["clear-site-data"] = '"cache"'
    return response


@read("/held", policy=Door.SIGNED_IN)
def held_page(visit: Visit) -> Response[Any]:
    """What was typed, for the person who typed it; somebody else finds nothing and is led on."""
    secret = visit.request.cookies.get(HELD, "")
    held = held_by(visit.work, secret, real_now()) if secret else None
    if held is None:
        response = visit.redirect("/desk")
        response.cookies.append(held_cookie(visit, "", 0))
        return response
    may_send = held.hat is None or parse_hat(held.hat) in [worn.hat for worn in visit.hats]
    return visit.page("sign_in/held.html", held=held, fields=fields_of(held.body), may_send=may_send)


@write("/held/discard", policy=Door.SIGNED_IN)
def discard_held(visit: Visit) -> Response[Any]:
    secret = visit.request.cookies.get(HELD, "")
    if secret and held_by(visit.work, secret, real_now()):
        drop(visit.work, secret)
    response = visit.redirect("/desk")
    response.cookies.append(held_cookie(visit, "", 0))
    return response


@read("/recover", policy=Door.PUBLIC)
def recover_page(visit: Visit) -> Response[Any]:
    return _page(visit, "sign_in/recover.html", asked=False, mail=sends_mail(visit))


@bare("/recover", policy=Door.PUBLIC, method="POST")
def ask_recovery(visit: Visit) -> Response[Any]:
    try:
        with visit.keeping.writing(STRANGER) as work:
            ask_reset(work, text_in(visit.form, "email"), caller(visit).address, real_now())
    except DraftingError as error:
        return _again(visit, error, "sign_in/recover.html", asked=False, mail=sends_mail(visit))
    with visit.reading(Door.PUBLIC):
        return _page(visit, "sign_in/recover.html", asked=True, mail=sends_mail(visit))


@read("/recover/{secret:str}", policy=Door.PUBLIC)
def new_password_page(visit: Visit, secret: str) -> Response[Any]:
    opened_by(visit.work, Kind.RESET, secret, real_now())
    return _page(visit, "sign_in/new_password.html", secret=secret)


@bare("/recover/{secret:str}", policy=Door.PUBLIC, method="POST")
def new_password(visit: Visit, secret: str) -> Response[Any]:
    try:
        reset_password(visit.keeping, secret, text_in(visit.form, "password"), real_now())
    except DraftingError as error:
        return _again(visit, error, "sign_in/new_password.html", secret=secret)
    return visit.redirect("/signin")


def _onwards(visit: Visit, opened: SignedIn | Halfway, back: str) -> Response[Any]:
    if isinstance(opened, SignedIn):
        return let_in(visit, opened, back)
    with visit.reading(Door.PUBLIC):
        return _page(visit, "sign_in/second.html", ticket=opened.ticket, back=back)


def _again(visit: Visit, error: DraftingError, template: str, **context: Any) -> Response[Any]:
    return again(visit, error, Door.PUBLIC, lambda refused: _page(visit, template, error=refused, **context))


def _page(visit: Visit, template: str, error: DraftingError | None = None, **context: Any) -> Response[Any]:
    if "back" in context:
        context["back"] = own_path(context["back"], "")
    faults = faults_of(error, _FIELDS) if error else []
    refused = told(error) if error and not faults else None
    typed = {"email": text_in(visit.form, "email")}
    return visit.page(template, current="signin", faults=faults, refused=refused, typed=typed, **context)


HANDLERS = [
    sign_in_page,
    sign_in,
    code_page,
    mail_code,
    check_code,
    second_step,
    leave,
    held_page,
    discard_held,
    recover_page,
    ask_recovery,
    new_password_page,
    new_password,
]
