"""Passwords: hashed with argon2id, changed by their owner, reset by a mailed link."""

import threading
from datetime import datetime
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from drafting.actions.people.mailed import Kind, Made, new_secret, opened_by
from drafting.actions.people.persons import folded, tell_access_reset
from drafting.actions.people.rights import check_right
from drafting.actions.people.throttling import count, limit
from drafting.domain.errors import Fault, Invalid, NotFound
from drafting.domain.events import Event, EventKind
from drafting.domain.passwords import check_password
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.store.outbox import put_mail
from drafting.store.people import Person, locked_person, person_by_email
from drafting.store.sign_ins import end_sign_ins, void_secrets
from drafting.store.work import STRANGER, Actor, Keeping, Work

# Each takes 64 MiB: a crowd at the door must not take the whole memory.
_at_once = threading.BoundedSemaphore(2)
_hasher = PasswordHasher()
_NOBODYS: list[str] = []


def hashed(password: str) -> str:
    with _at_once:
        return _hasher.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether it is the password. Takes as long for somebody who has none, so that nobody learns who has an account."""
    with _at_once:
        try:
            return _hasher.verify(password_hash or _nobodys_hash(), password) and password_hash is not None
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(password_hash: str) -> bool:
    """Whether it was hashed with other parameters than today's."""
    return _hasher.check_needs_rehash(password_hash)


def _nobodys_hash() -> str:
    if not _NOBODYS:
        _NOBODYS.append(_hasher.hash("nobody has this password"))
    return _NOBODYS[0]


def change_password(
    keeping: Keeping, actor: Actor, sign_in: UUID, *, current: str, new: str, real_now: datetime
) -> None:
    """A person changes (or sets) their own password. Their other sign-ins end."""
    with keeping.reading(actor) as work:
        person = work.session.get_one(Person, actor.person)
        before, email, name = person.password, person.email, person.name
    if before is not None and not matches(before, current):
        raise Invalid([Fault("/current", "wrong-password", N_("This is not your present password."))])
    check_password(new, email, name)
    new_hash = hashed(new)
    with keeping.writing(actor) as work:
        _replace(work, person.id, new_hash, real_now, keep=sign_in)


def ask_reset(work: Work, email: str, address: str, real_now: datetime) -> None:
    """Mail a link to whoever has this address; whoever asks learns nothing."""
    who = folded(email)
    count(work, [limit("reset", f"{who} {address}", 5, 60), limit("reset from", address, 30, 60)], real_now)
    person = person_by_email(work.session, who)
    if person and person.joined_at and not person.disabled_at:
        _mail_reset(work, person, new_secret(work, Kind.RESET, real_now, person=person.id))


def make_reset(work: Work, person_id: UUID, real_now: datetime, *, mailed: bool) -> Made:
    """The operator helps somebody back in. Without mail the link is handed to the operator, once.

    Whoever shares a delegation with that person is told: the one who makes the link could use it.
    """
    check_right(work, Act.MANAGE_PEOPLE)
    person = work.session.get(Person, person_id)
    if person is None or person.disabled_at:
        raise NotFound("no-such-person", N_("There is no such person."))
    made = new_secret(work, Kind.RESET, real_now, person=person.id)
    if mailed:
        _mail_reset(work, person, made)
    tell_access_reset(work, person.id, "password")
    return made


def _mail_reset(work: Work, person: Person, made: Made) -> None:
    values = {"name": person.name, "secret": made.secret, "expires": made.expires_at.isoformat(), "zone": person.zone}
    put_mail(work.session, to=person.email, template="reset", language=person.language, values=values, due=work.now)


def reset_password(keeping: Keeping, secret: str, password: str, real_now: datetime) -> None:
    """Set a new password by a mailed link. All sign-ins end; the person signs in anew, with their second factor."""
    with keeping.reading(STRANGER) as work:
        person = work.session.get_one(Person, opened_by(work, Kind.RESET, secret, real_now).person_id)
    check_password(password, person.email, person.name)
    new_hash = hashed(password)
    with keeping.writing(Actor(person.id, None, None, "person")) as work:
        opened_by(work, Kind.RESET, secret, real_now, use=True)
        _replace(work, person.id, new_hash, real_now)


def _replace(work: Work, person_id: UUID, new_hash: str, real_now: datetime, keep: UUID | None = None) -> None:
    person = locked_person(work.session, person_id)
    if person is None or person.disabled_at:
        raise NotFound("no-such-person", N_("There is no such person."))
    person.password = new_hash
    end_sign_ins(work.session, person.id, real_now, but=keep)
    void_secrets(work.session, Kind.RESET, person.id, real_now)
    values = {"name": person.name}
    put_mail(
        work.session,
        to=person.email,
        template="password_changed",
        language=person.language,
        values=values,
        due=work.now,
    )
    work.tell(Event(EventKind.PASSWORD_CHANGED, data={"person": str(person.id)}))
