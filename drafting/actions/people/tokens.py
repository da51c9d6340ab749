"""Tokens for programs: sign-ins with a label and a long life, made and revoked on the server."""

from datetime import datetime, timedelta
from uuid import UUID

from drafting.actions.people.mailed import new_token, token_hash
from drafting.actions.people.persons import folded
from drafting.actions.people.rights import check_right
from drafting.domain.errors import Fault, Invalid, NotFound
from drafting.domain.hats import Hat
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.store.people import Person, SignIn, person_by_email
from drafting.store.sign_ins import open_sign_ins
from drafting.store.work import Work

USUAL_LIFE = timedelta(days=365)


def create_token(
    work: Work, email: str, label: str, real_now: datetime, *, hat: Hat | None = None, life: timedelta = USUAL_LIFE
) -> tuple[UUID, str]:
    """The id of the token and the token itself, which is known at this moment only. Without `hat` requests name one."""
    person = _person(work, email)
    if not label.strip():
        raise Invalid([Fault("/label", "label-missing", N_("Say what the token is for."))])
    token = new_token()
    sign_in = SignIn(
        id=work.new_id("sign_in", token_hash(token)),
        person_id=person.id,
        token_hash=token_hash(token),
        created_at=real_now,
        last_seen_at=real_now,
        expires_at=real_now + life,
        agent="",
        address="",
        acting_as=str(hat) if hat else None,
        label=label.strip()[:100],
    )
    work.session.add(sign_in)
    return sign_in.id, token


def revoke_token(work: Work, email: str, label: str, real_now: datetime) -> int:
    """End every token of this person with this label; how many there were."""
    person = _person(work, email)
    found = [row for row in open_sign_ins(work.session, person.id, real_now, real_now) if row.label == label.strip()]
    if not found:
        raise NotFound("no-such-token", N_("There is no such token."))
    for row in found:
        row.ended_at = real_now
    return len(found)


def _person(work: Work, email: str) -> Person:
    check_right(work, Act.MANAGE_PEOPLE)
    person = person_by_email(work.session, folded(email))
    if person is None or person.disabled_at:
        raise NotFound("no-such-person", N_("There is no such person."))
    return person
