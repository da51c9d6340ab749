"""Who is in a delegation, and who of them was admitted to its room."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from drafting.store.people import Appointment, Person


@dataclass(frozen=True)
class Colleague:
    """Somebody as the own delegation knows them."""

    name: str
    agency: str | None = None


def is_admitted(session: Session, person_id: UUID, country: str, now: datetime) -> bool:
    """Whether a standing appointment of the person gives sight of the delegation's internal comments."""
    asked = _standing(select(Appointment.id), country, now).where(
        Appointment.person_id == person_id, Appointment.admitted_at.is_not(None), Appointment.admitted_at <= now
    )
    return session.scalars(asked.limit(1)).first() is not None


def size_of(session: Session, country: str, now: datetime) -> int:
    """How many persons the delegation has."""
    asked = _standing(select(func.count(Appointment.person_id.distinct())), country, now)
    asked = asked.join(Person, Person.id == Appointment.person_id).where(Person.disabled_at.is_(None))
    return session.scalar(asked) or 0


def colleagues(session: Session, country: str, persons: Collection[UUID]) -> dict[UUID, Colleague]:
    """Persons by id, with the agency for which they are or were in the delegation."""
    asked = (
        select(Person.id, Person.name, Appointment.agency)
        .outerjoin(
            Appointment,
            (Appointment.person_id == Person.id) & (Appointment.body == "delegation") & (Appointment.code == country),
        )
        .where(Person.id.in_(persons))
        .order_by(Appointment.since)
    )
    return {id_: Colleague(name, agency) for id_, name, agency in session.execute(asked)}


def _standing(asked: Select, country: str, now: datetime) -> Select:  # type: ignore[type-arg]
    return asked.where(
        Appointment.body == "delegation",
        Appointment.code == country,
        Appointment.since <= now,
        or_(Appointment.until.is_(None), Appointment.until > now),
    )
