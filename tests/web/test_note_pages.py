"""Starting a note, its home, its settings, its whole text."""

import pytest

from drafting.actions.moves.ways_out import take_way_out
from drafting.domain.ways_out import WayOutKind
from drafting.domain.workflow import Stage
from tests.makers import TWO_SENTENCES, make_note, make_people
from tests.web.test_section_pages import form_of
from tests.web.walker import faults

LANGUAGES = ["es", "en", "pt"]
ANSWERS = {"outline": "extra-regional-flows", "title": "", "year": "2018", "language": "es", "consultation_days": "21"}
TOPICS = {**ANSWERS, "outline": "common-subjects", "step": "check", "heading-1": "Gobernanza", "topic-3": "1"}


@pytest.fixture
def database_kind():
    """What pages say does not depend on the database; the deeds behind them are tested on both."""
    return "sqlite"


@pytest.fixture
def people(keeping):
    return make_people(keeping)


@pytest.fixture
def coordinator(site, people):
    return site.browser(people.coordinator().person)


@pytest.fixture
def note(keeping, people):
    return make_note(keeping, texts={"1": "## Intercambio de datos\n\nUno.\n", "2": TWO_SENTENCES})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["", "/text", "/print", "/settings"])
def test_every_page_of_a_note_can_be_read_aloud(site, people, note, path, language):
    page = site.browser(people.coordinator().person, language).get(f"/notes/{note.slug}{path}")
    assert page.status_code == 200
    assert faults(page.text) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_list_of_notes_says_what_comes_next(site, people, language):
    page = site.browser(people.coordinator().person, language).get("/notes")
    assert "/notes/new" in page.text
    assert faults(page.text) == []


def test_the_list_shows_stage_and_progress(coordinator, note):
    page = coordinator.get("/notes")
    assert note.symbol in page.text
    assert "Secciones listas: 0 de 7" in page.text
    assert faults(page.text) == []


def test_only_who_may_start_a_note_is_offered_to(site, people, note):
    page = site.browser(people.delegation("MX").person).get("/notes")
    assert note.symbol in page.text
    assert "/notes/new" not in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_then_a_check_then_the_note(site, people, language):
    browser = site.browser(people.coordinator().person, language)
    asked = browser.get("/notes/new")
    assert faults(asked.text) == []
    check = browser.post("/notes/new", data={**ANSWERS, "title": "Una nota", "framing": ["A", "F"]})
    assert check.status_code == 200
    assert faults(check.text) == []
    made = browser.post("/notes", data={**form_of(check, "/notes"), "framing": ["A", "F"]})
    assert made.status_code == 303, made.text
    home = browser.get(made.headers["location"])
    assert "Una nota" in home.text
    assert f"{made.headers['location']}/sections/A" in home.text
    assert faults(home.text) == []


def test_going_back_keeps_the_answers(coordinator):
    again = coordinator.post("/notes/new", data={**ANSWERS, "title": "Una nota", "step": "questions"})
    assert 'value="Una nota"' in again.text


@pytest.mark.parametrize(
    ("changed", "field"), [({"year": "18"}, "year"), ({"consultation_days": "2"}, "consultation_days")]
)
def test_a_wrong_answer_is_named_and_the_others_are_kept(coordinator, changed, field):
    answer = coordinator.post("/notes/new", data={**ANSWERS, "title": "Una nota", **changed})
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in answer.text
    assert 'value="Una nota"' in answer.text
    assert faults(answer.text) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_topics_are_grouped_and_their_coverage_shown_before_anything_is_made(site, people, language):
    browser = site.browser(people.coordinator().person, language)
    grouping = browser.post("/notes/new", data={**ANSWERS, "outline": "common-subjects"})
    assert grouping.text.count("<select") == 27
    assert faults(grouping.text) == []
    check = browser.post("/notes/new", data=TOPICS)
    assert faults(check.text) == []
    assert "Gobernanza" in check.text
    made = browser.post("/notes", data=form_of(check, "/notes"))
    assert made.status_code == 303


def test_a_heading_without_topics_is_asked_for_again(coordinator):
    answer = coordinator.post("/notes/new", data={**TOPICS, "heading-2": "Vacía"})
    assert answer.status_code == 422
    assert 'href="#f-heading-2"' in answer.text
    assert 'value="Gobernanza"' in answer.text


def test_a_member_reads_title_stage_and_dates_but_no_words(site, people, note):
    member = site.browser(people.delegation("MX").person)
    page = member.get(f"/notes/{note.slug}")
    assert page.status_code == 200
    assert "sections/2" not in page.text
    assert faults(page.text) == []
    assert member.get(f"/notes/{note.slug}/text").status_code == 404


def test_the_whole_text_numbers_paragraphs_through_the_note(coordinator, note):
    page = coordinator.get(f"/notes/{note.slug}/text")
    assert 'id="p1"' in page.text
    assert 'id="p2"' in page.text
    assert "BORRADOR" in page.text


def test_settings_are_saved_and_a_stale_form_is_refused_with_its_words(coordinator, note):
    path = f"/notes/{note.slug}/settings"
    form = {**form_of(coordinator.get(path), path), "consultation_days": "30", "publication": "public"}
    sent = {**form, "title-es": "Título nuevo", "symbol": note.symbol}
    assert coordinator.post(path, data=sent).status_code == 303
    assert "Título nuevo" in coordinator.get(path).text
    late = coordinator.post(path, data={**sent, "title-es": "Título tardío", "_key": "another"})
    assert late.status_code == 412
    assert "Título tardío" in late.text
    assert faults(late.text) == []


def test_a_note_in_set_up_can_be_discarded_from_its_page(keeping, coordinator):
    note = make_note(keeping, stage=Stage.SET_UP)
    path = f"/notes/{note.slug}/discard"
    assert path in coordinator.get(f"/notes/{note.slug}").text
    page = coordinator.get(path)
    assert faults(page.text) == []
    assert coordinator.post(path, data=form_of(page, path)).status_code == 303
    assert coordinator.get(f"/notes/{note.slug}").status_code == 404


def test_before_its_stage_the_troika_reads_title_stage_and_dates_and_no_progress(site, people):
    note = make_note(site.keeping, texts={"2": TWO_SENTENCES})
    guatemala, hat = people.troika("GT"), "troika:RCM:GT"
    program = site.program(guatemala.person, hat)

    home = program.get(f"/api/v1/notes/{note.id}").json()
    assert (home["stage"], home["sections"], home["topics"]) == ("drafting", [], [])
    assert home["deadlines"]
    assert program.get("/api/v1/notes").json()["items"][0]["progress"] is None
    pages = [program.get(path, headers={"accept": "text/html"}) for path in (f"/notes/{note.slug}", "/notes")]
    assert [page.status_code for page in pages] == [200, 200]
    assert not [page for page in pages if "Secciones listas" in page.text or "En redacción:" in page.text]


def test_before_its_stage_the_troika_sees_no_ways_out_that_others_took(site, people):
    note = make_note(site.keeping, stage=Stage.PRESIDENCY_REVIEW, texts={"2": TWO_SENTENCES})
    for conference in ("RCM", "SACM"):
        with site.keeping.writing(people.presidency(conference)) as work:
            take_way_out(work, str(note.id), WayOutKind.SET_ASIDE, section="5", reason="Aún se negocia.")
    guatemala, panama = (
        site.program(actor.person, str(actor.hat)).get(f"/notes/{note.slug}/ways-out", headers={"accept": "text/html"})
        for actor in (people.troika("GT"), people.presidency("RCM"))
    )

    assert (guatemala.status_code, panama.status_code) == (200, 200)
    assert "Aún se negocia." in panama.text
    assert "Aún se negocia." not in guatemala.text
