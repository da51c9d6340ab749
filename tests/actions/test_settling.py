"""Settling a clash: what is chosen stands, word for word, and what was agreed is not touched."""

from hypothesis import given
from hypothesis import strategies as st

from drafting.actions.sections.settling import Choice, ClashView, both, settle
from drafting.text.canonical import canonical
from drafting.text.merging import Clash, merge

WORDS = st.sampled_from(["One here.", "Two there.", "Three.", "## Head", "- item", "Cuatro, más."])
TEXTS = st.lists(WORDS, min_size=1, max_size=5).map(lambda words: canonical("\n\n".join(words)))


def clash_of(base, mine, theirs):
    """Only what settling looks at."""
    return ClashView(None, None, None, None, mine, merge(base, mine, theirs).pieces)


@given(TEXTS, TEXTS, TEXTS)
def test_choosing_one_side_everywhere_keeps_every_word_of_its_passages(base, mine, theirs):
    clash = clash_of(base, mine, theirs)
    for keep in ("mine", "theirs"):
        settled = settle(clash, [Choice(keep)] * len(clash.clashes))
        agreed = [piece.text for piece in clash.pieces if not isinstance(piece, Clash)]
        chosen = [getattr(piece, keep) for piece in clash.clashes]
        assert sorted("".join(agreed + chosen)) == sorted(settled.text)
        assert settled.gave_up is (keep == "theirs" and bool(clash.clashes))


@given(TEXTS, TEXTS, TEXTS)
def test_keeping_both_loses_no_word_of_either(base, mine, theirs):
    for clash in clash_of(base, mine, theirs).clashes:
        kept = both(clash).split()
        for word in (*clash.mine.split(), *clash.theirs.split()):
            assert word in kept


def test_other_words_stand_between_the_same_neighbours():
    base = "One here. Two there. Three.\n"
    clash = clash_of(base, base.replace("Two there", "Two mine"), base.replace("Two there", "Two theirs"))
    settled = settle(clash, [Choice("words", "  Two ours.\r\n")])
    assert settled.text == "One here. Two ours. Three.\n"
    assert settled.gave_up
