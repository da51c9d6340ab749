"""Who a token belongs to. Sign-ins count in real time, whatever the demonstration's clock says."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from drafting.store.people import SignIn, open_sign_in

IDLE = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class Recognised:
    """A person who is signed in. `stale`: it is time to note that the sign-in is still used."""

    id: UUID
    sign_in: UUID
    name: str
    email: str
    language: str
    zone: str
    theme: str
    acting_as: str | None
    stale: bool


def recognised(session: Session, token: str, real_now: datetime) -> Recognised | None:
    """Whoever signed in with this token, as long as the sign-in holds and the person is not disabled."""
    found = open_sign_in(session, hashlib.sha256(token.encode()).hexdigest(), real_now, real_now - IDLE)
    if found is None:
        return None
    sign_in, person = found
    return Recognised(
        id=person.id,
        sign_in=sign_in.id,
        name=person.name,
        email=person.email,
        language=person.language,
        zone=person.zone,
        theme=person.theme,
        acting_as=sign_in.acting_as,
        stale=real_now - sign_in.last_seen_at > SEEN_EVERY,
    )


def seen(session: Session, person: Recognised, real_now: datetime, acting_as: str | None = None) -> None:
    """The sign-in is in use; `acting_as` is the hat that its person took up."""
    sign_in = session.get_one(SignIn, person.sign_in)
    sign_in.last_seen_at = real_now
    if acting_as:
        sign_in.acting_as = acting_as
