"""What a seat's rows are worth: the hash decides, and nothing else; restored words revive, a request stands."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.hats import SeatName
from drafting.domain.positions import (
    CLEARING,
    Decision,
    Position,
    Standing,
    cleared_by,
    clears,
    earlier_clearance,
    live_request,
    live_requests,
    standing,
    standing_position,
)

GT, PY = SeatName("RCM", "GT"), SeatName("SACM", "PY")
OLD, NEW = "hash of the first words", "hash of the better words"


def rows(*given: tuple[Decision, str], seat: SeatName = GT) -> list[Position]:
    return [Position(UUID(int=n), seat, "4", decision, words) for n, (decision, words) in enumerate(given)]


def without(position: Position) -> Position:
    return replace(position, withdrawn=True)


histories = st.lists(
    st.builds(
        Position,
        id=st.uuids(),
        seat=st.sampled_from([GT, PY]),
        section=st.just("4"),
        decision=st.sampled_from(Decision),
        text_hash=st.sampled_from([OLD, NEW]),
        withdrawn=st.booleans(),
        ended=st.booleans(),
    ),
    max_size=8,
)


@pytest.mark.parametrize("decision", Decision)
@pytest.mark.parametrize("text_hash", [OLD, NEW])
def test_a_decision_clears_exactly_when_it_lets_these_very_words_pass(decision, text_hash):
    position = rows((decision, OLD))[0]

    assert clears(position, text_hash) == (decision in CLEARING and text_hash == OLD)
    assert not clears(without(position), text_hash)
    assert not clears(replace(position, ended=True), text_hash)


def test_new_words_outdate_an_approval_and_the_old_words_revive_it():
    given_ = rows((Decision.APPROVE, OLD))

    assert cleared_by(given_, GT, "4", OLD)
    assert not cleared_by(given_, GT, "4", NEW)
    assert standing(given_, GT, "4", NEW) is Standing.EARLIER_TEXT


def test_a_request_stands_on_whatever_words_come_after_it():
    given_ = rows((Decision.APPROVE, NEW), (Decision.REQUEST_CHANGES, OLD))

    assert live_request(given_, GT, "4") == given_[1]
    assert standing(given_, GT, "4", NEW) is Standing.REQUEST_CHANGES
    assert not cleared_by(given_, GT, "4", NEW)


@pytest.mark.parametrize("decision", sorted(CLEARING))
def test_a_clearing_decision_lifts_the_own_request_for_good(decision):
    given_ = rows((Decision.REQUEST_CHANGES, OLD), (decision, NEW))

    assert live_request(given_, GT, "4") is None
    assert live_request([given_[0], without(given_[1])], GT, "4") is None


def test_to_be_in_consultation_lifts_no_request():
    given_ = rows((Decision.REQUEST_CHANGES, OLD), (Decision.IN_CONSULTATION, NEW))

    assert standing(given_, GT, "4", NEW) is Standing.REQUEST_CHANGES


def test_another_seat_does_not_lift_a_request():
    given_ = rows((Decision.REQUEST_CHANGES, OLD)) + rows((Decision.APPROVE, NEW), seat=PY)

    assert [request.seat for request in live_requests(given_, "4")] == [GT]


def test_taking_the_newest_decision_back_does_not_revive_the_one_before_it():
    first, second = rows((Decision.APPROVE, NEW), (Decision.NO_OBJECTION, NEW))

    assert standing([first, without(second)], GT, "4", NEW) is Standing.NONE


def test_an_approval_of_these_very_words_is_never_called_one_of_an_earlier_text():
    first, second = rows((Decision.APPROVE, NEW), (Decision.IN_CONSULTATION, NEW))

    assert earlier_clearance([first, without(second)], GT, "4", NEW) is None


def test_a_request_carried_into_the_text_no_longer_stands_and_clears_nothing():
    request = replace(rows((Decision.REQUEST_CHANGES, OLD))[0], ended=True)

    assert live_request([request], GT, "4") is None
    assert standing([request], GT, "4", OLD) is Standing.NONE


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (None, Standing.PASSED),
        (Decision.IN_CONSULTATION, Standing.PASSED),
        (Decision.APPROVE, Standing.APPROVE),
        (Decision.REQUEST_CHANGES, Standing.REQUEST_CHANGES),
    ],
)
def test_a_seat_that_was_passed_is_shown_so_until_it_speaks(decision, expected):
    given_ = rows((decision, NEW)) if decision else []

    assert standing(given_, GT, "4", NEW, passed=True) is expected


@given(histories)
def test_a_seat_clears_only_words_on_which_its_last_row_lets_them_pass_and_no_request_stands(history):
    for seat in (GT, PY):
        for words in (OLD, NEW):
            on_these = [row for row in history if row.seat == seat and row.text_hash == words]
            passes = bool(on_these) and on_these[-1].decision in CLEARING and on_these[-1].counts
            expected = passes and live_request(history, seat, "4") is None
            assert cleared_by(history, seat, "4", words) == expected


@given(histories)
def test_what_another_seat_or_another_section_does_changes_nothing_for_a_seat(history):
    own = [row for row in history if row.seat == GT]
    elsewhere = [replace(row, section="5") for row in history]

    for words in (OLD, NEW):
        assert standing_position(own, GT, "4", words) == standing_position(history + elsewhere, GT, "4", words)


@given(histories)
def test_the_board_calls_a_seat_cleared_exactly_when_the_guards_do(history):
    for words in (OLD, NEW):
        shown = standing(history, GT, "4", words)
        assert (shown.value in set(CLEARING)) == cleared_by(history, GT, "4", words)


@given(histories, st.sampled_from(Decision))
def test_a_row_more_never_makes_an_earlier_row_count_again(history, decision):
    """Rows are only added: a live request either stays, or is replaced or lifted by the new row."""
    added = Position(UUID(int=99), GT, "4", decision, NEW)
    before, after = live_request(history, GT, "4"), live_request([*history, added], GT, "4")

    if decision is Decision.REQUEST_CHANGES:
        assert after == added
    elif decision in CLEARING:
        assert after is None
    else:
        assert after == before
