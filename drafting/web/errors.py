"""What went wrong, told in the reader's language: a page to a browser, RFC 9457 to a program."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from litestar import Request
from litestar.exceptions import HTTPException, ValidationException
from litestar.response import Redirect, Response
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from drafting import locale
from drafting.domain.errors import Blocked, DraftingError, Fault, Invalid, NotFound, Outdated, SignInNeeded, TooMany
from drafting.domain.hats import Hat
from drafting.locale import N_
from drafting.web import names
from drafting.web.answers import encoded, status_of
from drafting.web.held import to_sign_in_holding
from drafting.web.rendering import Page
from drafting.web.trouble import OtherHat, Trouble, error_page

if TYPE_CHECKING:
    from drafting.web.visits import Visit

log = logging.getLogger(__name__)
PROBLEM = "application/problem+json"
AnyRequest = Request[Any, Any, Any]
# PostgreSQL chose one of two deeds to go first: serialization failure, deadlock, lock not available.
_TWO_AT_ONCE = frozenset({"40001", "40P01", "55P03"})


@dataclass(frozen=True)
class Problem:
    """One refusal, ready to be told either way."""

    status: int
    code: str
    message: str
    more: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


def refusal(visit: "Visit", error: DraftingError) -> Response[Any]:
    """The answer to a deed that was refused, drawn in the thread and the language of the visit."""
    if isinstance(error, SignInNeeded) and not _wants_problem(visit.request):
        return _to_sign_in(visit)
    other = visit.hat_that_may_read() if isinstance(error, NotFound) else None
    return _told(visit.request, _problem_of(error), visit, other)


def of_domain(request: AnyRequest, error: DraftingError) -> Response[Any]:
    _speak(request)
    return _told(request, _problem_of(error))


def of_http(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """What the framework refuses: no route, wrong method, a body of the wrong shape."""
    _speak(request)
    if isinstance(error, ValidationException):
        return _told(request, _problem_of(_invalid(error)))
    code, message = _FRAMEWORK.get(error.status_code, ("refused", N_("The request could not be answered.")))
    headers = {str(k): str(v) for k, v in (error.headers or {}).items()}
    return _told(request, Problem(error.status_code, code, locale.gettext(message), headers=headers))


def of_race(request: AnyRequest, error: DBAPIError) -> Response[Any]:
    """The database let one of two deeds at once go first: the later one is told to look again."""
    _speak(request)
    log.info("race refused by the database: %s", error.orig)
    message = locale.gettext(N_("Somebody did the same at this moment. Look at the page again."))
    return _told(request, Problem(409, "raced", message))


def of_database(request: AnyRequest, error: OperationalError) -> Response[Any]:
    if getattr(error.orig, "sqlstate", None) in _TWO_AT_ONCE:
        return of_race(request, error)
    _speak(request)
    log.error("database away: %s", error.orig)
    message = locale.gettext(N_("The service is being looked after. Try again in a moment."))
    return _told(request, Problem(503, "database-away", message, headers={"retry-after": "10"}))


def of_us(request: AnyRequest, error: Exception) -> Response[Any]:
    """A mistake of ours. What it was is in the log, not in the answer."""
    _speak(request)
    log.error("request %s failed", request.scope.get("request_id", ""), exc_info=error)
    message = locale.gettext(N_("Something went wrong on our side."))
    return _told(request, Problem(500, "our-mistake", message))


EXCEPTION_HANDLERS: dict[int | type[Exception], Any] = {
    DraftingError: of_domain,
    HTTPException: of_http,
    IntegrityError: of_race,
    OperationalError: of_database,
    Exception: of_us,
}

_FRAMEWORK: Mapping[int, tuple[str, str]] = {
    400: ("unreadable", N_("The request could not be read.")),
    401: ("sign-in-needed", N_("Sign in to see this page.")),
    403: ("cross-site", N_("This request came from another site.")),
    404: ("no-such-page", N_("There is no such page.")),
    405: ("no-such-method", N_("This cannot be done at this address.")),
    413: ("too-large", N_("This is larger than what is accepted in one piece.")),
    428: ("precondition-needed", N_("The request must name the state it was made on.")),
}


def _problem_of(error: DraftingError) -> Problem:
    more: dict[str, Any] = {}
    if isinstance(error, Invalid):
        more["errors"] = [_fault(fault) for fault in error.faults]
    if isinstance(error, Blocked):
        more["blockers"] = [told_blocker(blocker) for blocker in error.blockers]
    if isinstance(error, Outdated):
        more |= error.details
    headers = {"retry-after": str(error.retry_after)} if isinstance(error, TooMany) else {}
    return Problem(status_of(error), error.code, locale.gettext(error.message, **error.values), more, headers)


def told_blocker(blocker: Any) -> dict[str, Any]:
    message = locale.gettext(blocker.message, **names.in_words(blocker.values))
    return {"code": blocker.code, "message": message, "who": blocker.who, "section": blocker.section}


def _fault(fault: Fault) -> dict[str, str]:
    message = locale.gettext(fault.message, **(fault.values or {}))
    return {"pointer": fault.pointer, "code": fault.code, "message": message}


def _invalid(error: ValidationException) -> Invalid:
    found = error.extra if isinstance(error.extra, list) else []
    faults = [_shape(item) for item in found if isinstance(item, Mapping)]
    return Invalid(faults or [Fault("", "unreadable", N_("The request could not be read."))])


def _shape(item: Mapping[str, Any]) -> Fault:
    pointer = "/" + str(item.get("key") or "").replace(".", "/")
    message = N_("This is missing or of the wrong kind: %(what)s")
    return Fault(pointer, "wrong-shape", message, {"what": str(item.get("message", ""))[:200]})


def _speak(request: AnyRequest) -> None:
    """The thread that failed has its own context: choose the language again from the request."""
    cookie = request.cookies.get("language")
    locale.set_language(locale.negotiated(None, cookie, request.headers.get("accept-language")))


def _wants_problem(request: AnyRequest) -> bool:
    return request.url.path.startswith("/api/") or "application/json" in request.headers.get("accept", "")


def _told(
    request: AnyRequest, problem: Problem, visit: "Visit | None" = None, other: Hat | None = None
) -> Response[Any]:
    headers = dict(problem.headers)
    if _wants_problem(request):
        body = {"type": "about:blank", "title": problem.message, "status": problem.status, "code": problem.code}
        problem_body = encoded({**body, **problem.more})
        return Response(problem_body, status_code=problem.status, headers=headers, media_type=PROBLEM)
    demo = request.app.state.site.demo
    page = visit.frame() if visit else Page(path="/", language=locale.current(), demo=demo)
    trouble = Trouble(
        problem.status,
        str(request.scope.get("request_id", "")),
        message=problem.message,
        other_hat=OtherHat(names.hat(str(other)), f"{request.url.path}?as={other}") if other else None,
        retry_after=int(headers["retry-after"]) if "retry-after" in headers else None,
        blockers=[blocker["message"] for blocker in problem.more.get("blockers", ())],
        faults=[fault["message"] for fault in problem.more.get("errors", ())],
        typed=visit.typed() if visit else {},
    )
    content = error_page(trouble, page)
    return Response(content, status_code=problem.status, headers=headers, media_type="text/html")


def _to_sign_in(visit: "Visit") -> Response[Any]:
    if visit.request.method not in ("GET", "HEAD"):
        return to_sign_in_holding(visit)
    url = visit.request.url
    return Redirect(f"/signin?back={quote(f'{url.path}?{url.query}' if url.query else url.path)}", status_code=303)
