"""What every test may ask for: a fresh database of either kind, an engine on it, the deep runs."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import hypothesis
import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine

from drafting.actions.people import passwords
from drafting.store.base import make_engine
from drafting.store.work import Keeping, seeded_ids
from tests.databases import KINDS, Databases

DATABASES = pytest.StashKey[Databases]()

hypothesis.settings.register_profile("quick", max_examples=50, deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.register_profile("long", max_examples=2000, deadline=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run the deep runs, with many more examples")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--long"):
        os.environ.setdefault("HYPOTHESIS_PROFILE", "long")
    hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
    shared = getattr(config, "workerinput", {}).get("databases")
    config.stash[DATABASES] = Databases.joined(shared) if shared else Databases.begin()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:
    node.workerinput["databases"] = str(node.config.stash[DATABASES].folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.stash[DATABASES].end()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without --long the deep runs are not chosen; that is not the same as a test that was skipped."""
    if config.getoption("--long"):
        return
    deep = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=deep)
    items[:] = [item for item in items if item not in deep]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a test that did not run, or may fail, counts as failed: nobody reads a list of excuses."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not os.environ.get("CI") or not reporter or hasattr(session.config, "workerinput"):
        return
    excused = sum(len(reporter.stats.get(kind, [])) for kind in ("skipped", "xfailed", "xpassed"))
    if excused and session.exitstatus == pytest.ExitCode.OK:
        reporter.write_line(f"{excused} tests were skipped or expected to fail, which CI does not accept", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How much the policy matrix has asked: its tests report their number of cells."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.getreports(kind)]
    cells = sum(value for report in reports for name, value in report.user_properties if name == "cells")
    if cells:
        terminalreporter.write_line(f"policy matrix: {cells} cells")


@pytest.fixture(scope="session")
def databases(pytestconfig: pytest.Config) -> Databases:
    """For a test or a wider fixture that makes its own: `with databases.fresh("postgresql") as url`."""
    return pytestconfig.stash[DATABASES]


@pytest.fixture(params=KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def database_url(databases: Databases, database_kind: str) -> Iterator[str]:
    """A migrated, empty database. A test that asks for it, however indirectly, runs once on each kind."""
    with databases.fresh(database_kind) as url:
        yield url


@pytest.fixture
def empty_database_url(databases: Databases, database_kind: str) -> Iterator[str]:
    """A database without any table."""
    with databases.fresh(database_kind, migrated=False) as url:
        yield url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


class StandingClock:
    """A clock that a test sets; it starts on the day the demonstration starts, and never runs by itself."""

    def __init__(self) -> None:
        self.now = datetime(2018, 8, 15, 14, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> datetime:
        """`clock.move(days=3, hours=1)`"""
        self.now += timedelta(**by)
        return self.now


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def keeping(engine: Engine, clock: StandingClock) -> Keeping:
    """Where a test keeps things: an empty database, a clock that stands, ids that follow from what they are ids of."""
    return Keeping(engine, clock=clock, ids=seeded_ids("tests"))


@pytest.fixture(autouse=True)
def quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed slowly on purpose; tests do it as quickly as the algorithm allows."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
