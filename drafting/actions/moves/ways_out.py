"""Ways out of a deadlock: agreed by both presidencies, with notice, printed in the record."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from drafting.actions.access import Opened, acting_for, check, conferences_of, note_for, seats_at
from drafting.actions.moves.consents import agreement, give_consent
from drafting.actions.moves.deadlines import checked_reason
from drafting.actions.moves.making import Moved
from drafting.actions.moves.state import asked_seats, asked_sections, is_silent, note_state, seats_of
from drafting.actions.notes.calendar import lead_zone
from drafting.domain.errors import Blocked, Blocker, Fault, Invalid, NotAllowed, NotPossible
from drafting.domain.events import Event, EventKind
from drafting.domain.guards import NoteState, SectionState
from drafting.domain.hats import Role, SeatName
from drafting.domain.policy import Act
from drafting.domain.positions import Decision, live_request, standing_position
from drafting.domain.ways_out import NAMES, WayOutKind, act_name, passable_from
from drafting.locale import N_
from drafting.store.agreements import reminded_at
from drafting.store.notes import Section, WayOut, section_of, sections_of
from drafting.store.sections import latest_version
from drafting.store.work import Work


@dataclass(frozen=True)
class _Step:
    """One row to be kept: the section and the words it is about, the position that it ends."""

    section: SectionState | None = None
    position: UUID | None = None


def take_way_out(
    work: Work, ref: str, kind: WayOutKind, *, reason: str | None, seat: str | None = None, section: str | None = None
) -> Moved:
    """Agree to a way out; it is taken with the last presidency's yes."""
    opened = note_for(work, ref, Act.READ, lock=True)
    acting = kind is WayOutKind.ACTING_PRESIDENCY
    check(opened, Act.ACT_FOR_PRESIDENCY if acting else Act.TAKE_WAY_OUT)
    named, found = _named(work, opened, kind, seat, section)
    steps = _steps(work, opened, kind, named, found)
    act = act_name(kind, str(named) if named else None, found.label if found else None)
    reason = checked_reason(reason or agreement(work, opened, act).reason)
    agreed = give_consent(work, opened, act, reason=reason)
    if not agreed.complete:
        return Moved("waiting", opened.stage, agreed.waiting_for)
    reason = agreed.reason or reason
    for step in steps:
        _keep(work, opened, kind, named, step, reason)
    if found and kind in (WayOutKind.SET_ASIDE, WayOutKind.BRING_BACK):
        found.set_aside_at = work.now if kind is WayOutKind.SET_ASIDE else None
    data: dict[str, Any] = {"kind": kind.value, "seat": str(named) if named else None, "reason": reason}
    data["sections"] = [step.section.label for step in steps if step.section]
    data["agreed"] = [str(other) for other in agreed.agreed]
    work.tell(Event(EventKind.WAY_OUT_TAKEN, opened.note.id, data))
    return Moved("done", opened.stage)


def passable_at(work: Work, opened: Opened, seat: SeatName, sections: Collection[SectionState]) -> datetime | None:
    """From when on the seat may be passed on these sections while it stays silent; None: it was not reminded yet.

    A reminder counts for the words that stood when it was sent: a seat is never passed on words it was not asked about.
    """
    labels = {section.label for section in sections}
    rows = [row for row in sections_of(work.session, opened.note) if row.label in labels]
    if opened.passage is None or not rows:
        return None
    newest = max(latest_version(work.session, row, opened.note.original_language).at for row in rows)
    reminded = reminded_at(work.session, opened.passage, seat, newest)
    return passable_from(reminded, lead_zone(work, opened.note)) if reminded else None


def outstanding(work: Work, opened: Opened, state: NoteState, seat: SeatName) -> list[SectionState]:
    """The sections on which the stage waits for this seat."""
    if seat not in asked_seats(work, opened):
        return []
    return [section for section in asked_sections(state, opened.stage) if is_silent(state, seat, section)]


def seat_named(work: Work, opened: Opened, text: str) -> SeatName:
    """The seat printed `SACM:PY`, if it decides on this note. Raises `Invalid` otherwise."""
    found = next((seat for seat in seats_of(work, opened) if str(seat) == text), None)
    if found is None:
        raise Invalid([Fault("/seat", "unknown-seat", N_("There is no seat “%(seat)s”."), {"seat": text[:40]})])
    return found


def _named(
    work: Work, opened: Opened, kind: WayOutKind, seat: str | None, section: str | None
) -> tuple[SeatName | None, Section | None]:
    names = NAMES[kind]
    if names.seat and not seat:
        raise Invalid([Fault("/seat", "missing", N_("Name the seat."))])
    if names.section and not section:
        raise Invalid([Fault("/section", "missing", N_("Name the section."))])
    found = section_of(work.session, opened.note, section) if section else None
    if section and found is None:
        message = N_("There is no section “%(section)s”.")
        raise Invalid([Fault("/section", "unknown-section", message, {"section": section[:40]})])
    return seat_named(work, opened, seat) if names.seat and seat else None, found


def _steps(work: Work, opened: Opened, kind: WayOutKind, seat: SeatName | None, section: Section | None) -> list[_Step]:
    """What the way out does, or why it is not possible now."""
    if kind is WayOutKind.ACTING_PRESIDENCY and seat:
        _check_acting(work, opened, seat)
        return [_Step()]
    state = note_state(work, opened)
    words = next((s for s in state.sections if section and s.label == section.label), None)
    if kind is WayOutKind.PASS_SEAT and seat:
        return _passing(work, opened, state, seat, words)
    if words is None:
        raise RuntimeError("Every other way out names a section.")
    if kind is WayOutKind.BRACKETS and seat:
        return [_carrying(state, seat, words)]
    if kind is WayOutKind.LAPSE and seat:
        return [_lapsing(state, seat, words)]
    if words.set_aside == (kind is WayOutKind.SET_ASIDE):
        raise NotPossible("stands-already", N_("This stands so already."))
    return [_Step(words)]


def _passing(work: Work, opened: Opened, state: NoteState, seat: SeatName, only: SectionState | None) -> list[_Step]:
    waiting = [s for s in outstanding(work, opened, state, seat) if only is None or s.label == only.label]
    if not waiting:
        raise NotPossible("not-silent", N_("Nothing waits for this seat here."))
    passable = passable_at(work, opened, seat, waiting)
    values = {"seat": seat.country}
    if passable is None:
        raise Blocked([Blocker("not-reminded", N_("%(seat)s was not reminded yet."), values, who=str(seat))])
    if work.now < passable:
        message = N_("%(seat)s was reminded; three working days have not passed yet.")
        raise Blocked([Blocker("too-early", message, values, who=str(seat))])
    return [_Step(section) for section in waiting]


def _carrying(state: NoteState, seat: SeatName, section: SectionState) -> _Step:
    request = live_request(state.positions, seat, section.label)
    if request is None:
        raise NotPossible("no-request", N_("This seat has no request for changes here."))
    if not section.brackets:
        message = N_("Section %(section)s has no open brackets that carry the request.")
        raise Blocked([Blocker("no-brackets", message, {"section": section.label}, section=section.label)])
    return _Step(section, request.id)


def _lapsing(state: NoteState, seat: SeatName, section: SectionState) -> _Step:
    position = standing_position(state.positions, seat, section.label, section.text_hash)
    if position is None or position.decision is not Decision.AD_REFERENDUM:
        raise NotPossible("no-ad-referendum", N_("This seat has no ad referendum on the present words."))
    return _Step(section, position.id)


def _check_acting(work: Work, opened: Opened, seat: SeatName) -> None:
    passage = opened.passage
    if passage is None or seat not in seats_at(passage, "previous"):
        message = N_("Only the previous country of a conference acts for its presidency.")
        raise NotPossible("not-previous", message)
    if acting_for(work, passage.id).get(seat.conference) == seat.country:
        raise NotPossible("stands-already", N_("This stands so already."))
    if len(conferences_of(opened.note)) < 2:
        raise NotPossible("no-other-presidency", N_("There is no other presidency that could agree."))
    mine = work.actor.hat.seat if work.actor.hat else None
    if opened.role is not Role.PRESIDENCY and mine != seat:
        raise NotAllowed("not-yours", N_("This is not for the hat you act under."), act=Act.ACT_FOR_PRESIDENCY)


def _keep(work: Work, opened: Opened, kind: WayOutKind, seat: SeatName | None, step: _Step, reason: str) -> None:
    if opened.passage is None:
        raise RuntimeError("Ways out are taken while a passage is open.")
    section = section_of(work.session, opened.note, step.section.label) if step.section else None
    work.session.add(
        WayOut(
            id=work.new_id("way-out", opened.passage.id, kind, seat, section and section.label, work.now.isoformat()),
            note_id=opened.note.id,
            passage_id=opened.passage.id,
            kind=kind.value,
            conference=seat.conference if seat else None,
            country=seat.country if seat else None,
            section_id=section.id if section else None,
            text_hash=step.section.text_hash if step.section else None,
            position_id=step.position,
            reason=reason,
            at=work.now,
        )
    )
    work.session.flush()
