"""Open doors: who a token belongs to, how one is opened, listed, ended. All in real time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from drafting.actions.access import hats_held
from drafting.actions.people.mailed import new_token, token_hash
from drafting.domain.errors import NotAllowed, NotFound
from drafting.domain.hats import Hat, Worn
from drafting.locale import N_
from drafting.store.people import Person, SignIn
from drafting.store.sign_ins import end_sign_ins, open_sign_in, open_sign_ins, sign_in_of
from drafting.store.work import Actor, Work

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=14)
SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class Caller:
    """Where a request comes from, as its owner will see it in the list of sign-ins."""

    address: str = ""
    agent: str = ""


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


@dataclass(frozen=True)
class SignedIn:
    """A door that was just opened; `token` is known at this moment only."""

    token: str
    expires_at: datetime
    person: Recognised
    hats: list[Worn]
    acting_as: str | None


@dataclass(frozen=True)
class OpenSignIn:
    """One line of a person's own list. `current`: the one that asks."""

    id: UUID
    agent: str
    address: str
    label: str | None
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    current: bool


def recognised(session: Session, token: str, real_now: datetime) -> Recognised | None:
    """Whoever signed in with this token, as long as the sign-in holds and the person is not disabled."""
    found = open_sign_in(session, token_hash(token), real_now, real_now - IDLE)
    return _recognised(*found, real_now) if found else None


def _recognised(sign_in: SignIn, person: Person, real_now: datetime) -> Recognised:
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


def open_door(work: Work, person: Person, caller: Caller, real_now: datetime) -> SignedIn:
    """A new sign-in with a new token, whatever the browser sent: nobody can prepare a token for somebody else."""
    token = new_token()
    hats = hats_held(Work(work.session, Actor(person.id, None, None), work.now, work.ids))
    sign_in = SignIn(
        id=work.new_id("sign_in", token_hash(token)),
        person_id=person.id,
        token_hash=token_hash(token),
        created_at=real_now,
        last_seen_at=real_now,
        expires_at=real_now + LONGEST,
        agent=caller.agent[:300],
        address=caller.address[:100],
        acting_as=str(hats[0].hat) if len(hats) == 1 else None,
    )
    work.session.add(sign_in)
    work.session.flush()
    return SignedIn(token, sign_in.expires_at, _recognised(sign_in, person, real_now), hats, sign_in.acting_as)


def sign_out(work: Work, sign_in_id: UUID, real_now: datetime) -> None:
    work.session.get_one(SignIn, sign_in_id).ended_at = real_now


def my_sign_ins(work: Work, current: UUID, real_now: datetime) -> list[OpenSignIn]:
    if work.actor.person is None:
        return []
    rows = open_sign_ins(work.session, work.actor.person, real_now, real_now - IDLE)
    return [
        OpenSignIn(
            row.id,
            row.agent,
            row.address,
            row.label,
            row.created_at,
            row.last_seen_at,
            row.expires_at,
            row.id == current,
        )
        for row in rows
    ]


def end_sign_in(work: Work, sign_in_id: UUID, real_now: datetime) -> None:
    """A person ends one of their own sign-ins."""
    found = sign_in_of(work.session, work.actor.person, sign_in_id) if work.actor.person else None
    if found is None:
        raise NotFound("no-such-sign-in", N_("There is no such sign-in."))
    found.ended_at = found.ended_at or real_now


def end_other_sign_ins(work: Work, current: UUID, real_now: datetime) -> None:
    if work.actor.person:
        end_sign_ins(work.session, work.actor.person, real_now, but=current)


def act_as(work: Work, sign_in_id: UUID, hat: Hat) -> Worn:
    """Take up a hat for all that follows in this sign-in."""
    worn = next((worn for worn in hats_held(work) if worn.hat == hat), None)
    if worn is None:
        raise NotAllowed("hat-not-held", N_("You do not act as %(hat)s (any more)."), hat=str(hat))
    work.session.get_one(SignIn, sign_in_id).acting_as = str(hat)
    return worn
