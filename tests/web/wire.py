"""Many requests in a row, straight to the application: no client, no server, no connection between."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from litestar import Litestar

from tests.web.clients import ADDRESS


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Answer:
    """`deeds`: how much was done meanwhile, by the caller's own count."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    deeds: int = 0

    @property
    def text(self) -> str:
        return self.body.decode()


def form(**fields: str) -> tuple[dict[str, str], bytes]:
    return {"content-type": "application/x-www-form-urlencoded"}, urlencode(fields).encode()


def as_json(value: Any) -> tuple[dict[str, str], bytes]:
    return {"content-type": "application/json"}, json.dumps(value).encode()


async def ask_all(app: Litestar, requests: list[Request], deeds: Callable[[], int]) -> list[Answer]:
    """One after the other. An exception that got out of the application is an answer 500 with its words."""
    answers = []
    for request in requests:
        before = deeds()
        try:
            status, headers, body = await _asked(app, request)
        except Exception as error:
            status, headers, body = 500, {}, repr(error).encode()
        answers.append(Answer(status, headers, body, deeds() - before))
    return answers


async def _asked(app: Litestar, request: Request) -> tuple[int, dict[str, str], bytes]:
    path, _, query = request.path.partition("?")
    host = ADDRESS.removeprefix("http://")
    given = {"host": host, "content-length": str(len(request.body)), **request.headers}
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8000),
    }
    found: dict[str, Any] = {"body": b""}

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": request.body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            found["status"] = message["status"]
            found["headers"] = {name.decode().lower(): value.decode() for name, value in message["headers"]}
        else:
            found["body"] += message.get("body", b"")

    await app(scope, receive, send)  # type: ignore[arg-type]
    return found["status"], found["headers"], found["body"]
