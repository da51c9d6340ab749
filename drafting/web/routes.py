"""How a handler is declared: what it asks for, whether it writes, and under which policy.

A handler is an envelope around one action. It runs in a worker thread, inside one piece of work that is committed
before the answer leaves: a handler that returns has been kept, one that raises has changed nothing.
"""

import functools
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated, Any, Protocol

from litestar import delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.handlers import HTTPRouteHandler
from litestar.params import BodyKwarg, PathParameter
from litestar.response import Response

from drafting.domain.errors import DraftingError
from drafting.domain.policy import Act
from drafting.web.errors import refusal
from drafting.web.idempotency import keep, kept_answer, kept_meanwhile
from drafting.web.visits import Visit


class Door(StrEnum):
    """The policies of routes that are not an act on something."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"


Policy = Door | Act
Handler = Callable[..., Response[Any]]
Redraw = Callable[..., Response[Any]]
_METHODS: Mapping[str, Any] = {"GET": get, "POST": post, "PUT": put, "PATCH": patch, "DELETE": delete}


class _Decorator(Protocol):
    def __call__(self, function: Handler, /) -> HTTPRouteHandler: ...


def read(path: str, *, policy: Policy, **options: Any) -> _Decorator:
    """A handler that only reads: `visit.work` is a piece of reading work."""
    return _declared("GET", path, policy, _reading, options)


def write(
    path: str,
    *,
    policy: Policy,
    method: str = "POST",
    redraw: Redraw | None = None,
    keyed: bool = True,
    **options: Any,
) -> _Decorator:
    """A handler that does one deed: `visit.work` is committed before the answer leaves.

    `redraw(visit, error, **arguments)` draws the form again, with the person's words, where a page's deed is refused.
    Not `keyed`: the answer shows a secret once, so it is not kept for an idempotency key to give again.
    """
    return _declared(method, path, policy, functools.partial(_writing, redraw=redraw, keyed=keyed), options)


def bare(path: str, *, policy: Policy, method: str = "GET", **options: Any) -> _Decorator:
    """A handler that begins its own work with `visit.keeping`: for what must not hold a writer up, such as hashing."""
    return _declared(method, path, policy, _bare, options)


def _declared(method: str, path: str, policy: Policy, answered: Any, options: Mapping[str, Any]) -> _Decorator:
    def declare(function: Handler) -> HTTPRouteHandler:
        @functools.wraps(function)
        def handler(visit: Visit, **arguments: Any) -> Response[Any]:
            try:
                response: Response[Any] = answered(function, visit, policy, arguments)
            except DraftingError as error:
                return refusal(visit, error)
            return response

        handler.__annotations__ = _annotated(function.__annotations__, path)
        opt = {"policy": policy, "body": function.__annotations__.get("data")}
        decorator = _METHODS[method](path, sync_to_thread=True, opt=opt, **_status(method, options))
        return decorator(handler)  # type: ignore[no-any-return]

    return declare


def _annotated(annotations: Mapping[str, Any], path: str) -> dict[str, Any]:
    """Say where each argument comes from, so that a handler need not: the visit, the body, a part of the address."""
    parts = set(re.findall(r"{(\w+):", path))
    found = {name: Annotated[kind, PathParameter()] if name in parts else kind for name, kind in annotations.items()}
    body = found.get("data")
    if body is not None:
        found["data"] = Annotated[body, BodyKwarg(media_type=RequestEncodingType.JSON)]
    return {**found, "visit": NamedDependency[Visit]}


def _status(method: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """A DELETE that answers with a body is allowed to; Litestar would otherwise expect 204."""
    return {**({"status_code": 200} if method == "DELETE" else {}), **options}


def _reading(function: Handler, visit: Visit, policy: Policy, arguments: Mapping[str, Any]) -> Response[Any]:
    with visit.reading(policy):
        return function(visit=visit, **arguments)


def _writing(
    function: Handler,
    visit: Visit,
    policy: Policy,
    arguments: Mapping[str, Any],
    redraw: Redraw | None,
    keyed: bool,
) -> Response[Any]:
    try:
        if keyed:
            return _once(function, visit, policy, arguments)
        with visit.writing(policy):
            return function(visit=visit, **arguments)
    except DraftingError as error:
        if redraw is None or visit.is_api:
            raise
        with visit.reading(policy):
            return visit.refused(error, redraw(visit=visit, error=error, **arguments))


def _once(function: Handler, visit: Visit, policy: Policy, arguments: Mapping[str, Any]) -> Response[Any]:
    """The deed, at most once for one idempotency key: two requests with the same key get the same answer."""
    try:
        with visit.writing(policy):
            answer = kept_answer(visit)
            if answer is None:
                answer = function(visit=visit, **arguments)
                keep(visit, answer)
        return answer
    except (DraftingError, *visit.RACES):
        answer = kept_meanwhile(visit, policy)
        if answer is None:
            raise
        return answer


def _bare(function: Handler, visit: Visit, policy: Policy, arguments: Mapping[str, Any]) -> Response[Any]:
    with visit.reading(policy):
        pass
    return function(visit=visit, **arguments)
