"""Whether the process lives, and whether it can keep something."""

from typing import Any

from litestar.response import Response
from sqlalchemy import text

from drafting.web.routes import Door, bare
from drafting.web.visits import Visit


@bare("/health/live", policy=Door.PUBLIC)
def live(visit: Visit) -> Response[Any]:
    return visit.json({"status": "live"})


@bare("/health/ready", policy=Door.PUBLIC)
def ready(visit: Visit) -> Response[Any]:
    """Begins for writing, which a full disk or a lost database refuses."""
    with visit.keeping.engine.execution_options(write=True).begin() as connection:
        connection.execute(text("SELECT 1"))
    return visit.json({"status": "ready"})


HANDLERS = [live, ready]
