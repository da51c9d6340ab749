"""Creating a note: what it is made of, and what is refused."""

from datetime import datetime

import pytest

from drafting.actions.notes.creating import create_note
from drafting.domain.deadlines import INDICATIVE_DAYS
from drafting.domain.errors import Invalid, NotAllowed
from drafting.domain.outlines import TopicGroup
from drafting.store.notes import sections_of
from drafting.store.record import Entry
from tests.makers import make_people, words_of


@pytest.fixture
def people(keeping):
    return make_people(keeping)


def create(keeping, actor, **about):
    with keeping.writing(actor) as work:
        note = create_note(work, **{"outline": "extra-regional-flows", "year": 2018, **about})
        sections = sections_of(work.session, note)
        return note, sections, {section.label: words_of(work, note, section.label) for section in sections}


def test_the_seven_headings_come_with_four_sub_items_and_a_calendar_from_today(keeping, people):
    note, sections, words = create(keeping, people.coordinator())

    assert [section.label for section in sections] == list("1234567")
    assert [item["label"] for section in sections for item in section.sub_items] == ["1a", "1b", "3a", "3b"]
    assert words["1"] == "## Intercambio de datos\n\n## Análisis de la información\n"
    assert words["2"] == ""
    assert (note.symbol, note.slug, note.stage) == ("RCM-SACM/CN/2018/1", "rcm-sacm-cn-2018-1", "set_up")
    assert note.lead_conference == "RCM"
    assert list(note.calendar) == [stage.value for stage in INDICATIVE_DAYS]
    deadlines = [datetime.fromisoformat(text) for text in note.calendar.values()]
    assert deadlines == sorted(deadlines)
    assert all(deadline.hour == 22 for deadline in deadlines)  # 17:00 in Panama


def test_sub_items_are_written_in_the_original_language(keeping, people):
    _, _, words = create(keeping, people.coordinator("SACM"), original_language="pt")
    assert words["3"] == "## Documentação\n\n## Abrigos\n"


def test_notes_of_a_year_are_numbered_on(keeping, people):
    first, _, _ = create(keeping, people.coordinator())
    second, _, _ = create(keeping, people.coordinator("SACM"))
    other_year, _, _ = create(keeping, people.coordinator(), year=2019)
    assert [note.symbol.rsplit("/", 1)[1] for note in (first, second, other_year)] == ["1", "2", "1"]


def test_lettered_sections_stand_around_the_seven(keeping, people):
    note, sections, _ = create(keeping, people.coordinator(), framing=["F", "A"])
    assert [section.label for section in sections] == ["A", *"1234567", "F"]
    assert note.rules["framing"] == "chosen"


def test_topics_are_grouped_into_sections(keeping, people):
    groups = [TopicGroup({"es": "Gobernanza"}, (3, 26)), TopicGroup({}, (12,))]
    note, sections, _ = create(keeping, people.coordinator(), outline="common-subjects", topics=groups)
    assert [section.headings["es"] for section in sections] == ["Gobernanza", "Refugio"]
    assert note.topics == [{"label": "1", "topics": [3, 26]}, {"label": "2", "topics": [12]}]


@pytest.mark.parametrize(
    ("about", "pointer"),
    [
        ({"outline": "unheard-of"}, "/outline"),
        ({"year": 18}, "/year"),
        ({"scope": "RCM"}, "/rules/scope"),
        ({"original_language": "fr"}, "/rules/original_language"),
        ({"framing": ["G"]}, "/framing"),
        ({"titles": {"es": ""}}, "/title/es"),
        ({"titles": {"es": "two\nlines"}}, "/title/es"),
        ({"rules": {"consultation_days": 2}}, "/rules/consultation_days"),
        ({"rules": {"original_language": "pt"}}, "/rules/original_language"),
        ({"topics": [TopicGroup({"es": "x"}, (1,))]}, "/topics"),
    ],
)
def test_what_cannot_be_is_refused_by_the_name_of_its_field(keeping, people, about, pointer):
    with pytest.raises(Invalid) as refused:
        create(keeping, people.coordinator(), **about)
    assert [fault.pointer for fault in refused.value.faults] == [pointer]


@pytest.mark.parametrize("who", ["drafter", "presidency", "troika", "delegation"])
def test_only_a_coordinator_creates_a_note(keeping, people, who):
    with pytest.raises(NotAllowed):
        create(keeping, getattr(people, who)())


def test_the_creation_is_recorded_in_the_chain_of_the_note(keeping, people):
    note, _, _ = create(keeping, people.coordinator())
    with keeping.reading(people.coordinator()) as work:
        entry = work.session.get_one(Entry, (f"note:{note.id}", 1))
    assert b'"kind":"note_created"' in entry.body
