"""What the demonstration alone has: a clock that a request moves, the mail it caught."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from drafting.domain.workflow import Stage
from drafting.store.clocks import RunningClock
from drafting.store.outbox import put_mail
from drafting.store.work import COMMAND, Keeping
from tests.reviewing import note_at, stage_now
from tests.web.clients import Served, served
from tests.web.walker import faults

STANDS = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def running(keeping: Keeping, engine: Engine, clock) -> Keeping:
    """The same database under the demonstration's clock, begun where the tests' clock stands; real time stands."""
    return Keeping(engine, clock=RunningClock(clock.now, real=lambda: STANDS))


@pytest.fixture
def demo(running: Keeping) -> Iterator[Served]:
    with served(running) as site:
        yield site


def test_moving_the_clock_does_what_falls_due_before_it_answers(keeping: Keeping, running: Keeping, demo: Served):
    note = note_at(keeping, Stage.CONSULTATION)
    program = demo.program()
    answer = program.post("/api/v1/demo/clock", json={"now": "2018-10-30T12:00:00Z"})
    assert (answer.status_code, answer.json()) == (200, {"now": "2018-10-30T12:00:00Z"})
    assert stage_now(keeping, note) is Stage.CONSOLIDATION
    assert program.get("/api/v1/demo/clock").json() == {"now": "2018-10-30T12:00:00Z"}


@pytest.mark.parametrize("body", [{"now": "2018-01-01T00:00:00Z"}, {"now": "yesterday"}, {}])
def test_a_clock_that_cannot_be_moved_there_stays(demo: Served, body: dict[str, str]):
    answer = demo.program().post("/api/v1/demo/clock", json=body)
    assert answer.status_code == 422
    assert demo.program().get("/api/v1/demo/clock").json() == {"now": "2018-08-15T14:00:00Z"}


@pytest.mark.parametrize("path", ["/demo/mail", "/demo/clock", "/api/v1/demo/clock"])
def test_a_real_service_has_no_such_pages(running: Keeping, path: str):
    with served(running, demo=False) as site:
        assert site.browser().get(path).status_code == 404
        assert site.program().post("/api/v1/demo/clock", json={"now": "2019-01-01T00:00:00Z"}).status_code == 404
    assert running.clock() == datetime(2018, 8, 15, 14, tzinfo=UTC)


def test_the_clock_is_moved_on_its_page(demo: Served):
    browser = demo.browser()
    assert faults(browser.get("/demo/clock").text) == []
    moved = browser.post("/demo/clock", data={"now": "2018-08-16T09:30"})
    assert moved.status_code == 303
    assert "16 de agosto de 2018" in browser.get("/demo/clock").text
    back = browser.post("/demo/clock", data={"now": "2018-08-01T09:30"})
    assert back.status_code == 422
    assert "El reloj solo se adelanta" in back.text
    assert faults(back.text) == []


def test_mail_is_shown_instead_of_being_sent(running: Keeping, demo: Served):
    browser = demo.browser()
    empty = browser.get("/demo/mail").text
    assert "ana@example.org" not in empty
    assert faults(empty) == []
    with running.writing(COMMAND) as work:
        values = {"secret": "abc", "expires": "2030-01-01T00:00:00+00:00", "code": "123456"}
        put_mail(work.session, to="ana@example.org", template="code", language="es", values=values, due=work.now)
    demo.program().post("/api/v1/demo/clock", json={"now": "2018-08-15T15:00:00Z"})
    page = browser.get("/demo/mail")
    assert "ana@example.org" in page.text
    assert faults(page.text) == []
