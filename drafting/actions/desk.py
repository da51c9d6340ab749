"""My desk: what waits for a person, over all their hats; what waits for others; what changed; what ends when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from drafting.actions.access import Opened, hats_held, open_note
from drafting.actions.adoption import adoption_of
from drafting.actions.comments.desk import desk_of
from drafting.actions.moves.consents import Agreement, agreements
from drafting.actions.moves.state import asked_seats, asked_sections, is_silent, note_state
from drafting.actions.moves.view import moves_view
from drafting.actions.notes.calendar import lead_zone
from drafting.actions.openness import is_open
from drafting.actions.reviews.deciding import waiting_sections
from drafting.domain.errors import DraftingError
from drafting.domain.guards import NoteState
from drafting.domain.hats import DELEGATION, SEATS, SECRETARIAT, Role, SeatName, Worn
from drafting.domain.policy import Act, allows
from drafting.domain.positions import Standing, live_requests, standing
from drafting.domain.workflow import ACTIVE, MOVES, REVIEWS, Move, Stage
from drafting.store.comments import answered_and_unreleased, declared_statuses, unanswered_numbers
from drafting.store.notes import Note, notes_after, passages_of, sections_of
from drafting.store.work import Actor, Work

RECENT = timedelta(days=14)
_SIDE = frozenset({Move.RETURN, Move.SUSPEND, Move.WITHDRAW})
_WRITING = frozenset({Stage.DRAFTING, Stage.CONSOLIDATION})


class TaskKind(StrEnum):
    DECIDE = "decide"
    DECIDE_AGAIN = "decide_again"
    LOOK_AGAIN = "look_again"
    CONFIRM = "confirm"
    MOVE = "move"
    AGREE = "agree"
    GET_READY = "get_ready"
    MEET_REQUEST = "meet_request"
    AMEND = "amend"
    ANSWER = "answer"
    RELEASE = "release"
    COMMENT = "comment"
    SUBMIT = "submit"
    RECORD_MEETING = "record_meeting"
    CONFIRM_MEETING = "confirm_meeting"


@dataclass(frozen=True)
class Task:
    """One thing to do, under one hat. `section`: where it begins; `count`: how many; `act`: the move or way out."""

    kind: TaskKind
    worn: Worn
    note: Note
    lead_zone: str
    deadline: datetime | None
    section: str | None = None
    count: int = 1
    act: str | None = None


@dataclass(frozen=True)
class Waiting:
    """A note on which somebody else has to act first; `seats` where the reader may know whom the stage waits for."""

    worn: Worn
    note: Note
    seats: tuple[SeatName, ...]
    agreed: tuple[SeatName, ...] = ()


@dataclass(frozen=True)
class Change:
    note: Note
    stage: Stage
    at: datetime


@dataclass(frozen=True)
class Deadline:
    note: Note
    stage: Stage
    at: datetime
    lead_zone: str


@dataclass(frozen=True)
class Desk:
    tasks: tuple[Task, ...]
    waiting: tuple[Waiting, ...]
    changes: tuple[Change, ...]
    deadlines: tuple[Deadline, ...]


def desk_for(work: Work) -> Desk:
    """Over all hats of the person; each task is done under the hat that it names."""
    tasks: list[Task] = []
    waiting: list[Waiting] = []
    seen: dict[str, Opened] = {}
    notes = notes_after(work.session)
    for worn in hats_held(work):
        under = replace(work, actor=Actor(work.actor.person, worn.hat, worn.role))
        for note in notes:
            opened = open_note(under, note)
            if not allows(opened.role, Act.READ, opened.stage):
                continue
            seen.setdefault(str(note.id), opened)
            found = list(_Tasks(under, opened, worn).all())
            tasks += found
            if not found and opened.stage in ACTIVE:
                waiting += _waiting(under, opened, worn)
    return Desk(
        tuple(sorted(tasks, key=_urgency)),
        tuple(waiting),
        tuple(_changes(work, seen)),
        tuple(sorted(_deadlines(work, seen), key=lambda deadline: deadline.at)),
    )


class _Tasks:
    """The tasks of one hat on one note."""

    def __init__(self, work: Work, opened: Opened, worn: Worn) -> None:
        self.work, self.opened, self.worn = work, opened, worn
        self.seat = worn.hat.seat
        self._state: NoteState | None = None

    @property
    def state(self) -> NoteState:
        """Read only where a task could follow from it."""
        if self._state is None:
            self._state = note_state(self.work, self.opened)
        return self._state

    def all(self) -> Iterator[Task]:
        role = self.opened.role
        if role in SEATS:
            yield from self._decisions()
        if role in SECRETARIAT or role is Role.PRESIDENCY:
            yield from self._moves()
        if role in SECRETARIAT:
            yield from self._drafting()
        if role in DELEGATION:
            yield from self._commenting()
        if role is Role.PRESIDENCY:
            yield from self._releases()
            yield from self._adoption()

    def _decisions(self) -> Iterator[Task]:
        if self.seat is None or self.opened.stage not in REVIEWS | {Stage.ADOPTION}:
            return
        waiting = waiting_sections(self.work, self.opened, self.state, self.seat)
        new = []
        for label in waiting:
            shown = self._standing(label)
            if shown is Standing.EARLIER_TEXT:
                yield self._task(TaskKind.DECIDE_AGAIN, section=label)
            elif shown is Standing.REQUEST_CHANGES:
                yield self._task(TaskKind.LOOK_AGAIN, section=label)
            else:
                new.append(label)
        if new:
            yield self._task(TaskKind.DECIDE, section=new[0], count=len(new))
        if self.opened.stage in (Stage.CLEARANCE, Stage.ADOPTION):
            open_ = [s.label for s in self.state.sections if self._standing(s.label) is Standing.AD_REFERENDUM]
            if open_:
                yield self._task(TaskKind.CONFIRM, section=open_[0], count=len(open_))

    def _standing(self, label: str) -> Standing | None:
        section = next(s for s in self.state.sections if s.label == label)
        return standing(self.state.positions, self.seat, label, section.text_hash) if self.seat else None

    def _moves(self) -> Iterator[Task]:
        views = moves_view(self.work, self.opened, self.state) if self._moves_from_here() else []
        for view in views:
            if view.offered and view.agreed:
                yield self._task(TaskKind.AGREE, act=view.move.value)
            elif view.offered and view.move not in _SIDE:
                yield self._task(TaskKind.MOVE, act=view.move.value)
        known = {move.value for move in Move}
        for agreed in agreements(self.work, self.opened):
            if agreed.act not in known and self.seat in agreed.waiting:
                yield self._task(TaskKind.AGREE, act=agreed.act)

    def _moves_from_here(self) -> bool:
        return any(stage is self.opened.stage and self.opened.role in rule.by for (stage, _), rule in MOVES.items())

    def _drafting(self) -> Iterator[Task]:
        stage, session = self.opened.stage, self.work.session
        if stage in _WRITING:
            unready = [s.label for s in self.state.in_play if s.open and not s.ready]
            if unready:
                yield self._task(TaskKind.GET_READY, section=unready[0], count=len(unready))
        if stage in REVIEWS:
            yield from self._amendments()
        if self.opened.may(Act.PROPOSE_ANSWER):
            unanswered = len(unanswered_numbers(session, self.opened.note))
            proposed = len(answered_and_unreleased(session, self.opened.note))
            if unanswered > proposed:
                yield self._task(TaskKind.ANSWER, count=unanswered - proposed)

    def _amendments(self) -> Iterator[Task]:
        rows = {section.label: section for section in sections_of(self.work.session, self.opened.note)}
        for section in self.state.in_play:
            requests = [r for r in live_requests(self.state.positions, section.label) if r.seat in self.state.seats]
            unmet = [request for request in requests if request.text_hash == section.text_hash]
            if unmet:
                yield self._task(TaskKind.MEET_REQUEST, section=section.label, count=len(unmet))
            elif not requests and is_open(self.work, self.opened, rows[section.label]):
                yield self._task(TaskKind.AMEND, section=section.label)

    def _releases(self) -> Iterator[Task]:
        if self.opened.may(Act.RELEASE_ANSWERS):
            answered = answered_and_unreleased(self.work.session, self.opened.note)
            if answered:
                yield self._task(TaskKind.RELEASE, count=len(answered))

    def _adoption(self) -> Iterator[Task]:
        if self.opened.stage is Stage.ADOPTION:
            found = adoption_of(self.work, str(self.opened.note.id))
            if found.may_confirm:
                yield self._task(TaskKind.CONFIRM_MEETING)
            elif found.recorded is None:
                yield self._task(TaskKind.RECORD_MEETING)

    def _commenting(self) -> Iterator[Task]:
        if self.opened.stage is not Stage.CONSULTATION or self.worn.hat.country is None:
            return
        row = declared_statuses(self.work.session, self.opened.note).get(self.worn.hat.country)
        if row is not None and row.status != "commenting":
            return
        try:
            ready = len(desk_of(self.work, str(self.opened.note.id)).in_state("ready"))
        except DraftingError:  # not admitted to the room yet: the consultation is still on
            ready = 0
        if ready and self.opened.may(Act.SUBMIT_COMMENTS):
            yield self._task(TaskKind.SUBMIT, count=ready)
        else:
            yield self._task(TaskKind.COMMENT)

    def _task(self, kind: TaskKind, *, section: str | None = None, count: int = 1, act: str | None = None) -> Task:
        deadline = self.opened.passage.deadline if self.opened.passage else None
        zone = lead_zone(self.work, self.opened.note)
        return Task(kind, self.worn, self.opened.note, zone, deadline, section, count, act)


def _waiting(work: Work, opened: Opened, worn: Worn) -> Iterator[Waiting]:
    """Only for those who take part in the stage's work, or have agreed to something that waits for another."""
    if opened.role not in SECRETARIAT | SEATS:
        return
    pending: list[Agreement] = agreements(work, opened) if opened.role is Role.PRESIDENCY else []
    mine = [agreed for agreed in pending if worn.hat.seat in agreed.agreed and agreed.waiting]
    if mine:
        yield Waiting(worn, opened.note, mine[0].waiting, mine[0].agreed)
    elif opened.window.board and opened.stage in REVIEWS:
        state = note_state(work, opened)
        silent = [
            seat
            for seat in asked_seats(work, opened)
            if any(is_silent(state, seat, section) for section in asked_sections(state, opened.stage))
        ]
        yield Waiting(worn, opened.note, tuple(silent))
    elif opened.role is not Role.TROIKA:
        yield Waiting(worn, opened.note, ())


def _changes(work: Work, seen: dict[str, Opened]) -> list[Change]:
    found = [
        Change(opened.note, Stage(passage.stage), passage.entered_at)
        for opened in seen.values()
        for passage in passages_of(work.session, opened.note)
        if passage.entered_at > work.now - RECENT
    ]
    return sorted(found, key=lambda change: change.at, reverse=True)[:5]


def _deadlines(work: Work, seen: dict[str, Opened]) -> Iterator[Deadline]:
    for opened in seen.values():
        passage = opened.passage
        if passage and passage.deadline and passage.deadline > work.now:
            yield Deadline(opened.note, opened.stage, passage.deadline, lead_zone(work, opened.note))


def _urgency(task: Task) -> tuple[bool, datetime | None, str, str]:
    return (task.deadline is None, task.deadline, task.note.symbol, str(task.worn.hat))
