"""What the API is, as OpenAPI: made from the handlers themselves."""

from typing import Any

from litestar.response import Response

from drafting.web.routes import Door, bare
from drafting.web.visits import Visit


@bare("/api/v1/openapi.json", policy=Door.PUBLIC)
def openapi(visit: Visit) -> Response[Any]:
    return visit.json(visit.request.app.openapi_schema.to_schema())


HANDLERS = [openapi]
