"""The chains of the record as they are read: to show them, to export them, to check them."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from drafting.domain.chains import Kept, Tip
from drafting.store.record import ChainHead, Entry, commitment

_INTERNAL = "delegation:"
_AT_ONCE = 500


def in_one_view(session: Session) -> None:
    """Before anything is read: everything is read as of one moment, whatever others write meanwhile."""
    if session.get_bind().dialect.name == "postgresql":  # SQLite reads like this anyway
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def public_tips(session: Session) -> dict[str, Tip]:
    """How far each chain reaches that others may know of: those inside delegations are left out."""
    asked = select(ChainHead.chain, ChainHead.seq, ChainHead.head).where(_is_public(ChainHead.chain))
    return {chain: Tip(seq, head) for chain, seq, head in session.execute(asked)}


def all_tips(session: Session) -> dict[str, Tip]:
    asked = select(ChainHead.chain, ChainHead.seq, ChainHead.head)
    return {chain: Tip(seq, head) for chain, seq, head in session.execute(asked)}


def public_bodies(session: Session) -> Iterator[bytes]:
    """The exact bytes of every entry but those inside delegations, chain by chain."""
    asked = select(Entry.body).where(_is_public(Entry.chain)).order_by(Entry.chain, Entry.seq)
    yield from session.scalars(asked, execution_options={"yield_per": _AT_ONCE})


def all_kept(session: Session) -> Iterator[Kept]:
    """Every entry with whatever else is kept about it, chain by chain."""
    columns = (Entry.chain, Entry.seq, Entry.body, Entry.hash, Entry.salt, Entry.person_id, Entry.at)
    asked = select(*columns).order_by(Entry.chain, Entry.seq)
    for chain, seq, body, hash_, salt, person, at in session.execute(asked, execution_options={"yield_per": _AT_ONCE}):
        others = {"person": commitment(salt, person), "at": at.isoformat()}
        yield Kept(chain, seq, body, hash_, others)


def entries_after(session: Session, chain: str, after: int, limit: int) -> list[Entry]:
    """The entries of a chain that follow the one with this number, in their order."""
    asked = select(Entry).where(Entry.chain == chain, Entry.seq > after)
    return list(session.scalars(asked.order_by(Entry.seq).limit(limit)))


def entries_before(session: Session, chain: str, before: int | None, limit: int) -> list[Entry]:
    """The entries of a chain that come before the one with this number (None: the last ones), newest first."""
    asked = select(Entry).where(Entry.chain == chain)
    if before is not None:
        asked = asked.where(Entry.seq < before)
    return list(session.scalars(asked.order_by(Entry.seq.desc()).limit(limit)))


def note_chain(note: UUID) -> str:
    return f"note:{note}"


def delegation_chain(note: UUID, country: str) -> str:
    return f"{_INTERNAL}{note}:{country}"


def _is_public(column: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    return ~column.startswith(_INTERNAL)


def newest_moment(engine: Engine) -> datetime | None:
    """When something was recorded last; None while the record is empty."""
    with Session(engine) as session:
        return session.scalars(select(Entry.at).order_by(Entry.at.desc()).limit(1)).first()
