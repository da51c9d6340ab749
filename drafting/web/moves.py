"""Moves on pages: what a move does and who will see it, before it is made; ways out; more time; reminders."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from litestar.response import Response

from drafting.actions.access import Opened, note_for
from drafting.actions.frozen_texts import frozen_list
from drafting.actions.moves.consents import agreements, withdraw_consent
from drafting.actions.moves.deadlines import extend_deadline
from drafting.actions.moves.making import make_move
from drafting.actions.moves.state import note_state
from drafting.actions.moves.view import MoveView, moves_view
from drafting.actions.moves.ways_out import outstanding, passable_at, take_way_out
from drafting.actions.notes.calendar import lead_zone
from drafting.actions.reviews.board import board_view
from drafting.actions.reviews.reminders import remind_seat
from drafting.domain.deadlines import CLOSING_HOUR
from drafting.domain.errors import DraftingError, Fault, Invalid, NotFound, NotPossible
from drafting.domain.policy import Act
from drafting.domain.ways_out import WayOutKind
from drafting.domain.workflow import Move
from drafting.locale import N_
from drafting.store.agreements import reminders_of, ways_out_of
from drafting.store.notes import sections_of
from drafting.web.forms import faults_of, several_in, text_in, told
from drafting.web.reviews import silent_seats
from drafting.web.routes import read, write
from drafting.web.visits import Visit

# What a move does, in a sentence, beside its button.
EFFECTS: Mapping[Move, str] = {
    Move.OPEN_DRAFTING: N_("The secretariats can write in all sections."),
    Move.SUBMIT: N_("The text stands still and is frozen; both Presidencies are asked to decide on every section."),
    Move.FORWARD: N_("The text is frozen; the seats of both troikas are asked to decide on every section."),
    Move.CIRCULATE: N_("The text becomes REV.0. All Member Countries of the note receive it and can comment on it."),
    Move.CLOSE_CONSULTATION: N_("No delegation comments any more; the secretariats answer and amend the text."),
    Move.SUBMIT_FOR_CLEARANCE: N_("The text is frozen; the seats decide on what changed since countries saw it."),
    Move.OPEN_ADOPTION: N_("The text stands still for adoption. All Member Countries of the note receive it."),
    Move.DECLARE_ADOPTED: N_("Made by the other Presidency, which confirms the meeting that adopted the text."),
    Move.PUBLISH: N_("The adopted text is published, as the rules of the note say."),
    Move.RETURN: N_("The sections you name are opened again for the secretariats; the others keep their approvals."),
    Move.SUSPEND: N_("The work stops; no deadline runs. All Member Countries of the note are told."),
    Move.WITHDRAW: N_("The note is given up for good. All Member Countries of the note are told."),
    Move.RESUME: N_("The note goes back to the stage it was in."),
}
WAYS_OUT: Mapping[WayOutKind, str] = {
    WayOutKind.PASS_SEAT: N_("Pass over a silent seat"),
    WayOutKind.BRACKETS: N_("Carry a request into the text as brackets"),
    WayOutKind.SET_ASIDE: N_("Set a heading aside"),
    WayOutKind.BRING_BACK: N_("Bring a heading back"),
    WayOutKind.LAPSE: N_("Let an ad referendum lapse"),
    WayOutKind.ACTING_PRESIDENCY: N_("Agree that the previous country acts for a Presidency"),
}


@read("/notes/{ref:str}/moves/{move:str}", policy=Act.READ)
def move_page(visit: Visit, ref: str, move: str) -> Response[Any]:
    return draw_move(visit, ref, move)


@write("/notes/{ref:str}/moves/{move:str}", policy=Act.READ, redraw=lambda **drawn: move_again(**drawn))
def make(visit: Visit, ref: str, move: str) -> Response[Any]:
    make_move(
        visit.work,
        ref,
        move_named(move),
        expected_stage=text_in(visit.form, "expected_stage"),
        reason=text_in(visit.form, "reason") or None,
        sections=several_in(visit.form, "sections") or None,
        until=instant_in(visit, ref, "until"),
    )
    return visit.redirect(f"/notes/{ref}")


@write("/notes/{ref:str}/consents/{act:str}/withdrawal", policy=Act.ACT_FOR_PRESIDENCY)
def take_consent_back(visit: Visit, ref: str, act: str) -> Response[Any]:
    withdraw_consent(visit.work, ref, act)
    return visit.redirect(f"/notes/{ref}")


@read("/notes/{ref:str}/ways-out", policy=Act.ACT_FOR_PRESIDENCY)
def ways_out_page(visit: Visit, ref: str) -> Response[Any]:
    return draw_ways_out(visit, ref)


@write("/notes/{ref:str}/ways-out", policy=Act.ACT_FOR_PRESIDENCY, redraw=lambda **drawn: draw_ways_out(**drawn))
def agree_to_way_out(visit: Visit, ref: str) -> Response[Any]:
    try:
        kind = WayOutKind(text_in(visit.form, "kind"))
    except ValueError:
        raise Invalid([Fault("/kind", "missing", N_("Choose a way out."))]) from None
    about = {name: text_in(visit.form, name) or None for name in ("seat", "section", "reason")}
    take_way_out(visit.work, ref, kind, **about)
    return visit.redirect(f"/notes/{ref}/ways-out")


@write("/notes/{ref:str}/reminders", policy=Act.REMIND, redraw=lambda **drawn: draw_ways_out(**drawn))
def remind(visit: Visit, ref: str) -> Response[Any]:
    remind_seat(visit.work, ref, text_in(visit.form, "seat"))
    return visit.redirect(f"/notes/{ref}/ways-out#seats")


@read("/notes/{ref:str}/deadline", policy=Act.EXTEND)
def deadline_page(visit: Visit, ref: str) -> Response[Any]:
    return draw_deadline(visit, ref)


@write("/notes/{ref:str}/deadline", policy=Act.EXTEND, redraw=lambda **drawn: draw_deadline(**drawn))
def give_time(visit: Visit, ref: str) -> Response[Any]:
    until = instant_in(visit, ref, "until")
    if until is None:
        raise Invalid([Fault("/until", "missing", N_("Give a date."))])
    extend_deadline(visit.work, ref, until, text_in(visit.form, "reason"))
    return visit.redirect(f"/notes/{ref}")


def move_again(visit: Visit, error: DraftingError, ref: str, move: str) -> Response[Any]:
    return draw_move(visit, ref, move, error)


def draw_move(visit: Visit, ref: str, move: str, error: DraftingError | None = None) -> Response[Any]:
    opened = note_for(visit.work, ref, Act.READ)
    view = next((view for view in moves_view(visit.work, opened) if view.move == move), None)
    if view is None or not view.mine:
        if error:
            raise error
        raise NotFound("no-such-move", N_("A note in this stage cannot make this move."))
    context = {
        "note": opened.note,
        "view": view,
        "effect": EFFECTS[view.move],
        "sections": sections_of(visit.work.session, opened.note),
        "lead_zone": lead_zone(visit.work, opened.note),
        **_refusal(visit, error),
    }
    return visit.page("reviews/move.html", current="notes", **context)


def draw_ways_out(visit: Visit, ref: str, error: DraftingError | None = None) -> Response[Any]:
    """A country that could act for its presidency comes here in every stage; before its own it sees no decisions."""
    opened = note_for(visit.work, ref, Act.ACT_FOR_PRESIDENCY)
    state = note_state(visit.work, opened)
    board = board_view(visit.work, opened, state)
    reminders = reminders_of(visit.work.session, opened.passage) if board and opened.passage else []
    silent = silent_seats(board) if board else []
    waiting = {seat.seat: outstanding(visit.work, opened, state, seat.seat) for seat in silent}
    proposed = pending(visit, opened)
    context = {
        "note": opened.note,
        "opened": opened,
        "board": board,
        "kinds": WAYS_OUT,
        "sections": sections_of(visit.work.session, opened.note),
        "silent": [(seat, passable_at(visit.work, opened, seat.seat, waiting[seat.seat])) for seat in silent],
        "reminders": reminders,
        "taken": ways_out_of(visit.work.session, opened.note) if board else [],
        "pending": [way for way in proposed if board or way["kind"] is WayOutKind.ACTING_PRESIDENCY],
        **_refusal(visit, error),
    }
    return visit.page("reviews/ways_out.html", current="notes", **context)


def draw_deadline(visit: Visit, ref: str, error: DraftingError | None = None) -> Response[Any]:
    opened = note_for(visit.work, ref, Act.EXTEND)
    if opened.passage is None or opened.passage.deadline is None:
        raise NotPossible("no-deadline", N_("This stage has no deadline."))
    zone = lead_zone(visit.work, opened.note)
    context = {"note": opened.note, "deadline": opened.passage.deadline, "lead_zone": zone, **_refusal(visit, error)}
    return visit.page("reviews/deadline.html", current="notes", **context)


def pending(visit: Visit, opened: Opened) -> list[dict[str, Any]]:
    """Ways out that were proposed and wait for the other presidency; those one proposed oneself can be taken back."""
    mine = visit.actor.hat.seat if visit.actor.hat else None
    found = []
    for agreed in agreements(visit.work, opened):
        kind, *named = agreed.act.split(":")
        if kind in set(WayOutKind):
            found.append(
                {
                    "kind": WayOutKind(kind),
                    "act": agreed.act,
                    "seat": ":".join(named[:2]) if len(named) > 1 else None,
                    "section": named[-1] if len(named) in (1, 3) else None,
                    "reason": agreed.reason,
                    "waiting": agreed.waiting,
                    "agreed": agreed.agreed,
                    "for_me": mine in agreed.waiting,
                    "by_me": mine in agreed.agreed,
                }
            )
    return found


def home_moves(visit: Visit, opened: Opened) -> dict[str, Any]:
    """What the home of a note shows of its board, its moves and its frozen texts."""
    state = note_state(visit.work, opened) if opened.window.board else None
    views: list[MoveView] = moves_view(visit.work, opened, state)
    return {
        "board_shown": board_view(visit.work, opened, state),
        "moves": views,
        "move_effects": EFFECTS,
        "ways_out": WAYS_OUT,
        "pending": pending(visit, opened) if views else [],
        "texts": frozen_list(visit.work, str(opened.note.id)).lines,
    }


def move_named(move: str) -> Move:
    try:
        return Move(move)
    except ValueError:
        raise NotFound("no-such-move", N_("A note in this stage cannot make this move.")) from None


def instant_in(visit: Visit, ref: str, name: str) -> datetime | None:
    """A day from a form: the closing hour of that day, where the note's deadlines are set."""
    written = text_in(visit.form, name).strip()
    if not written:
        return None
    try:
        day = datetime.strptime(written, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone yet
    except ValueError:
        raise Invalid([Fault(f"/{name}", "not-a-date", N_("Give a date."))]) from None
    note = note_for(visit.work, ref, Act.READ).note
    return datetime.combine(day, time(CLOSING_HOUR), ZoneInfo(lead_zone(visit.work, note)))


def _refusal(visit: Visit, error: DraftingError | None) -> dict[str, Any]:
    blockers: tuple[Any, ...] = getattr(error, "blockers", ())
    faults = faults_of(error, {}) if error else []
    lines = [told(blocker) for blocker in blockers] if blockers else [told(error)] if error and not faults else []
    return {"faults": faults, "refused": lines, "given": visit.form if error else {}}


HANDLERS = [
    move_page,
    make,
    take_consent_back,
    ways_out_page,
    agree_to_way_out,
    remind,
    deadline_page,
    give_time,
]
