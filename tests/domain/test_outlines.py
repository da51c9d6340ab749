"""The outlines that are delivered, word by word, and the sections that a note gets from an outline."""

import copy
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting import presets
from drafting.domain.errors import Invalid
from drafting.domain.outlines import (
    Outline,
    TopicGroup,
    coverage,
    first_text,
    framing_sections,
    in_language,
    parse_outline,
    preset_outlines,
    sections_for,
)

LANGUAGES = ("es", "en", "pt")

FLOWS_TITLE = {
    "es": "Elementos para una nota conceptual sobre el abordaje de los flujos extrarregionales y extracontinentales",
    "en": "Elements for a concept note on addressing extra-regional and extra-continental flows",
    "pt": "Elementos para uma nota conceitual sobre a abordagem dos fluxos extrarregionais e extracontinentais",
}
# label | en | es | pt, as they were agreed upon.
FLOWS_STRINGS = """
1 | Statistics | Estadísticas | Estatísticas
1a | Data exchange | Intercambio de datos | Intercâmbio de dados
1b | Analysis of information | Análisis de la información | Análise de informações
2 | Prevention of irregular migration | Prevención de la migración irregular | Prevenção da migração irregular
3 | Assistance | Asistencia | Assistência
3a | Documentation | Documentación | Documentação
3b | Shelters | Albergues | Abrigos
4 | Border management (biometric controls, for example) | Gestión de fronteras (controles biométricos, por ejemplo) \
| Gestão de fronteiras (controles biométricos, por exemplo)
5 | Integration | Integración | Integração
6 | Trafficking in persons | Trata de personas | Tráfico de pessoas
7 | Migrant smuggling | Tráfico ilícito de migrantes | Contrabando de migrantes
"""
# The same line of the list in three languages, in the order of the source (25 is there a second time).
TOPICS_IN_ENGLISH = """
Global Compact for Safe, Orderly and Regular Migration
Intra-regional, extra-regional and extra-continental migration
Governance of migration
Exchange of good practices for strengthening the capacities of both processes
Assistance to returned migrants
Insertion and social inclusion of migrants in destination countries
Assistance to migrant population in countries of transit
Experiences of consular assistance in destination countries
Protection mechanisms in each country
Continuous observance of the different migration flows
Migration in countries of transit
Refuge
Trafficking in persons and comprehensive assistance to the surviving victims of this crime
Migrant smuggling and attention to smuggled people
Protection of migrant children and their psychosocial attention
Family reunification
Regularization of migrants
Fraudulent documents and exchange of experiences
Future global impacts and their impact on migration
Entry visa requirements
Climate change and its impact on migration
Challenges in South-South repatriation, especially that of unaccompanied minors
Assistance to children in the repatriation process
Establishing contact points in the South-South repatriation process
Governance of migration (repeats 3)
International cooperation governance of migration
Legal and institutional frameworks on migration matters
Situational migration
"""

FLOWS = preset_outlines()["extra-regional-flows"]
COMMON = preset_outlines()["common-subjects"]
RELATION = preset_outlines()["relation-proposal"]


def test_the_strings_of_the_flows_are_exactly_those_agreed_upon():
    found = []
    for section in FLOWS.sections:
        found.append((section.label, section.headings))
        found += [(item.label, item.names) for item in section.sub_items]

    rows = [[cell.strip() for cell in line.split("|")] for line in FLOWS_STRINGS.strip().splitlines()]
    assert found == [(label, {"es": es, "en": en, "pt": pt}) for label, en, es, pt in rows]
    assert FLOWS.title == FLOWS_TITLE
    assert FLOWS.locked


def test_the_common_subjects_are_the_28_of_the_list_in_its_order():
    assert [topic.names["en"] for topic in COMMON.topics] == TOPICS_IN_ENGLISH.strip().splitlines()
    assert [topic.number for topic in COMMON.topics] == list(range(1, 29))
    assert [(topic.number, topic.repeats) for topic in COMMON.topics if topic.repeats] == [(25, 3)]
    assert COMMON.sections == ()


@pytest.mark.parametrize(
    ("number", "es", "pt"),
    [
        (
            13,
            "Trata de personas y asistencia integral a las víctimas sobrevivientes de este delito",
            "Tráfico de pessoas",
        ),
        (
            14,
            "Tráfico ilícito de migrantes y atención a las personas objeto de dicho tráfico",
            "Contrabando de migrantes",
        ),
        (25, "Gobernanza de la migración (véase 3)", "Governança da migração (ver 3)"),
    ],
)
def test_the_false_friends_of_the_list_keep_their_word(number, es, pt):
    names = COMMON.topics[number - 1].names

    assert names["es"] == es
    assert names["pt"].startswith(pt)


def test_the_relation_of_both_processes_has_its_three_ways_of_meeting():
    assert [section.headings["en"] for section in RELATION.sections] == [
        "Videoconferences",
        "Plenary meeting",
        "Meetings of the troikas",
    ]


def test_every_section_comes_with_guidance_in_three_languages():
    sections = [*FLOWS.sections, *RELATION.sections, *framing_sections().values()]
    guidance = [section.guidance for section in sections] + [COMMON.guidance]

    assert [sorted(words) for words in guidance] == [["en", "es", "pt"]] * len(guidance)


def test_framing_stands_around_the_seven_and_never_moves_their_numbers():
    labels = [section.label for section in sections_for(FLOWS, ["F", "C", "A", "A"])]

    assert labels == ["A", "C", "1", "2", "3", "4", "5", "6", "7", "F"]


@given(st.sets(st.sampled_from("ABCDEF")))
def test_the_seven_are_always_all_there_in_order_whatever_frames_them(framing):
    labels = [section.label for section in sections_for(FLOWS, framing)]

    assert [label for label in labels if label.isdigit()] == list("1234567")
    assert labels == sorted(labels, key=lambda label: "ABC1234567DEF".index(label))
    assert set(labels) - set("1234567") == framing


def test_a_framing_section_that_does_not_exist_is_refused():
    with pytest.raises(Invalid) as refused:
        sections_for(FLOWS, ["A", "G", "1"])

    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [("/framing", "unknown-framing")] * 2


def test_the_first_text_is_the_lines_of_the_sub_items_and_nothing_else():
    statistics, prevention, assistance = FLOWS.sections[:3]

    assert first_text(statistics, "es") == "## Intercambio de datos\n\n## Análisis de la información\n"
    assert first_text(assistance, "pt") == "## Documentação\n\n## Abrigos\n"
    assert first_text(prevention, "en") == ""


def grouped(*topics: tuple[int, ...]) -> list[TopicGroup]:
    return [TopicGroup({"es": f"Grupo {number}"}, numbers) for number, numbers in enumerate(topics, start=1)]


def test_topics_are_grouped_into_numbered_sections_and_the_coverage_says_where_each_went():
    sections = sections_for(COMMON, ["B"], grouped((1, 2), (3, 26, 27)))

    assert [(section.label, section.topics) for section in sections] == [("B", ()), ("1", (1, 2)), ("2", (3, 26, 27))]
    table = {topic.number: label for topic, label in coverage(COMMON, sections)}
    assert len(table) == 28
    assert {number: label for number, label in table.items() if label} == {
        1: "1",
        2: "1",
        3: "2",
        25: "2",
        26: "2",
        27: "2",
    }


@given(st.lists(st.integers(min_value=0, max_value=5), min_size=28, max_size=28))
def test_every_topic_is_covered_exactly_where_the_coordinator_put_it(places):
    places[24] = 0
    chosen = [tuple(n for n, place in enumerate(places, start=1) if place == group) for group in range(1, 6)]
    groups = grouped(*(numbers for numbers in chosen if numbers))
    if not groups:
        return

    table = {topic.number: label for topic, label in coverage(COMMON, sections_for(COMMON, [], groups))}

    places[24] = places[2]
    used = sorted(set(places) - {0})
    assert table == {n: str(used.index(place) + 1) if place else None for n, place in enumerate(places, start=1)}


@pytest.mark.parametrize(
    ("groups", "code"),
    [
        (None, "topics-missing"),
        ([], "topics-missing"),
        (grouped((1,), ()), "topics-missing"),
        (grouped((1,), (2, 1)), "topic-twice"),
        (grouped((3,), (25,)), "topic-twice"),
        (grouped((0,)), "unknown-topic"),
        (grouped((29,)), "unknown-topic"),
        ([TopicGroup({}, (1, 2))], "heading-missing"),
        ([TopicGroup({"es": "  "}, (1, 2))], "heading-missing"),
        ([TopicGroup({"fr": "Sujets"}, (1, 2))], "unknown-language"),
        ([TopicGroup({"es": "Dos\nlíneas"}, (1, 2))], "not-canonical"),
        ([TopicGroup({"es": "x" * 301}, (1, 2))], "too-long"),
    ],
)
def test_a_grouping_that_cannot_be_is_refused(groups, code):
    with pytest.raises(Invalid) as refused:
        sections_for(COMMON, [], groups)

    assert [fault.code for fault in refused.value.faults] == [code]


def test_topics_are_refused_by_an_outline_that_has_its_own_sections():
    with pytest.raises(Invalid) as refused:
        sections_for(FLOWS, [], grouped((1,)))

    assert [fault.code for fault in refused.value.faults] == ["no-topics"]


def test_a_single_topic_lends_its_name_to_its_section_and_its_second_mention_counts_as_the_first():
    (section,) = sections_for(COMMON, [], [TopicGroup({}, (25, 3))])

    assert section.topics == (3,)
    assert section.headings["pt"] == "Governança da migração"


def test_a_heading_given_in_one_language_is_shown_in_it_to_all():
    (section,) = sections_for(COMMON, [], [TopicGroup({"en": "Movements"}, (1, 2))])

    assert [in_language(section.headings, language) for language in LANGUAGES] == ["Movements"] * 3


def small_outline() -> dict[str, Any]:
    def names(text: str) -> dict[str, str]:
        return {language: f"{text} {language}" for language in LANGUAGES}

    items = [
        {"label": "1a", "letter": "a", "names": names("One")},
        {"label": "1b", "letter": "b", "names": names("Two")},
    ]
    sections = [
        {"label": "1", "headings": names("First"), "sub_items": items},
        {"label": "2", "headings": names("Second")},
    ]
    return {"code": "small-one", "title": names("Title"), "sections": sections}


def test_what_is_delivered_and_what_is_small_can_be_read():
    assert parse_outline(small_outline()).sections[0].sub_items[1].names["pt"] == "Two pt"
    for data in presets.outline_files().values():
        assert isinstance(parse_outline(data), Outline)


@pytest.mark.parametrize(
    ("path", "value", "pointer"),
    [
        (("code",), "Small One", "/code"),
        (("colour",), "red", "/colour"),
        (("locked",), "yes", "/locked"),
        (("title", "pt"), None, "/title/pt"),
        (("title", "fr"), "Titre", "/title/fr"),
        (("sections",), {}, "/sections"),
        (("sections",), [], "/sections"),
        (("sections", 1), "Second", "/sections/1"),
        (("sections", 1, "label"), "3", "/sections/1/label"),
        (("sections", 1, "label"), 2, "/sections/1/label"),
        (("sections", 1, "headings", "es"), "Dos\nlíneas", "/sections/1/headings/es"),
        (("sections", 1, "headings", "es"), " Dos", "/sections/1/headings/es"),
        (("sections", 0, "sub_items", 1, "letter"), "c", "/sections/0/sub_items/1/letter"),
        (("sections", 0, "sub_items", 1, "label"), "2b", "/sections/0/sub_items/1/label"),
        (("sections", 0, "sub_items", 1, "names", "es"), "One es", "/sections/0/sub_items/1/names/es"),
        (("topics",), [{"number": 1, "names": {"es": "x", "en": "x", "pt": "x"}}], "/sections"),
        (("topics",), [{"number": 2, "names": {"es": "x", "en": "x", "pt": "x"}}], "/topics/0/number"),
        (("topics",), [{"number": 1, "names": {"es": "x", "en": "x", "pt": "x"}, "repeats": 1}], "/topics/0/repeats"),
    ],
)
def test_a_fault_in_an_outline_is_named_by_its_place(path, value, pointer):
    data = small_outline()
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    with pytest.raises(Invalid) as refused:
        parse_outline(data)

    assert pointer in [fault.pointer for fault in refused.value.faults]


@pytest.mark.parametrize("missing", ["code", "title", "sections"])
def test_an_outline_without_something_it_needs_is_refused(missing):
    data = small_outline()
    del data[missing]

    with pytest.raises(Invalid) as refused:
        parse_outline(data)

    assert f"/{missing}" in [fault.pointer for fault in refused.value.faults]


def test_all_faults_are_told_at_once():
    data = small_outline()
    data["code"] = ""
    del data["title"]["en"]
    data["sections"][0]["sub_items"][0]["letter"] = "A"

    with pytest.raises(Invalid) as refused:
        parse_outline(data)

    assert {fault.pointer for fault in refused.value.faults} == {"/code", "/title/en", "/sections/0/sub_items/0/letter"}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(json_values, st.sampled_from(["", "code", "title", "sections", "topics", "locked", "guidance"]))
def test_whatever_a_file_holds_it_is_read_or_refused_and_never_breaks(value, field):
    data: Any = {**copy.deepcopy(small_outline()), field: value} if field else value

    with suppress(Invalid):
        assert parse_outline(data).code == "small-one"
