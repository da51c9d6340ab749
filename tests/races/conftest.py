from collections.abc import Iterator

import pytest

from tests.conftest import StandingClock
from tests.races.processes import Pair, two_processes


@pytest.fixture(scope="session")
def racers() -> Iterator[Pair]:
    with two_processes() as pair:
        yield pair


@pytest.fixture
def pair(racers: Pair, database_url: str, clock: StandingClock) -> Pair:
    return racers.on(database_url, clock)
