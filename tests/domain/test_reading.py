"""What each hat reads of a note; everything else is as if it were not there."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.hats import DELEGATION, SECRETARIAT, Role
from drafting.domain.reading import Comments, History, window
from drafting.domain.workflow import Purpose, Stage

SENT = {Purpose.TO_MEMBERS, Purpose.TO_ADOPTION, Purpose.ADOPTED}
roles = st.sampled_from([None, *Role])


def of(role, *, stage=Stage.CONSULTATION, troika_has_read=True, presides_in_passage=False):
    return window(role, stage=stage, troika_has_read=troika_has_read, presides_in_passage=presides_in_passage)


@pytest.mark.parametrize("role", [*sorted(SECRETARIAT), Role.PRESIDENCY])
def test_secretariats_and_presidencies_read_everything(role):
    seen = of(role, troika_has_read=False)

    assert (seen.newest, seen.board, seen.proposed_answers) == (True, True, True)
    assert (seen.history, seen.frozen, seen.comments) == (History.ALL, frozenset(Purpose), Comments.ALL)


def test_a_troika_seat_reads_from_its_first_stage_on_and_the_history_since_then():
    seen = of(Role.TROIKA)

    assert (seen.newest, seen.board, seen.history) == (True, True, History.SINCE_TROIKA)
    assert Purpose.TO_PRESIDENCIES not in seen.frozen
    assert not seen.proposed_answers


def test_before_its_stage_a_troika_seat_reads_what_a_member_reads_but_no_progress():
    assert of(Role.TROIKA, troika_has_read=False) == replace(of(Role.FOCAL_POINT), progress=False)
    assert of(Role.TROIKA).progress


def test_an_outgoing_presidency_keeps_its_sight_while_its_passage_is_open():
    assert of(Role.TROIKA, troika_has_read=False, presides_in_passage=True) == of(Role.PRESIDENCY)


@pytest.mark.parametrize("role", sorted(DELEGATION))
def test_a_member_reads_what_was_sent_to_members_and_no_board(role):
    seen = of(role)

    assert (seen.newest, seen.board, seen.history) == (False, False, History.NONE)
    assert seen.frozen == SENT
    assert seen.comments is Comments.VISIBLE


@pytest.mark.parametrize("stage", Stage)
def test_an_observer_reads_adopted_texts_alone(stage):
    seen = of(Role.OBSERVER, stage=stage)

    assert seen.frozen == {Purpose.ADOPTED}
    assert not seen.newest
    assert seen.comments is Comments.NONE


@pytest.mark.parametrize("stage", Stage)
def test_who_has_no_role_reads_nothing_before_publication(stage):
    assert of(None, stage=stage).frozen == ({Purpose.ADOPTED} if stage is Stage.PUBLISHED else frozenset())


@given(roles, st.sampled_from(Stage), st.booleans(), st.booleans())
def test_nobody_below_the_board_sees_the_newest_words_or_any_history(role, stage, has_read, presides):
    seen = window(role, stage=stage, troika_has_read=has_read, presides_in_passage=presides)

    assert seen.newest == seen.board == (seen.history is not History.NONE)
    if not seen.board:
        assert seen.frozen <= SENT
