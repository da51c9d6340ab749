"""Deciding, moving and the desk on pages: without a script, the words kept, each task under its own hat."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from drafting.domain.positions import Decision
from drafting.domain.workflow import Move, Stage
from tests.makers import make_note
from tests.reviewing import (
    TROIKA,
    amend,
    clear,
    decide,
    hash_now,
    move,
    note_at,
    people_of,
    ready,
    stage_now,
    together,
)
from tests.web.walker import faults


def shown(client, address: str, status: int = 200) -> str:
    """The page at this address, which must be sound."""
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == status, answer.text[:2000]
    assert faults(answer.text) == []
    return answer.text


def post(client, address: str, hat: str, **fields):
    return client.post(address, data={"_hat": hat, "_key": uuid4().hex, **fields})


def test_a_seat_decides_section_by_section_to_the_page_that_says_what_happens_next(keeping, site):
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    clear(keeping, note, people.troika("GT"), labels="12345")
    browser, hat = site.browser(people.troika("GT").person), "troika:RCM:GT"
    page = shown(browser, f"/notes/{note.slug}/sections/6?as={hat}")
    assert hash_now(keeping, note, "6") in page

    first = post(
        browser,
        f"/notes/{note.slug}/sections/6/positions",
        hat,
        decision="no_objection",
        text_hash=hash_now(keeping, note, "6"),
    )
    assert first.headers["location"] == f"/notes/{note.slug}/sections/7?decided=6"
    assert "sección 6" in shown(browser, first.headers["location"])

    last = post(
        browser,
        f"/notes/{note.slug}/sections/7/positions",
        hat,
        decision="approve",
        text_hash=hash_now(keeping, note, "7"),
    )
    assert last.headers["location"] == f"/notes/{note.slug}/decided"
    assert "Bolivia" in shown(browser, last.headers["location"])


def test_what_was_typed_is_kept_and_the_difference_shown_when_the_words_moved(keeping, site):
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    old = hash_now(keeping, note, "4")
    decide(keeping, note, "4", Decision.REQUEST_CHANGES, people.troika("PY"))
    amend(keeping, note, "4", "Otra frase distinta.")
    browser = site.browser(people.troika("GT").person)

    answer = post(
        browser,
        f"/notes/{note.slug}/sections/4/positions",
        "troika:RCM:GT",
        decision="request_changes",
        reason="Palabras que no deben perderse.",
        text_hash=old,
    )

    assert answer.status_code == 409
    assert faults(answer.text) == []
    assert "Palabras que no deben perderse." in answer.text
    assert re.search(r"<ins[^>]*>.*Otra frase distinta", answer.text, re.S)


def test_a_request_without_a_reason_is_asked_for_one(keeping, site):
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    browser = site.browser(people.troika("GT").person)

    answer = post(
        browser,
        f"/notes/{note.slug}/sections/4/positions",
        "troika:RCM:GT",
        decision="request_changes",
        satisfied_by="Una palabra.",
        text_hash=hash_now(keeping, note, "4"),
    )

    assert answer.status_code == 422
    assert 'href="#f-reason"' in answer.text
    assert "Una palabra." in answer.text
    assert faults(answer.text) == []


def test_the_page_opens_on_what_changed_since_the_seat_decided(keeping, site):
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    clear(keeping, note, people.troika("GT"))
    decide(keeping, note, "4", Decision.REQUEST_CHANGES, people.troika("PY"))
    amend(keeping, note, "4", "Otra frase distinta.")

    page = shown(site.browser(people.troika("GT").person), f"/notes/{note.slug}/sections/4?as=troika:RCM:GT")

    assert page.index('id="changes"') < page.index('id="text"') < page.index('id="decide"')
    assert "Volver a aprobar" in page


def test_several_sections_are_approved_on_one_form_or_none_of_them(keeping, site):
    people = people_of(keeping)
    note = note_at(keeping, Stage.PRESIDENCY_REVIEW)
    browser, hat = site.browser(people.presidency("SACM").person), "presidency:SACM:UY"
    shown(browser, f"/notes/{note.slug}/board?as={hat}")
    hashes = {f"text_hash_{label}": hash_now(keeping, note, label) for label in "12"}

    refused = post(
        browser, f"/notes/{note.slug}/positions", hat, sections=["1", "2"], decision="approve", text_hash_1="x" * 64
    )
    assert refused.status_code in (409, 422)
    assert shown(browser, f"/notes/{note.slug}/board.csv"[:-4]).count("Sin posición") > 14

    done = post(browser, f"/notes/{note.slug}/positions", hat, sections=["1", "2"], decision="approve", **hashes)
    assert done.headers["location"] == f"/notes/{note.slug}/decided"


def test_the_board_and_its_csv_are_for_those_who_have_a_board(keeping, site):
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    decide(keeping, note, "4", Decision.REQUEST_CHANGES, people.troika("GT"), reason="=1+1")

    csv = site.browser(people.drafter().person).get(f"/notes/{note.slug}/board.csv")
    assert "'=1+1" in csv.text
    assert csv.text.count("\n") == 1 + 7 * 6
    for stranger in (people.delegation("MX"), people.observer, people.operator):
        assert site.browser(stranger.person).get(f"/notes/{note.slug}/board.csv").status_code in (403, 404)


def test_a_move_says_what_it_does_before_it_is_made(keeping, site):
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    clear(keeping, note, *map(people.troika, TROIKA))
    panama = site.browser(people.presidency("RCM").person)
    page = shown(panama, f"/notes/{note.slug}/moves/circulate?as=presidency:RCM:PA")
    assert "REV.0" in page

    address = f"/notes/{note.slug}/moves/circulate"
    post(panama, address, "presidency:RCM:PA", expected_stage="troika_review")
    assert "Uruguay" in shown(panama, f"/notes/{note.slug}")
    uruguay = site.browser(people.presidency("SACM").person)
    assert "Panamá" in shown(uruguay, f"{address}?as=presidency:SACM:UY")
    post(uruguay, address, "presidency:SACM:UY", expected_stage="troika_review")

    assert stage_now(keeping, note) is Stage.CONSULTATION


def test_a_return_is_drawn_again_with_its_reason_when_it_names_no_section(keeping, site):
    people = people_of(keeping)
    note = note_at(keeping, Stage.PRESIDENCY_REVIEW)
    browser = site.browser(people.presidency("RCM").person)
    shown(browser, f"/notes/{note.slug}/moves/return?as=presidency:RCM:PA")

    address = f"/notes/{note.slug}/moves/return"
    answer = post(
        browser, address, "presidency:RCM:PA", expected_stage="presidency_review", reason="Falta una definición."
    )

    assert answer.status_code == 422
    assert "Falta una definición." in answer.text
    assert faults(answer.text) == []
    done = post(
        browser,
        address,
        "presidency:RCM:PA",
        expected_stage="presidency_review",
        reason="Falta una definición.",
        sections=["4", "5"],
    )
    assert done.status_code == 303
    assert stage_now(keeping, note) is Stage.DRAFTING


def test_ways_out_are_proposed_agreed_and_listed(keeping, site, clock):
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    clear(keeping, note, *map(people.troika, ("SV", "GT", "PY")))
    panama = site.browser(people.presidency("RCM").person)
    address = f"/notes/{note.slug}/ways-out"
    assert "Bolivia" in shown(panama, f"{address}?as=presidency:RCM:PA")
    post(panama, f"/notes/{note.slug}/reminders", "presidency:RCM:PA", seat="SACM:BO")
    early = post(panama, address, "presidency:RCM:PA", kind="pass_seat", seat="SACM:BO", reason="Sin respuesta.")
    assert early.status_code == 409
    assert faults(early.text) == []
    clock.now += timedelta(days=7)
    post(panama, address, "presidency:RCM:PA", kind="pass_seat", seat="SACM:BO", reason="No hubo respuesta.")

    uruguay = site.browser(people.presidency("SACM").person)
    assert "No hubo respuesta." in shown(uruguay, f"{address}?as=presidency:SACM:UY")
    post(uruguay, address, "presidency:SACM:UY", kind="pass_seat", seat="SACM:BO", section="", reason="")
    assert "No hubo respuesta." in shown(uruguay, address)
    assert together(keeping, note, Move.CIRCULATE).state == "done"


def test_more_time_is_given_with_a_reason(keeping, site):
    people = people_of(keeping)
    note = note_at(keeping, Stage.CONSULTATION)
    browser = site.browser(people.presidency("RCM").person)
    address = f"/notes/{note.slug}/deadline"
    shown(browser, f"{address}?as=presidency:RCM:PA")

    assert post(browser, address, "presidency:RCM:PA", until="2018-09-01", reason="Menos.").status_code == 422
    assert post(browser, address, "presidency:RCM:PA", until="2018-09-20", reason="Más tiempo.").status_code == 303
    assert "20 de septiembre" in shown(browser, f"/notes/{note.slug}")


def test_frozen_texts_are_listed_and_compared_in_their_readers_window(keeping, site):
    people = people_of(keeping)
    note = note_at(keeping, Stage.CONSOLIDATION)
    amend(keeping, note, "2", "Una frase nueva.")
    ready(keeping, note)
    move(keeping, note, Move.SUBMIT_FOR_CLEARANCE, people.coordinator())
    drafter, member = site.browser(people.drafter().person), site.browser(people.delegation("MX").person)

    assert "W2" in shown(drafter, f"/notes/{note.slug}/texts")
    assert "Una frase nueva." in shown(drafter, f"/notes/{note.slug}/compare?from=REV.0&to=W2")
    listed = shown(member, f"/notes/{note.slug}/texts")
    assert "REV.0" in listed
    assert "W1" not in listed
    assert "W2" not in listed
    shown(member, f"/notes/{note.slug}/compare?from=REV.0&to=W2", status=404)


def test_the_desk_lists_the_tasks_of_all_hats_each_under_its_own(keeping, site):
    people = people_of(keeping)
    note_at(keeping, Stage.PRESIDENCY_REVIEW)

    page = shown(site.browser(people.presidency("SACM").person), "/desk")

    assert "?as=presidency:SACM:UY" in page
    assert "Presidencia · Uruguay" in page
    assert "7 secciones" in page


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_an_empty_desk_says_so_in_every_language(keeping, site, language):
    people = people_of(keeping)
    make_note(keeping)

    page = shown(site.browser(people.observer.person, language), "/desk")

    assert '<ol class="rows">' not in page
    assert 'class="empty"' in page


@pytest.mark.parametrize("stage", [Stage.DRAFTING, Stage.TROIKA_REVIEW, Stage.CONSULTATION, Stage.CLEARANCE])
def test_home_and_section_are_sound_for_everybody_who_may_read_them(keeping, site, stage):
    people = people_of(keeping)
    note = note_at(keeping, stage)
    readers = [people.drafter(), people.presidency(), people.troika("GT"), people.delegation("MX")]
    for reader in readers:
        browser = site.browser(reader.person)
        shown(browser, f"/notes/{note.slug}?as={reader.hat}")
        section = browser.get(f"/notes/{note.slug}/sections/4")
        assert section.status_code in (200, 404)
        assert faults(section.text) == []
        shown(browser, "/desk")
