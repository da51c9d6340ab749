"""All handlers of the site: whatever a module of this room names in `HANDLERS`. A route without a declared policy stops
the application from starting."""

import pkgutil
from collections.abc import Iterable, Iterator
from importlib import import_module
from types import ModuleType

from litestar.handlers import HTTPRouteHandler

from drafting import web


class UndeclaredRoute(Exception):
    """A route that nobody said who may use. Raised at the start, never while serving."""


def handlers() -> list[HTTPRouteHandler]:
    return [handler for module in _modules(web) for handler in getattr(module, "HANDLERS", [])]


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield import_module(found.name)


def require_policies(handlers: Iterable[HTTPRouteHandler]) -> None:
    for handler in handlers:
        if "policy" not in handler.opt and handler.http_methods != {"OPTIONS"}:
            raise UndeclaredRoute(f"{sorted(handler.paths)} declares no policy")
