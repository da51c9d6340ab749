"""Our own files for the browser, under names that change with their content and may be kept for ever."""

from typing import Any

from litestar import Request, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Response

from drafting.web.assets import assets
from drafting.web.routes import Door

_FOREVER = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}


@get("/static/{name:str}", opt={"policy": Door.PUBLIC}, sync_to_thread=False)
def static_file(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[bytes]:
    asset = assets().get(name)
    if asset is None:
        raise NotFoundException
    if asset.gzipped and "gzip" in request.headers.get("accept-encoding", ""):
        headers = {**_FOREVER, "content-encoding": "gzip"}
        return Response(asset.gzipped, media_type=asset.media_type, headers=headers)
    return Response(asset.body, media_type=asset.media_type, headers=_FOREVER)


HANDLERS = [static_file]
