"""Conferences for programs: members, presidencies, the troika of this moment, handovers."""

from typing import Any
from uuid import UUID

import msgspec
from litestar.response import Response

from drafting.actions.conferences import ConferenceView, conference_view, conference_views
from drafting.actions.handovers import HandoverView, confirm_handover, handover_views, propose_handover
from drafting.domain.policy import Act
from drafting.web.routes import Door, read, write
from drafting.web.visits import Visit


class NewHandover(msgspec.Struct):
    country: str


@read("/api/v1/conferences", policy=Door.SIGNED_IN)
def conferences_api(visit: Visit) -> Response[Any]:
    return visit.json({"items": [_told(visit, view) for view in conference_views(visit.work)], "next": None})


@read("/api/v1/conferences/{code:str}", policy=Door.SIGNED_IN)
def conference_api(visit: Visit, code: str) -> Response[Any]:
    return visit.json(_told(visit, conference_view(visit.work, code)))


@write("/api/v1/conferences/{code:str}/handovers", policy=Act.HAND_OVER, status_code=201)
def propose_api(visit: Visit, code: str, data: NewHandover) -> Response[Any]:
    return visit.json(propose_handover(visit.work, code, data.country), status=201)


@write(
    "/api/v1/conferences/{code:str}/handovers/{handover:uuid}/confirmation",
    policy=Act.CONFIRM_HANDOVER,
    status_code=201,
)
def confirm_api(visit: Visit, code: str, handover: UUID) -> Response[Any]:
    return visit.json(confirm_handover(visit.work, code, handover), status=201)


def _told(visit: Visit, view: ConferenceView) -> dict[str, Any]:
    waiting: list[HandoverView] = [row for row in handover_views(visit.work, view.code) if row.open]
    told = {name: getattr(view, name) for name in view.__dataclass_fields__}
    return {**told, "handover": waiting[0] if waiting else None}


HANDLERS = [conferences_api, conference_api, propose_api, confirm_api]
