"""A form that was posted after the sign-in had expired: kept for the same person and hat, nobody else sees it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from drafting.actions.people.mailed import new_token, token_hash
from drafting.store.people import HeldForm
from drafting.store.sign_ins import drop_held_form, held_form, sign_in_by_token
from drafting.store.work import Work

HELD_FOR = timedelta(hours=24)
LARGEST = 400_000


@dataclass(frozen=True)
class Held:
    path: str
    hat: str | None
    body: bytes


def hold(work: Work, token: str, *, path: str, hat: str | None, body: bytes, real_now: datetime) -> str | None:
    """Keep what was typed for the person whose sign-in this token was; the secret that finds it again.

    A sign-in that was ended on purpose keeps nothing: somebody else may sit at that computer now.
    """
    sign_in = sign_in_by_token(work.session, token_hash(token))
    if sign_in is None or sign_in.ended_at is not None or len(body) > LARGEST:
        return None
    secret = new_token()
    work.session.add(
        HeldForm(
            id=work.new_id("held_form", token_hash(secret)),
            secret_hash=token_hash(secret),
            person_id=sign_in.person_id,
            hat=hat,
            path=path,
            body=body,
            created_at=real_now,
            expires_at=real_now + HELD_FOR,
        )
    )
    return secret


def held_by(work: Work, secret: str, real_now: datetime) -> Held | None:
    """The form, for the person who typed it."""
    if work.actor.person is None:
        return None
    found = held_form(work.session, token_hash(secret), work.actor.person, real_now)
    return Held(found.path, found.hat, found.body) if found else None


def drop(work: Work, secret: str) -> None:
    drop_held_form(work.session, token_hash(secret))
