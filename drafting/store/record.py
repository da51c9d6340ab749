"""The record of actions: hash chains, one per note, one per note × delegation, one for people and settings.

Each entry's exact bytes are kept and hashed together with the entry before it. Who did it is kept as a salted
commitment, so that the record can be shown without naming staff.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from drafting.domain.chains import GENESIS, entry_hash
from drafting.store.base import Base

_INSERTS: Mapping[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


class ChainHead(Base):
    """Where a chain ends now. Locked last in every deed, so that deeds on different notes never wait for each other."""

    __tablename__ = "chain_heads"
    chain: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]
    head: Mapped[str]


class Entry(Base):
    __tablename__ = "record_entries"
    chain: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[bytes]
    hash: Mapped[str]
    person_id: Mapped[UUID | None]
    salt: Mapped[bytes]
    note_id: Mapped[UUID | None] = mapped_column(index=True)
    at: Mapped[datetime]


def append(
    session: Session,
    chain: str,
    *,
    kind: str,
    data: Mapping[str, Any],
    hat: str,
    person: UUID | None,
    note: UUID | None,
    at: datetime,
) -> Entry:
    """Add an entry at the end of the chain, whose head stays locked until the commit."""
    head = _locked_head(session, chain)
    salt = secrets.token_bytes(16)
    body = canonical_json(
        {
            "chain": chain,
            "seq": head.seq + 1,
            "at": at.isoformat(),
            "kind": kind,
            "hat": hat,
            "person": commitment(salt, person),
            "data": data,
            "before": head.head,
        }
    )
    added = Entry(
        chain=chain,
        seq=head.seq + 1,
        body=body,
        hash=entry_hash(body),
        person_id=person,
        salt=salt,
        note_id=note,
        at=at,
    )
    session.add(added)
    head.seq, head.head = added.seq, added.hash
    session.flush()
    return added


def length(session: Session, chain: str) -> int:
    """How many entries the chain has. It may grow at any moment, unless the deed holds what the chain is about."""
    return session.scalars(select(ChainHead.seq).where(ChainHead.chain == chain)).one_or_none() or 0


def entry(session: Session, chain: str, seq: int) -> Entry | None:
    return session.get(Entry, (chain, seq))


def _locked_head(session: Session, chain: str) -> ChainHead:
    """The chain's head, locked. Two processes that begin a chain at once both find the one row."""
    asked = select(ChainHead).where(ChainHead.chain == chain).with_for_update()
    head = session.scalars(asked).one_or_none()
    if head is None:
        insert = _INSERTS[session.get_bind().dialect.name]
        session.execute(insert(ChainHead).values(chain=chain, seq=0, head=GENESIS).on_conflict_do_nothing())
        head = session.scalars(asked.execution_options(populate_existing=True)).one()
    return head


def canonical_json(value: Mapping[str, Any]) -> bytes:
    """One spelling for one value: keys sorted, no spaces, UTF-8 (numbers are whole numbers only)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def commitment(salt: bytes, person: UUID | None) -> str | None:
    return hashlib.sha256(salt + person.bytes).hexdigest() if person else None
