"""Saving versions, merging, clashes, what is refused."""

import pytest

from drafting.actions.notes.creating import discard_note
from drafting.actions.sections import restore_version, save_version, set_ready
from drafting.domain.errors import Blocked, Invalid, NotAllowed, NotFound, Outdated, TooLarge
from drafting.domain.workflow import Stage
from drafting.store.sections import set_asides_of, version, version_text
from drafting.text.canonical import text_hash
from tests.makers import TWO_SENTENCES, make_note, make_people, make_version, words_of

FIRST_CHANGED = TWO_SENTENCES.replace("one thing", "something new")
SECOND_CHANGED = TWO_SENTENCES.replace("another", "something else")
BOTH_CHANGED = FIRST_CHANGED.replace("another", "something else")


@pytest.fixture
def people(keeping):
    return make_people(keeping)


@pytest.fixture
def note(keeping, people):
    return make_note(keeping, texts={"2": TWO_SENTENCES})


def save(keeping, actor, note, text, *, label="2", **how):
    with keeping.writing(actor) as work:
        return save_version(work, note.slug, label, text, **how)


def test_new_words_are_a_new_version_whose_hash_and_size_are_theirs(keeping, people, note):
    saved = save(keeping, people.drafter(), note, FIRST_CHANGED, based_on=1, summary="  A first\nattempt ")

    assert (saved.created, saved.version.number, saved.version.parent) == (True, 2, 1)
    assert saved.version.text_hash == text_hash(FIRST_CHANGED)
    assert (saved.version.words_added, saved.version.words_deleted) == (2, 2)
    assert saved.version.summary == "A first attempt"
    assert saved.version.hat == "secretariat:RCM"
    with keeping.reading(people.drafter()) as work:
        assert words_of(work, note, "2") == FIRST_CHANGED


def test_the_same_words_again_keep_nothing_and_answer_the_standing_version(keeping, people, note):
    saved = save(keeping, people.drafter(), note, "  " + TWO_SENTENCES.strip() + "  \r\n", based_on=1)
    again = save(keeping, people.drafter(), note, TWO_SENTENCES, based_on=1)

    assert not again.created
    assert again.version.number == saved.version.number


def test_changes_in_different_sentences_both_survive(keeping, people, note):
    save(keeping, people.drafter("SACM"), note, SECOND_CHANGED, based_on=1)
    saved = save(keeping, people.drafter(), note, FIRST_CHANGED, based_on=1)

    assert saved.text == BOTH_CHANGED
    assert (saved.version.kind, saved.merged_with, saved.version.parent) == ("merged", 2, 1)


def test_a_save_that_changes_nothing_since_its_base_lets_the_newer_words_stand(keeping, people, note):
    save(keeping, people.drafter("SACM"), note, SECOND_CHANGED, based_on=1)
    saved = save(keeping, people.drafter(), note, TWO_SENTENCES, based_on=1)

    assert not saved.created
    assert saved.text == SECOND_CHANGED


def test_two_people_in_one_sentence_is_refused_with_both_texts_and_nothing_is_recorded(keeping, people, note):
    theirs = TWO_SENTENCES.replace("one thing", "their thing")
    save(keeping, people.drafter("SACM"), note, theirs, based_on=1)

    with pytest.raises(Outdated) as refused:
        save(keeping, people.drafter(), note, FIRST_CHANGED, based_on=1)

    details = refused.value.details
    assert (details["base"], details["mine"], details["theirs"]) == (TWO_SENTENCES, FIRST_CHANGED, theirs)
    assert details["version"] == 2
    assert len(details["clashes"]) == 1
    with keeping.reading(people.drafter()) as work:
        assert words_of(work, note, "2") == theirs


def test_words_that_lost_a_clash_stay_beside_the_version_they_lost_to(keeping, people, note):
    theirs = TWO_SENTENCES.replace("one thing", "their thing")
    save(keeping, people.drafter("SACM"), note, theirs, based_on=1)
    saved = save(keeping, people.drafter(), note, theirs, based_on=2, set_aside=[FIRST_CHANGED])

    assert not saved.created
    with keeping.reading(people.drafter()) as work:
        (kept,) = set_asides_of(work.session, saved.version.section_id, "es")
    assert (kept.text, kept.lost_to, kept.hat) == (FIRST_CHANGED, 2, "secretariat:RCM")


@pytest.mark.parametrize(("based_on", "code"), [(None, "missing"), (7, "unknown-version"), (-1, "unknown-version")])
def test_a_save_must_name_a_version_that_there_is(keeping, people, note, based_on, code):
    with pytest.raises(Invalid) as refused:
        save(keeping, people.drafter(), note, FIRST_CHANGED, based_on=based_on)
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [("/based_on", code)]


def test_a_section_holds_a_hundred_kilobytes_and_not_one_byte_more(keeping, people, note):
    fits = "á" * 49_999 + "\n"
    assert save(keeping, people.drafter(), note, fits, based_on=1).created
    with pytest.raises(TooLarge):
        save(keeping, people.drafter(), note, fits.replace("\n", "áá\n"), based_on=2)


@pytest.mark.parametrize("who", ["delegation", "troika", "observer"])
def test_only_secretariats_and_presidencies_write(keeping, people, note, who):
    actor = people.observer if who == "observer" else getattr(people, who)()
    with pytest.raises((NotAllowed, NotFound)):
        save(keeping, actor, note, FIRST_CHANGED, based_on=1)


def test_a_presidency_writes_in_drafting_only(keeping, people):
    drafting = make_note(keeping, texts={"2": TWO_SENTENCES})
    review = make_note(keeping, stage=Stage.PRESIDENCY_REVIEW, texts={"2": TWO_SENTENCES})

    assert save(keeping, people.presidency("SACM"), drafting, FIRST_CHANGED, based_on=1).created
    with pytest.raises(NotAllowed, match="stage"):
        save(keeping, people.presidency("SACM"), review, FIRST_CHANGED, based_on=1)


@pytest.mark.parametrize("label", ["1", "2"])
def test_after_a_return_only_the_sections_that_it_named_are_open(keeping, people, label):
    note = make_note(keeping, open_sections=["2"])

    if label == "2":
        assert save(keeping, people.drafter(), note, FIRST_CHANGED, label=label, based_on=0).created
    else:
        with pytest.raises(NotAllowed) as refused:
            save(keeping, people.drafter(), note, FIRST_CHANGED, label=label, based_on=0)
        assert refused.value.code == "not-now"


def test_a_text_under_review_stands_still(keeping, people):
    note = make_note(keeping, stage=Stage.TROIKA_REVIEW, texts={"2": TWO_SENTENCES})
    with pytest.raises(NotAllowed):
        save(keeping, people.drafter(), note, FIRST_CHANGED, based_on=1)


def test_earlier_words_come_back_as_a_new_version_and_revive_readiness(keeping, people, note):
    actor = people.drafter()
    with keeping.writing(actor) as work:
        set_ready(work, note.slug, "2", ready=True, text_hash=text_hash(TWO_SENTENCES))
    save(keeping, actor, note, FIRST_CHANGED, based_on=1)
    with keeping.writing(actor) as work:
        restored = restore_version(work, note.slug, "2", 1)

    assert (restored.version.number, restored.version.kind, restored.version.parent) == (3, "restored", 1)
    with keeping.reading(actor) as work:
        found = version(work.session, restored.version.section_id, "es", 3)
        assert version_text(work.session, found) == TWO_SENTENCES
        assert found.text_hash == text_hash(TWO_SENTENCES)


def test_words_are_marked_ready_only_when_they_are_those_that_were_read(keeping, people, note):
    with keeping.writing(people.drafter()) as work, pytest.raises(Outdated):
        set_ready(work, note.slug, "2", ready=True, text_hash=text_hash(FIRST_CHANGED))


def test_a_section_with_an_empty_sub_item_is_not_ready(keeping, people, note):
    words = "## Intercambio de datos\n\nSe intercambian.\n\n## Análisis de la información\n"
    make_version(keeping, note, "1", words)
    with keeping.writing(people.drafter()) as work:
        with pytest.raises(Blocked) as refused:
            set_ready(work, note.slug, "1", ready=True, text_hash=text_hash(words))
        (blocker,) = refused.value.blockers
        assert blocker.values["item"] == "Análisis de la información"


def test_a_section_without_words_is_not_ready(keeping, people, note):
    with keeping.writing(people.drafter()) as work, pytest.raises(Blocked):
        set_ready(work, note.slug, "4", ready=True, text_hash=text_hash(""))


def test_a_discarded_note_is_not_found_and_gives_its_symbol_back(keeping, people):
    note = make_note(keeping, stage=Stage.SET_UP)
    symbol = note.symbol
    with keeping.writing(people.coordinator()) as work:
        discard_note(work, note.slug)
    with keeping.writing(people.coordinator()) as work, pytest.raises(NotFound):
        discard_note(work, str(note.id))
    assert make_note(keeping, stage=Stage.SET_UP).symbol == symbol
