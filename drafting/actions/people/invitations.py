"""Invitations: mailed, accepted by POST only, once, within fourteen days."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from drafting.actions.access import hats_held
from drafting.actions.people.appointments import Period, check_may_appoint, may_manage, put_into
from drafting.actions.people.mailed import LIFETIMES, Kind, Made, new_secret, new_token, opened_by, token_hash
from drafting.actions.people.passwords import hashed
from drafting.actions.people.persons import add_person, email_faults, folded, profile_faults, refuse
from drafting.actions.people.rights import check_right, is_command
from drafting.actions.people.sign_ins import Caller, SignedIn, open_door
from drafting.domain.errors import NotFound, NotPossible
from drafting.domain.events import Event, EventKind
from drafting.domain.hats import parse_hat
from drafting.domain.passwords import check_password
from drafting.domain.policy import Act
from drafting.domain.posts import Post, parse_post
from drafting.locale import LANGUAGES, N_
from drafting.store.outbox import put_mail
from drafting.store.people import MailedSecret, Person, person_by_email
from drafting.store.sign_ins import secret_by_id, waiting_secrets
from drafting.store.work import STRANGER, Actor, Keeping, Work


@dataclass(frozen=True)
class Invitation:
    """An invitation as its issuer, or whoever opens its link, may see it."""

    id: UUID
    email: str
    post: Post
    created_at: datetime
    expires_at: datetime
    known: bool = False  # somebody with this address has an account already


@dataclass(frozen=True)
class Joining:
    """What somebody tells of themselves when they accept."""

    name: str = ""
    language: str = ""
    zone: str = ""
    password: str = ""


def invite(work: Work, email: str, post: Post, real_now: datetime, *, mailed: bool, language: str = "es") -> Made:
    """Invite an address into a post. Without mail the link goes to the issuer, once: `Made.secret`."""
    check_right(work, Act.INVITE)
    check_may_appoint(work, post)
    to = folded(email)
    refuse(email_faults(to))
    for waiting in waiting_secrets(work.session, Kind.INVITATION, real_now):
        if waiting.details["email"] == to and _post_of(waiting) == post:
            waiting.used_at = real_now
    details = {
        "email": to,
        "body": post.body.value,
        "code": post.code,
        "function": post.function.value,
        "agency": post.agency,
        "by": str(work.actor.person) if work.actor.person else None,
        "hat": str(work.actor),
        "language": language if language in LANGUAGES else "es",
    }
    made = new_secret(work, Kind.INVITATION, real_now, details=details)
    if mailed:
        _mail(work, details, made)
    data = {"body": post.body.value, "code": post.code, "function": post.function.value}
    work.tell(Event(EventKind.PERSON_INVITED, data=data))
    return made


def resend_invitation(work: Work, invitation_id: UUID, real_now: datetime, *, mailed: bool) -> Made:
    """The same invitation with a new link and new time; the link sent before opens nothing any more."""
    found = _mine(work, invitation_id, real_now)
    secret = new_token()
    found.secret_hash, found.expires_at = token_hash(secret), real_now + LIFETIMES[Kind.INVITATION]
    made = Made(found.id, secret, found.expires_at)
    if mailed:
        _mail(work, found.details, made)
    return made


def withdraw_invitation(work: Work, invitation_id: UUID, real_now: datetime) -> None:
    _mine(work, invitation_id, real_now).used_at = real_now


def waiting_invitations(work: Work, real_now: datetime) -> list[Invitation]:
    """Those that the actor could have sent."""
    waiting = waiting_secrets(work.session, Kind.INVITATION, real_now)
    return [_seen(found) for found in waiting if may_manage(work, _post_of(found))]


def invitation_by(work: Work, secret: str, real_now: datetime) -> Invitation:
    """What the link in the mail opens; looking does not use it up, because machines look at links as well."""
    found = opened_by(work, Kind.INVITATION, secret, real_now)
    return _seen(found, known=person_by_email(work.session, found.details["email"]) is not None)


def accept_invitation(
    keeping: Keeping, secret: str, joining: Joining, caller: Caller, real_now: datetime
) -> SignedIn | None:
    """Take up the post. A new person is signed in; who has an account already signs in with it (None)."""
    with keeping.reading(STRANGER) as work:
        invitation = invitation_by(work, secret, real_now)
    password_hash = None if invitation.known else _checked(invitation.email, joining)
    with keeping.writing(STRANGER) as work:
        found = opened_by(work, Kind.INVITATION, secret, real_now, use=True)
        _check_still_meant(work, found)
        person = person_by_email(work.session, found.details["email"])
        known = person is not None
        if person is None:
            person = _join(work, found.details["email"], joining, password_hash)
        elif person.disabled_at:
            raise NotPossible("person-disabled", N_("This account is closed. Write to the Technical Secretariat."))
        work.actor = Actor(person.id, None, None, "person")
        by = found.details["by"]
        put_into(work, person, _post_of(found), Period(), by=UUID(by) if by else None)
        return None if known else open_door(work, person, caller, real_now)


def _checked(email: str, joining: Joining) -> str | None:
    """Everything that may be wrong is said before anything is hashed or written."""
    refuse(profile_faults(joining.name, joining.language, joining.zone))
    if not joining.password:
        return None
    check_password(joining.password, email, joining.name)
    return hashed(joining.password)


def _join(work: Work, email: str, joining: Joining, password_hash: str | None) -> Person:
    refuse(profile_faults(joining.name, joining.language, joining.zone))
    return add_person(
        work,
        email=email,
        name=joining.name,
        language=joining.language,
        zone=joining.zone,
        password_hash=password_hash,
    )


def _check_still_meant(work: Work, found: MailedSecret) -> None:
    """Whoever invited must still hold the hat they did it under: a right that ended leaves no open doors behind."""
    by = found.details["by"]
    if by is None:
        return
    issuer = Work(work.session, Actor(UUID(by), None, None), work.now, work.ids)
    hat = parse_hat(found.details["hat"])
    person = work.session.get_one(Person, UUID(by))
    worn = next((worn for worn in hats_held(issuer) if worn.hat == hat), None)
    issuer.actor = Actor(person.id, hat, worn.role if worn else None)
    if worn is None or person.disabled_at or not may_manage(issuer, _post_of(found)):
        raise NotPossible("invitation-void", N_("Whoever invited you no longer holds that office. Ask for a new one."))


def _mine(work: Work, invitation_id: UUID, real_now: datetime) -> MailedSecret:
    check_right(work, Act.INVITE)
    found = secret_by_id(work.session, Kind.INVITATION, invitation_id)
    if found is None or found.used_at or found.expires_at <= real_now or not may_manage(work, _post_of(found)):
        raise NotFound("no-such-invitation", N_("There is no such invitation."))
    return found


def _post_of(found: MailedSecret) -> Post:
    details = found.details
    return parse_post(details["body"], details["code"], details["function"], details["agency"])


def _seen(found: MailedSecret, *, known: bool = False) -> Invitation:
    return Invitation(found.id, found.details["email"], _post_of(found), found.created_at, found.expires_at, known)


def _mail(work: Work, details: dict[str, str | None], made: Made) -> None:
    inviter = None if is_command(work) or work.actor.person is None else work.session.get(Person, work.actor.person)
    values = {
        "secret": made.secret,
        "expires": made.expires_at.isoformat(),
        "body": details["body"],
        "code": details["code"],
        "function": details["function"],
        "by": inviter.name if inviter else "",
        "zone": inviter.zone if inviter else "UTC",
    }
    to, language = details["email"] or "", details["language"] or "es"
    put_mail(work.session, to=to, template="invitation", language=language, values=values, due=work.now)
