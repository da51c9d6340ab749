"""The pages of a section, as people use them without a script: no refusal loses a word."""

import html
import re

import pytest

from drafting.domain.workflow import Stage
from tests.makers import TWO_SENTENCES, enter, make_note, make_people, make_version, words_of
from tests.web.walker import faults

FIRST_CHANGED = TWO_SENTENCES.replace("one thing", "something new")
THEIRS = TWO_SENTENCES.replace("one thing", "their thing")
LANGUAGES = ["es", "en", "pt"]


@pytest.fixture
def database_kind():
    """What pages say does not depend on the database; the deeds behind them are tested on both."""
    return "sqlite"


@pytest.fixture
def people(keeping):
    return make_people(keeping)


@pytest.fixture
def note(keeping, people):
    note = make_note(keeping, texts={"1": "## Intercambio de datos\n\nUno.\n", "2": TWO_SENTENCES})
    make_version(keeping, note, "2", FIRST_CHANGED)
    return note


@pytest.fixture
def drafter(site, people):
    return site.browser(people.drafter().person)


def at(note, *more):
    return "/".join((f"/notes/{note.slug}/sections/2", *more))


def form_of(page, action):
    """The hidden fields of the form that posts to an address, as a browser would send them."""
    form = next(f for f in re.findall(r"<form.*?</form>", page.text, re.DOTALL) if f'action="{action}"' in f)
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    areas = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL)
    return {name: html.unescape(value) for name, value in (*fields, *areas)}


PAGES = ["", "edit", "history", "versions/1", "compare", "compare?view=side", "compare?view=changes"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_can_be_read_aloud(site, people, note, path, language):
    page = site.browser(people.drafter().person, language).get(at(note, path).rstrip("/"))
    assert page.status_code == 200
    assert faults(page.text) == []


def test_an_empty_section_says_so_and_can_be_written_in(drafter, note):
    page = drafter.get(f"/notes/{note.slug}/sections/4")
    assert "Aún no hay nada escrito en esta sección." in page.text
    assert f"/notes/{note.slug}/sections/4/edit" in page.text
    assert faults(page.text) == []


def test_a_section_shows_its_paragraphs_numbered_through_the_note(drafter, note):
    assert 'id="p2"' in drafter.get(at(note)).text


def test_saving_leads_to_the_section_and_says_which_version_it_is(drafter, note):
    form = form_of(drafter.get(at(note, "edit")), at(note, "versions"))
    saved = drafter.post(at(note, "versions"), data={**form, "text": THEIRS, "summary": "Otra palabra"})
    assert saved.status_code == 303
    page = drafter.get(saved.headers["location"])
    assert "La versión 3 quedó guardada." in page.text
    assert "Otra palabra" in drafter.get(at(note, "history")).text


def test_saving_twice_from_one_form_is_saving_once(drafter, note):
    form = {**form_of(drafter.get(at(note, "edit")), at(note, "versions")), "text": THEIRS}
    answers = [drafter.post(at(note, "versions"), data=form) for _ in range(2)]
    assert [answer.headers["location"] for answer in answers] == [f"{at(note)}?saved=3"] * 2


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"based_on": ""}, 422),
        ({"based_on": "99"}, 422),
        ({"summary": "x" * 301}, 422),
        ({"text": "palabra " * 13_000}, 413),
    ],
)
def test_a_refused_save_gives_every_word_back(drafter, note, changed, status):
    form = form_of(drafter.get(at(note, "edit")), at(note, "versions"))
    sent = {**form, "text": "Palabras que no se pierden.", "summary": "Resumen", **changed}
    answer = drafter.post(at(note, "versions"), data=sent)
    assert answer.status_code == status
    assert faults(answer.text) == []
    again = form_of(answer, at(note, "versions"))
    assert again["text"].strip() == sent["text"].strip()
    assert html.escape(sent["summary"]) in answer.text


def test_words_sent_when_the_section_has_closed_are_given_back(keeping, drafter, note):
    form = form_of(drafter.get(at(note, "edit")), at(note, "versions"))
    with keeping.writing(make_people(keeping).coordinator()) as work:
        enter(work, note, Stage.CONSULTATION)
    answer = drafter.post(at(note, "versions"), data={**form, "text": "Palabras que no se pierden."})
    assert answer.status_code == 403
    assert "Palabras que no se pierden." in answer.text


def test_a_preview_shows_the_changes_and_keeps_the_words_privately(site, people, drafter, note):
    form = form_of(drafter.get(at(note, "edit")), at(note, "versions"))
    page = drafter.post(at(note, "preview"), data={**form, "text": THEIRS})
    assert page.status_code == 200
    assert "<ins>" in page.text
    assert faults(page.text) == []
    again = drafter.get(at(note, "edit"))
    assert "texto sin guardar" in again.text
    assert THEIRS.strip() in again.text
    assert drafter.get(at(note, "unsaved")).text == THEIRS
    other = site.browser(people.drafter("SACM").person)
    assert THEIRS.strip() not in other.get(at(note, "edit")).text
    assert other.get(at(note, "unsaved")).status_code == 404


def test_unsaved_words_can_be_discarded(drafter, note):
    form = form_of(drafter.get(at(note, "edit")), at(note, "versions"))
    drafter.post(at(note, "preview"), data={**form, "text": THEIRS})
    discard = form_of(drafter.get(at(note, "edit")), at(note, "working-copy/discard"))
    assert drafter.post(at(note, "working-copy/discard"), data=discard).status_code == 303
    assert THEIRS.strip() not in drafter.get(at(note, "edit")).text


@pytest.fixture
def clash(keeping, people, drafter, note):
    """The page after two people changed one sentence: mine says "my thing", theirs "their thing"."""
    form = form_of(drafter.get(at(note, "edit")), at(note, "versions"))
    make_version(keeping, note, "2", THEIRS, by=people.drafter("SACM"))
    mine = TWO_SENTENCES.replace("one thing", "my thing")
    return drafter.post(at(note, "versions"), data={**form, "text": mine, "summary": "Mi resumen"})


def test_a_clash_shows_both_wordings_and_asks(clash):
    assert clash.status_code == 409
    assert faults(clash.text) == []
    assert "No se perdió nada." in clash.text
    assert "my" in clash.text
    assert "their" in clash.text


@pytest.mark.parametrize(
    ("choice", "stands", "kept_apart"),
    [
        ("mine", "The first sentence says my thing.", 0),
        ("theirs", "The first sentence says their thing.", 1),
        ("both", "The first sentence says their thing. The first sentence says my thing.", 0),
        ("words", "The first sentence says a third thing.", 1),
    ],
)
def test_a_settled_clash_keeps_what_did_not_stay(keeping, people, drafter, note, clash, choice, stands, kept_apart):
    form = form_of(clash, at(note, "settlements"))
    sent = {**form, "choice-1": choice, "words-1": "The first sentence says a third thing."}
    answer = drafter.post(at(note, "settlements"), data=sent)
    assert answer.status_code == 303, answer.text
    with keeping.reading(people.drafter()) as work:
        assert words_of(work, note, "2") == f"{stands} The second sentence says another.\n"
    history = drafter.get(at(note, "history")).text
    assert history.count("Cedió ante la versión 3") == kept_apart
    assert ("my thing" in history) is bool(kept_apart)


def test_a_clash_without_a_choice_is_asked_again_with_the_words(drafter, note, clash):
    form = form_of(clash, at(note, "settlements"))
    answer = drafter.post(at(note, "settlements"), data={**form, "words-1": "A wording in the making."})
    assert answer.status_code == 422
    assert faults(answer.text) == []
    assert form_of(answer, at(note, "settlements"))["mine"].strip() == form["mine"].strip()


def test_a_third_saver_brings_the_settled_words_back_to_be_settled(keeping, people, drafter, note, clash):
    make_version(keeping, note, "2", THEIRS.replace("their thing", "yet another thing"), by=people.drafter("SACM"))
    form = form_of(clash, at(note, "settlements"))
    sent = {**form, "choice-1": "words", "words-1": "The first sentence says a third thing."}
    answer = drafter.post(at(note, "settlements"), data=sent)
    assert answer.status_code == 409
    again = form_of(answer, at(note, "settlements"))
    assert "a third thing" in again["mine"]
    assert "my thing" in again["set_aside"]
    settled = drafter.post(at(note, "settlements"), data={**again, "choice-1": "theirs"})
    assert settled.status_code == 303
    history = drafter.get(at(note, "history")).text
    assert "my thing" in history
    assert "a third thing" in history


def test_readiness_is_refused_by_name_of_what_is_missing(drafter, note):
    path = f"/notes/{note.slug}/sections/1"
    form = form_of(drafter.get(path), f"{path}/readiness")
    answer = drafter.post(f"{path}/readiness", data=form)
    assert answer.status_code == 409
    assert "Análisis de la información" in answer.text
    assert faults(answer.text) == []


def test_a_section_is_marked_ready_and_the_mark_taken_back(drafter, note):
    for expected in ("Marcada como lista", "No marcada como lista"):
        form = form_of(drafter.get(at(note)), at(note, "readiness"))
        assert drafter.post(at(note, "readiness"), data=form).status_code == 303
        assert expected in drafter.get(at(note)).text


def test_an_earlier_version_is_restored_from_the_history(drafter, note):
    form = form_of(drafter.get(at(note, "versions/1")), at(note, "restorations"))
    answer = drafter.post(at(note, "restorations"), data=form)
    assert drafter.get(answer.headers["location"]).status_code == 200
    words = re.sub("<[^>]+>", "", drafter.get(at(note, "history")).text)
    assert "Restablecida: Versión 1" in words


def test_a_troika_seat_is_offered_no_button_it_could_not_press(site, people, keeping, note):
    with keeping.writing(people.coordinator()) as work:
        enter(work, note, Stage.TROIKA_REVIEW)
    page = site.browser(people.troika("GT").person).get(f"{at(note)}?as=troika:RCM:GT")
    assert page.status_code == 200
    assert "/edit" not in page.text
    assert f'action="{at(note, "readiness")}"' not in page.text
