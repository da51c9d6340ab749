"""What holds for every answer: headers, requests from other sites refused, a request id, nothing signed-in cached."""

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from drafting.web.sessions import cookie_name

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

HEADERS: Mapping[str, str] = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_HSTS = ("strict-transport-security", "max-age=31536000")


class SecurityMiddleware:
    """Outermost of all, so that errors carry the headers too."""

    def __init__(self, app: ASGIApp, public_url: str, extra_hosts: frozenset[str] = frozenset()) -> None:
        self.app = app
        self.https = public_url.startswith("https://")
        self.cookie = cookie_name(public_url)
        self.origins = {_origin(public_url), *(f"http://{host}" for host in extra_hosts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        request_id = secrets.token_hex(8)
        scope["request_id"] = request_id  # type: ignore[typeddict-unknown-key]
        given = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if self._foreign(str(scope.get("method")), given):
            await _refuse(self._sending(scope, send, request_id))
            return
        send = self._sending(scope, send, request_id)
        if scope.get("method") == "HEAD":
            scope["method"], send = "GET", _without_body(send)
        await self.app(scope, receive, send)

    def _foreign(self, method: str, given: Mapping[str, str]) -> bool:
        """Whether another site's page may have sent this. A Bearer header cannot be made a browser send."""
        if method in _SAFE or given.get("authorization", "").lower().startswith("bearer "):
            return False
        site = given.get("sec-fetch-site")
        if site is not None:
            return site not in ("same-origin", "none")
        origin = given.get("origin")
        if origin is not None:
            return origin not in self.origins
        return self.cookie in given.get("cookie", "")

    def _sending(self, scope: Scope, send: Send, request_id: str) -> Send:
        path = scope["path"]

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [(k, v) for k, v in message["headers"] if k.lower() not in _OURS]
                headers += [(k.encode(), v.encode()) for k, v in HEADERS.items()]
                headers.append((b"x-request-id", request_id.encode()))
                if self.https:
                    headers.append((_HSTS[0].encode(), _HSTS[1].encode()))
                if not path.startswith("/static/"):
                    headers.append((b"cache-control", b"no-store"))
                message["headers"] = headers
            await send(message)

        return sending


_OURS = frozenset(name.encode() for name in HEADERS)


def own_path(text: str | None, otherwise: str = "/") -> str:
    """The address of a page of this site that a request asks to be led to; anything else is `otherwise`.

    Browsers read a backslash as a slash and drop tabs and line ends: `/\\elsewhere.example` would leave the site.
    """
    if not text or not text.startswith("/") or text.startswith("//") or "\\" in text or not text.isprintable():
        return otherwise
    return text


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _without_body(send: Send) -> Send:
    """What is asked with HEAD is answered as GET is, headers alone."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.body":
            message["body"] = b""
        await send(message)

    return sending


async def _refuse(send: Send) -> None:
    body = b'{"type":"about:blank","title":"This request came from another site.","status":403,"code":"cross-site"}'
    start: Any = {
        "type": "http.response.start",
        "status": 403,
        "headers": [(b"content-type", b"application/problem+json"), (b"content-length", str(len(body)).encode())],
    }
    await send(start)
    await send({"type": "http.response.body", "body": body, "more_body": False})
