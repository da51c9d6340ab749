"""The record of actions for programs, and its signed checkpoint for everybody."""

from typing import Any

from litestar.response import Response

from drafting.actions.record.checkpoints import checkpoint, origin_of
from drafting.actions.record.timeline import record_of
from drafting.domain.policy import Act
from drafting.web.forms import number_in
from drafting.web.routes import Door, read
from drafting.web.visits import Visit


@read("/api/v1/notes/{ref:str}/record", policy=Act.READ_RECORD)
def record_api(visit: Visit, ref: str) -> Response[Any]:
    found = record_of(visit.work, ref, after=number_in(visit.request.query_params, "after") or 0)
    return visit.json({"items": found.entries, "next": found.next})


@read("/api/v1/record/checkpoint", policy=Door.PUBLIC)
def checkpoint_api(visit: Visit) -> Response[Any]:
    words = checkpoint(visit.work, origin_of(visit.settings.public_url), visit.settings.record_key)
    return Response(words, media_type="text/plain")


HANDLERS = [record_api, checkpoint_api]
