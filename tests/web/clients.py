"""Browsers and programs for tests: an application on a test's database, and people signed in to it."""

import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from litestar import Litestar
from litestar.testing import TestClient

from drafting.app import create_app
from drafting.settings import Settings
from drafting.store.people import SignIn
from drafting.store.work import COMMAND, Keeping
from drafting.web.sessions import token_hash

ADDRESS = "http://127.0.0.1:8000"


@dataclass
class Served:
    """An application being served: `browser` and `program` are ways for one person to talk to it."""

    app: Litestar
    keeping: Keeping
    open: list[TestClient[Litestar]] = field(default_factory=list)

    def browser(self, person: uuid.UUID | None = None, language: str = "es") -> TestClient[Litestar]:
        """A browser on the site's own pages, signed in with a cookie."""
        headers = {"sec-fetch-site": "same-origin", "accept": "text/html", "accept-language": language}
        client = self._client(headers)
        if person:
            client.cookies.set("drafting", signed_in(self.keeping, person))
        return client

    def program(self, person: uuid.UUID | None = None, hat: str | None = None) -> TestClient[Litestar]:
        """A program with a Bearer token; `hat` is sent with every request."""
        headers = {"accept": "application/json"}
        if person:
            headers["authorization"] = f"Bearer {signed_in(self.keeping, person)}"
        if hat:
            headers["drafting-hat"] = hat
        return self._client(headers)

    def _client(self, headers: dict[str, str]) -> TestClient[Litestar]:
        client = TestClient(self.app, base_url=ADDRESS, raise_server_exceptions=False)
        client.headers.update(headers)
        client.follow_redirects = False
        if self.open:  # the application is started once, and everybody talks to it on the same event loop
            client.blocking_portal = self.open[0].blocking_portal
        else:
            self.open.append(client.__enter__())
        return client


@contextmanager
def served(keeping: Keeping, *, demo: bool = True, **settings: Any) -> Iterator[Served]:
    site = Served(create_app(Settings(**settings), keeping, demo=demo), keeping)
    try:
        yield site
    finally:
        for client in reversed(site.open):
            client.__exit__(None, None, None)


def signed_in(keeping: Keeping, person: uuid.UUID) -> str:
    """A token that opens the site for this person, as if they had just signed in."""
    token, now = secrets.token_urlsafe(32), datetime.now(UTC)
    with keeping.writing(COMMAND) as work:
        work.session.add(
            SignIn(
                id=uuid.uuid4(),
                person_id=person,
                token_hash=token_hash(token),
                created_at=now,
                last_seen_at=now,
                expires_at=now + timedelta(days=1),
                agent="tests",
                address="127.0.0.1",
            )
        )
    return token
