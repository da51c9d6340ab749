"""The pages of people, conferences and inboxes: what each may see, press and read."""

import re
import uuid

import pyotp
import pytest

from drafting.domain.events import EVENTS, Event, EventKind
from drafting.domain.hats import Role
from drafting.locale import LANGUAGES
from drafting.notices.inbox import spread
from drafting.store.outbox import put_mail
from drafting.store.people import Appointment, Person
from drafting.store.work import COMMAND, Actor, Keeping
from tests.actions.entering import PASSWORD, account, mailed, make_account
from tests.makers import People, make_note, make_people
from tests.web.clients import Served, served
from tests.web.walker import faults

PAGES = [
    "/profile",
    "/profile/security",
    "/profile/security/second-step",
    "/acting-as",
    "/people",
    "/people/invite",
    "/people/appoint",
    "/notifications",
    "/conferences",
    "/conferences/RCM",
    "/admin",
]


@pytest.fixture
def people(keeping: Keeping) -> People:
    return make_people(keeping)


def as_hat(actor: Actor, path: str) -> str:
    return f"{path}?as={actor.hat}"


def form(html: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that posts to an address."""
    part = html.split(f'action="{action}"', 1)[1].split("</form>", 1)[0]
    return dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', part))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_can_be_read_by_the_operator(site: Served, people: People, language: str):
    browser = site.browser(people.operator.person)
    browser.get(f"/language/{language}")
    for path in PAGES:
        answer = browser.get(path)
        assert (path, answer.status_code, faults(answer.text)) == (path, 200, [])


@pytest.mark.parametrize("who", ["coordinator", "presidency", "delegation", "observer"])
def test_every_page_is_read_or_refused_by_everybody_else(site: Served, people: People, who: str):
    actor = getattr(people, who)
    actor = actor if isinstance(actor, Actor) else actor()
    browser = site.browser(actor.person)
    for path in PAGES:
        answer = browser.get(as_hat(actor, path))
        assert answer.status_code in (200, 403)
        assert faults(answer.text) == []
    assert browser.get(as_hat(actor, "/admin")).status_code == 403
    assert browser.get(as_hat(actor, "/people/appoint")).status_code == 403


def test_a_head_invites_an_expert_and_the_directory_shows_the_invitation(site: Served, people: People):
    head = people.delegation("MX", Role.HEAD)
    browser = site.browser(head.person)
    page = browser.get("/people/invite")
    data = {**form(page.text, "/people/invite"), "email": "eva@", "post": "delegation:expert", "language": "es"}
    refused = browser.post("/people/invite", data=data)
    assert (refused.status_code, faults(refused.text)) == (422, [])
    assert 'value="eva@"' in refused.text
    sent = browser.post("/people/invite", data={**data, "email": "eva@example.org"})
    assert (sent.status_code, sent.headers["location"]) == (303, "/people?sent=yes")
    assert len(mailed(site.keeping, "invitation")) == 1
    listed = browser.get("/people").text
    assert "eva@example.org" in listed
    (address,) = set(re.findall(r"/people/invitations/[^/]*/resend", listed))
    assert browser.post(address, data=form(listed, address)).status_code == 303
    address = address.replace("resend", "withdrawal")
    assert browser.post(address, data=form(listed, address)).status_code == 303
    assert "eva@example.org" not in browser.get("/people").text


def test_a_coordinator_invites_a_focal_point_of_a_member(site: Served, people: People):
    browser = site.browser(people.coordinator().person)
    data = {"email": "eva@example.org", "post": "delegation:focal_point", "code": "MX", "_hat": "secretariat:RCM"}
    assert browser.post("/people/invite", data=data).status_code == 303
    assert browser.post("/people/invite", data={**data, "code": "UY"}).status_code == 403
    assert browser.post("/people/invite", data={**data, "post": "secretariat:drafter", "code": ""}).status_code == 303


def test_without_mail_the_link_is_shown_once_to_whoever_invited(keeping: Keeping, people: People):
    with served(keeping, demo=False) as site:
        browser = site.browser(people.operator.person)
        data = {"email": "eva@example.org", "post": "observer:observer", "code": "JM", "_hat": "operator"}
        page = browser.post("/people/invite", data=data)
        assert (page.status_code, faults(page.text)) == (200, [])
        link = re.search(r"http://127.0.0.1:8000(/invite/[\w-]+)", page.text)[1]
        assert browser.get(link).status_code == 200


def test_an_appointment_is_ended_after_a_second_look(site: Served, people: People):
    expert = people.delegation("MX", Role.EXPERT)
    with site.keeping.reading(COMMAND) as work:
        held = work.session.query(Appointment).filter_by(person_id=expert.person).one().id
    browser = site.browser(people.delegation("MX", Role.HEAD).person)
    page = browser.get(f"/appointments/{held}/end")
    assert (page.status_code, faults(page.text)) == (200, [])
    address = f"/appointments/{held}/end"
    assert browser.post(address, data=form(page.text, address)).status_code == 303
    assert site.browser(expert.person).get("/people").text.count("mailto:") == 0
    outsider = site.browser(people.delegation("UY", Role.HEAD).person)
    assert outsider.get(f"{address}?as=delegation:UY").status_code == 303
    assert outsider.post(address, data={"_hat": "delegation:UY"}).status_code == 404


def test_the_operator_appoints_and_the_delegation_admits(site: Served, people: People):
    person = make_account(site.keeping, "Iris")
    browser = site.browser(people.operator.person)
    data = {"person": str(person.id), "post": "delegation:expert", "code": "MX", "_hat": "operator"}
    assert browser.post("/people/appoint", data={**data, "person": ""}).status_code == 422
    assert browser.post("/people/appoint", data=data).status_code == 303
    focal_point = site.browser(people.delegation("MX").person)
    page = focal_point.get("/people").text
    (address,) = set(re.findall(r"/appointments/[^/]*/admission", page))
    assert focal_point.post(address, data=form(page, address)).status_code == 303
    assert "/admission" not in focal_point.get("/people").text


def test_an_operator_helps_somebody_back_in(site: Served, people: People):
    person = make_account(site.keeping, "Iris", ("delegation", "MX", "expert"))
    browser = site.browser(people.operator.person)
    page = browser.get("/admin").text
    for act in ("reset", "disable", "enable"):
        data = {"_hat": "operator", "_key": uuid.uuid4().hex}
        assert f"/people/{person.id}/{'disable' if act == 'enable' else act}" in page
        assert browser.post(f"/people/{person.id}/{act}", data=data).status_code == 303
    assert len(mailed(site.keeping, "reset")) == 1
    assert account(site.keeping, person.id).disabled_at is None


def test_a_mail_that_fails_is_tried_again_by_the_operator(site: Served, people: People):
    with site.keeping.writing(COMMAND) as work:
        row = put_mail(work.session, to="x@example.org", template="code", language="es", values={}, due=work.now)
    browser = site.browser(people.operator.person)
    assert browser.post(f"/admin/mails/{row}/again", data={"_hat": "operator"}).status_code == 303
    assert browser.post(f"/admin/mails/{uuid.uuid4()}/again", data={"_hat": "operator"}).status_code == 404
    assert "x@example.org" in browser.get("/admin").text


def test_a_person_changes_profile_and_password(site: Served, people: People):
    person = make_account(site.keeping, "Ana Vidal", ("delegation", "UY", "expert"))
    browser = site.browser(person.id)
    data = {"name": "", "language": "pt", "zone": "America/Lima", "theme": "dark"}
    refused = browser.post("/profile", data=data)
    assert (refused.status_code, faults(refused.text)) == (422, [])
    assert browser.post("/profile", data={**data, "name": "Ana"}).status_code == 303
    assert account(site.keeping, person.id).zone == "America/Lima"
    wrong = browser.post("/profile/security/password", data={"current": "no", "password": "another quiet river"})
    assert (wrong.status_code, faults(wrong.text)) == (422, [])
    right = {"current": PASSWORD, "password": "another quiet river"}
    assert browser.post("/profile/security/password", data=right).status_code == 303
    assert faults(browser.get("/profile/security?saved=password").text) == []


def test_a_person_switches_the_second_step_on_and_off(site: Served, people: People):
    person = make_account(site.keeping, "Ana Vidal", ("delegation", "UY", "expert"))
    browser = site.browser(person.id)
    page = browser.get("/profile/security/second-step").text
    data = form(page, "/profile/security/second-step")
    wrong = browser.post("/profile/security/second-step", data={**data, "code": "000000"})
    assert (wrong.status_code, faults(wrong.text)) == (422, [])
    assert data["secret_key"] in wrong.text
    code = pyotp.TOTP(data["secret_key"]).now()
    shown = browser.post("/profile/security/second-step", data={**data, "_key": uuid.uuid4().hex, "code": code})
    codes = re.findall(r"<code>([\w-]{19})</code>", shown.text)
    assert (shown.status_code, len(codes), faults(shown.text)) == (200, 10, [])
    assert faults(browser.get("/profile/security").text) == []
    new = browser.post("/profile/security/recovery-codes", data={"code": codes[0]})
    assert (new.status_code, faults(new.text)) == (200, [])
    off = "/profile/security/second-step/off"
    assert browser.post(off, data={"code": codes[1]}).status_code == 422
    assert browser.post(off, data={"code": re.findall(r"<code>([\w-]{19})</code>", new.text)[1]}).status_code == 303


def test_a_person_sees_and_ends_their_sign_ins(site: Served, people: People):
    here, there = site.browser(people.operator.person), site.browser(people.operator.person)
    page = here.get("/profile/security").text
    (address,) = set(re.findall(r"/profile/security/sign-ins/[\w-]{36}/end", page))
    assert here.post(address, data=form(page, address)).status_code == 303
    assert there.get("/profile").status_code == 303
    third = site.browser(people.operator.person)
    here.post("/profile/security/sign-ins/end", data={"_hat": "operator"})
    assert (here.get("/profile").status_code, third.get("/profile").status_code) == (200, 303)


def test_a_hat_is_chosen_and_kept(site: Served, people: People):
    browser = site.browser(people.presidency().person)
    page = browser.get("/acting-as").text
    assert "presidency:RCM:PA" in page
    assert browser.post("/acting-as", data={"hat": "delegation:PA", "back": "/people"}).headers["location"] == "/people"
    assert "Delegación · Panamá" in browser.get("/people").text.split('class="hat"', 1)[1].split("</div>", 1)[0]
    assert browser.post("/acting-as", data={"hat": "delegation:UY"}).status_code == 403


def test_a_handover_is_proposed_and_confirmed_on_the_page(site: Served, people: People):
    outgoing, incoming = site.browser(people.presidency().person), site.browser(people.troika("GT").person)
    address = "/conferences/RCM/handovers"
    page = outgoing.get("/conferences/RCM?as=presidency:RCM:PA").text
    wrong = outgoing.post(address, data={**form(page, address), "country": "MX"})
    assert (wrong.status_code, faults(wrong.text)) == (422, [])
    right = {**form(page, address), "_key": uuid.uuid4().hex, "country": "GT"}
    assert outgoing.post(address, data=right).status_code == 303
    page = incoming.get("/conferences/RCM?as=troika:RCM:GT").text
    assert faults(page) == []
    (address,) = set(re.findall(r"/conferences/RCM/handovers/[\w-]{36}/confirmation", page))
    assert address not in outgoing.get("/conferences/RCM?as=presidency:RCM:PA").text
    assert incoming.post(address, data=form(page, address)).status_code == 303
    page = incoming.get("/conferences/RCM?as=presidency:RCM:GT")
    assert (page.status_code, faults(page.text)) == (200, [])


def test_the_operator_designates_and_changes_standing(site: Served, people: People):
    browser = site.browser(people.operator.person)
    operator = {"_hat": "operator"}
    assert browser.post("/conferences/RCM/next", data={**operator, "country": "CR"}).status_code == 303
    data = {**operator, "country": "JM", "standing": "observer"}
    assert browser.post("/conferences/RCM/countries", data=data).status_code == 303
    assert "Jamaica" in browser.get("/conferences/RCM").text
    data = {**operator, "country": "CR", "standing": ""}
    assert browser.post("/conferences/RCM/countries", data=data).status_code == 409
    coordinator = site.browser(people.coordinator().person)
    refused = coordinator.post("/conferences/RCM/next", data={"_hat": "secretariat:RCM", "country": "CR"})
    assert refused.status_code == 403


def inbox_of_every_kind(site: Served, people: People) -> Person:
    """Somebody who was told of everything that can be told, with nothing more said about it than must be."""
    person = make_account(site.keeping, "Ana Vidal", ("secretariat", "RCM", "drafter"), ("delegation", "GT", "head"))
    note = make_note(site.keeping)
    data = {"person": str(person.id), "country": "GT", "seat": "RCM:GT", "conference": "RCM", "section": "3"}
    with site.keeping.writing(people.operator) as work:
        for kind in EventKind:
            work.tell(Event(kind, note.id if EVENTS[kind].chain != "people" else None, data, delegation="GT"))
    spread(site.keeping)
    return person


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_inbox_has_words_for_everything_that_is_told(site: Served, people: People, language: str):
    browser = site.browser(inbox_of_every_kind(site, people).id)
    browser.get(f"/language/{language}")
    text = "".join(browser.get(f"/notifications?page={page}").text for page in (1, 2))
    told = [kind for kind, row in EVENTS.items() if row.audience]
    assert [kind.value for kind in told if f">{kind.value}<" in text] == []
    assert "%(" not in text
    assert faults(browser.get("/notifications").text) == []


def test_entries_are_marked_as_read_one_by_one_and_all_at_once(site: Served, people: People):
    browser = site.browser(inbox_of_every_kind(site, people).id)

    def unread() -> int:
        return int(re.search(r'class="count">(\d+)', browser.get("/notifications").text + 'class="count">0')[1])

    before = unread()
    page = browser.get("/notifications").text
    entry = re.search(r'name="entry" value="([^"]*)"', page)[1]
    browser.post("/notifications/read", data={"entry": entry})
    assert unread() == before - 1
    browser.post("/notifications/read", data={"entry": "nonsense"})
    assert unread() == before - 1
    browser.post("/notifications/read", data={})
    assert unread() == 0
    assert browser.get("/inbox").headers["location"] == "/notifications"
