"""`drafting routes` and `drafting openapi`: what the service answers, and who may ask."""

import argparse
import json

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler

from drafting.app import create_app
from drafting.commands.console import Commands, columns, show, with_json
from drafting.settings import Settings
from drafting.store.base import make_engine
from drafting.store.work import Keeping
from drafting.web.api.description import described


def register(commands: Commands) -> None:
    parser = with_json(commands.add_parser("routes", help="print every address with its method and policy"))
    parser.set_defaults(run=print_routes)
    parser = commands.add_parser("openapi", help="print the description of the API (OpenAPI, JSON)")
    parser.set_defaults(run=print_openapi)


def print_routes(arguments: argparse.Namespace) -> int:
    found = routes(application())
    show(arguments, [dict(zip(("method", "path", "policy"), route, strict=True)) for route in found], columns(found))
    return 0


def print_openapi(_arguments: argparse.Namespace) -> int:
    description = described(application(), Settings().public_url)
    print(json.dumps(description, ensure_ascii=False, indent=2))
    return 0


def routes(app: Litestar) -> list[tuple[str, str, str]]:
    """Method, address and policy of everything that is answered."""
    found = set()
    for route in app.routes:
        for handler in getattr(route, "route_handlers", []):
            if isinstance(handler, HTTPRouteHandler) and "policy" in handler.opt:
                policy = str(handler.opt["policy"].value)
                found |= {(method, route.path, policy) for method in handler.http_methods if method != "OPTIONS"}
    return sorted(found, key=lambda row: (row[1], row[0]))


def application() -> Litestar:
    """The application as it is described: it is never asked for anything, so that nothing needs to be there."""
    return create_app(Settings(), Keeping(make_engine("sqlite://")))
