"""The demonstration's texts, comments and persons are what the rest of the demonstration relies on."""

import re
import unicodedata
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from drafting.demo.material import TOPIC_GROUPS, comments, section_versions
from drafting.demo.people import people
from drafting.domain.countries import preset_conferences, seats
from drafting.domain.hats import FUNCTIONS_OF, Body, Function
from drafting.domain.outlines import coverage, preset_outlines, sections_for

FLOWS = "extra-regional-flows"
NOTES = (FLOWS, "common-subjects", "relation-proposal")
TEXTS = [
    pytest.param(version.text, id=f"{note}-{label}-{number}")
    for note in NOTES
    for label, versions in section_versions(note).items()
    for number, version in enumerate(versions, start=1)
]
PEOPLE = {person.email: person for person in people()}


def sections_of(note: str):
    outline = preset_outlines()[note]
    return sections_for(outline, [], TOPIC_GROUPS if outline.topics else None)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_kept_as_the_service_would_keep_it(text):
    assert text == unicodedata.normalize("NFC", text)
    assert "\r" not in text
    assert not re.search(r"[ \t]$", text, re.MULTILINE)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_keeps_to_the_profile_and_closes_its_brackets_and_footnotes(text):
    assert "<" not in text
    assert text.count("[") == text.count("]")
    called = re.findall(r"\[\^(\w+)\](?!:)", text)
    defined = re.findall(r"^\[\^(\w+)\]:", text, re.MULTILINE)
    assert sorted(called) == sorted(defined)


@pytest.mark.parametrize("note", NOTES)
def test_every_section_has_its_sub_items_in_every_version(note):
    versions = section_versions(note)

    assert list(versions) == [section.label for section in sections_of(note)]
    for section in sections_of(note):
        names = [f"## {item.names['es']}" for item in section.sub_items]
        for version in versions[section.label]:
            assert re.findall(r"^#.*$", version.text, re.MULTILINE) == names


@pytest.mark.parametrize("note", NOTES)
def test_each_version_says_something_new_and_who_wrote_it(note):
    for versions in section_versions(note).values():
        assert all(earlier.text != later.text for earlier, later in pairwise(versions))
        assert {version.author for version in versions} <= {"RCM", "SACM"}
        assert all(version.summary for version in versions)


def test_the_first_four_sections_of_the_flows_have_a_long_history_of_two_authors():
    versions = section_versions(FLOWS)

    for label in "1234":
        assert 3 <= len(versions[label]) <= 8
        assert {version.author for version in versions[label]} == {"RCM", "SACM"}


def test_the_last_texts_hold_no_open_brackets_and_something_of_everything():
    last = [versions[-1].text for versions in section_versions(FLOWS).values()]

    assert all(150 <= len(text.split()) <= 350 for text in last)
    assert not re.search(r"\[(?!\^)", "".join(last))
    for mark in (r"^- ", r"^1\. ", r"^\| --- ", r"^\[\^\w+\]:"):
        assert re.search(mark, "\n".join(last), re.MULTILINE)


def test_the_table_of_coverage_has_a_topic_that_is_not_taken():
    table = {
        topic.number: label for topic, label in coverage(preset_outlines()["common-subjects"], sections_of(NOTES[1]))
    }

    assert [number for number, label in table.items() if label is None] == [24]


def test_a_comment_quotes_words_that_stand_exactly_once_in_the_last_text():
    last = {label: versions[-1].text for label, versions in section_versions(FLOWS).items()}

    for comment in comments():
        assert (comment.section is None) == (comment.quote is None)
        if comment.section:
            assert last[comment.section].count(comment.quote) == 1


def test_a_proposal_is_an_edited_copy_of_the_whole_paragraph_that_is_quoted():
    last = {label: versions[-1].text for label, versions in section_versions(FLOWS).items()}
    proposing = [comment for comment in comments() if comment.proposed_text]

    assert len(proposing) >= 3
    for comment in proposing:
        assert comment.quote in last[comment.section].strip().split("\n\n")
        assert comment.proposed_text != comment.quote


def test_comments_are_written_by_their_own_delegation_and_are_never_of_substance():
    for comment in comments():
        bodies = [(kind, code) for kind, code, _, _ in PEOPLE[comment.by].appointments]
        assert bodies == [("delegation", comment.country)]
        assert comment.kind in {"general", "technical", "editorial", "translation"}
        assert comment.body
        assert comment.language == PEOPLE[comment.by].language

    assert {comment.language for comment in comments()} == {"es", "en", "pt"}


def test_official_comments_come_from_focal_points_and_internal_ones_from_the_three_large_delegations():
    functions = {status: set() for status in ("official", "internal")}
    for comment in comments():
        functions[comment.status].add(PEOPLE[comment.by].appointments[0][2])

    assert functions == {"official": {"focal_point"}, "internal": {"deputy", "expert"}}
    assert {comment.country for comment in comments() if comment.status == "internal"} == {"MX", "BR", "UY"}


def appointed(body: str, function: str) -> list[str]:
    return [
        code for person in people() for kind, code, does, _ in person.appointments if (kind, does) == (body, function)
    ]


def test_every_delegation_has_one_focal_point_and_three_have_a_deputy_and_two_experts():
    members = [country for conference in preset_conferences() for country in conference.members]

    assert sorted(appointed("delegation", "focal_point")) == sorted(members)
    assert sorted(appointed("delegation", "deputy")) == ["BR", "MX", "UY"]
    assert sorted(appointed("delegation", "expert")) == ["BR", "BR", "MX", "MX", "UY", "UY"]


def test_every_seat_of_august_2018_has_two_persons_who_decide():
    terms = [term for conference in preset_conferences() for term in conference.terms]
    decide = appointed("delegation", "head") + appointed("delegation", "seat_official")

    assert sorted(decide) == sorted(seat.country for seat in seats(terms, date(2018, 8, 15)))


def test_each_conference_has_a_coordinator_and_drafters_and_one_person_drafts_for_both():
    assert sorted(appointed("secretariat", "coordinator")) == ["RCM", "SACM"]
    assert sorted(set(appointed("secretariat", "drafter"))) == ["RCM", "SACM"]
    assert [person.name for person in people() if len(person.appointments) == 2] == ["Clara Duarte Ivo"]
    assert appointed("observer", "observer") == ["JM"]
    assert appointed("operator", "operator") == [""]


def test_every_person_is_invented_reachable_nowhere_and_told_apart():
    assert len(PEOPLE) == len(people()) == len({person.name for person in people()})
    for person in people():
        assert re.fullmatch(r"[a-z.]+@[a-z-]+\.example", person.email)
        assert person.language in {"es", "en", "pt"}
        assert ZoneInfo(person.zone).key == person.zone
        assert person.notes
        assert "\n" not in person.notes
        for body, _, function, _ in person.appointments:
            assert Function(function) in FUNCTIONS_OF[Body(body)]
