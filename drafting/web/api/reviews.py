"""Reviews for programs: deciding on exact words, taking back, replying, opening a section, the board."""

from typing import Any
from uuid import UUID

import msgspec
from litestar.response import Response

from drafting.actions.reviews.board import Board, Cell, Decided, board_for
from drafting.actions.reviews.openings import set_opening
from drafting.actions.reviews.positions import NewPosition, Receipt, take_position, take_positions, withdraw_position
from drafting.actions.reviews.replies import reply_to_position
from drafting.domain.errors import Outdated
from drafting.domain.policy import Act
from drafting.domain.positions import Decision
from drafting.text.redline import inline
from drafting.web import redlines
from drafting.web.routes import read, write
from drafting.web.visits import Visit

_NOTE = "/api/v1/notes/{ref:str}"
_SECTION = _NOTE + "/sections/{n:str}"


class OnePosition(msgspec.Struct):
    """`text_hash`: the words that were read; without it, or without a decision, nothing can be recorded."""

    decision: Decision
    text_hash: str
    reason: str | None = None
    satisfied_by: str | None = None
    proposed_text: str | None = None
    expected_on: str | None = None


class SectionPosition(OnePosition, kw_only=True):
    section: str


class NewPositions(msgspec.Struct):
    positions: list[SectionPosition]


class Opening(msgspec.Struct):
    open: bool
    reason: str = ""


class NewReply(msgspec.Struct):
    text: str
    version: int


@write(_SECTION + "/positions", policy=Act.CONFIRM_AD_REFERENDUM, status_code=201)
def position_api(visit: Visit, ref: str, n: str, data: OnePosition) -> Response[Any]:
    try:
        receipt = take_position(visit.work, ref, _new(n, data))
    except Outdated as error:
        raise with_redline(error) from None
    return visit.json(told_receipt(receipt), status=201)


@write(_NOTE + "/positions", policy=Act.CONFIRM_AD_REFERENDUM, status_code=201)
def positions_api(visit: Visit, ref: str, data: NewPositions) -> Response[Any]:
    try:
        receipts = take_positions(visit.work, ref, [_new(new.section, new) for new in data.positions])
    except Outdated as error:
        raise with_redline(error) from None
    return visit.json({"items": [told_receipt(receipt) for receipt in receipts], "next": None}, status=201)


@write(_SECTION + "/positions/{position:uuid}/withdrawal", policy=Act.DECIDE, status_code=201)
def withdrawal_api(visit: Visit, ref: str, n: str, position: UUID) -> Response[Any]:
    withdraw_position(visit.work, ref, n, position)
    return visit.json({"position": position, "withdrawn_at": visit.work.now}, status=201)


@write(_SECTION + "/positions/{position:uuid}/replies", policy=Act.REPLY_TO_POSITION, status_code=201)
def reply_api(visit: Visit, ref: str, n: str, position: UUID, data: NewReply) -> Response[Any]:
    reply = reply_to_position(visit.work, ref, n, position, text=data.text, version=data.version)
    return visit.json(reply, status=201)


@write(_SECTION + "/opening", policy=Act.OPEN_SECTION, method="PUT")
def opening_api(visit: Visit, ref: str, n: str, data: Opening) -> Response[Any]:
    section = set_opening(visit.work, ref, n, to_open=data.open, reason=data.reason)
    return visit.json({"section": n, "open": section.opened_reason is not None, "reason": section.opened_reason})


@read(_NOTE + "/board", policy=Act.READ_BOARD)
def board_api(visit: Visit, ref: str) -> Response[Any]:
    return visit.json(told_board(board_for(visit.work, ref)))


def with_redline(error: Outdated) -> Outdated:
    """The refusal with the difference drawn in the reader's language."""
    old, new = error.details["old"], error.details["new"]
    html = inline(old, new, redlines.words()).html if old is not None else None
    return Outdated(error.code, error.message, details={**error.details, "html": html}, **error.values)


def told_receipt(receipt: Receipt) -> dict[str, Any]:
    told = {name: getattr(receipt, name) for name in ("id", "note", "section", "version", "text_hash", "decision")}
    record = {"entry": receipt.entry, "hash": receipt.entry_hash}
    return {**told, "hat": receipt.hat, "time": receipt.time, "record": record}


def told_board(board: Board) -> dict[str, Any]:
    seats = [
        {"seat": str(each.seat), "place": each.place, "mine": each.mine, "asked": each.asked} for each in board.seats
    ]
    sections = [
        {
            "section": row.section.label,
            "headings": row.section.headings,
            "version": row.version.number,
            "text_hash": row.version.text_hash,
            "changed": row.changed,
            "waits": row.waits,
            "set_aside": row.section.set_aside_at is not None,
            "cleared": row.cleared,
            "positions": [_cell(cell) for cell in row.cells],
        }
        for row in board.rows
    ]
    return {"stage": board.opened.stage, "seats": seats, "settled": board.settled, "sections": sections}


def _cell(cell: Cell) -> dict[str, Any]:
    told: dict[str, Any] = {"seat": str(cell.seat.seat), "standing": cell.standing, "cleared": cell.cleared}
    told |= {"words_changed": cell.words_changed, "only_spacing": cell.only_spacing}
    return {**told, "position": _decided(cell.decided) if cell.decided else None}


def _decided(decided: Decided) -> dict[str, Any]:
    row = decided.row
    names = ("id", "decision", "version", "text_hash", "reason", "satisfied_by", "proposed_text", "expected_on", "hat")
    replies = [
        {"id": reply.id, "text": reply.text, "version": reply.version, "hat": reply.hat, "at": reply.at}
        for reply in decided.replies
    ]
    return {**{name: getattr(row, name) for name in names}, "at": row.at, "replies": replies}


def _new(section: str, given: OnePosition) -> NewPosition:
    return NewPosition(
        section=section,
        decision=given.decision,
        text_hash=given.text_hash,
        reason=given.reason,
        satisfied_by=given.satisfied_by,
        proposed_text=given.proposed_text,
        expected_on=given.expected_on,
    )


HANDLERS = [
    position_api,
    positions_api,
    withdrawal_api,
    reply_api,
    opening_api,
    board_api,
]
