"""Choosing the language of the pages: kept in a cookie, and with the account of whoever is signed in."""

from typing import Any

from litestar.datastructures import Cookie
from litestar.response import Response

from drafting.actions.people.profile import change_language
from drafting.domain.errors import NotFound
from drafting.locale import LANGUAGES, N_
from drafting.store.work import Actor
from drafting.web.routes import Door, bare
from drafting.web.security import own_path
from drafting.web.visits import Visit

ONE_YEAR = 365 * 24 * 3600


@bare("/language/{code:str}", policy=Door.PUBLIC)
def choose_language(visit: Visit, code: str) -> Response[Any]:
    """A link, so that it works for strangers and without a form; it changes nothing but the reader's own language."""
    if code not in LANGUAGES:
        raise NotFound("no-such-language", N_("The pages are not available in this language."))
    if visit.person:
        with visit.writing(Door.PUBLIC) as work:
            change_language(work, code)
    if visit.person:
        with visit.keeping.writing(Actor(visit.person.id, None, None)) as work:
            change_language(work, code)
    response = visit.redirect(own_path(visit.request.query_params.get("back")))
    https = visit.settings.public_url.startswith("https://")
    response.cookies.append(
        Cookie("language", value=code, max_age=ONE_YEAR, path="/", httponly=True, samesite="lax", secure=https)
    )
    return response


HANDLERS = [choose_language]
