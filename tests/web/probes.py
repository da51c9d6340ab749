"""Handlers for tests alone, declared as all others are: who asks, and a deed that can be counted."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec
from litestar.response import Response

from drafting.domain.errors import NotPossible
from drafting.domain.events import Chain, Event, EventKind
from drafting.domain.policy import Act
from drafting.store.record import length
from drafting.store.work import STRANGER, Keeping
from drafting.web.routes import Door, read, write
from drafting.web.visits import Visit


class Words(msgspec.Struct):
    words: str


@dataclass
class Between:
    """What happens inside a deed, before it is committed."""

    then: Callable[[], None] = field(default=lambda: None)


BETWEEN = Between()


def _who(visit: Visit) -> dict[str, Any]:
    actor = visit.actor
    return {"person": actor.person, "hat": actor.hat and str(actor.hat), "role": actor.role}


@read("/api/v1/probe", policy=Door.PUBLIC)
def who(visit: Visit) -> Response[Any]:
    return visit.json(_who(visit), etag="one")


@read("/probe", policy=Door.PUBLIC)
def who_page(visit: Visit) -> Response[Any]:
    return visit.json(_who(visit))


@read("/api/v1/probe/signed-in", policy=Door.SIGNED_IN)
def who_signed_in(visit: Visit) -> Response[Any]:
    return visit.json(_who(visit))


@read("/probe/signed-in", policy=Door.SIGNED_IN)
def who_signed_in_page(visit: Visit) -> Response[Any]:
    return visit.json(_who(visit))


@read("/api/v1/probe/moving", policy=Act.MOVE)
def who_moves(visit: Visit) -> Response[Any]:
    return visit.json(_who(visit))


@write("/api/v1/probe/deeds", policy=Door.SIGNED_IN, status_code=201)
def deed(visit: Visit, data: Words) -> Response[Any]:
    _done(visit)
    return visit.json({"id": uuid.uuid4(), "words": data.words, **_who(visit)}, status=201, etag=str(uuid.uuid4()))


@write("/api/v1/probe/others/{name:str}", policy=Door.SIGNED_IN, status_code=201)
def other_deed(visit: Visit, name: str, data: Words) -> Response[Any]:
    _done(visit)
    return visit.json({"id": uuid.uuid4(), "name": name, "words": data.words}, status=201)


@write("/probe/deeds", policy=Door.SIGNED_IN)
def deed_of_form(visit: Visit) -> Response[Any]:
    _done(visit)
    return visit.redirect(f"/probe?done={uuid.uuid4()}")


def _done(visit: Visit) -> None:
    visit.work.tell(Event(EventKind.CONFERENCE_LOADED, data=_who(visit) | {"person": str(visit.actor.person)}))
    BETWEEN.then()
    if visit.request.headers.get("x-refuse"):
        raise NotPossible("refused", "Not now.")


def deeds_done(keeping: Keeping) -> int:
    with keeping.reading(STRANGER) as work:
        return length(work.session, Chain.PEOPLE)


PROBES = [who, who_page, who_signed_in, who_signed_in_page, who_moves, deed, other_deed, deed_of_form]
