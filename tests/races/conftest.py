from collections.abc import Iterator

import pytest

from tests.races.processes import Pair, two_processes


@pytest.fixture
def pair(database_url: str) -> Iterator[Pair]:
    with two_processes(database_url) as pair:
        yield pair
