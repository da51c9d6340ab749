"""What the pages of signing in have in common: who calls, what time it really is, the cookie, a form drawn again."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from litestar.response import Response

from drafting.actions.people.sign_ins import LONGEST, Caller, SignedIn
from drafting.domain.errors import DraftingError, TooMany
from drafting.web.held import HELD
from drafting.web.routes import Policy
from drafting.web.security import own_path
from drafting.web.sessions import cookie
from drafting.web.visits import Visit

Draw = Callable[[DraftingError], Response[Any]]


def real_now() -> datetime:
    """Doors count in real time, whatever the demonstration's clock says."""
    return datetime.now(UTC)


def caller(visit: Visit) -> Caller:
    client = visit.request.client
    return Caller(client.host if client else "", visit.request.headers.get("user-agent", ""))


def sends_mail(visit: Visit) -> bool:
    """The demonstration catches its mails, which is as good."""
    return visit.site.demo or visit.settings.smtp is not None


def link(visit: Visit, path: str, secret: str) -> str:
    return f"{visit.settings.public_url}{path}{secret}"


def let_in(visit: Visit, opened: SignedIn, back: str | None = None) -> Response[Any]:
    """The page that was asked for, or the form that waits for its person; with the cookie of a new sign-in."""
    to = "/held" if visit.request.cookies.get(HELD) else own_path(back, "/desk")
    response = visit.redirect(to)
    response.cookies.append(cookie(visit.settings.public_url, opened.token, int(LONGEST.total_seconds())))
    return response


def again(visit: Visit, error: DraftingError, policy: Policy, draw: Draw) -> Response[Any]:
    """Draw a form once more after a refusal, with its status."""
    with visit.reading(policy):
        response = visit.refused(error, draw(error))
    if isinstance(error, TooMany):
        response.headers["retry-after"] = str(error.retry_after)
    return response
