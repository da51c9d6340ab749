"""The conferences: who belongs to them, who presides, and how the presidency passes."""

from typing import Any
from uuid import UUID

from litestar.response import Response

from drafting.actions.conferences import conference_view, conference_views, designate, set_standing
from drafting.actions.handovers import confirm_handover, handover_views, may_propose, propose_handover
from drafting.domain.countries import preset_countries
from drafting.domain.errors import DraftingError
from drafting.domain.policy import Act, ever_allows
from drafting.web import names
from drafting.web.forms import faults_of, text_in, told
from drafting.web.routes import Door, read, write
from drafting.web.visits import Visit


@read("/conferences", policy=Door.SIGNED_IN)
def conferences_page(visit: Visit) -> Response[Any]:
    return visit.page("conferences/list.html", conferences=conference_views(visit.work))


@read("/conferences/{code:str}", policy=Door.SIGNED_IN)
def conference_page(visit: Visit, code: str) -> Response[Any]:
    return _page(visit, code)


def page_again(visit: Visit, error: DraftingError, code: str, **_: Any) -> Response[Any]:
    return _page(visit, code, error)


@write("/conferences/{code:str}/handovers", policy=Act.HAND_OVER, redraw=page_again)
def propose(visit: Visit, code: str) -> Response[Any]:
    propose_handover(visit.work, code, text_in(visit.form, "country"))
    return visit.redirect(f"/conferences/{code}")


@write("/conferences/{code:str}/handovers/{handover:uuid}/confirmation", policy=Act.CONFIRM_HANDOVER, redraw=page_again)
def confirm(visit: Visit, code: str, handover: UUID) -> Response[Any]:
    confirm_handover(visit.work, code, handover)
    return visit.redirect(f"/conferences/{code}")


@write("/conferences/{code:str}/next", policy=Act.MANAGE_CONFERENCES, redraw=page_again)
def designate_next(visit: Visit, code: str) -> Response[Any]:
    designate(visit.work, code, text_in(visit.form, "country") or None)
    return visit.redirect(f"/conferences/{code}")


@write("/conferences/{code:str}/countries", policy=Act.MANAGE_CONFERENCES, redraw=page_again)
def change_standing(visit: Visit, code: str) -> Response[Any]:
    form = visit.form
    set_standing(visit.work, code, text_in(form, "country"), text_in(form, "standing") or None)
    return visit.redirect(f"/conferences/{code}")


def _page(visit: Visit, code: str, error: DraftingError | None = None) -> Response[Any]:
    view = conference_view(visit.work, code)
    faults = faults_of(error, {}) if error else []
    return visit.page(
        "conferences/home.html",
        conference=view,
        handovers=handover_views(visit.work, view.code),
        members=names.countries(view.members),
        observers=names.countries(view.observers),
        world=names.countries({*preset_countries(), *view.members, *view.observers}),
        may_propose=may_propose(visit.work, view.code),
        may_manage=ever_allows(visit.actor.role, Act.MANAGE_CONFERENCES),
        typed={"country": text_in(visit.form, "country")},
        faults=faults,
        refused=told(error) if error and not faults else None,
    )


HANDLERS = [conferences_page, conference_page, propose, confirm, designate_next, change_standing]
