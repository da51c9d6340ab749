"""The cookie that carries the token of a sign-in."""

from typing import Any

from litestar import Request
from litestar.datastructures import Cookie


def cookie_name(public_url: str) -> str:
    return "__Host-drafting" if public_url.startswith("https://") else "drafting"


def token_of(request: Request[Any, Any, Any], public_url: str) -> str | None:
    """The token that a request carries, as a Bearer header or as the cookie."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return token.strip()
    return request.cookies.get(cookie_name(public_url))


def cookie(public_url: str, token: str, max_age: int) -> Cookie:
    """The cookie that carries the token; `max_age` 0 takes it away. Its age is counted in real time."""
    return Cookie(
        key=cookie_name(public_url),
        value=token,
        max_age=max_age,
        path="/",
        httponly=True,
        samesite="lax",
        secure=public_url.startswith("https://"),
    )
