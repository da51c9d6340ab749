"""Persons and conferences for programs."""

import uuid

import pyotp
import pytest

from drafting.actions.people import second_factor
from drafting.domain.events import Event, EventKind
from drafting.domain.hats import Role
from drafting.notices.inbox import spread
from drafting.store.people import Person
from drafting.store.work import Actor, Keeping
from drafting.web.doors import real_now
from tests.actions.entering import PASSWORD, make_account
from tests.makers import People, make_note, make_people
from tests.web.clients import Served, served


@pytest.fixture
def people(keeping: Keeping) -> People:
    return make_people(keeping)


@pytest.fixture
def person(keeping: Keeping, people: People) -> Person:
    return make_account(keeping, "Ana Vidal", ("delegation", "GT", "head"))


def sign_in(site: Served, person: Person, **more):
    data = {"email": person.email, "password": PASSWORD, **more}
    return site.program().post("/api/v1/sign-ins", json=data)


def test_a_program_signs_in_says_who_it_is_and_signs_out(site: Served, person: Person):
    answer = sign_in(site, person)
    assert answer.status_code == 201
    body = answer.json()
    assert body["person"]["email"] == person.email
    assert body["hats"] == [
        {"hat": "troika:RCM:GT", "role": "troika", "country": "GT", "conference": "RCM"},
        {"hat": "delegation:GT", "role": "head", "country": "GT"},
    ]
    assert body["acting_as"] is None
    assert body["expires_at"].endswith("Z")
    program = site.program()
    program.headers["authorization"] = f"Bearer {body['token']}"
    assert program.get("/api/v1/me").json()["person"]["id"] == str(person.id)
    assert program.delete("/api/v1/sign-ins/current").status_code == 204
    assert program.get("/api/v1/me").status_code == 401


def test_the_token_opens_pages_too_and_the_cookie_the_api(site: Served, person: Person):
    program = site.program()
    program.headers["authorization"] = f"Bearer {sign_in(site, person).json()['token']}"
    assert program.get("/profile").status_code == 200
    browser = site.browser()
    browser.post("/signin", data={"email": person.email, "password": PASSWORD})
    assert browser.get("/api/v1/me").status_code == 200


@pytest.mark.parametrize("more", [{"password": "wrong"}, {"email": "nobody@example.org"}])
def test_wrong_words_are_refused_with_one_stable_code(site: Served, person: Person, more):
    answer = sign_in(site, person, **more)
    assert (answer.status_code, answer.json()["code"]) == (401, "wrong-credentials")


def test_a_missing_field_is_named(site: Served, person: Person):
    answer = site.program().post("/api/v1/sign-ins", json={"email": person.email})
    assert answer.status_code == 422
    assert "errors" in answer.json()


def test_tries_are_limited_and_say_when_to_come_back(site: Served, person: Person):
    for _ in range(10):
        sign_in(site, person, password="wrong")
    answer = sign_in(site, person)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


def test_an_idempotency_key_never_gives_a_token_twice(site: Served, person: Person):
    data, headers = {"email": person.email, "password": PASSWORD}, {"idempotency-key": "one"}
    tokens = {site.program().post("/api/v1/sign-ins", json=data, headers=headers).json()["token"] for _ in range(2)}
    assert len(tokens) == 2


def test_a_second_factor_is_asked_for_and_taken_with_the_password(site: Served, person: Person):
    secret, before = pyotp.random_base32(), real_now().replace(year=2020)
    with site.keeping.writing(Actor(person.id, None, None)) as work:
        second_factor.enable(work, secret, pyotp.TOTP(secret).at(before), before)
    answer = sign_in(site, person)
    assert (answer.status_code, answer.json()["code"]) == (401, "second-factor-needed")
    assert sign_in(site, person, code=pyotp.TOTP(secret).now()).status_code == 201


def test_a_hat_is_taken_up_for_the_requests_that_follow(site: Served, person: Person):
    program = site.program(person.id)
    assert program.get("/api/v1/me").json()["acting_as"] is None
    assert program.put("/api/v1/me/acting-as", json={"hat": "delegation:GT"}).json()["role"] == "head"
    assert program.get("/api/v1/me").json()["acting_as"] == "delegation:GT"
    assert program.put("/api/v1/me/acting-as", json={"hat": "delegation:UY"}).status_code == 403
    assert program.put("/api/v1/me/acting-as", json={"hat": "king"}).status_code == 422


def test_a_program_invites_sees_and_ends(site: Served, people: People):
    head = people.delegation("MX", Role.HEAD)
    program = site.program(head.person, hat="delegation:MX")
    data = {"email": "eva@example.org", "body": "delegation", "code": "MX", "function": "expert"}
    answer = program.post("/api/v1/invitations", json=data)
    assert answer.status_code == 201
    assert "link" not in answer.json()
    assert program.post("/api/v1/invitations", json={**data, "function": "head"}).status_code == 403
    assert program.post("/api/v1/invitations", json={**data, "email": "eva"}).status_code == 422
    (body,) = program.get("/api/v1/people").json()["items"]
    expert = next(member for member in body["members"] if member["function"] == "expert")
    assert program.delete(f"/api/v1/appointments/{expert['appointment']}").status_code == 204
    assert program.delete(f"/api/v1/appointments/{uuid.uuid4()}").status_code == 404


def test_without_mail_the_answer_carries_the_link(keeping: Keeping, people: People):
    with served(keeping, demo=False) as site:
        data = {"email": "eva@example.org", "body": "operator", "function": "operator"}
        answer = site.program(people.operator.person).post("/api/v1/invitations", json=data)
        assert answer.json()["link"].startswith("http://127.0.0.1:8000/invite/")


def test_conferences_say_who_belongs_and_who_presides(site: Served, people: People):
    program = site.program(people.observer.person)
    rcm, sacm = program.get("/api/v1/conferences").json()["items"]
    assert (rcm["code"], len(rcm["members"]), len(sacm["members"])) == ("RCM", 11, 12)
    assert sacm["troika"] == {"previous": "PY", "current": "UY", "next": "BO"}
    assert rcm["observers"] == ["AR", "CO", "EC", "JM", "PE"]
    assert program.get("/api/v1/conferences/rcm").json() == rcm
    assert program.get("/api/v1/conferences/ASEAN").status_code == 404
    assert site.program().get("/api/v1/conferences").status_code == 401


def test_a_handover_is_proposed_and_confirmed_by_programs(site: Served, people: People):
    outgoing = site.program(people.presidency().person, hat="presidency:RCM:PA")
    incoming = site.program(people.troika("GT").person, hat="troika:RCM:GT")
    answer = outgoing.post("/api/v1/conferences/RCM/handovers", json={"country": "GT"})
    assert (answer.status_code, answer.json()["open"]) == (201, True)
    assert outgoing.get("/api/v1/conferences/RCM").json()["handover"]["country"] == "GT"
    address = f"/api/v1/conferences/RCM/handovers/{answer.json()['id']}/confirmation"
    assert outgoing.post(address).status_code == 403
    assert incoming.post(address).status_code == 201
    found = outgoing.get("/api/v1/conferences/RCM", headers={"drafting-hat": "delegation:PA"}).json()
    assert (found["troika"]["current"], found["handover"]) == ("GT", None)
    stranger = site.program(people.drafter().person, hat="secretariat:RCM")
    assert stranger.post("/api/v1/conferences/RCM/handovers", json={"country": "GT"}).status_code == 403


def test_an_inbox_is_read_by_a_program(site: Served, people: People):
    note = make_note(site.keeping)
    with site.keeping.writing(people.operator) as work:
        work.tell(Event(EventKind.CONSENT_GIVEN, note.id, {"act": "circulate", "seat": "RCM:PA"}))
    spread(site.keeping)
    program = site.program(people.drafter().person)
    told = program.get("/api/v1/notifications").json()
    entry = next(item for item in told["items"] if item["kind"] == "consent_given")
    assert (entry["note"], entry["read_at"], told["next"]) == (str(note.id), None, None)
    assert program.post("/api/v1/notifications/read", json={"entry": entry["id"]}).status_code == 204
    read = [item["id"] for item in program.get("/api/v1/notifications").json()["items"] if item["read_at"]]
    assert read == [entry["id"]]
