"""A form that was posted when the sign-in had expired waits for the person who typed it, and for nobody else."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from litestar.datastructures import Cookie
from litestar.response import Redirect, Response

from drafting.actions.people.held_forms import HELD_FOR, hold
from drafting.store.work import STRANGER
from drafting.web.forms import is_secret
from drafting.web.sessions import token_of

if TYPE_CHECKING:
    from drafting.web.visits import Visit

HELD = "held"
_FORM = "application/x-www-form-urlencoded"


def to_sign_in_holding(visit: "Visit") -> Response[Any]:
    """Off to sign in; what was typed is kept where it is known whose it is."""
    response: Response[Any] = Redirect("/signin", status_code=303)
    token = token_of(visit.request, visit.settings.public_url)
    is_form = visit.request.headers.get("content-type", "").startswith(_FORM)
    if token is None or not is_form or any(is_secret(name) for name in visit.form):
        return response
    hat = visit.form.get("_hat")
    with visit.keeping.writing(STRANGER) as work:
        secret = hold(
            work,
            token,
            path=visit.request.url.path,
            hat=str(hat) if hat else None,
            body=visit.body,
            real_now=datetime.now(UTC),
        )
    if secret:
        response.cookies.append(held_cookie(visit, secret, int(HELD_FOR.total_seconds())))
    return response


def held_cookie(visit: "Visit", secret: str, max_age: int) -> Cookie:
    https = visit.settings.public_url.startswith("https://")
    return Cookie(HELD, value=secret, max_age=max_age, path="/", httponly=True, samesite="lax", secure=https)


def fields_of(body: bytes) -> list[tuple[str, str]]:
    """What was typed; the form's own hat and key are drawn anew."""
    fields = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=2000)
    return [(name, value) for name, value in fields if not name.startswith("_")]
