"""The one table of who may do what: refused by default, and the promises that other pages rest on."""

import pytest

from drafting.domain.hats import DELEGATION, SEATS, SECRETARIAT, Role
from drafting.domain.policy import POLICY, Act, Condition, allows, condition_of, ever_allows
from drafting.domain.workflow import ACTIVE, ALL_STAGES, MOVES, REVIEWS, Stage

READING = {Act.READ, Act.READ_HISTORY, Act.READ_BOARD, Act.READ_COMMENTS, Act.READ_RECORD, Act.READ_INTERNAL}
cells = [(act, role, stage) for act in Act for role in Role for stage in Stage]


def test_a_cell_is_granted_exactly_when_its_row_names_the_stage():
    for act, role, stage in cells:
        row = POLICY[act].get(role)
        assert allows(role, act, stage) == (row is not None and stage in row.stages), (act, role, stage)


@pytest.mark.parametrize("act", Act)
def test_every_act_has_a_row_and_nobody_without_a_role_may_do_it(act):
    assert act in POLICY
    assert not any(allows(None, act, stage) for stage in Stage)
    assert not ever_allows(None, act)


def test_no_grant_is_empty():
    assert all(grant.stages for rows in POLICY.values() for grant in rows.values())


def test_whoever_may_do_something_on_a_note_may_read_it_then():
    on_no_note = {Act.CREATE_NOTE, Act.INVITE, Act.MANAGE_PEOPLE, Act.MANAGE_CONFERENCES, Act.HAND_OVER}
    for act, role, stage in cells:
        if act not in on_no_note and allows(role, act, stage):
            assert allows(role, Act.READ, stage), (act, role, stage)


def test_operators_read_no_note():
    granted = {act for act, role, stage in cells if role is Role.OPERATOR and allows(role, act, stage)}

    assert granted == {Act.INVITE, Act.MANAGE_PEOPLE, Act.MANAGE_CONFERENCES}


@pytest.mark.parametrize("act", [a for a in Act if a.value.endswith("_internal")])
def test_what_is_internal_belongs_to_the_own_delegation(act):
    assert set(POLICY[act]) <= DELEGATION
    assert all(condition_of(role, act) is Condition.OWN_DELEGATION for role in POLICY[act])


def test_only_seats_decide_and_only_in_reviews():
    assert set(POLICY[Act.DECIDE]) == SEATS
    assert all(grant.stages == REVIEWS for grant in POLICY[Act.DECIDE].values())
    assert all(condition_of(role, Act.DECIDE) is Condition.OWN_SEAT for role in SEATS)


def test_a_secretariat_moves_only_what_it_hands_up():
    assert not SECRETARIAT & set(POLICY[Act.MOVE])
    assert set(POLICY[Act.HAND_UP]) == {Role.COORDINATOR}


@pytest.mark.parametrize("rule", list(MOVES.values()), ids=lambda rule: f"{rule.start}-{rule.move}")
def test_the_policy_grants_every_move_of_the_table_to_whom_the_table_names(rule):
    for role in rule.by:
        act = Act.HAND_UP if role is Role.COORDINATOR else Act.MOVE
        assert allows(role, act, rule.start)


@pytest.mark.parametrize("act", [a for a in Act if a not in READING])
def test_an_end_is_an_end(act):
    """After withdrawal or supersession nothing is done on a note, but what concerns people and delegations."""
    apart = {Act.CREATE_NOTE, Act.ADMIT_MEMBER, Act.INVITE, Act.MANAGE_PEOPLE, Act.MANAGE_CONFERENCES}
    apart |= {Act.HAND_OVER, Act.CONFIRM_HANDOVER}
    if act not in apart:
        assert not any(allows(role, act, Stage.WITHDRAWN) for role in Role)


def test_nobody_edits_in_consultation_and_adoption_and_presidencies_only_in_drafting():
    writing = {stage for stage in Stage for role in Role if allows(role, Act.WRITE, stage)}

    assert not writing & {Stage.CONSULTATION, Stage.ADOPTION, Stage.SUSPENDED}
    assert [stage for stage in Stage if allows(Role.PRESIDENCY, Act.WRITE, stage)] == [Stage.DRAFTING]


def test_a_suspended_note_is_read_and_resumed_or_withdrawn_but_not_worked_on():
    apart = {Act.CREATE_NOTE, Act.CHANGE_SETTINGS, Act.MOVE, Act.ADMIT_MEMBER, Act.INVITE, Act.MANAGE_PEOPLE}
    apart |= {Act.MANAGE_CONFERENCES, Act.HAND_OVER, Act.CONFIRM_HANDOVER}
    done = {act for act, role, stage in cells if stage is Stage.SUSPENDED and allows(role, act, stage)}

    assert done <= READING | apart


def test_extensions_and_deciding_for_a_presidency_need_a_note_on_its_way():
    for act in (Act.EXTEND, Act.ACT_FOR_PRESIDENCY):
        assert {stage for stage in ALL_STAGES for role in Role if allows(role, act, stage)} == ACTIVE
