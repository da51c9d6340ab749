"""Pages that belong to no noun: help for each role, and what is said about accessibility and privacy."""

from typing import Any

from litestar.response import Response

from drafting.domain.errors import NotFound
from drafting.locale import N_
from drafting.web.guides import GUIDES, guide_of
from drafting.web.routes import Door, bare, read
from drafting.web.visits import Visit

# Only what is published is meant to be found from outside.
ROBOTS = "User-agent: *\nAllow: /$\nAllow: /published/\nDisallow: /\n"


@read("/help", policy=Door.PUBLIC)
def help_page(visit: Visit) -> Response[Any]:
    return visit.page("site/help.html", guides=GUIDES, mine=guide_of(visit.actor.role))


@read("/help/{name:str}", policy=Door.PUBLIC)
def guide_page(visit: Visit, name: str) -> Response[Any]:
    guide = GUIDES.get(name)
    if guide is None:
        raise NotFound("no-such-page", N_("There is no such page."))
    return visit.page("site/guide.html", guide=guide)


@read("/accessibility", policy=Door.PUBLIC)
def accessibility_page(visit: Visit) -> Response[Any]:
    return visit.page("site/accessibility.html")


@read("/privacy", policy=Door.PUBLIC)
def privacy_page(visit: Visit) -> Response[Any]:
    return visit.page("site/privacy.html")


@bare("/robots.txt", policy=Door.PUBLIC)
def robots(visit: Visit) -> Response[Any]:  # noqa: ARG001 -- every handler takes the visit
    return Response(ROBOTS, media_type="text/plain")


HANDLERS = [help_page, guide_page, accessibility_page, privacy_page, robots]
