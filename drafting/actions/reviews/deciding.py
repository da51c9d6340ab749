"""What a seat has before it when it decides on a section: what changed since it decided, where the others stand."""

from dataclasses import dataclass
from datetime import datetime

from drafting.actions.access import Opened
from drafting.actions.moves.state import asked_seats, asked_sections, is_silent, note_state
from drafting.actions.reviews.board import Board, BoardRow, Cell, board_view
from drafting.domain.guards import NoteState
from drafting.domain.hats import SeatName
from drafting.domain.policy import Act
from drafting.domain.positions import Decision, Standing, live_request
from drafting.store.notes import Section
from drafting.store.reviews import PositionRow, last_row_of
from drafting.store.sections import Version, version, version_texts
from drafting.store.work import Work


@dataclass(frozen=True)
class Since:
    """The words that the seat last decided on, where they are not the present ones."""

    old: Version
    old_text: str
    new_text: str
    decided_at: datetime
    decision: Decision
    only_spacing: bool


@dataclass(frozen=True)
class Review:
    """`may_decide`: the seat is asked, now. `may_confirm`: it may make its ad referendum final. `next_section`: the
    next one that waits for this seat."""

    board: Board
    row: BoardRow
    seat: SeatName | None
    mine: Cell | None
    may_decide: bool
    may_confirm: bool
    may_withdraw: bool
    may_reply: bool
    may_open: bool
    since: Since | None
    next_section: str | None
    waiting: int

    @property
    def decided_any(self) -> bool:
        return any(cell.decided for cell in self.row.cells)


def decision_view(work: Work, opened: Opened, section: Section) -> Review | None:
    """None for readers without a board."""
    if not opened.window.board:
        return None
    state = note_state(work, opened)
    board = board_view(work, opened, state)
    if board is None:
        return None
    row = board.row(section.label)
    seat = board.mine.seat if board.mine else None
    mine = row.of(seat) if seat else None
    asked = seat is not None and seat in asked_seats(work, opened)
    waiting = waiting_sections(work, opened, state, seat) if seat else []
    decision = mine.decided.decision if mine and mine.decided else None
    may_decide = asked and opened.may(Act.DECIDE)
    is_ad_referendum = mine is not None and mine.standing is Standing.AD_REFERENDUM
    return Review(
        board=board,
        row=row,
        seat=seat,
        mine=mine,
        may_decide=may_decide,
        may_confirm=not may_decide and is_ad_referendum and opened.may(Act.CONFIRM_AD_REFERENDUM),
        may_withdraw=decision is not None and opened.may(Act.DECIDE),
        may_reply=opened.may(Act.REPLY_TO_POSITION),
        may_open=opened.may(Act.OPEN_SECTION),
        since=_since(work, opened, section, row.version, seat) if seat else None,
        next_section=next_of(state, section.label, waiting),
        waiting=len(waiting),
    )


def waiting_sections(work: Work, opened: Opened, state: NoteState, seat: SeatName) -> list[str]:
    """The sections that wait for this seat's word: silent ones, and those of its own request once they have been
    amended to meet it. In clearance only what changed since members saw it."""
    if seat not in asked_seats(work, opened):
        return []
    found = []
    for section in asked_sections(state, opened.stage):
        request = live_request(state.positions, seat, section.label)
        if is_silent(state, seat, section) or (request and request.text_hash != section.text_hash):
            found.append(section.label)
    return found


def next_of(state: NoteState, label: str, waiting: list[str]) -> str | None:
    """The next section that waits, in the order of the note, then from its beginning."""
    order = [section.label for section in state.sections]
    here = order.index(label)
    ahead = [other for other in [*order[here + 1 :], *order[:here]] if other in waiting]
    return ahead[0] if ahead else None


def _since(work: Work, opened: Opened, section: Section, latest: Version, seat: SeatName) -> Since | None:
    row: PositionRow | None = last_row_of(work.session, section, seat)
    if row is None or row.text_hash == latest.text_hash:
        return None
    old = version(work.session, section.id, opened.note.original_language, row.version)
    if old is None:
        return None
    texts = version_texts(work.session, [old, latest])
    same = old.plain_hash == latest.plain_hash
    return Since(old, texts[old.id], texts[latest.id], row.at, Decision(row.decision), same)
