"""All handlers of the site. A route without a declared policy stops the application from starting."""

from collections.abc import Iterable
from typing import Any

from litestar.handlers import HTTPRouteHandler

from drafting.web import editor, health, history, new_note, note_settings, notes, sections, static_files
from drafting.web.api import description
from drafting.web.api import notes as notes_api
from drafting.web.api import sections as sections_api

HANDLERS: list[Any] = [
    *health.HANDLERS,
    *static_files.HANDLERS,
    *description.HANDLERS,
    *notes.HANDLERS,
    *new_note.HANDLERS,
    *note_settings.HANDLERS,
    *sections.HANDLERS,
    *editor.HANDLERS,
    *history.HANDLERS,
    *notes_api.HANDLERS,
    *sections_api.HANDLERS,
]


class UndeclaredRoute(Exception):
    """A route that nobody said who may use. Raised at the start, never while serving."""


def require_policies(handlers: Iterable[HTTPRouteHandler]) -> None:
    for handler in handlers:
        if "policy" not in handler.opt and handler.http_methods != {"OPTIONS"}:
            raise UndeclaredRoute(f"{sorted(handler.paths)} declares no policy")
