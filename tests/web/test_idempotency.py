"""The same request twice is one deed, and one answer."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.makers import make_people
from tests.web.clients import Served
from tests.web.probes import BETWEEN, deeds_done

DEEDS = "/api/v1/probe/deeds"


@pytest.fixture
def program(probed: Served) -> httpx.Client:
    return probed.program(make_people(probed.keeping).coordinator().person)


def _sent(program: httpx.Client, key: str, words: str = "one", path: str = DEEDS, **headers: str) -> httpx.Response:
    return program.post(path, json={"words": words}, headers={"idempotency-key": key, **headers})


def test_the_same_request_is_done_once_and_answered_the_same(probed: Served, program: httpx.Client) -> None:
    first, second = _sent(program, "a"), _sent(program, "a")
    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    assert [first.headers[name] for name in ("etag", "content-type")] == [
        second.headers[name] for name in ("etag", "content-type")
    ]
    assert deeds_done(probed.keeping) == 1


def test_without_a_key_it_is_done_twice(probed: Served, program: httpx.Client) -> None:
    answers = [program.post(DEEDS, json={"words": "one"}).json() for _ in range(2)]
    assert answers[0]["id"] != answers[1]["id"]
    assert deeds_done(probed.keeping) == 2


def test_a_key_is_not_taken_for_another_request(probed: Served, program: httpx.Client) -> None:
    _sent(program, "a")
    for other in (_sent(program, "a", words="two"), _sent(program, "a", path=f"{DEEDS}?lang=pt")):
        assert other.status_code == 422
        assert other.json()["errors"][0]["code"] == "key-reused"
    assert deeds_done(probed.keeping) == 1


def test_a_key_belongs_to_one_person_one_hat_and_one_route(probed: Served) -> None:
    people = make_people(probed.keeping)
    head, drafter = people.delegation("UY"), people.drafter()
    clients = [
        probed.program(head.person, "delegation:UY"),
        probed.program(head.person, "presidency:SACM:UY"),
        probed.program(drafter.person),
    ]
    ids = [_sent(client, "a").json()["id"] for client in clients]
    ids += [_sent(clients[2], "a", path=f"/api/v1/probe/others/{name}").json()["id"] for name in ("x", "y")]
    assert len(set(ids)) == 5
    assert deeds_done(probed.keeping) == 5


def test_a_refusal_is_not_kept(probed: Served, program: httpx.Client) -> None:
    assert _sent(program, "a", **{"x-refuse": "yes"}).status_code == 409
    assert deeds_done(probed.keeping) == 0
    assert _sent(program, "a").status_code == 201
    assert deeds_done(probed.keeping) == 1


def test_a_key_is_not_endless(probed: Served, program: httpx.Client) -> None:
    answer = _sent(program, "a" * 201)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "key-too-long"
    assert deeds_done(probed.keeping) == 0


def test_a_form_sent_twice_leads_to_the_same_page(probed: Served) -> None:
    browser = probed.browser(make_people(probed.keeping).coordinator().person)
    fields = {"_key": uuid.uuid4().hex, "_hat": "secretariat:RCM", "words": "one"}
    first, second = (browser.post("/probe/deeds", data=fields) for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert first.headers["location"] == second.headers["location"]
    assert deeds_done(probed.keeping) == 1


def test_a_key_of_a_stranger_opens_nothing(probed: Served, program: httpx.Client) -> None:
    _sent(program, "a")
    assert _sent(probed.program(), "a").status_code == 401


def test_two_at_the_same_moment_are_one_deed(
    probed: Served, database_kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On PostgreSQL both are inside their deed before either commits; SQLite lets one writer in at a time."""
    if database_kind == "postgresql":
        monkeypatch.setattr(BETWEEN, "then", threading.Barrier(2).wait)
    person = make_people(probed.keeping).coordinator().person
    programs = [probed.program(person) for _ in range(2)]
    answers = _at_once(programs, "a")
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].content == answers[1].content
    assert deeds_done(probed.keeping) == 1


def test_whoever_is_refused_because_the_same_request_was_quicker_gets_its_answer(
    probed: Served, program: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one began before the first was kept, and finds the state of things changed by it."""
    kept: list[httpx.Response] = []

    def overtaken() -> None:
        monkeypatch.setattr(BETWEEN, "then", lambda: None)
        kept.append(_sent(program, "a"))

    if probed.keeping.engine.dialect.name == "sqlite":
        overtaken()
    else:
        monkeypatch.setattr(BETWEEN, "then", overtaken)
    answer = _sent(program, "a", **{"x-refuse": "yes"})
    assert (answer.status_code, answer.content) == (201, kept[0].content)
    assert deeds_done(probed.keeping) == 1


def _at_once(programs: list[httpx.Client], key: str) -> list[Any]:
    with ThreadPoolExecutor(len(programs)) as pool:
        return list(pool.map(lambda program: _sent(program, key), programs))
