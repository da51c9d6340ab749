"""The demonstration's clock, moved forward. Elsewhere the address is not there."""

from datetime import datetime
from typing import Any

import msgspec
from litestar.response import Response

from drafting.domain.errors import NotFound
from drafting.locale import N_
from drafting.notices.due import do_what_is_due
from drafting.store.clocks import RunningClock
from drafting.web.routes import Door, bare
from drafting.web.visits import Visit


class NewMoment(msgspec.Struct):
    now: datetime


@bare("/api/v1/demo/clock", policy=Door.PUBLIC)
def clock_api(visit: Visit) -> Response[Any]:
    return visit.json({"now": demo_clock(visit)()})


@bare("/api/v1/demo/clock", policy=Door.PUBLIC, method="POST", status_code=200)
def move_clock_api(visit: Visit, data: NewMoment) -> Response[Any]:
    """Answered when everything that fell due on the way is done."""
    clock = demo_clock(visit)
    clock.move_to(data.now)
    do_what_is_due(visit.keeping, visit.settings, demo=True)
    return visit.json({"now": clock()})


def demo_clock(visit: Visit) -> RunningClock:
    clock = visit.keeping.clock
    if not visit.site.demo or not isinstance(clock, RunningClock):
        raise NotFound("no-such-page", N_("There is no such page."))
    return clock


HANDLERS = [clock_api, move_clock_api]
