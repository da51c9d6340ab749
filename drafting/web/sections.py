"""The page of a section, and its readiness. Writing is in `editor.py`, versions in `history.py`."""

from typing import Any

from litestar.response import Response

from drafting.actions.sections import set_ready
from drafting.actions.sections.showing import SectionView, show_section
from drafting.domain.errors import Blocked, DraftingError
from drafting.domain.policy import Act
from drafting.store.notes import Section
from drafting.text.canonical import hidden_marks
from drafting.text.markdown import render_numbered
from drafting.web.forms import told
from drafting.web.review_parts import review_context
from drafting.web.routes import read, write
from drafting.web.visits import Visit


@read("/notes/{ref:str}/sections/{n:str}", policy=Act.READ)
def section_page(visit: Visit, ref: str, n: str) -> Response[Any]:
    return draw_section(visit, show_section(visit.work, ref, n))


@write("/notes/{ref:str}/sections/{n:str}/readiness", policy=Act.MARK_READY, redraw=lambda **drawn: not_ready(**drawn))
def mark_ready(visit: Visit, ref: str, n: str) -> Response[Any]:
    ready = visit.form.get("ready") == "yes"
    set_ready(visit.work, ref, n, ready=ready, text_hash=str(visit.form.get("text_hash", "")))
    return visit.redirect(address(ref, n))


def not_ready(visit: Visit, error: DraftingError, ref: str, n: str) -> Response[Any]:
    """The section again, with what keeps it from being ready or what it has become."""
    blockers = [told(blocker) for blocker in error.blockers] if isinstance(error, Blocked) else [told(error)]
    return draw_section(visit, show_section(visit.work, ref, n), refused=blockers)


def draw_section(visit: Visit, view: SectionView, **more: Any) -> Response[Any]:
    saved = visit.request.query_params.get("saved")
    context: dict[str, Any] = {
        "view": view,
        "note": view.opened.note,
        "paragraphs": render_numbered(view.text, view.first_paragraph),
        "marks": hidden_marks(view.text),
        "just_saved": saved == str(view.version.number),
        "neighbours": neighbours(view.outline, view.section),
        "refused": [],
        **review_context(visit, view),
    }
    return visit.page("sections/section.html", current="notes", **{**context, **more})


def neighbours(outline: tuple[Section, ...], section: Section) -> tuple[Section | None, Section | None]:
    """The sections before and after."""
    place = [one.id for one in outline].index(section.id)
    before = outline[place - 1] if place else None
    return before, outline[place + 1] if place + 1 < len(outline) else None


def address(ref: str, n: str, *more: str) -> str:
    return "/".join(("/notes", ref, "sections", n, *more))


HANDLERS = [section_page, mark_ready]
