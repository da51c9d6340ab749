import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafting.store.work import Keeping
from tests.journeys.browsers import Browsers, browsers
from tests.journeys.demonstration import Demonstration, demonstration
from tests.journeys.team import Team
from tests.web.clients import served


@pytest.fixture
def team(keeping: Keeping) -> Iterator[Team]:
    """Programs for everybody, on a service with an empty database."""
    with served(keeping) as site:
        yield Team(site)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """One for each file of tests: its clock goes on, and what is done in it stays done."""
    with demonstration(tmp_path_factory.mktemp("demo")) as demo:
        yield demo


@pytest.fixture(scope="session")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures of the pages are left for people to look at: a folder named by DRAFTING_SHOTS, if there is one."""
    folder = Path(os.environ.get("DRAFTING_SHOTS") or tmp_path_factory.mktemp("shots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def people(demo: Demonstration, shots: Path) -> Iterator[Browsers]:
    """Browsers in which people of the demonstration sign in."""
    with browsers(demo, shots) as people:
        yield people
