"""What is still to be told: written in the deed's own commit, worked off by `notices`. And the inbox it fills."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Select, UniqueConstraint, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from drafting.domain.events import EVENTS, Chain
from drafting.store.base import Base


class OutboxRow(Base):
    """`kind`: event (to be spread over inboxes) or mail (to be sent). A claimed row is locked until a moment."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due", "done_at", "due"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    details: Mapped[dict[str, Any]]
    due: Mapped[datetime]
    done_at: Mapped[datetime | None]
    locked_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str | None]


class InboxEntry(Base):
    """One thing that happened, told to one person. `kind` is the event's."""

    __tablename__ = "inbox"
    __table_args__ = (UniqueConstraint("person_id", "outbox_id"), Index("ix_inbox_person_id_at", "person_id", "at"))
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    outbox_id: Mapped[UUID] = mapped_column(ForeignKey("outbox.id"))
    note_id: Mapped[UUID | None]
    kind: Mapped[str]
    hat: Mapped[str | None]
    details: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]


def unread_count(session: Session, person_id: UUID) -> int:
    asked = select(func.count()).where(InboxEntry.person_id == person_id, InboxEntry.read_at.is_(None))
    return session.scalar(asked) or 0


def put_mail(
    session: Session, *, to: str, template: str, language: str, values: Mapping[str, Any], due: datetime
) -> UUID:
    """A mail to be sent once this work is committed. `values` may hold a secret: they are erased after sending."""
    details = {"to": to, "template": template, "language": language, "values": dict(values)}
    row = OutboxRow(id=uuid.uuid4(), kind="mail", details=details, due=due)
    session.add(row)
    return row.id


def anything_due(session: Session, kind: str, now: datetime) -> bool:
    return session.scalars(_due(kind, now).limit(1)).first() is not None


def due_rows(session: Session, kind: str, now: datetime, limit: int) -> list[OutboxRow]:
    """Rows to be worked off, locked until the commit; those that another process holds are left to it."""
    asked = _due(kind, now).order_by(OutboxRow.due, OutboxRow.id).limit(limit)
    asked = asked.with_for_update(skip_locked=True).execution_options(populate_existing=True)
    return list(session.scalars(asked))


def row_in_outbox(session: Session, row_id: UUID) -> OutboxRow | None:
    return session.scalars(select(OutboxRow).where(OutboxRow.id == row_id).with_for_update()).one_or_none()


def mails(session: Session, *, limit: int) -> list[OutboxRow]:
    """The newest mails, sent or waiting."""
    asked = select(OutboxRow).where(OutboxRow.kind == "mail")
    return list(session.scalars(asked.order_by(OutboxRow.due.desc(), OutboxRow.id).limit(limit)))


def waiting_count(session: Session) -> int:
    """Mails that have not gone out. Events are not counted: a count would tell when a delegation writes inside."""
    return session.scalar(select(func.count()).where(OutboxRow.kind == "mail", OutboxRow.done_at.is_(None))) or 0


def failing_rows(session: Session, *, limit: int) -> list[OutboxRow]:
    """What was tried and has not gone out, the longest waiting first; of delegations' inner affairs nothing."""
    inside = [kind.value for kind, row in EVENTS.items() if row.chain is Chain.DELEGATION]
    asked = select(OutboxRow).where(OutboxRow.done_at.is_(None), OutboxRow.trouble.is_not(None))
    asked = asked.where(or_(OutboxRow.kind == "mail", OutboxRow.details["kind"].as_string().not_in(inside)))
    return list(session.scalars(asked.order_by(OutboxRow.due, OutboxRow.id).limit(limit)))


def inbox_of(session: Session, person_id: UUID, *, limit: int, offset: int = 0) -> list[InboxEntry]:
    """The newest first."""
    asked = select(InboxEntry).where(InboxEntry.person_id == person_id)
    asked = asked.order_by(InboxEntry.at.desc(), InboxEntry.id).limit(limit).offset(offset)
    return list(session.scalars(asked))


def inbox_count(session: Session, person_id: UUID) -> int:
    return session.scalar(select(func.count()).where(InboxEntry.person_id == person_id)) or 0


def mark_read(session: Session, person_id: UUID, now: datetime, *, entry_id: UUID | None = None) -> None:
    """One entry, or all of them. Somebody else's is not touched."""
    asked = update(InboxEntry).where(InboxEntry.person_id == person_id, InboxEntry.read_at.is_(None))
    if entry_id is not None:
        asked = asked.where(InboxEntry.id == entry_id)
    session.execute(asked.values(read_at=now))


def _due(kind: str, now: datetime) -> Select[OutboxRow]:
    return select(OutboxRow).where(
        OutboxRow.kind == kind,
        OutboxRow.done_at.is_(None),
        OutboxRow.due <= now,
        or_(OutboxRow.locked_until.is_(None), OutboxRow.locked_until <= now),
    )
