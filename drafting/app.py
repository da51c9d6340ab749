"""Puts the service together: settings and keeping in, an application out."""

from typing import Any

from litestar import Litestar, Router
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler

from drafting.settings import Settings
from drafting.store.work import Keeping
from drafting.web import errors
from drafting.web.security import SecurityMiddleware
from drafting.web.site import handlers, require_policies
from drafting.web.visits import Site, provide_visit

LARGEST_BODY = 1_000_000


def create_app(settings: Settings, keeping: Keeping, *, demo: bool = False) -> Litestar:
    site = Site(keeping, settings, demo=demo)

    app = Litestar(
        route_handlers=[Router("/", route_handlers=handlers())],  # at once: several methods of one path are one route
        dependencies={"visit": Provide(provide_visit)},
        exception_handlers=errors.EXCEPTION_HANDLERS,
        state=State({"site": site}),
        compression_config=CompressionConfig(
            backend="gzip", gzip_compress_level=6, minimum_size=500, exclude="^/static/"
        ),
        request_max_body_size=LARGEST_BODY,
        openapi_config=None,  # described by `web/api/description.py`; no page that loads scripts from elsewhere
        logging_config=None,  # the framework would take the logging of the whole process over
        pdb_on_exception=False,
        debug=False,
    )
    require_policies(_handlers(app))
    hosts = _own_hosts(settings) if demo else frozenset()
    app.asgi_handler = SecurityMiddleware(app.asgi_handler, settings.public_url, hosts)  # around the router's 404 too
    return app


def _handlers(app: Litestar) -> list[HTTPRouteHandler]:
    found: list[Any] = [handler for route in app.routes for handler in getattr(route, "route_handlers", [])]
    return [handler for handler in found if isinstance(handler, HTTPRouteHandler)]


def _own_hosts(settings: Settings) -> frozenset[str]:
    return frozenset(f"{host}:{settings.port}" for host in ("127.0.0.1", "localhost", settings.host))
