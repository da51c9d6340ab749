"""Numbers, quotes, lateness, statuses: rules of comments, on plain values."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.comments import (
    DelegationStatus,
    FrozenWords,
    comment_words,
    is_late,
    numbered,
    spot_in,
    standing_status,
)
from drafting.domain.errors import Invalid
from drafting.domain.workflow import Stage
from drafting.text.canonical import canonical
from drafting.text.markdown import numbered_paragraphs

SECTIONS = st.lists(st.sampled_from([None, "1", "2", "A"]), max_size=12)


@given(batches=st.lists(SECTIONS, max_size=6))
def test_numbers_are_given_once_and_without_gaps_however_a_country_submits(batches):
    used: dict[str, int] = {}
    given_numbers = []
    for batch in batches:
        for one in numbered(used, batch, "MEX"):
            used[one.section] = max(one.running, used.get(one.section, 0))
            given_numbers.append(one)
    at_once = numbered({}, [section for batch in batches for section in batch], "MEX")

    assert given_numbers == at_once
    assert len({one.number for one in given_numbers}) == len(given_numbers)
    for section in {one.section for one in given_numbers}:
        running = [one.running for one in given_numbers if one.section == section]
        assert running == list(range(1, len(running) + 1))


def test_a_number_is_spelt_section_country_running():
    assert [one.number for one in numbered({"3": 3}, ["3", None], "MEX")] == ["3-MEX-04", "0-MEX-01"]
    assert numbered({"3": 99}, ["3"], "MEX")[0].number == "3-MEX-100"


@st.composite
def quoted(draw):
    """A frozen section, and a range of it that holds something."""
    paragraphs = draw(st.lists(st.text(alphabet="abñé🌎 .\u0301", min_size=1, max_size=12), min_size=1, max_size=5))
    text = canonical("\n\n".join(paragraphs))
    count = len(numbered_paragraphs(text))
    if not count:
        return None
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return FrozenWords("1", text, draw(st.integers(1, 40)), count), start, end


@given(case=quoted())
def test_a_quote_is_held_against_the_exact_code_points(case):
    if case is None:
        return
    frozen, start, end = case
    quote = frozen.text[start:end]
    spot = spot_in(frozen, paragraph=None, quote=quote, start=start, end=end)
    assert frozen.text[spot.start : spot.end] == spot.quote == quote
    assert spot.paragraph is not None
    assert frozen.holds(spot.paragraph)
    with pytest.raises(Invalid):
        spot_in(frozen, paragraph=None, quote=quote + "x", start=start, end=end)


@given(case=quoted())
def test_without_offsets_a_quote_is_taken_only_where_it_stands_once(case):
    if case is None:
        return
    frozen, start, end = case
    quote = frozen.text[start:end]
    once = frozen.text.find(quote) == frozen.text.rfind(quote)
    if once:
        assert spot_in(frozen, paragraph=None, quote=quote).start == start
    else:
        with pytest.raises(Invalid):
            spot_in(frozen, paragraph=None, quote=quote)


def test_half_a_range_is_no_range():
    frozen = FrozenWords("1", "Una frase.\n", 7, 1)
    for start, end in ((0, None), (None, 3), (3, 3), (-10, 3), (5, 3)):
        with pytest.raises(Invalid):
            spot_in(frozen, paragraph=None, quote="Una", start=start, end=end)
    assert spot_in(frozen, paragraph=7, quote="Una", start=0, end=3).paragraph == 7


def test_words_are_kept_in_canonical_form_and_emptiness_is_nothing():
    kept = comment_words(kind="general", body=" cafe\u0301\r\n", proposed_text=" \n", reason="", language="pt")
    assert (kept.body, kept.proposed_text, kept.reason) == ("café", None, None)


@pytest.mark.parametrize(
    ("stage", "minutes", "late"),
    [
        (Stage.CONSULTATION, -1, False),
        (Stage.CONSULTATION, 0, True),
        (Stage.CONSULTATION, 1, True),
        (Stage.CONSOLIDATION, -1, True),
    ],
)
def test_late_is_at_the_instant_or_after_it_or_once_closed(stage, minutes, late):
    deadline = datetime(2018, 9, 5, 22, tzinfo=UTC)
    assert is_late(stage, deadline, deadline + timedelta(minutes=minutes)) is late
    assert is_late(Stage.CONSULTATION, None, deadline) is False


@pytest.mark.parametrize(
    ("declared", "submitted", "status"),
    [
        (None, 0, None),
        (None, 1, "commenting"),
        ("no_comments", 0, "no_comments"),
        ("no_comments", 1, "commenting"),
        ("finished", 1, "finished"),
        ("commenting", 0, "commenting"),
    ],
)
def test_what_was_submitted_says_more_than_what_was_declared(declared, submitted, status):
    assert standing_status(declared and DelegationStatus(declared), submitted) == status
