"""All handlers of the site. A route without a declared policy stops the application from starting."""

from collections.abc import Iterable
from typing import Any

from litestar.handlers import HTTPRouteHandler

from drafting.web import health, language, pages, static_files
from drafting.web.api import description

HANDLERS: list[Any] = [
    *health.HANDLERS,
    *pages.HANDLERS,
    *language.HANDLERS,
    *static_files.HANDLERS,
    *description.HANDLERS,
]


class UndeclaredRoute(Exception):
    """A route that nobody said who may use. Raised at the start, never while serving."""


def require_policies(handlers: Iterable[HTTPRouteHandler]) -> None:
    for handler in handlers:
        if "policy" not in handler.opt and handler.http_methods != {"OPTIONS"}:
            raise UndeclaredRoute(f"{sorted(handler.paths)} declares no policy")
