from collections.abc import Iterator

import pytest

from drafting.store.work import Keeping
from tests.web.clients import Served, served


@pytest.fixture
def site(keeping: Keeping) -> Iterator[Served]:
    """The service on a fresh database: `site.browser(person_id)`, `site.program(person_id, hat)`."""
    with served(keeping) as site:
        yield site
