"""Conferences, countries, membership, terms of the presidency."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from drafting.store.base import Base


class Conference(Base):
    """`names`, `acronyms`, `secretariat`: language → words."""

    __tablename__ = "conferences"
    code: Mapped[str] = mapped_column(primary_key=True)
    names: Mapped[dict[str, Any]]
    acronyms: Mapped[dict[str, Any]]
    secretariat: Mapped[dict[str, Any]]


class Country(Base):
    """`code` is ISO 3166 alpha-2. `names` are short, `long_names` official; language → words."""

    __tablename__ = "countries"
    code: Mapped[str] = mapped_column(primary_key=True)
    alpha3: Mapped[str] = mapped_column(unique=True)
    names: Mapped[dict[str, Any]]
    long_names: Mapped[dict[str, Any]]
    zone: Mapped[str]


class Member(Base):
    """A country of a conference, as member or as observer."""

    __tablename__ = "members"
    __table_args__ = (UniqueConstraint("conference", "country"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    conference: Mapped[str] = mapped_column(ForeignKey("conferences.code"))
    country: Mapped[str] = mapped_column(ForeignKey("countries.code"))
    standing: Mapped[str] = mapped_column(default="member")


class Term(Base):
    """A country's presidency. `since` is empty while the country is designated; `until` is empty until the handover."""

    __tablename__ = "terms"
    __table_args__ = (UniqueConstraint("conference", "ordinal"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    conference: Mapped[str] = mapped_column(ForeignKey("conferences.code"))
    country: Mapped[str] = mapped_column(ForeignKey("countries.code"))
    ordinal: Mapped[int]
    since: Mapped[datetime | None]
    until: Mapped[datetime | None]


class Handover(Base):
    """Proposed by the outgoing presidency or the coordinator; the incoming country's confirmation makes it."""

    __tablename__ = "handovers"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    conference: Mapped[str] = mapped_column(ForeignKey("conferences.code"), index=True)
    country: Mapped[str] = mapped_column(ForeignKey("countries.code"))
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    hat: Mapped[str]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))


class OutlineRow(Base):
    """An outline as it was loaded; `details` is the file's content."""

    __tablename__ = "outlines"
    code: Mapped[str] = mapped_column(primary_key=True)
    details: Mapped[dict[str, Any]]


def terms_of(session: Session, conferences: Collection[str]) -> list[Term]:
    asked = select(Term).where(Term.conference.in_(conferences)).order_by(Term.conference, Term.ordinal)
    return list(session.scalars(asked))


def is_in(session: Session, country: str, conferences: Collection[str], standing: str) -> bool:
    """Whether the country is a member (or observer) of one of the conferences."""
    asked = select(Member.id).where(
        Member.country == country, Member.conference.in_(conferences), Member.standing == standing
    )
    return session.scalars(asked.limit(1)).first() is not None


def member_countries(session: Session, conferences: Collection[str]) -> list[Country]:
    """The member countries of these conferences, each once, by code."""
    members = select(Member.country).where(Member.conference.in_(conferences), Member.standing == "member")
    return list(session.scalars(select(Country).where(Country.code.in_(members)).order_by(Country.code)))


def memberships(session: Session, conferences: Collection[str]) -> dict[str, list[str]]:
    """Country → the conferences that it is a member of."""
    asked = select(Member.country, Member.conference).where(
        Member.conference.in_(conferences), Member.standing == "member"
    )
    found: dict[str, list[str]] = {}
    for country, conference in session.execute(asked.order_by(Member.conference)):
        found.setdefault(country, []).append(conference)
    return found


def alpha3_codes(session: Session) -> dict[str, str]:
    """Country → its three letters."""
    return dict(session.execute(select(Country.code, Country.alpha3)).all())


def conference_codes(session: Session) -> list[str]:
    return list(session.scalars(select(Conference.code).order_by(Conference.code)))


def lock_conferences(session: Session, codes: Collection[str]) -> None:
    """Hold these rows until the commit: whoever numbers something of these conferences does so one after another."""
    asked = select(Conference.code).where(Conference.code.in_(codes)).order_by(Conference.code)
    session.execute(asked.with_for_update())


def outline_details(session: Session, code: str) -> dict[str, Any] | None:
    """The outline with this code, as its file was loaded."""
    return session.scalars(select(OutlineRow.details).where(OutlineRow.code == code)).one_or_none()


def all_outline_details(session: Session) -> list[dict[str, Any]]:
    return list(session.scalars(select(OutlineRow.details).order_by(OutlineRow.code)))


def zone_of(session: Session, country: str) -> str | None:
    return session.scalars(select(Country.zone).where(Country.code == country)).one_or_none()


def all_conferences(session: Session) -> list[Conference]:
    return list(session.scalars(select(Conference).order_by(Conference.code)))


def conference_by_code(session: Session, code: str, *, lock: bool = False) -> Conference | None:
    """Locked where its terms are going to change: two handovers come one after the other."""
    asked = select(Conference).where(Conference.code == code)
    if lock:
        asked = asked.with_for_update().execution_options(populate_existing=True)
    return session.scalars(asked).one_or_none()


def all_countries(session: Session) -> list[Country]:
    return list(session.scalars(select(Country).order_by(Country.code)))


def country_by_code(session: Session, code: str) -> Country | None:
    return session.get(Country, code)


def standings_in(session: Session, conference: str) -> list[Member]:
    """The members and observers of a conference, by code of country."""
    return list(session.scalars(select(Member).where(Member.conference == conference).order_by(Member.country)))


def conferences_with(session: Session, country: str, standing: str = "member") -> list[str]:
    """The conferences that a country is a member of."""
    asked = select(Member.conference).where(Member.country == country, Member.standing == standing)
    return list(session.scalars(asked.order_by(Member.conference)))


def handovers_of(session: Session, conference: str) -> list[Handover]:
    """The newest first."""
    asked = select(Handover).where(Handover.conference == conference)
    return list(session.scalars(asked.order_by(Handover.proposed_at.desc(), Handover.id)))


def outline_rows(session: Session) -> list[OutlineRow]:
    return list(session.scalars(select(OutlineRow).order_by(OutlineRow.code)))
