"""A move, asked for by a person: may they, is it still true, what stands in the way, does another presidency agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from drafting.actions.access import Opened, check, note_for
from drafting.actions.moves.consents import Agreement, agreement, give_consent, vacant_presidencies
from drafting.actions.moves.deadlines import SHORTEST_CONSULTATION, check_not_shortened, check_until, checked_reason
from drafting.actions.moves.passages import enter
from drafting.actions.moves.state import note_state
from drafting.domain.errors import Blocked, Blocker, Fault, Invalid, NotAllowed, NotPossible
from drafting.domain.guards import NoteState, blockers
from drafting.domain.hats import Role
from drafting.domain.policy import Act, ever_allows
from drafting.domain.workflow import MOVES, Move, Rule, Stage, rule_for
from drafting.locale import N_
from drafting.store.notes import passages_of, section_of
from drafting.store.work import Work


@dataclass(frozen=True)
class Moved:
    """`waiting`: the yes is kept, and the move is made when the hats in `waiting_for` agree."""

    state: Literal["done", "waiting"]
    stage: Stage
    waiting_for: tuple[str, ...] = ()


def make_move(
    work: Work,
    ref: str,
    move: Move,
    *,
    expected_stage: str,
    reason: str | None = None,
    sections: Sequence[str] | None = None,
    until: datetime | None = None,
) -> Moved:
    opened = note_for(work, ref, Act.READ, lock=True)
    _check_role(opened, move)
    if opened.stage.value != expected_stage:
        message = N_("The note is in another stage by now.")
        raise NotPossible("stage-changed", message, stage=opened.stage.value)
    rule = rule_for(opened.stage, move)
    check(opened, act_of(rule))
    if opened.role not in rule.by:
        raise NotPossible("made-otherwise", N_("Nobody makes this move directly."), move=move.value)
    if rule.joint:  # whoever joins a proposal need not repeat its reason and its date
        proposal = agreement(work, opened, move.value)
        reason, until = reason or proposal.reason, until or proposal.until
    reason = checked_reason(reason) if rule.reason or (reason or "").strip() else None
    labels = _checked_sections(work, opened, rule, sections)
    _check_until(work, opened, rule, until)
    standing = in_the_way(work, opened, rule, note_state(work, opened))
    if standing:
        raise Blocked(standing)
    agreed = give_consent(work, opened, move.value, reason=reason, until=until) if rule.joint else None
    if agreed and not agreed.complete:
        return Moved("waiting", opened.stage, agreed.waiting_for)
    if agreed:
        reason = agreed.reason or reason
    enter(work, opened, rule, reason=reason, sections=labels, until=until, data=_agreed_by(agreed))
    return Moved("done", Stage(opened.note.stage))


def act_of(rule: Rule) -> Act:
    """The row of the policy for the move: handing up is the coordinators', all else the presidencies'."""
    return Act.HAND_UP if Role.COORDINATOR in rule.by else Act.MOVE


def in_the_way(work: Work, opened: Opened, rule: Rule, state: NoteState) -> list[Blocker]:
    """Everything that keeps the move from being made now."""
    vacant = vacant_presidencies(work, opened) if rule.joint else ()
    return [*blockers(rule, state), *vacant]


def needs_until(work: Work, opened: Opened, rule: Rule) -> bool:
    """Whether the move cannot be made without a date: a stage that is resumed after its deadline needs a new one."""
    if rule.move is not Move.RESUME:
        return False
    left = _deadline_left(work, opened)
    return left is not None and left <= work.now


def _deadline_left(work: Work, opened: Opened) -> datetime | None:
    """Until when the stage lasted that was left by suspending the work."""
    before = passages_of(work.session, opened.note)
    left = next((p for p in reversed(before) if p.stage == opened.note.left_stage), None)
    return left.deadline if left else None


def _check_role(opened: Opened, move: Move) -> None:
    """Whoever never makes this move is told so, in whatever stage the note is."""
    acts = {act_of(rule) for (_, made), rule in MOVES.items() if made is move}
    if not any(ever_allows(opened.role, act) for act in acts):
        raise NotAllowed("not-yours", N_("This is not for the hat you act under."), act=move.value)


def _checked_sections(work: Work, opened: Opened, rule: Rule, sections: Sequence[str] | None) -> list[str] | None:
    if not rule.sections:
        if sections:
            raise Invalid([Fault("/sections", "not-asked", N_("This move names no sections."))])
        return None
    if not sections:
        raise Invalid([Fault("/sections", "missing", N_("Name the sections that are opened again."))])
    for label in sections:
        if section_of(work.session, opened.note, label) is None:
            message = N_("There is no section “%(section)s”.")
            raise Invalid([Fault("/sections", "unknown-section", message, {"section": label[:40]})])
    return list(dict.fromkeys(sections))


def _check_until(work: Work, opened: Opened, rule: Rule, until: datetime | None) -> None:
    if until is None:
        if needs_until(work, opened, rule):
            message = N_("The deadline has passed while the work was suspended: give a new one.")
            raise Invalid([Fault("/until", "missing", message)])
        return
    if not rule.until:
        raise Invalid([Fault("/until", "not-asked", N_("This move takes no date."))])
    shortest = SHORTEST_CONSULTATION if rule.move is Move.CIRCULATE else timedelta()
    check_until(work, until, at_least=shortest)
    standing = _deadline_left(work, opened) if rule.move is Move.RESUME else None
    if standing is not None:
        check_not_shortened(standing, until)


def _agreed_by(agreed: Agreement | None) -> dict[str, list[str]]:
    return {"agreed": [str(seat) for seat in agreed.agreed]} if agreed else {}
