"""The second factor: codes of an authenticator (TOTP), and ten recovery codes for when it is lost."""

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import pyotp

from drafting.actions.people.mailed import token_hash
from drafting.actions.people.persons import tell_access_reset
from drafting.actions.people.rights import check_right
from drafting.actions.people.throttling import Counted, Limit, count, forgive, limit
from drafting.domain.errors import Fault, Invalid, NotFound, NotPossible
from drafting.domain.events import Event, EventKind
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.store.outbox import put_mail
from drafting.store.people import Person, RecoveryCode, locked_person
from drafting.store.sign_ins import drop_recovery_codes, recovery_codes_left, unused_recovery_code
from drafting.store.work import Actor, Keeping, Work

RECOVERY_CODES = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is read as something else
_STEP = 30


@dataclass(frozen=True)
class Offer:
    """A secret that is not in force before a code made from it has been shown. `uri` is what authenticators read."""

    secret: str
    uri: str


@dataclass(frozen=True)
class Standing:
    """`codes_left`: recovery codes that were not used yet."""

    enabled: bool
    has_password: bool
    codes_left: int


def standing(work: Work) -> Standing:
    person = _own(work)
    return Standing(person.totp_secret is not None, person.password is not None, _left(work, person))


def offer(work: Work, issuer: str) -> Offer:
    person = _own(work)
    return offered(pyotp.random_base32(), person.email, issuer)


def offered(secret: str, email: str, issuer: str) -> Offer:
    return Offer(secret, pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer))


def is_secret_key(text: str) -> bool:
    """Whether this is a key as it is offered: what comes back in a form may be anything."""
    return re.fullmatch(r"[A-Z2-7]{32}", text) is not None


def enable(work: Work, secret: str, code: str, real_now: datetime) -> list[str]:
    """Put the second factor in force; the recovery codes are returned in the only moment in which they are known."""
    person = _own(work, lock=True)
    if person.totp_secret is not None:
        raise NotPossible("second-factor-on", N_("The second step is switched on already."))
    step = _step_of(secret, code, real_now, after=None) if is_secret_key(secret) else None
    if step is None:
        raise Invalid([Fault("/code", "wrong-code", N_("This code does not fit. Check the clock of your device."))])
    person.totp_secret, person.totp_step = secret, step
    _tell_changed(work, person, "on")
    return _new_codes(work, person)


def renew_codes(keeping: Keeping, actor: Actor, code: str, real_now: datetime) -> list[str]:
    """Ten new recovery codes; the old ones open nothing any more."""
    counted = _counted(keeping, actor, real_now)
    with keeping.writing(actor) as work:
        person = _proven(work, code, real_now)
        forgive(work, counted)
        _tell_changed(work, person, "codes")
        return _new_codes(work, person)


def switch_off(keeping: Keeping, actor: Actor, code: str, real_now: datetime) -> None:
    counted = _counted(keeping, actor, real_now)
    with keeping.writing(actor) as work:
        person = _proven(work, code, real_now)
        forgive(work, counted)
        _remove(work, person)
        _tell_changed(work, person, "off")


def second_limit(person_id: UUID | None) -> Limit:
    """Counted apart from the password: whoever guesses passwords does not close the second door as well."""
    return limit("second", str(person_id), 5, 15)


def _counted(keeping: Keeping, actor: Actor, real_now: datetime) -> Counted:
    """In a piece of work of its own: a code that does not fit is counted although nothing else is kept."""
    with keeping.writing(actor) as work:
        return count(work, [second_limit(actor.person)], real_now)


def remove_for(work: Work, person_id: UUID) -> None:
    """The operator takes the second factor away from somebody who lost it; their delegations are told."""
    check_right(work, Act.MANAGE_PEOPLE)
    person = locked_person(work.session, person_id)
    if person is None:
        raise NotFound("no-such-person", N_("There is no such person."))
    if person.totp_secret is not None:
        _remove(work, person)
        tell_access_reset(work, person.id, "second_factor")


def fits(work: Work, person: Person, code: str, real_now: datetime) -> bool:
    """Whether the code opens the second door; a code of the authenticator or of the list opens it once.

    The person's row must be locked: of two uses at the same moment one is the second.
    """
    if person.totp_secret is None:
        return False
    step = _step_of(person.totp_secret, code, real_now, after=person.totp_step)
    if step is not None:
        person.totp_step = step
        return True
    found = unused_recovery_code(work.session, person.id, token_hash(_bare(code)))
    if found is None:
        return False
    found.used_at = real_now
    return True


def _step_of(secret: str, code: str, real_now: datetime, *, after: int | None) -> int | None:
    """The half-minute whose code this is: now, just before or just after, and later than the last one that was used."""
    try:
        totp = pyotp.TOTP(secret)
        now = int(real_now.timestamp()) // _STEP
        steps = [step for step in (now, now - 1, now + 1) if after is None or step > after]
        typed = _bare(code).encode()
        return next((step for step in steps if hmac.compare_digest(totp.generate_otp(step).encode(), typed)), None)
    except ValueError:  # a secret that is no base32
        return None


def _proven(work: Work, code: str, real_now: datetime) -> Person:
    person = _own(work, lock=True)
    if person.totp_secret is None:
        raise NotPossible("second-factor-off", N_("The second step is not switched on."))
    if not fits(work, person, code, real_now):
        raise Invalid([Fault("/code", "wrong-code", N_("This code does not fit. Check the clock of your device."))])
    return person


def _own(work: Work, *, lock: bool = False) -> Person:
    if work.actor.person is None:
        raise NotFound("no-such-person", N_("There is no such person."))
    if lock:
        found = locked_person(work.session, work.actor.person)
        if found is not None:
            return found
    return work.session.get_one(Person, work.actor.person)


def _left(work: Work, person: Person) -> int:
    return recovery_codes_left(work.session, person.id) if person.totp_secret else 0


def _remove(work: Work, person: Person) -> None:
    person.totp_secret = person.totp_step = None
    drop_recovery_codes(work.session, person.id)


def _new_codes(work: Work, person: Person) -> list[str]:
    drop_recovery_codes(work.session, person.id)
    codes = ["".join(secrets.choice(_ALPHABET) for _ in range(16)) for _ in range(RECOVERY_CODES)]
    work.session.add_all(
        RecoveryCode(id=work.new_id("recovery_code", token_hash(code)), person_id=person.id, code_hash=token_hash(code))
        for code in codes
    )
    return ["-".join(code[at : at + 4] for at in range(0, 16, 4)) for code in codes]


def _bare(code: str) -> str:
    return "".join(character for character in code.casefold() if character.isalnum())


def _tell_changed(work: Work, person: Person, what: str) -> None:
    put_mail(
        work.session,
        to=person.email,
        template="second_factor_changed",
        language=person.language,
        values={"name": person.name},
        due=work.now,
    )
    work.tell(Event(EventKind.SECOND_FACTOR_CHANGED, data={"person": str(person.id), "what": what}))
