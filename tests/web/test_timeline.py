"""The timeline of a note: everything for those who run it, offices instead of names, windows kept."""

import hashlib
from pathlib import Path

import pytest

from drafting.domain.events import EVENTS, Chain, Event, EventKind
from drafting.domain.hats import Role
from drafting.domain.positions import Decision
from drafting.domain.timeline import STRANDS
from drafting.domain.workflow import Move, Stage
from drafting.locale import using
from drafting.store.work import Keeping
from drafting.web.happenings import happening
from tests.makers import make_people
from tests.reviewing import clear, decide, move, note_at
from tests.web.clients import Served, served
from tests.web.walker import faults


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_of_entry_has_words_of_its_own(kind: EventKind):
    with using("es"):
        words = happening(kind.value, {"until": "2018-09-01T20:00:00+00:00"}, "UTC")
    assert words
    assert words != kind.value


def test_every_kind_of_entry_in_a_notes_chain_has_its_place_in_the_filter():
    in_chain = {kind for kind, row in EVENTS.items() if row.chain is Chain.NOTE}
    assert set(STRANDS) == in_chain


def test_who_runs_the_note_sees_what_happened_by_day_and_by_office(site: Served, keeping: Keeping):
    note = note_at(keeping, Stage.PRESIDENCY_REVIEW)
    page = site.browser(make_people(keeping).coordinator("SACM").person).get(f"/notes/{note.slug}/timeline")
    assert page.status_code == 200
    assert faults(page.text) == []
    assert "15 de agosto de 2018" in page.text
    assert "Elevar a las Presidencias" in page.text
    assert "Secretaría Técnica · CRM" in page.text
    assert "Drafter Rcm" not in page.text


def test_names_are_shown_to_the_own_house_alone(site: Served, keeping: Keeping):
    note, people = note_at(keeping, Stage.PRESIDENCY_REVIEW), make_people(keeping)
    own = site.browser(people.coordinator("RCM").person).get(f"/notes/{note.slug}/timeline")
    other = site.browser(people.coordinator("SACM").person).get(f"/notes/{note.slug}/timeline")
    assert "Coordinator Rcm" in own.text
    assert "Coordinator Rcm" not in other.text


def test_a_timeline_can_be_filtered(site: Served, keeping: Keeping):
    note, people = note_at(keeping, Stage.PRESIDENCY_REVIEW), make_people(keeping)
    browser = site.browser(people.coordinator().person)
    stages = browser.get(f"/notes/{note.slug}/timeline?only=stages").text
    decisions = browser.get(f"/notes/{note.slug}/timeline?only=decisions").text
    assert "Elevar a las Presidencias" in stages
    assert "marcada como lista" not in stages
    assert "Aún no ha ocurrido nada de este tipo" in decisions
    assert faults(decisions) == []


def test_a_long_timeline_is_read_page_by_page(site: Served, keeping: Keeping):
    note, people = note_at(keeping, Stage.PRESIDENCY_REVIEW), make_people(keeping)
    with keeping.writing(people.drafter()) as work:
        for number in range(150):
            work.tell(Event(EventKind.SECTION_SAVED, note.id, {"section": "1", "version": number, "kind": "saved"}))
    browser = site.browser(people.coordinator().person)
    first = browser.get(f"/notes/{note.slug}/timeline")
    assert "versión 149" in first.text
    assert "versión 49:" not in first.text
    older = first.text.partition('rel="next" href="')[2].partition('"')[0]
    assert "versión 49:" in browser.get(older).text


def test_the_troika_sees_what_happened_since_it_received_the_note(site: Served, keeping: Keeping, clock):
    note, people = note_at(keeping, Stage.PRESIDENCY_REVIEW), make_people(keeping)
    program = site.program(people.troika("GT").person, "troika:RCM:GT")
    path = f"/api/v1/notes/{note.id}/record"
    before = program.get(path).json()["items"]
    assert {item["kind"] for item in before} == {"note_created", "note_moved"}
    assert all(set(item["data"]) <= {"symbol", "outline", "move", "from", "to", "until"} for item in before)
    assert not any(item["body"] and "sections" in item["body"] for item in before)

    clock.move(days=1)
    _forward(keeping, note, people)
    decide(keeping, note, "1", Decision.REQUEST_CHANGES, people.troika("SV"), reason="Falta una coma.")
    after = program.get(path).json()["items"]
    assert any(item["data"].get("reason") == "Falta una coma." for item in after)
    assert not any(item["kind"] == "section_saved" for item in after)


def _forward(keeping: Keeping, note, people) -> None:
    clear(keeping, note, people.presidency("RCM"), people.presidency("SACM"))
    move(keeping, note, Move.FORWARD, people.presidency())


@pytest.mark.parametrize("visible", ["now", "with_compilation"])
def test_the_troika_learns_of_comments_when_their_country_shows_them(
    site: Served, keeping: Keeping, clock, visible: str
):
    note, people = note_at(keeping, Stage.CONSULTATION), make_people(keeping)
    clock.move(hours=1)
    with keeping.writing(people.delegation("MX")) as work:
        data = {"country": "MX", "numbers": ["3-MEX-01"], "visible": visible}
        work.tell(Event(EventKind.COMMENTS_SUBMITTED, note.id, data))
        work.tell(Event(EventKind.STATUS_DECLARED, note.id, {"country": "MX", "status": "finished"}))
    troika = site.browser(people.troika("GT").person).get(f"/notes/{note.slug}/timeline?as=troika:RCM:GT")
    secretariat = site.browser(people.coordinator().person).get(f"/notes/{note.slug}/timeline")
    assert ("3-MEX-01" in troika.text) == (visible == "now")
    assert "3-MEX-01" in secretariat.text
    assert "México: terminado" in secretariat.text
    assert "México: terminado" not in troika.text


def test_the_record_can_be_followed_and_checked_from_outside(site: Served, keeping: Keeping):
    note, people = note_at(keeping, Stage.PRESIDENCY_REVIEW), make_people(keeping)
    program = site.program(people.coordinator().person)
    path = f"/api/v1/notes/{note.id}/record"
    items = program.get(path).json()["items"]
    assert [item["seq"] for item in items] == list(range(1, len(items) + 1))
    assert [hashlib.sha256(item["body"].encode()).hexdigest() for item in items] == [item["hash"] for item in items]
    assert [later["before"] for later in items[1:]] == [earlier["hash"] for earlier in items[:-1]]
    assert program.get(f"{path}?after={len(items) - 2}").json()["items"] == items[-2:]
    assert program.get(f"{path}?after={len(items)}").json() == {"items": [], "next": None}


def test_a_delegation_sees_its_own_chain_and_nobody_elses(site: Served, keeping: Keeping):
    note, people = note_at(keeping, Stage.CONSULTATION), make_people(keeping)
    for country in ("MX", "BR"):
        with keeping.writing(people.delegation(country, Role.EXPERT)) as work:
            data = {"comment": country, "number": f"3-{country}-01"}
            work.tell(Event(EventKind.COMMENT_SENT, note.id, data, delegation=country))
    mexico = site.browser(people.delegation("MX").person).get(f"/notes/{note.slug}/delegation/timeline")
    assert faults(mexico.text) == []
    assert "3-MX-01" in mexico.text
    assert "Expert Mx" in mexico.text
    assert "3-BR-01" not in mexico.text
    peru = site.browser(people.delegation("PE").person).get(f"/notes/{note.slug}/delegation/timeline")
    assert "3-" not in peru.text.partition("<h1>")[2].partition("</main>")[0]
    assert faults(peru.text) == []


@pytest.mark.parametrize("path", ["timeline", "delegation/timeline"])
def test_strangers_operators_and_other_hats_find_no_timeline(site: Served, keeping: Keeping, path: str):
    note, people = note_at(keeping, Stage.CONSULTATION), make_people(keeping)
    assert site.browser().get(f"/notes/{note.slug}/{path}").status_code in (303, 401)
    for actor in (people.operator, people.observer):
        assert site.browser(actor.person).get(f"/notes/{note.slug}/{path}").status_code == 404
    wrong = people.delegation("PE") if path == "timeline" else people.coordinator()
    assert site.browser(wrong.person).get(f"/notes/{note.slug}/{path}").status_code in (403, 404)


def test_anybody_may_ask_for_the_checkpoint(keeping: Keeping, tmp_path: Path):
    note = note_at(keeping, Stage.PRESIDENCY_REVIEW)
    with served(keeping, secret_file=tmp_path / "secret") as site:
        answer = site.browser().get("/api/v1/record/checkpoint")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text.startswith("127.0.0.1:8000/record\n")
    assert str(note.id) not in answer.text
