"""The first run: one link, the first operator, the conferences as they are delivered."""

from dataclasses import dataclass
from datetime import datetime

from drafting.actions.loading import load_presets
from drafting.actions.people.appointments import Period, put_into
from drafting.actions.people.mailed import Kind, Made, new_secret, opened_by
from drafting.actions.people.passwords import hashed
from drafting.actions.people.persons import add_person, email_faults, folded, profile_faults, refuse
from drafting.actions.people.sign_ins import Caller, SignedIn, open_door
from drafting.domain.errors import NotPossible
from drafting.domain.hats import Body, Function
from drafting.domain.passwords import check_password
from drafting.domain.posts import Post
from drafting.locale import N_
from drafting.store.people import has_operator
from drafting.store.sign_ins import void_secrets
from drafting.store.work import COMMAND, STRANGER, Keeping, Work


@dataclass(frozen=True)
class FirstOperator:
    email: str
    name: str
    language: str
    zone: str
    password: str


def make_setup_link(work: Work, real_now: datetime) -> Made:
    """A link for whoever installs the service; one made before opens nothing any more."""
    _refuse_when_set_up(work)
    void_secrets(work.session, Kind.SETUP, None, real_now)
    return new_secret(work, Kind.SETUP, real_now)


def check_setup_link(work: Work, secret: str, real_now: datetime) -> None:
    _refuse_when_set_up(work)
    opened_by(work, Kind.SETUP, secret, real_now)


def set_up(
    keeping: Keeping, secret: str, first: FirstOperator, caller: Caller, real_now: datetime, *, presets: bool
) -> SignedIn:
    """The first operator, signed in; with `presets` the conferences, countries and outlines as well."""
    with keeping.reading(STRANGER) as work:
        check_setup_link(work, secret, real_now)
    email = folded(first.email)
    refuse([*email_faults(email), *profile_faults(first.name, first.language, first.zone)])
    check_password(first.password, email, first.name)
    password_hash = hashed(first.password)
    with keeping.writing(COMMAND) as work:
        opened_by(work, Kind.SETUP, secret, real_now, use=True)
        _refuse_when_set_up(work)
        person = add_person(
            work,
            email=email,
            name=first.name,
            language=first.language,
            zone=first.zone,
            password_hash=password_hash,
        )
        put_into(work, person, Post(Body.OPERATOR, "", Function.OPERATOR), Period(), by=None)
        if presets:
            load_presets(work)
        return open_door(work, person, caller, real_now)


def _refuse_when_set_up(work: Work) -> None:
    if has_operator(work.session, work.now):
        raise NotPossible("set-up-already", N_("The service is set up already. Sign in."))
