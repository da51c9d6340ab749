"""Signing in with a browser: each way, each refusal, and a form that waited."""

import re

import pyotp
import pytest

from drafting.actions.people import second_factor
from drafting.actions.people.appointments import known_post
from drafting.actions.people.invitations import invite
from drafting.actions.people.setup import make_setup_link
from drafting.locale import LANGUAGES
from drafting.store.people import HeldForm, Person, SignIn, person_by_email
from drafting.store.work import COMMAND, Actor, Keeping
from drafting.web.doors import real_now
from tests.actions.entering import PASSWORD, account, make_account, newest
from tests.makers import make_people
from tests.web.clients import Served, served
from tests.web.walker import faults

FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
def person(keeping: Keeping) -> Person:
    make_people(keeping)
    return make_account(keeping, "Ana Vidal", ("delegation", "UY", "expert"))


def hidden(html: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', html)[1]


def is_signed_in(browser) -> bool:
    return browser.get("/profile").status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/signin", "/signin/code", "/recover", "/demo/mail"])
def test_the_doors_can_be_read_by_a_stranger(site: Served, path: str, language: str):
    answer = site.browser(language=language).get(path)
    assert answer.status_code == 200
    assert faults(answer.text) == []


def test_a_password_signs_in_and_leads_back_to_the_page_that_was_asked_for(site: Served, person: Person):
    browser = site.browser()
    asked = browser.get("/people")
    assert asked.headers["location"] == "/signin?back=/people"
    form = browser.get(asked.headers["location"])
    back = hidden(form.text, "back")
    answer = browser.post("/signin", data={"email": person.email, "password": PASSWORD, "back": back})
    assert (answer.status_code, answer.headers["location"]) == (303, "/people")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert is_signed_in(browser)


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"])
def test_nobody_is_led_to_another_site_after_signing_in(site: Served, person: Person, back: str):
    answer = site.browser().post("/signin", data={"email": person.email, "password": PASSWORD, "back": back})
    assert answer.headers["location"] == "/desk"


def test_a_wrong_password_keeps_the_address_and_draws_no_password(site: Served, person: Person):
    answer = site.browser().post("/signin", data={"email": person.email, "password": "not this one at all"})
    assert answer.status_code == 401
    assert person.email in answer.text
    assert "not this one" not in answer.text
    assert faults(answer.text) == []


def test_too_many_tries_are_told_when_to_come_back(site: Served, person: Person):
    browser = site.browser()
    for _ in range(10):
        browser.post("/signin", data={"email": person.email, "password": "wrong"})
    answer = browser.post("/signin", data={"email": person.email, "password": PASSWORD})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


def test_a_token_that_a_browser_brought_is_not_adopted(site: Served, person: Person):
    browser = site.browser()
    browser.cookies.set("drafting", "chosen-by-somebody-else")
    browser.post("/signin", data={"email": person.email, "password": PASSWORD})
    other = site.browser()
    other.cookies.set("drafting", "chosen-by-somebody-else")
    assert not is_signed_in(other)


def test_a_mailed_code_signs_in(site: Served, person: Person):
    browser = site.browser()
    page = browser.post("/signin/code", data={"email": person.email})
    assert faults(page.text) == []
    ticket = hidden(page.text, "ticket")
    wrong = browser.post("/signin/code/check", data={"ticket": ticket, "code": "1"})
    assert wrong.status_code == 422
    assert faults(wrong.text) == []
    right = {"ticket": hidden(wrong.text, "ticket"), "code": newest(site.keeping, "code", "code")}
    assert browser.post("/signin/code/check", data=right).status_code == 303
    assert is_signed_in(browser)


def test_an_unknown_address_is_answered_like_a_known_one(site: Served, person: Person):
    def answered(email: str) -> tuple[int, str]:
        answer = site.browser().post("/signin/code", data={"email": email})
        return answer.status_code, re.sub(r'name="ticket" value="[^"]*"', "", answer.text)

    assert answered(person.email) == answered("nobody@example.org")
    asked = [site.browser().post("/recover", data={"email": email}).text for email in (person.email, "no@example.org")]
    assert asked[0] == asked[1]


def test_the_second_step_is_asked_for_and_opens(site: Served, person: Person):
    secret = pyotp.random_base32()
    with site.keeping.writing(Actor(person.id, None, None)) as work:
        before = real_now().timestamp() - 300
        second_factor.enable(work, secret, pyotp.TOTP(secret).at(int(before)), _at(before))
    browser = site.browser()
    page = browser.post("/signin", data={"email": person.email, "password": PASSWORD})
    assert (page.status_code, faults(page.text)) == (200, [])
    assert not is_signed_in(browser)
    code = pyotp.TOTP(secret).now()
    answer = browser.post("/signin/second", data={"ticket": hidden(page.text, "ticket"), "code": code})
    assert answer.status_code == 303
    assert is_signed_in(browser)


def _at(seconds: float):
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC)


def test_signing_out_takes_the_cookie_away_and_ends_the_sign_in(site: Served, person: Person):
    browser = site.browser(person.id)
    answer = browser.post("/signout")
    assert answer.status_code == 303
    assert "max-age=0" in answer.headers["set-cookie"].lower()
    assert not is_signed_in(browser)
    assert browser.post("/signout").status_code == 303


def test_a_new_password_comes_by_a_mailed_link(site: Served, person: Person):
    browser = site.browser()
    browser.post("/recover", data={"email": person.email})
    path = f"/recover/{newest(site.keeping, 'reset', 'secret')}"
    assert faults(browser.get(path).text) == []
    refused = browser.post(path, data={"password": "short"})
    assert refused.status_code == 422
    assert faults(refused.text) == []
    assert browser.post(path, data={"password": "another quiet river"}).status_code == 303
    assert browser.get(path).status_code == 404
    signed = browser.post("/signin", data={"email": person.email, "password": "another quiet river"})
    assert signed.status_code == 303


def test_an_invitation_is_accepted_by_post_alone(site: Served):
    people = make_people(site.keeping)
    with site.keeping.writing(people.operator) as work:
        post = known_post(work, "delegation", "MX", "expert")
        secret = invite(work, "eva@example.org", post, real_now(), mailed=True).secret
    browser = site.browser()
    for _ in range(2):
        page = browser.get(f"/invite/{secret}")
        assert (page.status_code, faults(page.text)) == (200, [])
    data = {"name": "Eva Robles", "language": "es", "zone": "America/Mexico_City", "password": "short"}
    refused = browser.post(f"/invite/{secret}", data=data)
    assert refused.status_code == 422
    assert "Eva Robles" in refused.text
    assert browser.post(f"/invite/{secret}", data={**data, "password": PASSWORD}).headers["location"] == "/desk"
    assert is_signed_in(browser)
    assert browser.get(f"/invite/{secret}").status_code == 404


def test_the_first_operator_sets_the_service_up(keeping: Keeping):
    with keeping.writing(COMMAND) as work:
        secret = make_setup_link(work, real_now()).secret
    data = {"token": secret, "email": "admin@example.org", "name": "Olga", "language": "es", "zone": "America/Panama"}
    with served(keeping) as site:
        browser = site.browser()
        assert browser.get("/setup?token=wrong").status_code == 404
        assert faults(browser.get(f"/setup?token={secret}").text) == []
        refused = browser.post("/setup", data={**data, "password": "short", "presets": "yes"})
        assert (refused.status_code, faults(refused.text)) == (422, [])
        made = browser.post("/setup", data={**data, "password": PASSWORD, "presets": "yes"})
        assert (made.status_code, made.headers["location"]) == (303, "/admin")
        assert faults(browser.get("/admin").text) == []
        assert browser.get("/api/v1/conferences").json()["items"][0]["troika"]["current"] == "PA"


def expire(keeping: Keeping, person: Person) -> None:
    with keeping.writing(COMMAND) as work:
        for row in work.session.query(SignIn).filter_by(person_id=person.id):
            row.expires_at = row.created_at


def test_a_form_posted_with_an_expired_sign_in_waits_for_its_person(site: Served, person: Person):
    browser = site.browser(person.id)
    expire(site.keeping, person)
    typed = {"name": "Ana <Vidal>", "language": "es", "zone": "UTC", "theme": "dark", "_hat": "delegation:UY"}
    answer = browser.post("/profile", data=typed)
    assert answer.headers["location"] == "/signin"
    answer = browser.post("/signin", data={"email": person.email, "password": PASSWORD})
    assert answer.headers["location"] == "/held"
    page = browser.get("/held")
    assert (page.status_code, faults(page.text)) == (200, [])
    assert "Ana &lt;Vidal&gt;" in page.text
    sent = {name: hidden(page.text, name) for name in ("language", "zone", "theme", "_hat")}
    assert browser.post("/profile", data={**sent, "name": "Ana"}).status_code == 303
    assert account(site.keeping, person.id).theme == "dark"
    browser.post("/held/discard")
    assert browser.get("/held").headers["location"] == "/desk"


def test_nobody_else_sees_a_form_that_waits(site: Served, person: Person):
    other = make_account(site.keeping, "Bruno Paz", ("delegation", "UY", "expert"))
    browser = site.browser(person.id)
    expire(site.keeping, person)
    browser.post("/profile", data={"name": "words of Ana", "_hat": "delegation:UY"})
    browser.post("/signin", data={"email": other.email, "password": PASSWORD})
    page = browser.get("/held")
    assert page.status_code == 303
    assert "words of Ana" not in page.text


def test_a_form_after_signing_out_on_purpose_is_not_kept(site: Served, person: Person):
    browser = site.browser(person.id)
    token = browser.cookies["drafting"]
    browser.post("/signout")
    browser.cookies.set("drafting", token)
    browser.post("/profile", data={"name": "words"})
    with site.keeping.reading(COMMAND) as work:
        assert work.session.query(HeldForm).count() == 0


def test_the_mails_of_a_real_installation_are_not_shown(keeping: Keeping):
    with served(keeping, demo=False) as site:
        assert site.browser().get("/demo/mail").status_code == 404


def test_a_choice_of_language_is_remembered_with_the_account(site: Served, person: Person):
    browser = site.browser(person.id)
    browser.get("/language/pt?back=/profile")
    assert '<html lang="pt-BR"' in browser.get("/profile").text
    with site.keeping.reading(COMMAND) as work:
        assert person_by_email(work.session, person.email).language == "pt"
