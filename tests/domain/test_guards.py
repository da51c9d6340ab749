"""What stands in the way: each guard's own conditions, and that vacant, passed and set aside count as satisfied."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.guards import GUARDS, NoteState, SectionState, blockers
from drafting.domain.hats import SeatName
from drafting.domain.positions import Decision, Position
from drafting.domain.workflow import MOVES, Guard

PA, GT = SeatName("RCM", "PA"), SeatName("RCM", "GT")
UY, PY = SeatName("SACM", "UY"), SeatName("SACM", "PY")
SEATS = (PA, GT, UY, PY)
FOUR, FIVE = SectionState("4", "hash of 4", ready=True), SectionState("5", "hash of 5", ready=True)


def position(seat: SeatName, section: SectionState, decision: Decision = Decision.APPROVE, **about) -> Position:
    words = about.pop("text_hash", section.text_hash)
    return Position(UUID(int=SEATS.index(seat)), seat, section.label, decision, words, **about)


def all_clear(*sections: SectionState) -> tuple[Position, ...]:
    return tuple(position(seat, section) for section in sections for seat in SEATS)


CLEAR = NoteState((FOUR, FIVE), (PA, UY), SEATS, all_clear(FOUR, FIVE), adoption_recorded=True)


def found(guard: Guard, state: NoteState) -> list[tuple[str, str | None, str | None]]:
    return [(blocker.code, blocker.section, blocker.who) for blocker in GUARDS[guard](state)]


def missing(seat: SeatName, section: SectionState) -> NoteState:
    """Clear, but for one seat on one section."""
    return replace(CLEAR, positions=tuple(p for p in CLEAR.positions if (p.seat, p.section) != (seat, section.label)))


@pytest.mark.parametrize("guard", Guard)
def test_nothing_stands_in_the_way_of_a_note_that_everybody_cleared(guard):
    assert found(guard, CLEAR) == []


BLOCKED = [
    (Guard.SEATS_AND_CALENDAR, replace(CLEAR, presidencies=()), ("no-presidency", None, None)),
    (Guard.SEATS_AND_CALENDAR, replace(CLEAR, has_calendar=False), ("no-calendar", None, None)),
    (
        Guard.SECTIONS_READY,
        replace(CLEAR, sections=(replace(FOUR, ready=False), FIVE)),
        ("section-not-ready", "4", None),
    ),
    (
        Guard.SECTIONS_READY,
        replace(CLEAR, sections=(FOUR, replace(FIVE, missing=("Albergues",)))),
        ("sub-item-empty", "5", None),
    ),
    (Guard.PRESIDENCIES_CLEAR, missing(UY, FIVE), ("not-cleared", "5", "SACM:UY")),
    (Guard.SEATS_CLEAR, missing(PY, FOUR), ("not-cleared", "4", "SACM:PY")),
    (Guard.CHANGED_CLEARED, missing(PY, FOUR), ("not-cleared", "4", "SACM:PY")),
    (
        Guard.NO_PRESIDENCY_REQUEST,
        replace(CLEAR, positions=(position(UY, FOUR, Decision.REQUEST_CHANGES),)),
        ("request-for-changes", "4", "SACM:UY"),
    ),
    (
        Guard.NO_REQUEST,
        replace(CLEAR, positions=(position(GT, FOUR, Decision.REQUEST_CHANGES, text_hash="older words"),)),
        ("request-for-changes", "4", "RCM:GT"),
    ),
    (Guard.NO_BRACKETS, replace(CLEAR, sections=(replace(FOUR, brackets=2),)), ("open-brackets", "4", None)),
    (
        Guard.NO_AD_REFERENDUM,
        replace(CLEAR, positions=(position(GT, FIVE, Decision.AD_REFERENDUM),)),
        ("ad-referendum", "5", "RCM:GT"),
    ),
    (Guard.ANSWERS_RELEASED, replace(CLEAR, unanswered=("3-MEX-04",)), ("unanswered", None, None)),
    (Guard.ALL_FINISHED, replace(CLEAR, unfinished=("PE",)), ("not-finished", None, "PE")),
    (Guard.LANGUAGES, replace(CLEAR, languages_missing=("en",)), ("language-missing", None, None)),
    (Guard.ADOPTION_RECORDED, replace(CLEAR, adoption_recorded=False), ("adoption-not-recorded", None, None)),
]


@pytest.mark.parametrize(("guard", "state", "expected"), BLOCKED, ids=[f"{g}-{e[0]}" for g, _, e in BLOCKED])
def test_a_guard_names_what_is_missing_of_whom_and_where(guard, state, expected):
    assert found(guard, state) == [expected]


def test_every_guard_has_been_seen_to_block():
    assert {guard for guard, _, _ in BLOCKED} == set(Guard)


@pytest.mark.parametrize(
    ("guard", "state"),
    [(guard, state) for guard, state, expected in BLOCKED if expected[1] is not None],
    ids=[guard for guard, _, expected in BLOCKED if expected[1] is not None],
)
def test_a_heading_set_aside_stands_in_no_way(guard, state):
    aside = tuple(replace(section, set_aside=True) for section in state.sections)

    assert found(guard, replace(state, sections=aside)) == []


@pytest.mark.parametrize("guard", [Guard.PRESIDENCIES_CLEAR, Guard.SEATS_CLEAR, Guard.CHANGED_CLEARED])
def test_a_seat_is_passed_on_the_words_it_was_passed_on_and_on_no_others(guard):
    silent = missing(UY, FOUR)

    assert found(guard, replace(silent, passed=frozenset({(UY, "4", FOUR.text_hash)}))) == []
    assert found(guard, replace(silent, passed=frozenset({(UY, "4", "other words")}))) == [
        ("not-cleared", "4", "SACM:UY")
    ]


def test_a_seat_that_was_passed_still_holds_the_note_up_by_a_request():
    state = replace(
        CLEAR,
        passed=frozenset({(GT, "4", FOUR.text_hash)}),
        positions=(*CLEAR.positions, position(GT, FOUR, Decision.REQUEST_CHANGES)),
    )

    assert found(Guard.NO_REQUEST, state) == [("request-for-changes", "4", "RCM:GT")]


def test_the_request_of_a_country_that_lost_its_seat_stands_in_no_way():
    state = replace(CLEAR, positions=(position(GT, FOUR, Decision.REQUEST_CHANGES),), seats=(PA, UY, PY))

    assert found(Guard.NO_REQUEST, state) == []


def test_a_presidency_is_not_held_up_by_the_request_of_another_seat():
    state = replace(CLEAR, positions=(*CLEAR.positions, position(GT, FOUR, Decision.REQUEST_CHANGES)))

    assert found(Guard.NO_PRESIDENCY_REQUEST, state) == []


def test_in_clearance_only_changed_sections_wait_for_the_seats():
    state = replace(missing(PY, FOUR), sections=(replace(FOUR, changed=False), FIVE))

    assert found(Guard.CHANGED_CLEARED, state) == []
    assert found(Guard.SEATS_CLEAR, state) == [("not-cleared", "4", "SACM:PY")]


def test_sections_that_are_not_open_need_not_be_ready():
    closed = replace(FOUR, ready=False, open=False, missing=("Albergues",))

    assert found(Guard.SECTIONS_READY, replace(CLEAR, sections=(closed, FIVE))) == []


def test_a_confirmed_ad_referendum_no_longer_stands_in_the_way():
    given_ = (position(GT, FOUR, Decision.AD_REFERENDUM), position(GT, FOUR, Decision.APPROVE))

    assert found(Guard.NO_AD_REFERENDUM, replace(CLEAR, positions=given_)) == []


def test_an_ad_referendum_counts_to_advance():
    others = tuple(p for p in CLEAR.positions if (p.seat, p.section) != (GT, "4"))
    state = replace(CLEAR, positions=(*others, position(GT, FOUR, Decision.AD_REFERENDUM)))

    assert found(Guard.SEATS_CLEAR, state) == []


sections = st.builds(
    SectionState,
    label=st.sampled_from(["4", "5"]),
    text_hash=st.sampled_from(["hash of 4", "hash of 5", "other words"]),
    ready=st.booleans(),
    open=st.booleans(),
    set_aside=st.booleans(),
    changed=st.booleans(),
    brackets=st.integers(0, 2),
)
states = st.builds(
    NoteState,
    sections=st.lists(sections, max_size=2, unique_by=lambda section: section.label).map(tuple),
    presidencies=st.just((PA, UY)),
    seats=st.just(SEATS),
    positions=st.lists(
        st.builds(
            Position,
            id=st.uuids(),
            seat=st.sampled_from(SEATS),
            section=st.sampled_from(["4", "5"]),
            decision=st.sampled_from(Decision),
            text_hash=st.sampled_from(["hash of 4", "hash of 5", "other words"]),
        ),
        max_size=8,
    ).map(tuple),
)


@given(states)
def test_setting_a_heading_aside_never_puts_anything_in_the_way(state):
    eased = replace(state, sections=tuple(replace(s, set_aside=True) for s in state.sections))

    for guard in Guard:
        assert set(found(guard, eased)) <= set(found(guard, state))


@given(states)
def test_whatever_clears_all_sections_clears_the_changed_ones(state):
    assert set(found(Guard.CHANGED_CLEARED, state)) <= set(found(Guard.SEATS_CLEAR, state))
    assert set(found(Guard.PRESIDENCIES_CLEAR, state)) <= set(found(Guard.SEATS_CLEAR, state))


@given(states, st.sampled_from(list(MOVES.values())))
def test_a_move_is_kept_back_by_exactly_what_its_guards_name(state, rule):
    expected = [blocker for guard in rule.guards for blocker in GUARDS[guard](state)]

    assert blockers(rule, state) == expected
