"""Whether the process lives, and whether it can keep something."""

from typing import Any

from litestar.response import Response

from drafting.store.schema import try_writing
from drafting.web.routes import Door, bare
from drafting.web.visits import Visit


@bare("/health/live", policy=Door.PUBLIC)
def live(visit: Visit) -> Response[Any]:
    return visit.json({"status": "live"})


@bare("/health/ready", policy=Door.PUBLIC)
def ready(visit: Visit) -> Response[Any]:
    try_writing(visit.keeping.engine)
    return visit.json({"status": "ready"})


HANDLERS = [live, ready]
