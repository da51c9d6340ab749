"""Moves for programs: making them, agreeing to them, the ways out, more time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from litestar.response import Response

from drafting.actions.moves.consents import withdraw_consent
from drafting.actions.moves.deadlines import extend_deadline
from drafting.actions.moves.making import Moved, make_move
from drafting.actions.moves.view import MoveView
from drafting.actions.moves.ways_out import take_way_out
from drafting.actions.reviews.reminders import remind_seat
from drafting.domain.policy import Act
from drafting.domain.ways_out import WayOutKind
from drafting.domain.workflow import Move
from drafting.web.errors import told_blocker
from drafting.web.routes import write
from drafting.web.visits import Visit

_NOTE = "/api/v1/notes/{ref:str}"


class NewMove(msgspec.Struct):
    move: Move
    expected_stage: str
    reason: str | None = None
    sections: list[str] | None = None
    until: datetime | None = None


class NewWayOut(msgspec.Struct):
    kind: WayOutKind
    seat: str | None = None
    section: str | None = None
    reason: str | None = None


class NewDeadline(msgspec.Struct):
    until: datetime
    reason: str = ""


class NewReminder(msgspec.Struct):
    seat: str


@write(_NOTE + "/moves", policy=Act.READ, status_code=201)
def move_api(visit: Visit, ref: str, data: NewMove) -> Response[Any]:
    moved = make_move(
        visit.work,
        ref,
        data.move,
        expected_stage=data.expected_stage,
        reason=data.reason,
        sections=data.sections,
        until=data.until,
    )
    return visit.json(told_moved(moved), status=201)


@write(_NOTE + "/consents/{act:str}", policy=Act.ACT_FOR_PRESIDENCY, method="DELETE")
def withdraw_consent_api(visit: Visit, ref: str, act: str) -> Response[Any]:
    withdraw_consent(visit.work, ref, act)
    return visit.json({"withdrawn": act})


@write(_NOTE + "/ways-out", policy=Act.ACT_FOR_PRESIDENCY, status_code=201)
def way_out_api(visit: Visit, ref: str, data: NewWayOut) -> Response[Any]:
    moved = take_way_out(visit.work, ref, data.kind, seat=data.seat, section=data.section, reason=data.reason)
    return visit.json(told_moved(moved), status=201)


@write(_NOTE + "/deadline", policy=Act.EXTEND, method="PUT")
def deadline_api(visit: Visit, ref: str, data: NewDeadline) -> Response[Any]:
    passage = extend_deadline(visit.work, ref, data.until, data.reason)
    return visit.json({"stage": passage.stage, "deadline": passage.deadline})


@write(_NOTE + "/reminders", policy=Act.REMIND, status_code=201)
def reminder_api(visit: Visit, ref: str, data: NewReminder) -> Response[Any]:
    return visit.json(remind_seat(visit.work, ref, data.seat), status=201)


def told_moved(moved: Moved) -> dict[str, Any]:
    return {"state": moved.state, "stage": moved.stage, "waiting_for": moved.waiting_for}


def told_moves(views: Sequence[MoveView]) -> list[dict[str, Any]]:
    """The moves of a note, each with what stands in its way; part of what a note answers."""
    return [
        {
            "move": view.move,
            "to": view.to,
            "offered": view.offered,
            "joint": view.joint,
            "blockers": [told_blocker(blocker) for blocker in view.blockers],
            "warnings": [told_blocker(warning) for warning in view.warnings],
            "needs": [
                name
                for name, needed in (
                    ("reason", view.needs_reason),
                    ("sections", view.needs_sections),
                    ("until", view.needs_until),
                )
                if needed
            ],
            "until": view.until,
            "agreed": [str(seat) for seat in view.agreed],
            "waiting_for": [str(seat) for seat in view.waiting],
        }
        for view in views
    ]


HANDLERS = [move_api, withdraw_consent_api, way_out_api, deadline_api, reminder_api]
