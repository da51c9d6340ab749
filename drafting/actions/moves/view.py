"""The moves of a note as pages and API show them: a button exactly where pressing it would work, else what is in the
way. Only for those who may know: secretariats, presidencies, and whoever may make the move."""

from dataclasses import dataclass
from datetime import datetime

from drafting.actions.access import Opened
from drafting.actions.moves.consents import Agreement, agreement, vacant_presidencies
from drafting.actions.moves.deadlines import stage_deadline
from drafting.actions.moves.making import act_of, needs_until
from drafting.actions.moves.state import note_state
from drafting.domain.errors import Blocker
from drafting.domain.guards import NoteState, blockers, no_brackets
from drafting.domain.hats import SECRETARIAT, Role, SeatName
from drafting.domain.workflow import Move, Rule, Stage, moves_from
from drafting.store.work import Work


@dataclass(frozen=True)
class MoveView:
    """`mine`: the hat may make it. `agreed` and `waiting`: presidencies, of a joint move. `until`: the date that was
    proposed, else the one the stage would have. `warnings` hinder nothing."""

    move: Move
    to: Stage
    mine: bool
    joint: bool
    blockers: tuple[Blocker, ...]
    warnings: tuple[Blocker, ...]
    needs_reason: bool
    needs_sections: bool
    takes_until: bool
    needs_until: bool
    until: datetime | None
    reason: str | None
    agreed: tuple[SeatName, ...]
    waiting: tuple[SeatName, ...]
    agreed_by_me: bool

    @property
    def possible(self) -> bool:
        return not self.blockers

    @property
    def offered(self) -> bool:
        """Whether a button is drawn for this hat."""
        return self.mine and self.possible and not self.agreed_by_me


def moves_view(work: Work, opened: Opened, state: NoteState | None = None) -> list[MoveView]:
    """The moves from the open stage, in the order of the table; none for hats that may not know of them."""
    rules = [rule for rule in moves_from(opened.stage) if _may_know(opened, rule)]
    if not rules:
        return []
    state = state or note_state(work, opened)
    vacant = tuple(vacant_presidencies(work, opened))
    return [_view(work, opened, rule, state, vacant) for rule in rules]


def _view(work: Work, opened: Opened, rule: Rule, state: NoteState, vacant: tuple[Blocker, ...]) -> MoveView:
    to = rule.to or Stage(opened.note.left_stage or Stage.DRAFTING)
    agreed = agreement(work, opened, rule.move.value) if rule.joint else Agreement(rule.move.value, (), (), None)
    return MoveView(
        move=rule.move,
        to=to,
        mine=_makes(opened, rule),
        joint=rule.joint,
        blockers=(*blockers(rule, state), *(vacant if rule.joint else ())),
        warnings=tuple(no_brackets(state)) if rule.move is Move.CIRCULATE else (),
        needs_reason=rule.reason,
        needs_sections=rule.sections,
        takes_until=rule.until,
        needs_until=needs_until(work, opened, rule),
        until=agreed.until or (stage_deadline(work, opened.note, to, None) if rule.move is Move.CIRCULATE else None),
        reason=agreed.reason,
        agreed=agreed.agreed,
        waiting=agreed.waiting if agreed.proposed else (),
        agreed_by_me=bool(work.actor.hat and work.actor.hat.seat in agreed.agreed),
    )


def _makes(opened: Opened, rule: Rule) -> bool:
    return opened.role in rule.by and opened.may(act_of(rule))


def _may_know(opened: Opened, rule: Rule) -> bool:
    return opened.role in SECRETARIAT or opened.role is Role.PRESIDENCY or _makes(opened, rule)
