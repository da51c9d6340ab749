"""The approval board: where each seat stands on the present words of each section."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from drafting.actions.access import Opened, note_for
from drafting.actions.moves.passages import seats_of_the_day
from drafting.actions.moves.state import asked_seats, asked_sections, note_state
from drafting.domain.errors import NotFound
from drafting.domain.guards import NoteState, SectionState
from drafting.domain.hats import SeatName
from drafting.domain.policy import Act
from drafting.domain.positions import (
    CLEARING,
    Decision,
    Position,
    Standing,
    earlier_clearance,
    standing,
    standing_position,
)
from drafting.locale import N_
from drafting.store.conferences import alpha3_codes
from drafting.store.notes import Section, passages_of, sections_of
from drafting.store.reviews import PositionReply, PositionRow, position_rows, replies_of
from drafting.store.sections import Version, latest_versions, version_texts, versions_at_all
from drafting.store.work import Work
from drafting.text.comparison import words_changed

_COUNTS = frozenset({*(Standing(decision.value) for decision in CLEARING), Standing.PASSED})


@dataclass(frozen=True)
class BoardSeat:
    """A seat of the passage; `place` is previous, current or next. `asked`: the stage waits for its decisions."""

    seat: SeatName
    place: str
    mine: bool
    asked: bool


@dataclass(frozen=True)
class Decided:
    """A decision with its words and what drafters replied."""

    row: PositionRow
    replies: tuple[PositionReply, ...]

    @property
    def id(self) -> UUID:
        return self.row.id

    @property
    def decision(self) -> Decision:
        return Decision(self.row.decision)

    @property
    def at(self) -> datetime:
        return self.row.at


@dataclass(frozen=True)
class Cell:
    """`decided`: the row behind the standing; of an earlier text, the clearance that the words have outgrown."""

    seat: BoardSeat
    standing: Standing
    decided: Decided | None = None
    words_changed: int | None = None
    only_spacing: bool = False

    @property
    def cleared(self) -> bool:
        return self.standing in _COUNTS


@dataclass(frozen=True)
class BoardRow:
    """`waits`: the stage cannot be left without this section."""

    section: Section
    version: Version
    cells: tuple[Cell, ...]
    changed: bool
    waits: bool

    @property
    def cleared(self) -> int:
        return sum(cell.cleared for cell in self.cells)

    def of(self, seat: SeatName) -> Cell | None:
        return next((cell for cell in self.cells if cell.seat.seat == seat), None)


@dataclass(frozen=True)
class Board:
    """`alpha3`: the three letters of countries, by their two."""

    opened: Opened
    seats: tuple[BoardSeat, ...]
    rows: tuple[BoardRow, ...]
    alpha3: Mapping[str, str]

    @property
    def mine(self) -> BoardSeat | None:
        return next((seat for seat in self.seats if seat.mine), None)

    @property
    def asks(self) -> bool:
        """Some seat is asked in this stage; before the reviews nobody is, and nothing is settled."""
        return any(seat.asked for seat in self.seats)

    @property
    def begun(self) -> bool:
        return self.asks or any(cell.decided for row in self.rows for cell in row.cells)

    @property
    def settled(self) -> int:
        """Sections that every asked seat has cleared."""
        return sum(all(cell.cleared for cell in row.cells if cell.seat.asked) for row in self.rows)

    def row(self, label: str) -> BoardRow:
        return next(row for row in self.rows if row.section.label == label)


def board_for(work: Work, ref: str) -> Board:
    opened = note_for(work, ref, Act.READ_BOARD)
    board = board_view(work, opened)
    if board is None:
        raise NotFound("no-board", N_("There is no board of this note that is open to you."))
    return board


def board_view(work: Work, opened: Opened, state: NoteState | None = None) -> Board | None:
    """None where the board is not in the reader's window."""
    if not opened.window.board:
        return None
    state = state or note_state(work, opened)
    seats = _seats(work, opened)
    drawn = _Drawing(work, opened, state, seats)
    rows = tuple(drawn.row(section) for section in sections_of(work.session, opened.note))
    return Board(opened, seats, rows, alpha3_codes(work.session))


def _seats(work: Work, opened: Opened) -> tuple[BoardSeat, ...]:
    """In the order previous, in office, next of each conference; of the last passage once there is none."""
    passage = opened.passage or next(reversed(passages_of(work.session, opened.note)), None)
    places = passage.seats if passage else seats_of_the_day(work, opened.note)
    asked, mine = asked_seats(work, opened), work.actor.hat.seat if work.actor.hat else None
    filled = [(SeatName(place["conference"], place["country"]), place["place"]) for place in places if place["country"]]
    return tuple(BoardSeat(seat, place, seat == mine, seat in asked) for seat, place in filled)


class _Drawing:
    """Everything the cells need, read once."""

    def __init__(self, work: Work, opened: Opened, state: NoteState, seats: tuple[BoardSeat, ...]) -> None:
        self.state, self.seats = state, seats
        self.latest = latest_versions(work.session, opened.note)
        self.rows = position_rows(work.session, opened.note)
        self.replies = replies_of(work.session, list(self.rows)) if self.rows else {}
        self.waiting = {section.label for section in asked_sections(state, opened.stage)}
        self.outgrown, self.texts = self._outgrown(work, opened)

    def row(self, section: Section) -> BoardRow:
        now = self._now(section)
        cells = tuple(self._cell(seat, section, now) for seat in self.seats)
        return BoardRow(section, self.latest[section.id], cells, now.changed, section.label in self.waiting)

    def _cell(self, seat: BoardSeat, section: Section, now: SectionState) -> Cell:
        words = (seat.seat, now.label, now.text_hash)
        shown = standing(self.state.positions, *words, passed=words in self.state.passed)
        if shown is Standing.EARLIER_TEXT:
            return self._outgrown_cell(seat, section, now)
        found = standing_position(self.state.positions, *words)
        return Cell(seat, shown, self._decided(found))

    def _outgrown_cell(self, seat: BoardSeat, section: Section, now: SectionState) -> Cell:
        earlier = earlier_clearance(self.state.positions, seat.seat, now.label, now.text_hash)
        decided, latest = self._decided(earlier), self.latest[section.id]
        if decided is None:
            return Cell(seat, Standing.EARLIER_TEXT)
        old = self.outgrown[section.id, decided.row.version]
        count = words_changed(self.texts[old.id], self.texts[latest.id])
        return Cell(seat, Standing.EARLIER_TEXT, decided, count, old.plain_hash == latest.plain_hash)

    def _decided(self, position: Position | None) -> Decided | None:
        return Decided(self.rows[position.id], tuple(self.replies.get(position.id, ()))) if position else None

    def _now(self, section: Section) -> SectionState:
        return next(state for state in self.state.sections if state.label == section.label)

    def _outgrown(self, work: Work, opened: Opened) -> tuple[Mapping[tuple[UUID, int], Version], Mapping[UUID, str]]:
        """The versions on which clearances of an earlier text were given, and the words to count the difference by."""
        wanted: set[tuple[UUID, int]] = set()
        for section in sections_of(work.session, opened.note):
            now = self._now(section)
            for seat in self.seats:
                words = (seat.seat, now.label, now.text_hash)
                if standing(self.state.positions, *words) is Standing.EARLIER_TEXT:
                    earlier = earlier_clearance(self.state.positions, *words)
                    wanted |= {(section.id, self.rows[earlier.id].version)} if earlier else set()
        if not wanted:
            return {}, {}
        found = versions_at_all(work.session, wanted, opened.note.original_language)
        newest = [self.latest[section_id] for section_id, _ in wanted]
        return found, version_texts(work.session, [*found.values(), *newest])
