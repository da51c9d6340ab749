"""Persons and conferences looked after on the server, by the command as it is typed."""

import json
import re
from pathlib import Path

import pytest

from drafting.actions.people.sign_ins import recognised
from drafting.cli import main
from drafting.store.people import person_by_email
from drafting.store.work import COMMAND, Keeping
from drafting.web.doors import real_now
from tests.actions.entering import make_account
from tests.makers import make_people


@pytest.fixture(autouse=True)
def installation(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTING_DATABASE_URL", database_url)
    monkeypatch.setenv("DRAFTING_DATA_DIR", str(tmp_path))


def said(capsys, *words: str) -> str:
    assert main(words) == 0
    return capsys.readouterr().out


def refused(capsys, *words: str) -> str:
    assert main(words) == 1
    return capsys.readouterr().err


def test_a_setup_link_is_printed_until_there_is_an_operator(capsys, keeping: Keeping):
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/setup\?token=[\w-]{43}\n", said(capsys, "setup-link"))
    make_people(keeping)
    assert "set up already" in refused(capsys, "setup-link")


def test_conferences_and_outlines_are_loaded_once_and_shown(capsys):
    assert said(capsys, "conference", "load") == "Loaded: RCM, SACM\n"
    assert said(capsys, "conference", "load") == "Nothing to change.\n"
    assert "extra-regional-flows" in said(capsys, "outline", "load")
    shown = json.loads(said(capsys, "conference", "show", "--json"))
    assert [conference["troika"]["next"] for conference in shown] == ["GT", "BO"]


def test_a_file_that_cannot_be_read_is_named(capsys, tmp_path: Path):
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    assert "broken.json" in refused(capsys, "conference", "load", str(broken))
    assert refused(capsys, "outline", "load", str(tmp_path / "nowhere.json"))


def test_somebody_is_invited_by_a_printed_link(capsys, keeping: Keeping):
    make_people(keeping)
    assert "/invite/" in said(capsys, "user", "invite", "eva@example.org", "delegation:MX:expert")
    told = json.loads(said(capsys, "user", "invite", "eva@example.org", "observer:JM", "--json"))
    assert (told["mailed"], "/invite/" in told["link"]) == (False, True)
    assert "is not a post" in refused(capsys, "user", "invite", "eva@example.org", "king")


def test_users_are_listed_appointed_and_disabled(capsys, keeping: Keeping):
    make_people(keeping)
    person = make_account(keeping, "Iris")
    assert "still to admit" in said(capsys, "appoint", person.email, "delegation:MX:expert")
    assert "Appointed." in said(capsys, "appoint", person.email, "operator")
    listed = {row["email"]: row for row in json.loads(said(capsys, "user", "list", "--json"))}
    assert listed[person.email]["posts"] == ["delegation:MX:expert", "operator:operator"]
    said(capsys, "user", "disable", person.email)
    assert re.search(rf"{person.email}.*disabled", said(capsys, "user", "list"))
    assert "Nobody has the address" in refused(capsys, "user", "disable", "nobody@example.org")


def test_a_token_is_printed_once_and_revoked(capsys, keeping: Keeping):
    make_people(keeping)
    person = make_account(keeping, "Iris", ("secretariat", "RCM", "drafter"))
    token = said(capsys, "token", "create", person.email, "nightly", "--hat", "secretariat:RCM").strip()
    with keeping.reading(COMMAND) as work:
        found = recognised(work.session, token, real_now())
        assert found is not None
        assert (found.email, found.acting_as) == (person.email, "secretariat:RCM")
        assert person_by_email(work.session, person.email)
    said(capsys, "token", "revoke", person.email, "nightly")
    with keeping.reading(COMMAND) as work:
        assert recognised(work.session, token, real_now()) is None
    assert "There is no such token." in refused(capsys, "token", "revoke", person.email, "nightly")
