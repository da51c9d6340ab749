"""Labels: working numbers inside, REV numbers for members; words that did not change spend no number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.frozen import Kept, is_sent, newest_sent, next_label, serving, words_digest
from drafting.domain.workflow import Purpose

SENT = [Purpose.TO_MEMBERS, Purpose.TO_ADOPTION, Purpose.ADOPTED]
INSIDE = [Purpose.TO_PRESIDENCIES, Purpose.TO_TROIKA, Purpose.TO_CLEARANCE]
CIRCULATED = [Kept("W1", "a"), Kept("W2", "b"), Kept("REV.0", "b")]


@pytest.mark.parametrize(
    ("purpose", "kept", "label"),
    [
        (Purpose.TO_PRESIDENCIES, [], "W1"),
        (Purpose.TO_TROIKA, CIRCULATED[:1], "W2"),
        (Purpose.TO_MEMBERS, CIRCULATED[:2], "REV.0"),
        (Purpose.TO_CLEARANCE, CIRCULATED, "W3"),
        (Purpose.TO_ADOPTION, [*CIRCULATED, Kept("W3", "c")], "REV.1"),
        (Purpose.TO_ADOPTION, [*CIRCULATED, Kept("W3", "c"), Kept("REV.1", "c"), Kept("W4", "d")], "REV.2"),
    ],
)
def test_each_kind_of_text_counts_its_own_numbers(purpose, kept, label):
    assert next_label(purpose, kept) == label


@pytest.mark.parametrize("purpose", INSIDE)
def test_unchanged_words_serve_a_further_purpose_inside(purpose):
    assert serving(purpose, "b", CIRCULATED) == CIRCULATED[-1]
    assert serving(purpose, "a", CIRCULATED) is None


def test_what_members_are_sent_first_always_bears_a_number_of_its_own():
    assert serving(Purpose.TO_MEMBERS, "b", CIRCULATED[:2]) is None


def test_a_text_under_adoption_with_the_words_of_the_newest_rev_is_that_rev():
    assert serving(Purpose.TO_ADOPTION, "b", [*CIRCULATED, Kept("W3", "c")]) == CIRCULATED[-1]
    assert serving(Purpose.TO_ADOPTION, "c", [*CIRCULATED, Kept("W3", "c")]) is None


@given(st.lists(st.tuples(st.sampled_from(Purpose), st.sampled_from("abc")), max_size=12))
def test_labels_are_never_used_twice_and_a_text_is_always_found_under_the_right_kind(freezes):
    kept: list[Kept] = []
    for purpose, digest in freezes:
        same = serving(purpose, digest, kept)
        if same is None:
            kept.append(Kept(next_label(purpose, kept), digest))
        found = same or kept[-1]
        assert found.digest == digest
        assert is_sent(found.label) or purpose in INSIDE

    labels = [text.label for text in kept]
    assert len(set(labels)) == len(labels)
    sent = [label for label in labels if is_sent(label)]
    assert sent == [f"REV.{number}" for number in range(len(sent))]
    assert (newest_sent(kept) is None) == (not sent)


def test_the_digest_of_a_note_tells_apart_which_section_has_which_words():
    assert words_digest([("1", "a"), ("2", "b")]) != words_digest([("1", "b"), ("2", "a")])
    assert words_digest([("1", "a"), ("2", "b")]) == words_digest(iter([("1", "a"), ("2", "b")]))
