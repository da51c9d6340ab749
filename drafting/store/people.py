"""Persons, their appointments, and how they sign in."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, UniqueConstraint, and_, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from drafting.store.base import Base


class Person(Base):
    """`email` is kept case-folded. `password` is an argon2id hash; without one a mailed code is the way in."""

    __tablename__ = "persons"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    language: Mapped[str]
    zone: Mapped[str]
    theme: Mapped[str] = mapped_column(default="auto")
    password: Mapped[str | None]
    totp_secret: Mapped[str | None]
    totp_step: Mapped[int | None]
    joined_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class RecoveryCode(Base):
    __tablename__ = "recovery_codes"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    code_hash: Mapped[str]
    used_at: Mapped[datetime | None]


class Appointment(Base):
    """Person → body, with a function. `code`: conference of a secretariat, country of a delegation or observer, "".

    `admitted_at`: since when a member of a delegation sees its internal comments (`design.md` 6).
    """

    __tablename__ = "appointments"
    __table_args__ = (
        CheckConstraint("body IN ('secretariat', 'delegation', 'observer', 'operator')", name="body"),
        Index("ix_appointments_body_code", "body", "code"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    body: Mapped[str]
    code: Mapped[str]
    function: Mapped[str]
    agency: Mapped[str | None]
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    admitted_at: Mapped[datetime | None]
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))


class SignIn(Base):
    """One open door of a person. The token itself is never kept, only its SHA-256."""

    __tablename__ = "sign_ins"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    agent: Mapped[str]
    address: Mapped[str]
    acting_as: Mapped[str | None]
    label: Mapped[str | None]


class MailedSecret(Base):
    """A link or code sent by mail: invitation, reset, code. Used once, by POST, before it expires."""

    __tablename__ = "mailed_secrets"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    secret_hash: Mapped[str] = mapped_column(index=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    details: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)


class FailedSignIn(Base):
    """For throttling; `subject` is a hash of account or address, in real time whatever the demo's clock says."""

    __tablename__ = "failed_sign_ins"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    subject: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]


class HeldForm(Base):
    """A form posted when the sign-in had expired: kept for the same person and hat, nobody else ever sees it."""

    __tablename__ = "held_forms"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    hat: Mapped[str | None]
    path: Mapped[str]
    body: Mapped[bytes]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class KeptAnswer(Base):
    """The answer to a POST that carried an idempotency key, so that the same request is done once."""

    __tablename__ = "kept_answers"
    __table_args__ = (UniqueConstraint("person_id", "hat", "route", "key"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    hat: Mapped[str]
    route: Mapped[str]
    key: Mapped[str]
    request_hash: Mapped[str]
    status: Mapped[int]
    body: Mapped[bytes]
    headers: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(index=True)


def standing_appointments(session: Session, person_id: UUID, now: datetime) -> list[Appointment]:
    """The appointments of a person that hold at this moment."""
    asked = select(Appointment).where(Appointment.person_id == person_id, _stands(now))
    return list(session.scalars(asked.order_by(Appointment.since, Appointment.id)))


def person_by_email(session: Session, email: str) -> Person | None:
    return session.scalars(select(Person).where(Person.email == email)).one_or_none()


def locked_person(session: Session, person_id: UUID) -> Person | None:
    """The person, locked until the commit: two uses of one code at the same moment come one after the other."""
    asked = select(Person).where(Person.id == person_id).with_for_update()
    return session.scalars(asked.execution_options(populate_existing=True)).one_or_none()


def people_by_id(session: Session, ids: Collection[UUID]) -> dict[UUID, Person]:
    return {person.id: person for person in session.scalars(select(Person).where(Person.id.in_(ids)))} if ids else {}


def members_of(session: Session, body: str, codes: Collection[str], now: datetime) -> list[tuple[Person, Appointment]]:
    """Who is appointed into these bodies today and not disabled, by name."""
    asked = (
        select(Person, Appointment)
        .join(Appointment, Appointment.person_id == Person.id)
        .where(Appointment.body == body, Appointment.code.in_(codes), _stands(now), Person.disabled_at.is_(None))
        .order_by(Appointment.code, Person.name, Appointment.id)
    )
    return [(person, appointment) for person, appointment in session.execute(asked)]


def everybody(session: Session) -> list[Person]:
    return list(session.scalars(select(Person).order_by(Person.name, Person.id)))


def all_standing(session: Session, now: datetime) -> list[Appointment]:
    """Every appointment that holds, or will."""
    asked = select(Appointment).where(or_(Appointment.until.is_(None), Appointment.until > now))
    return list(session.scalars(asked.order_by(Appointment.body, Appointment.code, Appointment.since)))


def ever_of(session: Session, body: str, code: str) -> list[Appointment]:
    """All appointments there ever were in a body, the ended ones too."""
    asked = select(Appointment).where(Appointment.body == body, Appointment.code == code)
    return list(session.scalars(asked.order_by(Appointment.since, Appointment.id)))


def appointment_by_id(session: Session, appointment_id: UUID) -> Appointment | None:
    return session.scalars(select(Appointment).where(Appointment.id == appointment_id).with_for_update()).one_or_none()


def has_operator(session: Session, now: datetime) -> bool:
    return bool(members_of(session, "operator", [""], now))


def _stands(now: datetime) -> ColumnElement[bool]:
    return and_(Appointment.since <= now, or_(Appointment.until.is_(None), Appointment.until > now))


def names_of(session: Session, persons: Collection[UUID]) -> dict[UUID, str]:
    found = session.scalars(select(Person).where(Person.id.in_(persons)))
    return {person.id: person.name for person in found}
