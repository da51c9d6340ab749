"""The approval board, large, and as a table for a spreadsheet."""

import csv
import io
from typing import Any

from litestar.response import Response

from drafting.actions.reviews.board import Board, BoardRow, Cell, board_for
from drafting.domain.outlines import in_language
from drafting.domain.policy import Act
from drafting.locale import current
from drafting.locale import gettext as _
from drafting.web import names
from drafting.web.reviews import draw_board
from drafting.web.routes import read
from drafting.web.visits import Visit

# A spreadsheet would take a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@read("/notes/{ref:str}/board", policy=Act.READ_BOARD)
def board_page(visit: Visit, ref: str) -> Response[Any]:
    return draw_board(visit, board_for(visit.work, ref))


@read("/notes/{ref:str}/board.csv", policy=Act.READ_BOARD)
def board_csv(visit: Visit, ref: str) -> Response[Any]:
    board = board_for(visit.work, ref)
    content = "\ufeff" + table(board)
    name = f"{board.opened.note.slug}-board.csv"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content.encode(), media_type="text/csv; charset=utf-8", headers=headers)


def table(board: Board) -> str:
    """One line for each seat on each section."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        [_("Section"), _("Heading"), _("Conference"), _("Seat"), _("Position"), _("Date (UTC)"), _("Reason"), _("Text")]
    )
    for row in board.rows:
        for cell in row.cells:
            writer.writerow([_safe(value) for value in _line(row, cell)])
    return out.getvalue()


def _line(row: BoardRow, cell: Cell) -> list[str]:
    decided, seat = cell.decided, cell.seat.seat
    return [
        row.section.label,
        in_language(row.section.headings, current()),
        names.conference(seat.conference),
        names.country(seat.country),
        names.standing(cell.standing.value),
        decided.at.strftime("%Y-%m-%d %H:%M") if decided else "",
        (decided.row.reason or "") if decided else "",
        decided.row.text_hash[:12] if decided else "",
    ]


def _safe(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


HANDLERS = [board_page, board_csv]
