"""What somebody is writing is kept for them alone until they save it or give it up."""

import pytest

from drafting.actions.sections import discard_working_copy, keep_working_copy, save_version
from drafting.actions.sections.editing import show_editor, unsaved_text
from drafting.domain.errors import Invalid, NotAllowed, TooLarge
from drafting.domain.workflow import Stage
from tests.makers import TWO_SENTENCES, enter, make_note, make_people, make_version


@pytest.fixture
def people(keeping):
    return make_people(keeping)


@pytest.fixture
def note(keeping, people):
    return make_note(keeping, texts={"2": TWO_SENTENCES})


def keep(keeping, actor, note, text, based_on=1):
    with keeping.writing(actor) as work:
        return keep_working_copy(work, note.slug, "2", text, based_on=based_on)


def edited(keeping, actor, note):
    with keeping.reading(actor) as work:
        found = show_editor(work, note.slug, "2")
        return found.text, found.based_on, found.unsaved_at is not None


def test_the_editor_opens_on_the_words_that_were_left(keeping, people, note):
    actor = people.drafter()
    keep(keeping, actor, note, "Half a")
    assert keep(keeping, actor, note, "Half a sentence").saved_at
    assert edited(keeping, actor, note) == ("Half a sentence", 1, True)
    assert edited(keeping, people.drafter("SACM"), note) == (TWO_SENTENCES, 1, False)


def test_words_equal_to_the_newest_are_not_unsaved(keeping, people, note):
    keep(keeping, people.drafter(), note, TWO_SENTENCES.strip())
    assert edited(keeping, people.drafter(), note) == (TWO_SENTENCES, 1, False)


def test_saving_a_version_ends_the_working_copy(keeping, people, note):
    actor = people.drafter()
    keep(keeping, actor, note, "Other words.\n")
    with keeping.writing(actor) as work:
        save_version(work, note.slug, "2", "Other words.\n", based_on=1)
    assert edited(keeping, actor, note) == ("Other words.\n", 2, False)


def test_a_later_save_of_others_is_told_and_the_words_are_kept_on_their_base(keeping, people, note):
    actor = people.drafter()
    assert not keep(keeping, actor, note, "My words").overtaken
    make_version(keeping, note, "2", "Their words.\n", by=people.drafter("SACM"))
    assert keep(keeping, actor, note, "My words, more of them").overtaken
    assert edited(keeping, actor, note) == ("My words, more of them", 1, True)


def test_discarding_leads_back_to_the_newest_words(keeping, people, note):
    actor = people.drafter()
    keep(keeping, actor, note, "Half a sentence")
    with keeping.writing(actor) as work:
        discard_working_copy(work, note.slug, "2")
    assert edited(keeping, actor, note) == (TWO_SENTENCES, 1, False)


def test_unsaved_words_can_be_taken_away_after_the_section_has_closed(keeping, people, note):
    actor = people.drafter()
    keep(keeping, actor, note, "Half a sentence")
    with keeping.writing(people.coordinator()) as work:
        enter(work, note, Stage.CONSULTATION)
    with pytest.raises(NotAllowed):
        edited(keeping, actor, note)
    with keeping.reading(actor) as work:
        assert unsaved_text(work, note.slug, "2") == "Half a sentence"


def test_what_no_database_could_keep_is_left_out(keeping, people, note):
    keep(keeping, people.drafter(), note, "Zero \x00 and half a pair \ud83d.")
    assert edited(keeping, people.drafter(), note)[0].startswith("Zero  and half a pair ")


@pytest.mark.parametrize(
    ("based_on", "text", "refusal"), [(None, "x", Invalid), (8, "x", Invalid), (1, "x" * 100_001, TooLarge)]
)
def test_a_copy_is_refused_as_a_version_would_be(keeping, people, note, based_on, text, refusal):
    with pytest.raises(refusal):
        keep(keeping, people.drafter(), note, text, based_on)
