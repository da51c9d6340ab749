"""Deciding on a section, with what changed since one decided; taking back, replying, opening a section."""

from typing import Any
from uuid import UUID

from litestar.response import Response

from drafting.actions.access import note_for
from drafting.actions.moves.state import note_state
from drafting.actions.reviews.board import Board, board_for
from drafting.actions.reviews.deciding import next_of, waiting_sections
from drafting.actions.reviews.openings import set_opening
from drafting.actions.reviews.positions import NewPosition, own_seat, take_position, take_positions, withdraw_position
from drafting.actions.reviews.replies import reply_to_position
from drafting.actions.sections.showing import show_section
from drafting.domain.errors import DraftingError, Fault, Invalid, Outdated
from drafting.domain.policy import Act
from drafting.domain.positions import Decision, Standing
from drafting.locale import N_
from drafting.text.redline import inline
from drafting.web import redlines, sections
from drafting.web.forms import faults_of, number_in, several_in, text_in, told
from drafting.web.routes import read, write
from drafting.web.visits import Visit

_DECIDED_BEFORE = frozenset({Standing.EARLIER_TEXT, Standing.REQUEST_CHANGES})
_SECTION = "/notes/{ref:str}/sections/{n:str}"


@write(_SECTION + "/positions", policy=Act.CONFIRM_AD_REFERENDUM, redraw=lambda **drawn: decide_again(**drawn))
def decide(visit: Visit, ref: str, n: str) -> Response[Any]:
    take_position(visit.work, ref, _given(visit, n))
    return visit.redirect(_after(visit, ref, n))


@write("/notes/{ref:str}/positions", policy=Act.DECIDE, redraw=lambda **drawn: board_again(**drawn))
def decide_on_several(visit: Visit, ref: str) -> Response[Any]:
    chosen = several_in(visit.form, "sections")
    decision = decision_in(visit)
    given = [NewPosition(label, decision, text_in(visit.form, f"text_hash_{label}")) for label in chosen]
    take_positions(visit.work, ref, given)
    return visit.redirect(f"/notes/{ref}/decided")


@write(_SECTION + "/positions/{position:uuid}/withdrawal", policy=Act.DECIDE)
def take_back(visit: Visit, ref: str, n: str, position: UUID) -> Response[Any]:
    withdraw_position(visit.work, ref, n, position)
    return visit.redirect(sections.address(ref, n) + "#decide")


@write(
    _SECTION + "/positions/{position:uuid}/replies",
    policy=Act.REPLY_TO_POSITION,
    redraw=lambda **drawn: section_again(**drawn),
)
def reply(visit: Visit, ref: str, n: str, position: UUID) -> Response[Any]:
    version = number_in(visit.form, "version") or 0
    reply_to_position(visit.work, ref, n, position, text=text_in(visit.form, "text"), version=version)
    return visit.redirect(sections.address(ref, n) + "#positions")


@write(_SECTION + "/opening", policy=Act.OPEN_SECTION, redraw=lambda **drawn: section_again(**drawn))
def open_section(visit: Visit, ref: str, n: str) -> Response[Any]:
    to_open = text_in(visit.form, "open") == "yes"
    set_opening(visit.work, ref, n, to_open=to_open, reason=text_in(visit.form, "reason"))
    return visit.redirect(sections.address(ref, n))


@read("/notes/{ref:str}/decided", policy=Act.READ_BOARD)
def decided(visit: Visit, ref: str) -> Response[Any]:
    """Where somebody stands who has decided on everything: what happens next, and whom it waits for."""
    board = board_for(visit.work, ref)
    context: dict[str, Any] = {"board": board, "note": board.opened.note, "silent": silent_seats(board)}
    return visit.page("reviews/decided.html", current="notes", **context)


def decide_again(visit: Visit, error: DraftingError, ref: str, n: str) -> Response[Any]:
    """The section once more: the words the person wrote are kept, and where the text moved, the difference."""
    return _section_again(visit, error, ref, n, given=visit.form)


def section_again(visit: Visit, error: DraftingError, ref: str, n: str, **_about: Any) -> Response[Any]:
    return _section_again(visit, error, ref, n, given={})


def board_again(visit: Visit, error: DraftingError, ref: str) -> Response[Any]:
    return draw_board(visit, board_for(visit.work, ref), error=told(error))


def draw_board(visit: Visit, board: Board, *, error: str | None = None) -> Response[Any]:
    opened, seat = board.opened, board.mine
    state = note_state(visit.work, opened)
    mine = waiting_sections(visit.work, opened, state, seat.seat) if seat else []
    waiting = [board.row(label) for label in mine]
    amended = [row for row in waiting if seat and (cell := row.of(seat.seat)) and cell.standing in _DECIDED_BEFORE]
    context: dict[str, Any] = {
        "board": board,
        "note": opened.note,
        "rows": waiting,
        "amended": amended,
        "fresh": [row for row in waiting if row not in amended],
        "error": error,
        "requests": requests_of(board),
    }
    return visit.page("reviews/board.html", current="notes", **context)


def requests_of(board: Board) -> list[tuple[Any, Any]]:
    """Each request for changes that stands, with its section."""
    return [(row, cell) for row in board.rows for cell in row.cells if cell.standing is Standing.REQUEST_CHANGES]


def silent_seats(board: Board) -> list[Any]:
    """The asked seats that have not cleared every section that the stage waits for."""
    asked = [seat for seat in board.seats if seat.asked]
    rows = [row for row in board.rows if row.waits]
    return [seat for seat in asked if not all(cell.cleared for row in rows if (cell := row.of(seat.seat)))]


def decision_in(visit: Visit) -> Decision:
    try:
        return Decision(text_in(visit.form, "decision"))
    except ValueError:
        raise Invalid([Fault("/decision", "missing", N_("Choose a decision."))]) from None


def _given(visit: Visit, n: str) -> NewPosition:
    words = {name: text_in(visit.form, name) or None for name in ("reason", "satisfied_by", "expected_on")}
    proposed = text_in(visit.form, "proposed_text")
    unchanged = (
        proposed.replace("\r\n", "\n").strip() == text_in(visit.form, "present_text").replace("\r\n", "\n").strip()
    )
    return NewPosition(
        section=n,
        decision=decision_in(visit),
        text_hash=text_in(visit.form, "text_hash") or None,
        proposed_text=None if unchanged else proposed,
        **words,
    )


def _after(visit: Visit, ref: str, n: str) -> str:
    """The next section that waits for the seat, or the page that says what happens next."""
    opened = note_for(visit.work, ref, Act.READ)
    state = note_state(visit.work, opened)
    waiting = waiting_sections(visit.work, opened, state, own_seat(visit.work, opened))
    following = next_of(state, n, waiting)
    if following:
        return f"{sections.address(ref, following)}?decided={n}"
    return f"/notes/{ref}/decided"


def _section_again(visit: Visit, error: DraftingError, ref: str, n: str, *, given: Any) -> Response[Any]:
    moved = None
    if isinstance(error, Outdated) and error.details.get("old") is not None:
        moved = inline(error.details["old"], error.details["new"], redlines.words())
    faults = faults_of(error, {})
    refused = [] if faults else [told(error)]
    more = {"given": given, "faults": faults, "moved": moved, "refused": refused}
    return sections.draw_section(visit, show_section(visit.work, ref, n), **more)


HANDLERS = [decide, decide_on_several, take_back, reply, open_section, decided]
