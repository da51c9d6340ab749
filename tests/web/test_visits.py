"""Who asks, and under which hat."""

import uuid
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from drafting.actions.people.mailed import token_hash
from drafting.store.people import Person, SignIn
from drafting.store.work import COMMAND, Keeping
from tests.makers import BEGINNING, People, make_people, make_person
from tests.web.clients import Served, signed_in

WHO = "/api/v1/probe"
SIGNED_IN = "/api/v1/probe/signed-in"
NOBODY = {"person": None, "hat": None, "role": None}


@pytest.fixture
def database_kind() -> str:
    """Who asks does not depend on where it is kept."""
    return "sqlite"


@pytest.fixture
def people(probed: Served) -> People:
    return make_people(probed.keeping)


@pytest.fixture
def uruguay(people: People) -> uuid.UUID:
    """Head of a delegation whose country presides: two hats."""
    return _id(people.delegation("UY").person)


def test_cookie_and_bearer_say_the_same_on_pages_and_in_the_api(probed: Served, uruguay: uuid.UUID) -> None:
    token = signed_in(probed.keeping, uruguay)
    for path in (WHO, SIGNED_IN, "/probe", "/probe/signed-in"):
        by_bearer = probed.program().get(path, headers={"authorization": f"Bearer {token}"})
        by_cookie = probed.program().get(path, headers={"cookie": f"drafting={token}"})
        assert by_bearer.json() == by_cookie.json()
        assert by_bearer.json()["person"] == str(uruguay)


def test_of_two_tokens_the_header_counts(probed: Served, people: People, uruguay: uuid.UUID) -> None:
    browser = probed.browser(people.observer.person)
    answer = browser.get(WHO, headers={"authorization": f"Bearer {signed_in(probed.keeping, uruguay)}"})
    assert answer.json()["person"] == str(uruguay)


@pytest.mark.parametrize(
    "changed",
    [
        {"ended_at": datetime(2018, 1, 1, tzinfo=UTC)},
        {"expires_at": datetime(2018, 1, 1, tzinfo=UTC)},
        {"last_seen_at": datetime.now(UTC) - timedelta(days=2)},
    ],
    ids=["ended", "expired", "idle"],
)
def test_a_token_that_opens_nothing_is_as_good_as_none(
    probed: Served, uruguay: uuid.UUID, changed: dict[str, datetime]
) -> None:
    token = signed_in(probed.keeping, uruguay)
    _change_sign_in(probed.keeping, token, changed)
    _is_nobody(probed, token)


def test_an_unknown_token_is_as_good_as_none(probed: Served) -> None:
    _is_nobody(probed, "made-up")


def test_a_disabled_person_is_nobody_at_once(probed: Served, uruguay: uuid.UUID) -> None:
    token = signed_in(probed.keeping, uruguay)
    with probed.keeping.writing(COMMAND) as work:
        work.session.get_one(Person, uruguay).disabled_at = BEGINNING
    _is_nobody(probed, token)


def test_a_stranger_is_sent_to_sign_in_and_back(probed: Served) -> None:
    answer = probed.browser().get("/probe/signed-in")
    assert (answer.status_code, answer.headers["location"]) == (303, "/signin?back=/probe/signed-in")


def test_the_only_hat_need_not_be_named(probed: Served, people: People) -> None:
    assert _hat(probed.program(people.drafter().person).get(WHO)) == "secretariat:RCM"


def test_whoever_has_no_appointment_wears_no_hat(probed: Served) -> None:
    with probed.keeping.writing(COMMAND) as work:
        nobody = make_person(work, "no appointment")
    assert probed.program(nobody).get(SIGNED_IN).json() == {"person": str(nobody), "hat": None, "role": None}
    assert probed.program(nobody).get("/api/v1/probe/moving").status_code == 403


def test_a_program_with_several_hats_must_name_one_for_an_act(probed: Served, uruguay: uuid.UUID) -> None:
    program = probed.program(uruguay)
    assert _hat(program.get(WHO)) is None
    answer = program.get("/api/v1/probe/moving")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "hat-needed")
    named = program.get("/api/v1/probe/moving", headers={"drafting-hat": "presidency:SACM:UY"})
    assert (named.status_code, named.json()["role"]) == (200, "presidency")


def test_an_act_is_refused_to_a_hat_that_is_never_granted_it(probed: Served, uruguay: uuid.UUID) -> None:
    answer = probed.program(uruguay, "delegation:UY").get("/api/v1/probe/moving")
    assert (answer.status_code, answer.json()["code"]) == (403, "not-yours")


def test_a_hat_is_named_by_header_form_or_link(probed: Served, uruguay: uuid.UUID) -> None:
    browser, hat = probed.browser(uruguay), "presidency:SACM:UY"
    assert _hat(browser.get("/probe", headers={"drafting-hat": hat})) == hat
    assert _hat(browser.get(f"/probe?as={hat}")) == hat
    program = probed.program(uruguay)
    assert _hat(program.post("/api/v1/probe/deeds", json={"words": "x"}, headers={"drafting-hat": hat})) == hat


def test_a_link_under_a_hat_stays_under_it(probed: Served, uruguay: uuid.UUID) -> None:
    browser = probed.browser(uruguay)
    first = _hat(browser.get("/probe"))
    other = {"presidency:SACM:UY": "delegation:UY"}.get(str(first), "presidency:SACM:UY")
    browser.get(f"/probe?as={other}")
    assert _hat(browser.get("/probe")) == other


def test_a_format_in_a_link_is_not_taken_for_a_hat(probed: Served, uruguay: uuid.UUID) -> None:
    assert _hat(probed.browser(uruguay).get("/probe?as=csv")) == _hat(probed.browser(uruguay).get("/probe"))
    program = probed.program(uruguay, "delegation:UY")
    assert _hat(program.get(f"{WHO}?as=presidency:SACM:UY")) == "delegation:UY"


@pytest.mark.parametrize("hat", ["secretariat:RCM", "presidency:RCM:PA", "delegation:PY", "operator"])
def test_a_hat_that_is_not_held_is_refused_however_it_is_named(probed: Served, uruguay: uuid.UUID, hat: str) -> None:
    answers = [
        probed.program(uruguay, hat).get(WHO),
        probed.program(uruguay, hat).post("/api/v1/probe/deeds", json={"words": "x"}),
        probed.browser(uruguay).get(f"/probe?as={hat}"),
        probed.browser(uruguay).post("/probe/deeds", data={"_hat": hat}),
    ]
    assert [answer.status_code for answer in answers] == [403] * 4
    assert answers[0].json()["code"] == "hat-not-held"


def test_what_is_no_hat_at_all_is_named_as_such(probed: Served, uruguay: uuid.UUID) -> None:
    answer = probed.program(uruguay, "minister").get(WHO)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "unknown-hat")


def test_the_hat_taken_up_before_counts_until_it_is_lost(probed: Served, people: People, uruguay: uuid.UUID) -> None:
    token = signed_in(probed.keeping, uruguay)
    program = probed.program()
    program.headers["authorization"] = f"Bearer {token}"
    _change_sign_in(probed.keeping, token, {"acting_as": "presidency:SACM:UY"})
    assert _hat(program.get(WHO)) == "presidency:SACM:UY"
    _change_sign_in(probed.keeping, token, {"acting_as": "presidency:RCM:PA"})
    assert _hat(program.get(WHO)) is None


def test_what_a_reader_has_already_is_not_sent_again(probed: Served) -> None:
    program = probed.program()
    etag = program.get(WHO).headers["etag"]
    for header in (etag, f"W/{etag}", f'"zero", {etag}', "*"):
        again = program.get(WHO, headers={"if-none-match": header})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert program.get(WHO, headers={"if-none-match": '"zero"'}).status_code == 200


def _is_nobody(probed: Served, token: str) -> None:
    program = probed.program()
    program.headers["authorization"] = f"Bearer {token}"
    assert program.get(WHO).json() == NOBODY
    answer = program.get(SIGNED_IN)
    assert (answer.status_code, answer.json()["code"]) == (401, "sign-in-needed")


def _change_sign_in(keeping: Keeping, token: str, changed: dict[str, object]) -> None:
    with keeping.writing(COMMAND) as work:
        row = work.session.query(SignIn).filter_by(token_hash=token_hash(token)).one()
        for name, value in changed.items():
            setattr(row, name, value)


def _hat(answer: httpx.Response) -> str | None:
    assert answer.status_code in (200, 201), answer.text
    found: str | None = answer.json()["hat"]
    return found


def _id(person: uuid.UUID | None) -> uuid.UUID:
    assert person is not None
    return person
