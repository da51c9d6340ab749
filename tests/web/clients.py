"""Browsers and programs for tests: an application on a test's database, and people signed in to it."""

import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal
from litestar import Litestar

from drafting.actions.people.mailed import token_hash
from drafting.app import create_app
from drafting.settings import Settings
from drafting.store.people import SignIn
from drafting.store.work import COMMAND, Keeping

ADDRESS = "http://127.0.0.1:8000"


class Wire(httpx.BaseTransport):
    """Carries requests to an application that runs in the portal's event loop; no server, no thread of its own."""

    def __init__(self, app: Litestar, portal: BlockingPortal) -> None:
        self.far_end = httpx.ASGITransport(app, raise_app_exceptions=False, client=("127.0.0.1", 50000))
        self.portal = portal

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self.portal.call(self._answered, request)

    async def _answered(self, request: httpx.Request) -> httpx.Response:
        answer = await self.far_end.handle_async_request(request)
        raw = b"".join([part async for part in answer.aiter_raw()])
        return httpx.Response(answer.status_code, headers=answer.headers, content=raw)


@dataclass
class Served:
    """An application being served: `browser` and `program` are ways for one person to talk to it."""

    app: Litestar
    keeping: Keeping
    portal: BlockingPortal

    def browser(self, person: uuid.UUID | None = None, language: str = "es") -> httpx.Client:
        """A browser on the site's own pages, signed in with a cookie."""
        headers = {"sec-fetch-site": "same-origin", "accept": "text/html", "accept-language": language}
        client = self._client(headers)
        if person:
            client.cookies.set("drafting", signed_in(self.keeping, person))
        return client

    def program(self, person: uuid.UUID | None = None, hat: str | None = None) -> httpx.Client:
        """A program with a Bearer token; `hat` is sent with every request."""
        headers = {"accept": "application/json"}
        if person:
            headers["authorization"] = f"Bearer {signed_in(self.keeping, person)}"
        if hat:
            headers["drafting-hat"] = hat
        return self._client(headers)

    def _client(self, headers: dict[str, str]) -> httpx.Client:
        return httpx.Client(base_url=ADDRESS, headers=headers, transport=Wire(self.app, self.portal))


@contextmanager
def served(keeping: Keeping, *, demo: bool = True, **settings: Any) -> Iterator[Served]:
    with start_blocking_portal() as portal:
        yield Served(create_app(Settings(**settings), keeping, demo=demo), keeping, portal)


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
