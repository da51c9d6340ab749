from collections.abc import Iterator

import pytest

from drafting.store.work import Keeping
from drafting.web.site import handlers
from tests.web.clients import Served, served
from tests.web.probes import PROBES


@pytest.fixture
def site(keeping: Keeping) -> Iterator[Served]:
    """The service on a fresh database: `site.browser(person_id)`, `site.program(person_id, hat)`."""
    with served(keeping) as site:
        yield site


@pytest.fixture
def probed(keeping: Keeping, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """The service with the probes of `tests.web.probes` besides its own routes."""
    monkeypatch.setattr("drafting.app.handlers", lambda: [*handlers(), *PROBES])
    with served(keeping) as site:
        yield site
