"""The ways in: a password, a mailed code; then the second factor for whoever has one."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

from drafting.actions.people import passwords
from drafting.actions.people.mailed import Kind, Made, new_secret, opened_by
from drafting.actions.people.persons import folded
from drafting.actions.people.second_factor import fits, second_limit
from drafting.actions.people.sign_ins import Caller, SignedIn, open_door
from drafting.actions.people.throttling import Counted, count, forgive, limit
from drafting.domain.errors import Fault, Invalid, NotFound, SignInNeeded
from drafting.locale import N_
from drafting.store.outbox import put_mail
from drafting.store.people import Person, locked_person, person_by_email
from drafting.store.work import STRANGER, Keeping, Work

MOST_TRIES = 5  # of one mailed code, of one second step


@dataclass(frozen=True)
class Halfway:
    """The first factor was right; `ticket` leads to the second."""

    ticket: str


def by_password(
    keeping: Keeping, email: str, password: str, caller: Caller, real_now: datetime, code: str | None = None
) -> SignedIn | Halfway:
    """Sign in with a password, and with the second factor where `code` already brings it."""
    who = folded(email)
    limits = [limit("password", who, 10, 15), limit("password from", caller.address, 60, 15)]
    with keeping.writing(STRANGER) as work:
        counted = count(work, limits, real_now)
        person = person_by_email(work.session, who)
    before = person.password if person else None
    if not passwords.matches(before, password) or person is None or before is None:
        raise _wrong()
    better = passwords.hashed(password) if passwords.is_outdated(before) else None
    with keeping.writing(STRANGER) as work:
        opened = _after_password(work, person, before, better, counted, caller, real_now, code)
    if opened is None:
        raise _wrong_code()
    return opened


def _after_password(
    work: Work,
    found: Person,
    before: str,
    better: str | None,
    counted: Counted,
    caller: Caller,
    real_now: datetime,
    code: str | None,
) -> SignedIn | Halfway | None:
    person = locked_person(work.session, found.id)
    if person is None or person.disabled_at or person.password != before:
        raise _wrong()
    if better:
        person.password = better
    if person.totp_secret is None:
        forgive(work, counted)
        return open_door(work, person, caller, real_now)
    if not code:
        return Halfway(_second_step(work, person, real_now).secret)
    second = count(work, [second_limit(person.id)], real_now)
    if not fits(work, person, code, real_now):
        return None
    forgive(work, counted)
    forgive(work, second)
    return open_door(work, person, caller, real_now)


def ask_code(work: Work, email: str, caller: Caller, real_now: datetime) -> str:
    """Mail a code to whoever has this address; the ticket that is returned looks the same for an unknown one.

    A code opens only together with its ticket: guesses of others use up their own tickets, not this one.
    """
    who = folded(email)
    count(work, [limit("code", f"{who} {caller.address}", 5, 30), limit("code from", caller.address, 60, 30)], real_now)
    person = person_by_email(work.session, who)
    if person is not None and (person.disabled_at or not person.joined_at):
        person = None
    code = f"{secrets.randbelow(10**8):08d}"
    made = new_secret(work, Kind.CODE, real_now, person=person.id if person else None)
    opened_by(work, Kind.CODE, made.secret, real_now).details = {"code": _bound(made.secret, code)}
    if person is not None:
        spaced = f"{code[:4]} {code[4:]}"
        values = {"name": person.name, "code": spaced, "expires": made.expires_at.isoformat(), "zone": person.zone}
        put_mail(work.session, to=person.email, template="code", language=person.language, values=values, due=work.now)
    return made.secret


def by_code(keeping: Keeping, ticket: str, code: str, caller: Caller, real_now: datetime) -> SignedIn | Halfway:
    """Sign in with a mailed code. The try counts even where it fails, so it is kept before the refusal."""
    with keeping.writing(STRANGER) as work:
        opened = _try_code(work, ticket, code, caller, real_now)
    if opened is None:
        raise _wrong_code()
    return opened


def _try_code(work: Work, ticket: str, code: str, caller: Caller, real_now: datetime) -> SignedIn | Halfway | None:
    mailed = opened_by(work, Kind.CODE, ticket, real_now, use=True)
    mailed.tries += 1
    typed = "".join(character for character in code if character.isdigit())
    if not hmac.compare_digest(str(mailed.details.get("code")), _bound(ticket, typed)):
        mailed.used_at = real_now if mailed.tries >= MOST_TRIES else None
        return None
    person = locked_person(work.session, mailed.person_id) if mailed.person_id else None
    if person is None or person.disabled_at:
        return None
    if person.totp_secret is not None:
        return Halfway(_second_step(work, person, real_now).secret)
    return open_door(work, person, caller, real_now)


def by_second_factor(keeping: Keeping, ticket: str, code: str, caller: Caller, real_now: datetime) -> SignedIn:
    """The second of two steps: a code of the authenticator, or a recovery code."""
    with keeping.writing(STRANGER) as work:
        opened = _try_second(work, ticket, code, caller, real_now)
    if opened is None:
        raise _wrong_code()
    return opened


def _try_second(work: Work, ticket: str, code: str, caller: Caller, real_now: datetime) -> SignedIn | None:
    step = opened_by(work, Kind.SECOND_STEP, ticket, real_now, use=True)
    step.tries += 1
    person = locked_person(work.session, step.person_id) if step.person_id else None
    if person is None or person.disabled_at:
        raise NotFound("link-spent", N_("This link was used before or has expired. Ask for a new one."))
    counted = count(work, [second_limit(person.id)], real_now)
    if not fits(work, person, code, real_now):
        step.used_at = real_now if step.tries >= MOST_TRIES else None
        return None
    forgive(work, counted)
    return open_door(work, person, caller, real_now)


def _second_step(work: Work, person: Person, real_now: datetime) -> Made:
    return new_secret(work, Kind.SECOND_STEP, real_now, person=person.id)


def _bound(ticket: str, code: str) -> str:
    """A code is short: it is kept hashed together with its ticket, which is not kept."""
    return hashlib.sha256(f"{ticket}:{code}".encode()).hexdigest()


def _wrong() -> SignInNeeded:
    return SignInNeeded("wrong-credentials", N_("This e-mail address and password do not belong together."))


def _wrong_code() -> Invalid:
    return Invalid([Fault("/code", "wrong-code", N_("This code does not fit."))])
