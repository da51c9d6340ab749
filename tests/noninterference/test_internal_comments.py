"""What a delegation writes inside changes nothing for anybody else: no byte of any answer, no count, no id."""

from collections.abc import Mapping
from pathlib import Path

import httpx
import pytest

from drafting.domain.hats import Role
from drafting.store.work import COMMAND
from tests.databases import Databases
from tests.makers import make_person
from tests.noninterference.requests import Question, questions
from tests.noninterference.runs import COMMENTS, SEED, Run, two_runs
from tests.web.clients import Served

LEAST = 100
"""Requests of each principal."""


def test_nobody_else_can_tell_whether_a_delegation_writes_inside(
    databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with two_runs(databases, tmp_path, monkeypatch) as (silent, busy):
        for run in (silent, busy):
            first = run.comment("MX", Role.EXPERT, "Lo que se presentará.", ready=True)
            run.comment("BR", Role.EXPERT, "Un borrador del Brasil.")
        hidden = busy.write_inside()
        assert len(set(hidden)) == COMMENTS
        assert _differences(silent, busy, hidden, [], "1", EVERYBODY) == []

        entries = [run.submit("MX", first) for run in (silent, busy)]
        for run in (silent, busy):
            run.submit("BR", run.comment("BR", Role.EXPERT, "Un comentario oficial.", ready=True))
            run.tell()
        assert entries[0] == entries[1]
        assert _differences(silent, busy, hidden, [first], entries[0], SOME) == []

        for run in (silent, busy):
            run.close()
            run.tell()
        assert _differences(silent, busy, hidden, [first], entries[0], SOME) == []


def test_the_comparison_sees_what_the_delegation_itself_sees(
    databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same questions, asked by Mexico: were they blind, the test above would prove nothing."""
    with two_runs(databases, tmp_path, monkeypatch) as (silent, busy):
        hidden = busy.write_inside()
        seen = _differences(silent, busy, hidden, [], "1", ("delegation:MX",))
        assert f"delegation:MX: GET /api/v1/comments/{hidden[0]}" in seen
        assert f"delegation:MX: GET /notes/{silent.note.slug}/delegation" in seen


SOME = ("secretariat:RCM", "presidency:SACM:UY", "troika:RCM:GT", "delegation:BR", "operator")
EVERYBODY = (
    *SOME,
    "secretariat:SACM",
    "drafter",
    "presidency:RCM:PA",
    "troika:SACM:PY",
    "expert:BR",
    "delegation:UY",
    "delegation:PE",
    "observer:JM",
    "no appointment",
    "stranger",
)


def _differences(
    silent: Run, busy: Run, hidden: list[str], official: list[str], entry: str, principals: tuple[str, ...]
) -> list[str]:
    asked = questions(silent, hidden, official, entry)
    assert len(asked) >= LEAST
    found = []
    for principal in principals:
        clients = [_clients(run, principal) for run in (silent, busy)]
        for question in asked:
            answers = [_answer(both, question) for both in clients]
            if answers[0] != answers[1]:
                found.append(f"{principal}: {question}")
    return found


def _answer(clients: Mapping[bool, httpx.Client], question: Question) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """All that is sent back, to the byte."""
    about = {"json": question.json} if question.is_api else {"data": dict(question.form)}
    answer = clients[question.is_api].request(question.method, question.path, **about)
    return answer.status_code, answer.headers.raw, answer.content


def _clients(run: Run, principal: str) -> Mapping[bool, httpx.Client]:
    """A program for the API, a browser for pages, both under the one hat."""
    people = run.people
    special = {"drafter": people.drafter(), "expert:BR": people.delegation("BR", Role.EXPERT)}
    special |= {f"delegation:{country}": people.delegation(country) for country in ("BR", "UY", "PE", "MX")}
    actor = special.get(principal) or next((a for a in people.by_hat.values() if str(a) == principal), None)
    if principal == "stranger":
        return {True: run.site.program(), False: run.site.browser()}
    if actor is None:
        person = _without_appointment(run.site)
        return {True: run.site.program(person), False: run.site.browser(person)}
    browser = run.site.browser(actor.person)
    browser.headers["drafting-hat"] = str(actor.hat)
    return {True: run.site.program(actor.person, str(actor.hat)), False: browser}


def _without_appointment(site: Served):  # type: ignore[no-untyped-def]
    with site.keeping.writing(COMMAND) as work:
        return make_person(work, SEED)
