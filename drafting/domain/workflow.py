"""The stages of a concept note and the moves that lead from one to the next. One table; docs, buttons and the API are
printed from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from drafting.domain.errors import NotPossible
from drafting.domain.hats import Role
from drafting.locale import N_


class Stage(StrEnum):
    SET_UP = "set_up"
    DRAFTING = "drafting"
    PRESIDENCY_REVIEW = "presidency_review"
    TROIKA_REVIEW = "troika_review"
    CONSULTATION = "consultation"
    CONSOLIDATION = "consolidation"
    CLEARANCE = "clearance"
    ADOPTION = "adoption"
    ADOPTED = "adopted"
    PUBLISHED = "published"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class Move(StrEnum):
    OPEN_DRAFTING = "open_drafting"
    SUBMIT = "submit"
    FORWARD = "forward"
    CIRCULATE = "circulate"
    CLOSE_CONSULTATION = "close_consultation"
    SUBMIT_FOR_CLEARANCE = "submit_for_clearance"
    OPEN_ADOPTION = "open_adoption"
    DECLARE_ADOPTED = "declare_adopted"
    PUBLISH = "publish"
    RETURN = "return"
    SUSPEND = "suspend"
    WITHDRAW = "withdraw"
    RESUME = "resume"


class Guard(StrEnum):
    """A named condition. What it asks is in `guards.py`, under the same name."""

    SEATS_AND_CALENDAR = "seats_and_calendar"
    SECTIONS_READY = "sections_ready"
    PRESIDENCIES_CLEAR = "presidencies_clear"
    SEATS_CLEAR = "seats_clear"
    CHANGED_CLEARED = "changed_cleared"
    NO_PRESIDENCY_REQUEST = "no_presidency_request"
    NO_REQUEST = "no_request"
    NO_BRACKETS = "no_brackets"
    NO_AD_REFERENDUM = "no_ad_referendum"
    ANSWERS_RELEASED = "answers_released"
    ALL_FINISHED = "all_finished"
    LANGUAGES = "languages"
    ADOPTION_RECORDED = "adoption_recorded"


class Purpose(StrEnum):
    """What a text was frozen for."""

    TO_PRESIDENCIES = "to_presidencies"
    TO_TROIKA = "to_troika"
    TO_MEMBERS = "to_members"
    TO_CLEARANCE = "to_clearance"
    TO_ADOPTION = "to_adoption"
    ADOPTED = "adopted"


PATH = (
    Stage.DRAFTING,
    Stage.PRESIDENCY_REVIEW,
    Stage.TROIKA_REVIEW,
    Stage.CONSULTATION,
    Stage.CONSOLIDATION,
    Stage.CLEARANCE,
    Stage.ADOPTION,
)
"""The seven stages that a note walks through; the stage tracker shows them."""

REVIEWS = frozenset({Stage.PRESIDENCY_REVIEW, Stage.TROIKA_REVIEW, Stage.CLEARANCE})
ACTIVE = frozenset(PATH)
ALL_STAGES = frozenset(Stage)


@dataclass(frozen=True)
class Rule:
    """One row: a move from one stage.

    `to` is None where the note goes back to the stage it left. `joint`: the consents of both presidencies make the
    move. `by` is empty where no person makes the move directly (a confirmation or the clock does). `purpose`: what the
    text is frozen for when the move is made.
    """

    move: Move
    start: Stage
    to: Stage | None
    by: frozenset[Role]
    joint: bool = False
    guards: tuple[Guard, ...] = ()
    reason: bool = False
    sections: bool = False
    until: bool = False
    purpose: Purpose | None = None


_COORDINATOR = frozenset({Role.COORDINATOR})
_PRESIDENCY = frozenset({Role.PRESIDENCY})

_FORWARD_MOVES = (
    Rule(Move.OPEN_DRAFTING, Stage.SET_UP, Stage.DRAFTING, _COORDINATOR, guards=(Guard.SEATS_AND_CALENDAR,)),
    Rule(
        Move.SUBMIT,
        Stage.DRAFTING,
        Stage.PRESIDENCY_REVIEW,
        _COORDINATOR,
        guards=(Guard.SECTIONS_READY,),
        purpose=Purpose.TO_PRESIDENCIES,
    ),
    Rule(
        Move.FORWARD,
        Stage.PRESIDENCY_REVIEW,
        Stage.TROIKA_REVIEW,
        _PRESIDENCY,
        guards=(Guard.PRESIDENCIES_CLEAR, Guard.NO_PRESIDENCY_REQUEST),
        purpose=Purpose.TO_TROIKA,
    ),
    Rule(
        Move.CIRCULATE,
        Stage.TROIKA_REVIEW,
        Stage.CONSULTATION,
        _PRESIDENCY,
        joint=True,
        guards=(Guard.SEATS_CLEAR, Guard.NO_REQUEST, Guard.LANGUAGES),
        until=True,
        purpose=Purpose.TO_MEMBERS,
    ),
    Rule(
        Move.CLOSE_CONSULTATION,
        Stage.CONSULTATION,
        Stage.CONSOLIDATION,
        _PRESIDENCY,
        joint=True,
        guards=(Guard.ALL_FINISHED,),
    ),
    Rule(
        Move.SUBMIT_FOR_CLEARANCE,
        Stage.CONSOLIDATION,
        Stage.CLEARANCE,
        _COORDINATOR,
        guards=(Guard.ANSWERS_RELEASED, Guard.SECTIONS_READY),
        purpose=Purpose.TO_CLEARANCE,
    ),
    Rule(
        Move.OPEN_ADOPTION,
        Stage.CLEARANCE,
        Stage.ADOPTION,
        _PRESIDENCY,
        joint=True,
        guards=(Guard.CHANGED_CLEARED, Guard.NO_REQUEST, Guard.NO_BRACKETS, Guard.NO_AD_REFERENDUM),
        purpose=Purpose.TO_ADOPTION,
    ),
    Rule(
        Move.DECLARE_ADOPTED,
        Stage.ADOPTION,
        Stage.ADOPTED,
        frozenset(),
        guards=(Guard.ADOPTION_RECORDED,),
        purpose=Purpose.ADOPTED,
    ),
    Rule(Move.PUBLISH, Stage.ADOPTED, Stage.PUBLISHED, _PRESIDENCY, joint=True, guards=(Guard.LANGUAGES,)),
)


def _returns(start: Stage, to: Stage) -> Rule:
    return Rule(Move.RETURN, start, to, _PRESIDENCY, reason=True, sections=True)


_RETURNS = (
    _returns(Stage.PRESIDENCY_REVIEW, Stage.DRAFTING),
    _returns(Stage.TROIKA_REVIEW, Stage.DRAFTING),
    _returns(Stage.CLEARANCE, Stage.CONSOLIDATION),
    _returns(Stage.ADOPTION, Stage.CONSOLIDATION),
)

_SIDE_MOVES = (
    *(Rule(Move.SUSPEND, stage, Stage.SUSPENDED, _PRESIDENCY, joint=True, reason=True) for stage in PATH),
    *(
        Rule(Move.WITHDRAW, stage, Stage.WITHDRAWN, _PRESIDENCY, joint=True, reason=True)
        for stage in (*PATH, Stage.SUSPENDED)
    ),
    Rule(Move.RESUME, Stage.SUSPENDED, None, _PRESIDENCY, joint=True, until=True),
)

MOVES: Mapping[tuple[Stage, Move], Rule] = {
    (rule.start, rule.move): rule for rule in (*_FORWARD_MOVES, *_RETURNS, *_SIDE_MOVES)
}


def rule_for(stage: Stage, move: Move) -> Rule:
    if (stage, move) not in MOVES:
        raise NotPossible("no-such-move", N_("A note in this stage cannot make this move."), stage=stage, move=move)
    return MOVES[stage, move]


def moves_from(stage: Stage) -> list[Rule]:
    return [rule for rule in MOVES.values() if rule.start is stage]
