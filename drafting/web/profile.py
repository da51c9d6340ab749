"""A person's own pages: how they are called and read, how they sign in, which hat they wear."""

from typing import Any
from uuid import UUID

import pyotp
from litestar.response import Response

from drafting.actions.people import second_factor
from drafting.actions.people.passwords import change_password
from drafting.actions.people.profile import change_profile
from drafting.actions.people.sign_ins import Recognised, act_as, end_other_sign_ins, end_sign_in, my_sign_ins
from drafting.domain.errors import DraftingError, SignInNeeded
from drafting.domain.hats import parse_hat
from drafting.locale import LANGUAGES, N_, gettext, own_name
from drafting.store.work import Actor
from drafting.web.doors import again, real_now
from drafting.web.forms import faults_of, text_in, told
from drafting.web.joining import zones
from drafting.web.routes import Door, bare, read, write
from drafting.web.security import own_path
from drafting.web.visits import Visit


@read("/profile", policy=Door.SIGNED_IN)
def profile_page(visit: Visit) -> Response[Any]:
    return _profile(visit)


def profile_again(visit: Visit, error: DraftingError) -> Response[Any]:
    return _profile(visit, error)


@write("/profile", policy=Door.SIGNED_IN, redraw=profile_again)
def save_profile(visit: Visit) -> Response[Any]:
    form = visit.form
    change_profile(
        visit.work,
        name=text_in(form, "name"),
        language=text_in(form, "language"),
        zone=text_in(form, "zone"),
        theme=text_in(form, "theme"),
    )
    return visit.redirect("/profile?saved=yes")


def _profile(visit: Visit, error: DraftingError | None = None) -> Response[Any]:
    person = _me(visit)
    values = {name: getattr(person, name) for name in ("name", "language", "zone", "theme")}
    if error:
        values |= {name: text_in(visit.form, name) for name in values}
    return visit.page(
        "people/profile.html",
        current="profile",
        values=values,
        email=person.email,
        faults=faults_of(error, {}) if error else [],
        saved="saved" in visit.request.query_params,
        spoken=[(code, own_name(code)) for code in LANGUAGES],
        zones=zones(),
    )


@read("/profile/security", policy=Door.SIGNED_IN)
def security_page(visit: Visit) -> Response[Any]:
    return _security(visit)


@bare("/profile/security/password", policy=Door.SIGNED_IN, method="POST")
def save_password(visit: Visit) -> Response[Any]:
    me, form = _me(visit), visit.form
    try:
        current, new = text_in(form, "current"), text_in(form, "password")
        change_password(visit.keeping, _actor(me), me.sign_in, current=current, new=new, real_now=real_now())
    except DraftingError as error:
        return _security_again(visit, error)
    return visit.redirect("/profile/security?saved=password")


@read("/profile/security/second-step", policy=Door.SIGNED_IN)
def second_step_page(visit: Visit) -> Response[Any]:
    return _second_step(visit, pyotp.random_base32())


def second_step_again(visit: Visit, error: DraftingError) -> Response[Any]:
    offered = text_in(visit.form, "secret_key")
    return _second_step(visit, offered if second_factor.is_secret_key(offered) else pyotp.random_base32(), error)


@write("/profile/security/second-step", policy=Door.SIGNED_IN, redraw=second_step_again, keyed=False)
def switch_on(visit: Visit) -> Response[Any]:
    """The recovery codes are drawn in this one answer, which no key gives again."""
    secret, code = text_in(visit.form, "secret_key"), text_in(visit.form, "code")
    codes = second_factor.enable(visit.work, secret, code, real_now())
    return visit.page("people/recovery_codes.html", current="profile", codes=codes)


@bare("/profile/security/recovery-codes", policy=Door.SIGNED_IN, method="POST")
def new_recovery_codes(visit: Visit) -> Response[Any]:
    try:
        codes = second_factor.renew_codes(visit.keeping, _actor(_me(visit)), text_in(visit.form, "code"), real_now())
    except DraftingError as error:
        return _security_again(visit, error)
    with visit.reading(Door.SIGNED_IN):
        return visit.page("people/recovery_codes.html", current="profile", codes=codes)


@bare("/profile/security/second-step/off", policy=Door.SIGNED_IN, method="POST")
def switch_off(visit: Visit) -> Response[Any]:
    try:
        second_factor.switch_off(visit.keeping, _actor(_me(visit)), text_in(visit.form, "code"), real_now())
    except DraftingError as error:
        return _security_again(visit, error)
    return visit.redirect("/profile/security?saved=off")


@write("/profile/security/sign-ins/{sign_in:uuid}/end", policy=Door.SIGNED_IN)
def end_one(visit: Visit, sign_in: UUID) -> Response[Any]:
    end_sign_in(visit.work, sign_in, real_now())
    return visit.redirect("/profile/security?saved=sign-ins")


@write("/profile/security/sign-ins/end", policy=Door.SIGNED_IN)
def end_others(visit: Visit) -> Response[Any]:
    end_other_sign_ins(visit.work, _me(visit).sign_in, real_now())
    return visit.redirect("/profile/security?saved=sign-ins")


@read("/acting-as", policy=Door.SIGNED_IN)
def hats_page(visit: Visit) -> Response[Any]:
    back = own_path(visit.request.query_params.get("back"), "")
    return visit.page("people/acting_as.html", hats=visit.hats, back=back)


@write("/acting-as", policy=Door.SIGNED_IN)
def change_hat(visit: Visit) -> Response[Any]:
    act_as(visit.work, _me(visit).sign_in, parse_hat(text_in(visit.form, "hat")))
    return visit.redirect(own_path(text_in(visit.form, "back"), "/desk"))


_SAVED = {
    "password": N_("Your password was changed. Your other sign-ins were ended."),
    "off": N_("The second step is switched off."),
    "sign-ins": N_("The sign-in was ended."),
}


def _security(visit: Visit, error: DraftingError | None = None) -> Response[Any]:
    me = _me(visit)
    saved = _SAVED.get(visit.request.query_params.get("saved", ""))
    faults = faults_of(error, {}) if error else []
    return visit.page(
        "people/security.html",
        current="profile",
        standing=second_factor.standing(visit.work),
        sign_ins=my_sign_ins(visit.work, me.sign_in, real_now()),
        faults=faults,
        refused=told(error) if error and not faults else None,
        saved=gettext(saved) if saved and not error else None,
    )


def _security_again(visit: Visit, error: DraftingError) -> Response[Any]:
    return again(visit, error, Door.SIGNED_IN, lambda refused: _security(visit, refused))


def _second_step(visit: Visit, secret: str, error: DraftingError | None = None) -> Response[Any]:
    offer = second_factor.offered(secret, _me(visit).email, gettext(N_("Concept notes")))
    faults = faults_of(error, {}) if error else []
    refused = told(error) if error and not faults else None
    return visit.page("people/second_step.html", current="profile", offer=offer, faults=faults, refused=refused)


def _me(visit: Visit) -> Recognised:
    if visit.person is None:
        raise SignInNeeded("sign-in-needed", N_("Sign in to see this page."))
    return visit.person


def _actor(person: Recognised) -> Actor:
    return Actor(person.id, None, None)


HANDLERS = [
    profile_page,
    save_profile,
    security_page,
    save_password,
    second_step_page,
    switch_on,
    new_recovery_codes,
    switch_off,
    end_one,
    end_others,
    hats_page,
    change_hat,
]
