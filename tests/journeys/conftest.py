from collections.abc import Iterator

import pytest

from drafting.store.work import Keeping
from tests.journeys.team import Team
from tests.web.clients import served


@pytest.fixture
def team(keeping: Keeping) -> Iterator[Team]:
    """Programs for everybody, on a service with an empty database."""
    with served(keeping) as site:
        yield Team(site)
