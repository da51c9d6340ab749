"""A piece of work: begun for writing or for reading, kept whole or not at all, recorded with it, told after it."""

import hashlib
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from drafting.domain.events import EVENTS, Event
from drafting.domain.hats import Hat, Role
from drafting.store import record
from drafting.store.base import WriteLock
from drafting.store.outbox import OutboxRow

Clock = Callable[[], datetime]
Ids = Callable[[str], UUID]


def real_clock() -> datetime:
    return datetime.now(UTC)


def random_ids(_key: str) -> UUID:
    return uuid.uuid4()


def seeded_ids(seed: str) -> Ids:
    """For tests: each id follows from what it is the id of, so one object more changes no other object's id."""
    return lambda key: UUID(bytes=hashlib.sha256(f"{seed}/{key}".encode()).digest()[:16], version=4)


@dataclass(frozen=True)
class Actor:
    """Who does a deed, and under which hat. The clock and commands act without a person, strangers without a hat."""

    person: UUID | None
    hat: Hat | None
    role: Role | None
    label: str = ""

    def __str__(self) -> str:
        return str(self.hat) if self.hat else self.label


CLOCK = Actor(None, None, None, "clock")
COMMAND = Actor(None, None, None, "command")
STRANGER = Actor(None, None, None, "stranger")


@dataclass
class Work:
    """What a deed holds while it is done: the session, who acts, the moment it counts from, what it has told."""

    session: Session
    actor: Actor
    now: datetime
    ids: Ids
    told: list[Event] = field(default_factory=list)
    entries: list[record.Entry] = field(default_factory=list)
    recorded: int = 0

    def new_id(self, *key: object) -> UUID:
        """A random id; `key` names the object (kind, parent, number) for tests that need the same ids again."""
        return self.ids("/".join(str(part) for part in key))

    def tell(self, event: Event) -> None:
        """Say that something happened: recorded and put in the outbox with this work's commit."""
        self.told.append(event)

    def record_now(self) -> record.Entry:
        """Record what was told so far, for a receipt that names the entry of the last event told.

        The chain stays locked from now until the commit, so this is the last that a deed does.
        """
        last = self.told[-1]
        _record(self)
        return next(entry for entry in reversed(self.entries) if entry.chain == last.chain)

    def next_entry(self, chain: str) -> int:
        """The number that the next event told will have in its chain: for a receipt, given before the commit.

        It holds only while the deed has the note locked whose chain it is.
        """
        return record.length(self.session, chain) + sum(event.chain == chain for event in self.told) + 1


@dataclass(frozen=True)
class Keeping:
    """Where everything is kept: one for each process, handed to whoever begins a piece of work."""

    engine: Engine
    clock: Clock = real_clock
    ids: Ids = random_ids
    publish: Callable[[list[Event]], None] = lambda _told: None
    lock: WriteLock = field(init=False)
    _reading: sessionmaker[Session] = field(init=False)
    _writing: sessionmaker[Session] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lock", WriteLock(self.engine))
        object.__setattr__(self, "_reading", sessionmaker(self.engine, expire_on_commit=False, autoflush=False))
        writing_engine = self.engine.execution_options(write=True)
        object.__setattr__(self, "_writing", sessionmaker(writing_engine, expire_on_commit=False))

    @contextmanager
    def reading(self, actor: Actor) -> Iterator[Work]:
        with self._reading() as session:
            yield Work(session, actor, self.clock(), self.ids)

    @contextmanager
    def writing(self, actor: Actor) -> Iterator[Work]:
        """One deed. The answer may be given when this block has ended: then it is durably kept."""
        with self.lock, self._writing.begin() as session:
            work = Work(session, actor, self.clock(), self.ids)
            yield work
            _record(work)
        self.publish(work.told)


def _record(work: Work) -> None:
    """Outbox first, chain heads last: the heads are the locks that other notes' deeds might wait for."""
    told = work.told[work.recorded :]
    work.recorded = len(work.told)
    for event in told:
        if EVENTS[event.kind].audience:
            details = {"kind": event.kind, "note": str(event.note) if event.note else None, "data": dict(event.data)}
            details |= {"delegation": event.delegation, "hat": str(work.actor), "at": work.now.isoformat()}
            details["by"] = str(work.actor.person) if work.actor.person else None
            work.session.add(OutboxRow(id=uuid.uuid4(), kind="event", details=details, due=work.now))
    for event in sorted(told, key=lambda event: event.chain):
        entry = record.append(
            work.session,
            event.chain,
            kind=event.kind,
            data=event.data,
            hat=str(work.actor),
            person=work.actor.person,
            note=event.note,
            at=work.now,
        )
        work.entries.append(entry)
