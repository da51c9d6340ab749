"""What is still to be told: written in the deed's own commit, worked off by `notices`. And the inbox it fills."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

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
