"""What happened to a note, as one hat may see it: read from the record itself, entry by entry."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from drafting.actions.access import Opened, note_for
from drafting.actions.authors import Author, authors_of
from drafting.actions.comments.room import Room, room_for
from drafting.domain.events import EventKind
from drafting.domain.policy import Act
from drafting.domain.timeline import STRANDS, Strand, seen
from drafting.domain.workflow import Stage
from drafting.store.chains import delegation_chain, entries_after, entries_before, note_chain
from drafting.store.notes import passages_of
from drafting.store.record import Entry
from drafting.store.work import Work

AT_ONCE = 100
_READ_AT_ONCE = 300


@dataclass(frozen=True)
class TimelineEntry:
    """`data`: what the reader may know of it. `hash` is that of the kept bytes, `before` that of the entry before.

    `body`: the kept bytes as they are, for readers who may know all of it. `person`: a name, inside one's own house.
    """

    seq: int
    at: datetime
    kind: str
    hat: str
    data: Mapping[str, Any]
    hash: str
    before: str
    body: str | None
    person: str | None


@dataclass(frozen=True)
class Timeline:
    """`next`: the number to go on from; None at the end."""

    opened: Opened
    entries: tuple[TimelineEntry, ...]
    next: int | None


Seen = Callable[[EventKind, Mapping[str, Any], datetime], Mapping[str, Any] | None]
More = Callable[[int | None], list[Entry]]


def timeline_of(work: Work, ref: str, *, before: int | None = None, strand: Strand | None = None) -> Timeline:
    """What happened last, newest first: at most a page of it, of one strand where one is asked for."""
    opened = note_for(work, ref, Act.READ_RECORD)
    chain = note_chain(opened.note.id)
    return _read(
        work,
        opened,
        before,
        more=lambda at: entries_before(work.session, chain, at, _READ_AT_ONCE),
        shown=_of_strand(strand, _window(work, opened)),
    )


def record_of(work: Work, ref: str, *, after: int = 0) -> Timeline:
    """What happened after the entry with this number, in its order: for programs that follow a note."""
    opened = note_for(work, ref, Act.READ_RECORD)
    chain = note_chain(opened.note.id)
    return _read(
        work,
        opened,
        after,
        more=lambda at: entries_after(work.session, chain, at or 0, _READ_AT_ONCE),
        shown=_window(work, opened),
    )


def delegation_timeline(work: Work, ref: str, *, before: int | None = None) -> tuple[Room, Timeline]:
    """What happened inside the actor's own delegation on a note, newest first."""
    room = room_for(work, ref, Act.READ_INTERNAL)
    chain = delegation_chain(room.note.id, room.country)
    timeline = _read(
        work,
        room.opened,
        before,
        more=lambda at: entries_before(work.session, chain, at, _READ_AT_ONCE),
        shown=lambda _kind, data, _at: data,
    )
    return room, timeline


def _window(work: Work, opened: Opened) -> Seen:
    """The reader's window on entries."""
    passages = passages_of(work.session, opened.note)
    troika = next((p.entered_at for p in passages if p.stage == Stage.TROIKA_REVIEW), None)
    over = any(passage.stage == Stage.CONSOLIDATION for passage in passages)

    def shown(kind: EventKind, data: Mapping[str, Any], at: datetime) -> Mapping[str, Any] | None:
        since = troika is not None and at >= troika
        return seen(kind, data, opened.window, since_troika=since, consultation_over=over)

    return shown


def _of_strand(strand: Strand | None, shown: Seen) -> Seen:
    if strand is None:
        return shown
    return lambda kind, data, at: shown(kind, data, at) if STRANDS.get(kind) is strand else None


def _read(work: Work, opened: Opened, start: int | None, *, more: More, shown: Seen) -> Timeline:
    """Read on from `start` until a page is full or the chain is at its end."""
    found: list[tuple[Entry, Mapping[str, Any]]] = []
    reached = start
    while len(found) <= AT_ONCE:
        entries = more(reached)
        if not entries:
            break
        found += _shown_of(entries, shown)
        reached = entries[-1].seq
    page = found[:AT_ONCE]
    authors = authors_of(work, [(entry.person_id, said["hat"]) for entry, said in page if entry.person_id])
    made = tuple(_entry(entry, said, authors) for entry, said in page)
    return Timeline(opened, made, page[-1][0].seq if len(found) > AT_ONCE else None)


def _shown_of(entries: Iterable[Entry], shown: Seen) -> Iterable[tuple[Entry, Mapping[str, Any]]]:
    for entry in entries:
        said = json.loads(entry.body)
        data = shown(EventKind(said["kind"]), said["data"], entry.at)
        if data is not None:
            yield entry, {**said, "data": data, "whole": data == said["data"]}


def _entry(entry: Entry, said: Mapping[str, Any], authors: Mapping[tuple[UUID, str], Author]) -> TimelineEntry:
    author = authors[entry.person_id, said["hat"]] if entry.person_id else None
    return TimelineEntry(
        seq=entry.seq,
        at=entry.at,
        kind=said["kind"],
        hat=said["hat"],
        data=said["data"],
        hash=entry.hash,
        before=said["before"],
        body=entry.body.decode() if said["whole"] else None,
        person=author.name if author else None,
    )
