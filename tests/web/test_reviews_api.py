"""Moves, positions, the board and frozen texts for programs: statuses, codes, and what each answer holds."""

import pytest

from drafting.domain.positions import Decision
from drafting.domain.workflow import Stage
from tests.reviewing import LABELS, TROIKA, amend, clear, decide, hash_now, note_at, people_of, stage_now


@pytest.fixture
def note(keeping):
    return note_at(keeping, Stage.TROIKA_REVIEW)


@pytest.fixture
def as_(keeping, site):
    """A program of an actor, under the actor's hat."""
    return lambda actor: site.program(actor.person, str(actor.hat))


def test_a_position_answers_with_its_receipt(keeping, as_, note):
    gt = as_(people_of(keeping).troika("GT"))
    hashed = hash_now(keeping, note, "4")

    answer = gt.post(f"/api/v1/notes/{note.id}/sections/4/positions", json={"decision": "approve", "text_hash": hashed})

    receipt = answer.json()
    assert answer.status_code == 201
    assert (receipt["section"], receipt["version"], receipt["text_hash"]) == ("4", 1, hashed)
    assert receipt["hat"] == "troika:RCM:GT"
    assert len(receipt["record"]["hash"]) == 64


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"decision": "approve"}, 422, "invalid"),
        ({"text_hash": "HASH"}, 422, "invalid"),
        ({"decision": "ratify", "text_hash": "HASH"}, 422, "invalid"),
        ({"decision": "request_changes", "text_hash": "HASH"}, 422, "invalid"),
        ({"decision": "approve", "text_hash": "0" * 64}, 409, "text-changed"),
    ],
)
def test_a_position_that_cannot_be_kept_says_why(keeping, as_, note, body, status, code):
    sent = {**body, **({"text_hash": hash_now(keeping, note, "4")} if body.get("text_hash") == "HASH" else {})}

    answer = as_(people_of(keeping).troika("GT")).post(f"/api/v1/notes/{note.id}/sections/4/positions", json=sent)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_words_that_moved_come_back_with_their_difference(keeping, as_, note):
    people = people_of(keeping)
    old = hash_now(keeping, note, "4")
    decide(keeping, note, "4", Decision.REQUEST_CHANGES, people.troika("PY"))
    amend(keeping, note, "4", "Otra frase.")

    problem = (
        as_(people.troika("GT"))
        .post(f"/api/v1/notes/{note.id}/sections/4/positions", json={"decision": "approve", "text_hash": old})
        .json()
    )

    assert problem["text_hash"] == hash_now(keeping, note, "4")
    assert "Otra frase." in problem["new"]
    assert "<ins" in problem["html"]
    assert problem["comparison"]["counts"]["words_added"] == 2


def test_positions_on_several_sections_are_kept_all_or_none(keeping, as_, note):
    gt = as_(people_of(keeping).troika("GT"))
    given = [{"section": label, "decision": "approve", "text_hash": hash_now(keeping, note, label)} for label in LABELS]

    spoiled = [*given[:-1], {**given[-1], "text_hash": "0" * 64}]
    assert gt.post(f"/api/v1/notes/{note.id}/positions", json={"positions": spoiled}).status_code == 409
    done = gt.post(f"/api/v1/notes/{note.id}/positions", json={"positions": given})

    assert done.status_code == 201
    assert [item["section"] for item in done.json()["items"]] == list(LABELS)


def test_a_request_is_replied_to_met_and_withdrawn(keeping, as_, note):
    people = people_of(keeping)
    gt, drafter = as_(people.troika("GT")), as_(people.drafter())
    base = f"/api/v1/notes/{note.id}/sections/4/positions"
    body = {"decision": "request_changes", "text_hash": hash_now(keeping, note, "4"), "reason": "Falta una cifra."}
    request = gt.post(base, json={**body, "satisfied_by": "Una cifra."}).json()["id"]
    amend(keeping, note, "4")

    assert drafter.post(f"{base}/{request}/replies", json={"text": "Hecho.", "version": 2}).status_code == 201
    cells = drafter.get(f"/api/v1/notes/{note.id}/board").json()["sections"][3]["positions"]
    cell = next(cell for cell in cells if cell["seat"] == "RCM:GT")
    assert (cell["standing"], cell["position"]["satisfied_by"]) == ("request_changes", "Una cifra.")
    assert [reply["version"] for reply in cell["position"]["replies"]] == [2]
    assert drafter.post(f"{base}/{request}/withdrawal").status_code == 403
    assert gt.post(f"{base}/{request}/withdrawal").status_code == 201
    assert gt.post(f"{base}/{request}/withdrawal").json()["code"] == "not-standing"


def test_moves_wait_for_each_other_and_say_what_stands_in_the_way(keeping, as_, note):
    people = people_of(keeping)
    panama, uruguay = as_(people.presidency("RCM")), as_(people.presidency("SACM"))
    moves, sent = f"/api/v1/notes/{note.id}/moves", {"move": "circulate", "expected_stage": "troika_review"}

    blocked = panama.post(moves, json=sent)
    assert (blocked.status_code, blocked.json()["code"]) == (409, "blocked")
    assert {"code", "message", "who", "section"} == set(blocked.json()["blockers"][0])
    clear(keeping, note, *map(people.troika, TROIKA))
    waiting = panama.post(moves, json=sent)
    assert (waiting.status_code, waiting.json()["state"]) == (201, "waiting")
    assert waiting.json()["waiting_for"] == ["presidency:SACM:UY"]
    assert panama.delete(f"/api/v1/notes/{note.id}/consents/circulate").status_code == 200
    assert panama.post(moves, json=sent).json()["state"] == "waiting"
    assert uruguay.post(moves, json=sent).json() == {"state": "done", "stage": "consultation", "waiting_for": []}
    assert uruguay.post(moves, json=sent).json()["code"] == "stage-changed"


def test_a_note_lists_its_moves_with_what_stands_in_the_way_to_those_who_may_know(keeping, as_, note):
    people = people_of(keeping)

    known = {m["move"]: m for m in as_(people.presidency()).get(f"/api/v1/notes/{note.id}").json()["moves"]}
    assert len(known["circulate"]["blockers"]) == 28
    assert known["return"]["offered"]
    assert known["return"]["needs"] == ["reason", "sections"]
    for unknowing in (people.troika("GT"), people.delegation("MX")):
        assert as_(unknowing).get(f"/api/v1/notes/{note.id}").json()["moves"] == []


def test_ways_out_reminders_openings_and_deadlines_have_their_addresses(keeping, as_, note):
    people = people_of(keeping)
    panama, uruguay = as_(people.presidency("RCM")), as_(people.presidency("SACM"))
    base = f"/api/v1/notes/{note.id}"

    aside = {"kind": "set_aside", "section": "7", "reason": "En consideración."}
    assert panama.post(f"{base}/ways-out", json=aside).json()["state"] == "waiting"
    assert uruguay.post(f"{base}/ways-out", json={"kind": "set_aside", "section": "7"}).json()["state"] == "done"
    assert panama.post(f"{base}/reminders", json={"seat": "RCM:GT"}).json()["sections"] == list("123456")
    opened = panama.put(f"{base}/sections/4/opening", json={"open": True, "reason": "Falta una cifra."})
    assert opened.json()["open"]
    later = panama.put(f"{base}/deadline", json={"until": "2019-01-31T22:00:00Z", "reason": "Más tiempo."})
    assert later.json()["deadline"].startswith("2019-01-31T22:00:00")
    sooner = uruguay.put(f"{base}/deadline", json={"until": "2018-12-31T22:00:00Z", "reason": "Menos."})
    assert sooner.status_code == 422


def test_frozen_texts_are_listed_in_their_readers_window(keeping, as_):
    people = people_of(keeping)
    note = note_at(keeping, Stage.CONSULTATION)
    address = f"/api/v1/notes/{note.id}/frozen-texts"

    assert [item["label"] for item in as_(people.drafter()).get(address).json()["items"]] == ["W1", "REV.0"]
    member = as_(people.delegation("MX"))
    assert [item["purposes"] for item in member.get(address).json()["items"]] == [["to_members"]]
    read = member.get(f"{address}/REV.0").json()
    assert [section["first_paragraph"] for section in read["sections"]] == [1, 3, 4, 6, 7, 8, 9]
    assert member.get(f"{address}/W1").status_code == 404
    assert as_(people.observer).get(address).status_code in (403, 404)


@pytest.mark.parametrize("address", ["moves", "positions", "ways-out", "reminders"])
def test_nobody_without_a_seat_or_an_office_does_any_of_it(keeping, as_, note, address):
    bodies = {
        "moves": {"move": "return", "expected_stage": "troika_review", "reason": "x", "sections": ["4"]},
        "positions": {"positions": [{"section": "4", "decision": "approve", "text_hash": "0"}]},
        "ways-out": {"kind": "set_aside", "section": "4", "reason": "x"},
        "reminders": {"seat": "RCM:GT"},
    }
    people = people_of(keeping)
    for actor in (people.drafter(), people.delegation("MX"), people.observer, people.operator):
        answer = as_(actor).post(f"/api/v1/notes/{note.id}/{address}", json=bodies[address])
        assert answer.status_code in (403, 404), (str(actor.hat), answer.text)
    assert stage_now(keeping, note) is Stage.TROIKA_REVIEW
