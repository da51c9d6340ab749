"""Two people save one section at the same moment, from two processes."""

from drafting.store.work import STRANGER, Keeping
from tests.makers import TWO_SENTENCES, make_note, make_people, make_version, words_of
from tests.races.deeds import named
from tests.races.processes import Pair

ROUNDS = 8


def test_changes_in_different_sentences_both_survive(keeping: Keeping, pair: Pair) -> None:
    people = make_people(keeping)
    note = make_note(keeping, texts={"2": TWO_SENTENCES})
    for round_ in range(ROUNDS):
        base = 1 if round_ == 0 else make_version(keeping, note, "2", _fresh(round_)).number
        words = TWO_SENTENCES if round_ == 0 else _fresh(round_)
        mine = words.replace("one thing", f"one thing of round {round_}")
        theirs = words.replace("another", f"another of round {round_}")
        outcomes = pair.at_once(
            _save(people.drafter("RCM"), note.id, mine, base), _save(people.drafter("SACM"), note.id, theirs, base)
        )
        assert [(o.refused, o.crash) for o in outcomes] == [(None, None)] * 2
        assert sorted(o.answer for o in outcomes) == [base + 1, base + 2]
        with keeping.reading(STRANGER) as work:
            standing = words_of(work, note, "2")
        assert f"one thing of round {round_}" in standing
        assert f"another of round {round_}" in standing


def test_of_two_changes_in_one_sentence_one_is_kept_and_the_other_is_told(keeping: Keeping, pair: Pair) -> None:
    people = make_people(keeping)
    note = make_note(keeping, texts={"2": TWO_SENTENCES})
    for round_ in range(ROUNDS):
        words = _fresh(round_)
        base = make_version(keeping, note, "2", words).number
        outcomes = pair.at_once(
            _save(people.drafter("RCM"), note.id, words.replace("one thing", "mine"), base),
            _save(people.drafter("SACM"), note.id, words.replace("one thing", "theirs"), base),
        )
        assert [o.crash for o in outcomes] == [None, None]
        assert sorted(o.refused or "kept" for o in outcomes) == ["kept", "text-changed"]
        kept = next(("mine", "theirs")[i] for i, o in enumerate(outcomes) if o.refused is None)
        with keeping.reading(STRANGER) as work:
            assert f"says {kept}" in words_of(work, note, "2")


def test_the_same_words_saved_twice_at_once_are_one_version(keeping: Keeping, pair: Pair) -> None:
    people = make_people(keeping)
    note = make_note(keeping, texts={"2": TWO_SENTENCES})
    deeds = [_save(people.drafter(code), note.id, "Other words altogether.\n", 1) for code in ("RCM", "SACM")]
    outcomes = pair.at_once(*deeds)
    assert [o.answer for o in outcomes] == [2, 2]


def _fresh(round_: int) -> str:
    return TWO_SENTENCES.replace("first sentence", f"first sentence of round {round_}")


def _save(actor, note, text, base):  # type: ignore[no-untyped-def]
    return "save", {"by": named(actor), "note": str(note), "label": "2", "text": text, "based_on": base}
