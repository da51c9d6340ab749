"""One note on its whole way, kept at each stage: what the tests of every route walk through.

Each stage is a database of its own, copied at the moment when the note stood there, with the comments, positions and
frozen texts that there are by then. Requests are rehearsed: a deed is done in full and then taken back, so that each
request meets the same state of things.
"""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from drafting.actions.adoption import Meeting, confirm_meeting, record_meeting
from drafting.actions.handovers import propose_handover
from drafting.actions.people.appointments import appoint, known_post
from drafting.actions.people.invitations import invite
from drafting.actions.sections import keep_working_copy
from drafting.domain.hats import Hat, HatKind, Role
from drafting.domain.positions import Decision
from drafting.domain.workflow import Move, Stage
from drafting.store.base import make_engine
from drafting.store.notes import Note, note_by_ref
from drafting.store.work import COMMAND, Actor, Keeping, Work, _record, seeded_ids
from tests.conftest import StandingClock
from tests.consultation import answered, submitted, written
from tests.makers import People, enter, make_note, make_people, make_person, make_version
from tests.reviewing import (
    LABELS,
    TROIKA,
    WORDS,
    amend,
    clear,
    decide,
    finish_consultation,
    hash_of,
    move,
    people_of,
    ready,
    together,
)
from tests.web.clients import Served, served

MINE, THEIRS = "MX", "BR"
"""Two delegations: each reads its own internal comments, never the other's."""


@dataclass(frozen=True)
class Principal:
    """Somebody who asks, under one hat; a stranger without person, a person without appointments without hat."""

    name: str
    person: uuid.UUID | None = None
    hat: Hat | None = None
    role: Role | None = None
    admitted: bool = True

    @property
    def is_twin(self) -> bool:
        """Whether another principal has the same rights on a note of both conferences."""
        return self.name in ("coordinator SACM", "presidency SACM", "troika BO", "expert elsewhere")


@dataclass(frozen=True)
class Rehearsal(Keeping):
    """Keeps nothing: what was told by each deed that would have been kept is in `done`."""

    done: list[list[Any]] = field(default_factory=list)

    @contextmanager
    def writing(self, actor: Actor) -> Iterator[Work]:
        with self.lock, self._writing() as session:
            work = Work(session, actor, self.clock(), self.ids)
            yield work
            _record(work)
            session.flush()
            self.done.append(work.told)
            session.rollback()


@dataclass
class Story:
    """What there is to be named in an address, by the name of the parameter; it grows from stage to stage."""

    note: Note
    elsewhere: Note
    ids: dict[str, uuid.UUID] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)


@dataclass
class Kept:
    """One stage of the story: a copy of the database, and what could be named then."""

    stage: Stage
    url: str
    now: datetime
    ids: dict[str, uuid.UUID]
    numbers: dict[str, str]
    hashes: dict[str, str]
    """The hash of the newest words of each section, by its label."""


@dataclass
class World:
    folder: Path
    principals: list[Principal]
    note: Note
    elsewhere: Note
    stages: dict[Stage, Kept]

    @contextmanager
    def at(self, stage: Stage) -> Iterator[tuple[Served, Rehearsal]]:
        """The service at this stage of the story. Signing in is real, everything else a rehearsal."""
        engine = make_engine(self.stages[stage].url)
        rehearsal = Rehearsal(engine, clock=lambda: self.stages[stage].now)
        try:
            with served(rehearsal) as site:
                site.keeping = Keeping(engine, clock=rehearsal.clock)
                yield site, rehearsal
        finally:
            engine.dispose()


def make_world(url: str, folder: Path) -> World:
    """Tell the story on this database, a copy at each stage."""
    engine = make_engine(url)
    clock = StandingClock()
    keeping = Keeping(engine, clock=clock, ids=seeded_ids("world"))
    principals, ids = _principals(keeping)
    stages: dict[Stage, Kept] = {}
    story = Story(make_note(keeping, stage=Stage.SET_UP), _of_one_conference(keeping), ids)
    for stage in _told(keeping, story):
        with keeping.writing(COMMAND) as work:
            elsewhere = note_by_ref(work.session, str(story.elsewhere.id))
            assert elsewhere
            enter(work, elsewhere, stage)
            hashes = {label: hash_of(work, story.note, label) for label in LABELS}
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        copy = folder / f"{stage}.sqlite"
        shutil.copy(str(engine.url.database), copy)
        stages[stage] = Kept(stage, f"sqlite:///{copy}", clock.now, dict(story.ids), dict(story.numbers), hashes)
    engine.dispose()
    return World(folder, principals, story.note, story.elsewhere, stages)


def _of_one_conference(keeping: Keeping) -> Note:
    """A note that is none of the other conference's business. None can be created yet; what is kept foresees it."""
    note = make_note(keeping, stage=Stage.SET_UP)
    with keeping.writing(COMMAND) as work:
        found = note_by_ref(work.session, str(note.id))
        assert found
        found.scope = "RCM"
    return note


def _principals(keeping: Keeping) -> tuple[list[Principal], dict[str, uuid.UUID]]:
    people = make_people(keeping)
    with keeping.writing(COMMAND) as work:
        nobody, newcomer = make_person(work, "no appointment"), make_person(work, "newcomer")
    ids = _among_people(keeping, people, newcomer) | {"person": nobody}
    actors = {
        "coordinator": people.coordinator(),
        "coordinator SACM": people.coordinator("SACM"),
        "drafter": people.drafter(),
        "presidency": people.presidency(),
        "presidency SACM": people.presidency("SACM"),
        "troika GT": people.troika("GT"),
        "troika BO": people.troika("BO"),
        "head": people.delegation(MINE, Role.HEAD),
        "focal point": people.delegation(MINE),
        "deputy": people.delegation(MINE, Role.DEPUTY),
        "expert": people.delegation(MINE, Role.EXPERT),
        "focal point elsewhere": people.delegation(THEIRS),
        "expert elsewhere": people.delegation(THEIRS, Role.EXPERT),
        "seat official as delegate": people.delegation("GT", Role.EXPERT),
        "observer": people.observer,
        "operator": people.operator,
    }
    found = [Principal(name, actor.person, actor.hat, actor.role) for name, actor in actors.items()]
    not_admitted = Principal("newcomer", newcomer, Hat(HatKind.DELEGATION, country=MINE), Role.EXPERT, admitted=False)
    return [Principal("stranger"), Principal("no appointment", nobody), *found, not_admitted], ids


def _among_people(keeping: Keeping, people: People, newcomer: uuid.UUID) -> dict[str, uuid.UUID]:
    """An expert whom the delegation has not admitted, an invitation into it, a handover to be confirmed."""
    with keeping.writing(people.operator) as work:
        post = known_post(work, "delegation", MINE, "expert")
        appointment = appoint(work, newcomer, post)
    with keeping.writing(people.delegation(MINE)) as work:
        invitation = invite(work, "invited@example.org", post, datetime.now(UTC), mailed=False)
    with keeping.writing(people.presidency("SACM")) as work:
        handover = propose_handover(work, "SACM", "BO")
    return {"appointment": appointment.id, "invitation": invitation.id, "handover": handover.id}


def _told(keeping: Keeping, story: Story) -> Iterator[Stage]:
    yield Stage.SET_UP
    yield from _drafted(keeping, story)
    yield from _reviewed(keeping, story)
    yield from _commented(keeping, story)
    yield from _adopted(keeping, story)
    for stage in (Stage.SUSPENDED, Stage.WITHDRAWN, Stage.SUPERSEDED):
        _enter(keeping, story, stage)
        yield stage


def _drafted(keeping: Keeping, story: Story) -> Iterator[Stage]:
    people, note = people_of(keeping), story.note
    move(keeping, note, Move.OPEN_DRAFTING, people.coordinator())
    for label, text in WORDS.items():
        make_version(keeping, note, label, text)
    amend(keeping, note, "2")
    with keeping.writing(people.drafter()) as work:
        keep_working_copy(work, str(note.id), "2", "Todavía no.\n", based_on=2)
    yield Stage.DRAFTING
    ready(keeping, note)
    move(keeping, note, Move.SUBMIT, people.coordinator())


def _reviewed(keeping: Keeping, story: Story) -> Iterator[Stage]:
    people, note = people_of(keeping), story.note
    taken = decide(keeping, note, "1", Decision.APPROVE, people.presidency())
    story.ids["position of PA"] = taken.id
    yield Stage.PRESIDENCY_REVIEW
    clear(keeping, note, people.presidency("RCM"), people.presidency("SACM"))
    move(keeping, note, Move.FORWARD, people.presidency())
    story.ids["position of GT"] = decide(keeping, note, "4", Decision.REQUEST_CHANGES, people.troika("GT")).id
    story.ids["position of PY"] = decide(keeping, note, "2", Decision.NO_OBJECTION, people.troika("PY")).id
    move(keeping, note, Move.SUSPEND, people.presidency(), reason="Se espera una reunión.")
    yield Stage.TROIKA_REVIEW
    clear(keeping, note, *(people.troika(country) for country in TROIKA))
    together(keeping, note, Move.CIRCULATE)


def _commented(keeping: Keeping, story: Story) -> Iterator[Stage]:
    people, note = people_of(keeping), story.note
    for country in (MINE, THEIRS):
        story.ids[f"internal of {country}"] = written(keeping, note, country, Role.EXPERT)
        receipt = submitted(keeping, note, country)
        [story.ids[f"official of {country}"]] = receipt.comments
        [story.numbers[f"official of {country}"]] = receipt.numbers
        story.numbers[f"receipt of {country}"] = str(receipt.entry)
    yield Stage.CONSULTATION
    finish_consultation(keeping, note)
    answered(keeping, note, story.ids[f"official of {MINE}"])
    answered(keeping, note, story.ids[f"official of {THEIRS}"], release=False)
    amend(keeping, note, "5")
    yield Stage.CONSOLIDATION
    answered(keeping, note, story.ids[f"official of {THEIRS}"])
    ready(keeping, note)
    move(keeping, note, Move.SUBMIT_FOR_CLEARANCE, people.coordinator())
    yield Stage.CLEARANCE
    clear(keeping, note, people.presidency("RCM"), people.presidency("SACM"), labels=["5"])
    clear(keeping, note, *(people.troika(country) for country in TROIKA), labels=["5"])
    together(keeping, note, Move.OPEN_ADOPTION)


def _adopted(keeping: Keeping, story: Story) -> Iterator[Stage]:
    people, note = people_of(keeping), story.note
    meeting = Meeting("REV.1", "2018-10-14", "Montevideo", "Todos los Países Miembros", "La reunión adoptó el texto.")
    with keeping.writing(people.presidency()) as work:
        recorded = record_meeting(work, str(note.id), meeting, expected_stage=Stage.ADOPTION)
    story.ids["adoption"] = recorded.id
    yield Stage.ADOPTION
    with keeping.writing(people.presidency("SACM")) as work:
        confirm_meeting(work, recorded.id)
    yield Stage.ADOPTED
    together(keeping, note, Move.PUBLISH)
    yield Stage.PUBLISHED


def _enter(keeping: Keeping, story: Story, stage: Stage) -> None:
    with keeping.writing(COMMAND) as work:
        note = note_by_ref(work.session, str(story.note.id))
        assert note
        enter(work, note, stage)
