"""Secrets that travel by mail: links and codes. One kind opens one thing, once, before it expires."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from drafting.domain.errors import NotFound
from drafting.locale import N_
from drafting.store.people import MailedSecret
from drafting.store.sign_ins import open_secret
from drafting.store.work import Work

TOKEN_BYTES = 32


class Kind(StrEnum):
    SETUP = "setup"
    INVITATION = "invitation"
    RESET = "reset"
    CODE = "code"
    SECOND_STEP = "second_step"


LIFETIMES: Mapping[Kind, timedelta] = {
    Kind.SETUP: timedelta(days=1),
    Kind.INVITATION: timedelta(days=14),
    Kind.RESET: timedelta(hours=2),
    Kind.CODE: timedelta(minutes=10),
    Kind.SECOND_STEP: timedelta(minutes=5),
}


@dataclass(frozen=True)
class Made:
    """A new secret, in the only moment in which it is known."""

    id: UUID
    secret: str
    expires_at: datetime


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """What is kept of a token. It is long and random, so that a fast hash cannot be searched."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_secret(
    work: Work, kind: Kind, real_now: datetime, *, person: UUID | None = None, details: Mapping[str, Any] | None = None
) -> Made:
    secret = new_token()
    made = MailedSecret(
        id=work.new_id("mailed_secret", kind, token_hash(secret)),
        kind=kind.value,
        secret_hash=token_hash(secret),
        person_id=person,
        details=dict(details or {}),
        created_at=real_now,
        expires_at=real_now + LIFETIMES[kind],
    )
    work.session.add(made)
    work.session.flush()
    return Made(made.id, secret, made.expires_at)


def opened_by(work: Work, kind: Kind, secret: str, real_now: datetime, *, use: bool = False) -> MailedSecret:
    """What this secret opens. `use`: from now on it opens nothing."""
    found = open_secret(work.session, kind.value, token_hash(secret), real_now, lock=use)
    if found is None:
        raise NotFound("link-spent", N_("This link was used before or has expired. Ask for a new one."))
    if use:
        found.used_at = real_now
    return found
