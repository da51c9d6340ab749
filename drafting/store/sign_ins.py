"""How persons come in, found again: open sign-ins, mailed secrets, failed tries, recovery codes, held forms.

All moments here are real time, whatever the demonstration's clock says.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from drafting.store.people import FailedSignIn, HeldForm, MailedSecret, Person, RecoveryCode, SignIn


def open_sign_in(
    session: Session, token_hash: str, now: datetime, seen_after: datetime
) -> tuple[SignIn, Person] | None:
    """The sign-in with this token and its person, unless it ended, expired, was idle too long, or they are disabled.

    A labelled one is a program's token: it may lie idle.
    """
    asked = (
        select(SignIn, Person)
        .join(Person, Person.id == SignIn.person_id)
        .where(SignIn.token_hash == token_hash, SignIn.ended_at.is_(None), SignIn.expires_at > now)
        .where(or_(SignIn.last_seen_at > seen_after, SignIn.label.is_not(None)), Person.disabled_at.is_(None))
    )
    found = session.execute(asked).one_or_none()
    return (found[0], found[1]) if found else None


def sign_in_by_token(session: Session, token_hash: str) -> SignIn | None:
    """Whether or not it still opens anything."""
    return session.scalars(select(SignIn).where(SignIn.token_hash == token_hash)).one_or_none()


def open_sign_ins(session: Session, person_id: UUID, now: datetime, seen_after: datetime) -> list[SignIn]:
    """The newest first."""
    asked = (
        select(SignIn)
        .where(SignIn.person_id == person_id, SignIn.ended_at.is_(None), SignIn.expires_at > now)
        .where(or_(SignIn.last_seen_at > seen_after, SignIn.label.is_not(None)))
    )
    return list(session.scalars(asked.order_by(SignIn.last_seen_at.desc(), SignIn.id)))


def sign_in_of(session: Session, person_id: UUID, sign_in_id: UUID) -> SignIn | None:
    asked = select(SignIn).where(SignIn.id == sign_in_id, SignIn.person_id == person_id)
    return session.scalars(asked).one_or_none()


def end_sign_ins(session: Session, person_id: UUID, now: datetime, *, but: UUID | None = None) -> None:
    """End every open door of a person, `but` one."""
    asked = update(SignIn).where(SignIn.person_id == person_id, SignIn.ended_at.is_(None))
    if but is not None:
        asked = asked.where(SignIn.id != but)
    session.execute(asked.values(ended_at=now))


def open_secret(
    session: Session, kind: str, secret_hash: str, now: datetime, *, lock: bool = False
) -> MailedSecret | None:
    """A secret that still opens something; locked until the commit where it is going to be used, so that it is once."""
    asked = select(MailedSecret).where(
        MailedSecret.kind == kind,
        MailedSecret.secret_hash == secret_hash,
        MailedSecret.used_at.is_(None),
        MailedSecret.expires_at > now,
    )
    if lock:
        asked = asked.with_for_update().execution_options(populate_existing=True)
    return session.scalars(asked).one_or_none()


def secret_by_id(session: Session, kind: str, secret_id: UUID) -> MailedSecret | None:
    asked = select(MailedSecret).where(MailedSecret.id == secret_id, MailedSecret.kind == kind)
    return session.scalars(asked.with_for_update()).one_or_none()


def waiting_secrets(session: Session, kind: str, now: datetime) -> list[MailedSecret]:
    """Those that nobody used and that have not expired, the newest first."""
    asked = select(MailedSecret).where(
        MailedSecret.kind == kind, MailedSecret.used_at.is_(None), MailedSecret.expires_at > now
    )
    return list(session.scalars(asked.order_by(MailedSecret.created_at.desc(), MailedSecret.id)))


def void_secrets(session: Session, kind: str, person_id: UUID | None, now: datetime) -> None:
    """What was mailed before no longer opens anything."""
    asked = update(MailedSecret).where(MailedSecret.kind == kind, MailedSecret.used_at.is_(None))
    asked = asked.where(MailedSecret.person_id == person_id) if person_id else asked
    session.execute(asked.values(used_at=now))


def tries_since(session: Session, subject: str, since: datetime) -> tuple[int, datetime | None]:
    """How many tries are counted against a subject, and when the first of them was."""
    asked = select(func.count(), func.min(FailedSignIn.at)).where(
        FailedSignIn.subject == subject, FailedSignIn.at > since
    )
    count, first = session.execute(asked).one()
    return count, first


def count_try(session: Session, subject: str, at: datetime) -> FailedSignIn:
    counted = FailedSignIn(subject=subject, at=at)
    session.add(counted)
    session.flush()
    return counted


def forget_tries(session: Session, *, ids: Collection[int] = (), subject: str | None = None) -> None:
    session.execute(delete(FailedSignIn).where(or_(FailedSignIn.id.in_(ids), FailedSignIn.subject == subject)))


def unused_recovery_code(session: Session, person_id: UUID, code_hash: str) -> RecoveryCode | None:
    asked = select(RecoveryCode).where(
        RecoveryCode.person_id == person_id, RecoveryCode.code_hash == code_hash, RecoveryCode.used_at.is_(None)
    )
    return session.scalars(asked).one_or_none()


def recovery_codes_left(session: Session, person_id: UUID) -> int:
    asked = select(func.count()).where(RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None))
    return session.scalar(asked) or 0


def drop_recovery_codes(session: Session, person_id: UUID) -> None:
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))


def held_form(session: Session, secret_hash: str, person_id: UUID, now: datetime) -> HeldForm | None:
    """A form that was held for this very person."""
    asked = select(HeldForm).where(
        HeldForm.secret_hash == secret_hash, HeldForm.person_id == person_id, HeldForm.expires_at > now
    )
    return session.scalars(asked).one_or_none()


def drop_held_form(session: Session, secret_hash: str) -> None:
    session.execute(delete(HeldForm).where(HeldForm.secret_hash == secret_hash))


def anything_expired(session: Session, now: datetime, tries_before: datetime) -> bool:
    asked = (
        select(HeldForm.id).where(HeldForm.expires_at <= now).limit(1),
        select(MailedSecret.id).where(MailedSecret.expires_at <= tries_before).limit(1),
        select(FailedSignIn.id).where(FailedSignIn.at <= tries_before).limit(1),
    )
    return any(session.execute(each).first() is not None for each in asked)


def forget_expired(session: Session, now: datetime, tries_before: datetime) -> None:
    """Clear away what no longer opens or counts anything."""
    session.execute(delete(HeldForm).where(HeldForm.expires_at <= now))
    session.execute(delete(MailedSecret).where(MailedSecret.expires_at <= tries_before))
    session.execute(delete(FailedSignIn).where(FailedSignIn.at <= tries_before))
