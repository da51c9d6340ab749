"""The table of moves, read back: what is possible, for whom, and that no stage can be skipped."""

import pytest

from drafting.domain.errors import NotPossible
from drafting.domain.hats import Role
from drafting.domain.workflow import (
    ACTIVE,
    MOVES,
    PATH,
    REVIEWS,
    Guard,
    Move,
    Purpose,
    Rule,
    Stage,
    moves_from,
    rule_for,
)

ROAD = {
    Move.OPEN_DRAFTING: (Stage.SET_UP, Stage.DRAFTING),
    Move.SUBMIT: (Stage.DRAFTING, Stage.PRESIDENCY_REVIEW),
    Move.FORWARD: (Stage.PRESIDENCY_REVIEW, Stage.TROIKA_REVIEW),
    Move.CIRCULATE: (Stage.TROIKA_REVIEW, Stage.CONSULTATION),
    Move.CLOSE_CONSULTATION: (Stage.CONSULTATION, Stage.CONSOLIDATION),
    Move.SUBMIT_FOR_CLEARANCE: (Stage.CONSOLIDATION, Stage.CLEARANCE),
    Move.OPEN_ADOPTION: (Stage.CLEARANCE, Stage.ADOPTION),
    Move.DECLARE_ADOPTED: (Stage.ADOPTION, Stage.ADOPTED),
    Move.PUBLISH: (Stage.ADOPTED, Stage.PUBLISHED),
}
RETURNS = {
    Stage.PRESIDENCY_REVIEW: Stage.DRAFTING,
    Stage.TROIKA_REVIEW: Stage.DRAFTING,
    Stage.CLEARANCE: Stage.CONSOLIDATION,
    Stage.ADOPTION: Stage.CONSOLIDATION,
}
JOINT = {
    Move.CIRCULATE,
    Move.CLOSE_CONSULTATION,
    Move.OPEN_ADOPTION,
    Move.PUBLISH,
    Move.SUSPEND,
    Move.WITHDRAW,
    Move.RESUME,
}
COORDINATORS = {Move.OPEN_DRAFTING, Move.SUBMIT, Move.SUBMIT_FOR_CLEARANCE}
every_rule = pytest.mark.parametrize("rule", list(MOVES.values()), ids=lambda rule: f"{rule.start}-{rule.move}")


def expected_end(stage: Stage, move: Move) -> Stage | str | None:
    if move in ROAD:
        start, end = ROAD[move]
        return end if stage is start else "impossible"
    if move is Move.RETURN:
        return RETURNS.get(stage, "impossible")
    if move is Move.SUSPEND:
        return Stage.SUSPENDED if stage in ACTIVE else "impossible"
    if move is Move.WITHDRAW:
        return Stage.WITHDRAWN if stage in ACTIVE | {Stage.SUSPENDED} else "impossible"
    return None if stage is Stage.SUSPENDED else "impossible"


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("move", Move)
def test_a_move_is_possible_exactly_where_the_table_says_so(stage, move):
    expected = expected_end(stage, move)

    if expected == "impossible":
        with pytest.raises(NotPossible) as refused:
            rule_for(stage, move)
        assert refused.value.code == "no-such-move"
    else:
        assert rule_for(stage, move).to is expected


@every_rule
def test_no_move_but_a_return_and_a_resumption_leads_past_a_stage(rule):
    if rule.start in PATH and rule.to in PATH and rule.move is not Move.RETURN:
        assert PATH.index(rule.to) == PATH.index(rule.start) + 1
    if rule.move is Move.RETURN:
        assert PATH.index(rule.to) < PATH.index(rule.start)


@every_rule
def test_the_secretariat_hands_up_and_the_presidencies_make_every_other_move(rule):
    if rule.move is Move.DECLARE_ADOPTED:
        assert rule.by == frozenset()
    else:
        assert rule.by == {Role.COORDINATOR if rule.move in COORDINATORS else Role.PRESIDENCY}
    assert rule.joint == (rule.move in JOINT)


@every_rule
def test_a_return_names_its_sections_and_whatever_halts_the_work_gives_its_reason(rule):
    assert rule.sections == (rule.move is Move.RETURN)
    assert rule.reason == (rule.move in {Move.RETURN, Move.SUSPEND, Move.WITHDRAW})


@pytest.mark.parametrize("stage", sorted(REVIEWS | {Stage.ADOPTION}))
def test_no_stage_in_which_texts_are_decided_on_is_left_forwards_without_a_guard(stage):
    forwards = [rule for rule in moves_from(stage) if rule.move in ROAD]

    assert [bool(rule.guards) for rule in forwards] == [True]


def test_every_text_that_is_handed_on_is_frozen_for_its_readers():
    frozen_for = {rule.to: rule.purpose for rule in MOVES.values() if rule.purpose}

    assert frozen_for == {
        Stage.PRESIDENCY_REVIEW: Purpose.TO_PRESIDENCIES,
        Stage.TROIKA_REVIEW: Purpose.TO_TROIKA,
        Stage.CONSULTATION: Purpose.TO_MEMBERS,
        Stage.CLEARANCE: Purpose.TO_CLEARANCE,
        Stage.ADOPTION: Purpose.TO_ADOPTION,
        Stage.ADOPTED: Purpose.ADOPTED,
    }


def test_every_guard_is_asked_by_some_move():
    asked = {guard for rule in MOVES.values() for guard in rule.guards}

    assert asked == set(Guard)


@pytest.mark.parametrize("stage", Stage)
def test_the_moves_from_a_stage_are_its_rows_and_no_others(stage):
    found = moves_from(stage)

    assert {rule.start for rule in found} <= {stage}
    assert {rule.move for rule in found} == {move for start, move in MOVES if start is stage}
    assert all(isinstance(rule, Rule) for rule in found)


@pytest.mark.parametrize("stage", [Stage.PUBLISHED, Stage.WITHDRAWN, Stage.SUPERSEDED])
def test_nothing_leads_out_of_an_end(stage):
    assert moves_from(stage) == []
