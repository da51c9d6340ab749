"""The versions of a section: history, one version, what changed between two, bringing one back."""

from typing import Any

from litestar.response import Response

from drafting.actions.sections import restore_version
from drafting.actions.sections.showing import CompareView, compare_versions, show_history, show_version
from drafting.actions.sections.words import no_version
from drafting.domain.policy import Act
from drafting.text.markdown import render_numbered
from drafting.text.redline import inline, side_by_side, summary
from drafting.web import redlines
from drafting.web.forms import number, number_in
from drafting.web.routes import read, write
from drafting.web.sections import address
from drafting.web.visits import Visit

_SECTION = "/notes/{ref:str}/sections/{n:str}"
VIEWS = ("inline", "side", "changes")


@read(_SECTION + "/history", policy=Act.READ)
def history_page(visit: Visit, ref: str, n: str) -> Response[Any]:
    after = number(visit.request.query_params.get("after", ""))
    view = show_history(visit.work, ref, n, after=after)
    return visit.page("sections/history.html", current="notes", view=view, note=view.opened.note, after=after)


@read(_SECTION + "/versions/{v:str}", policy=Act.READ)
def version_page(visit: Visit, ref: str, n: str, v: str) -> Response[Any]:
    view = show_version(visit.work, ref, n, version_number(v))
    paragraphs = render_numbered(view.text, 1)
    return visit.page("sections/version.html", current="notes", view=view, note=view.opened.note, paragraphs=paragraphs)


@read(_SECTION + "/compare", policy=Act.READ)
def compare_page(visit: Visit, ref: str, n: str) -> Response[Any]:
    asked = visit.request.query_params
    view = compare_versions(visit.work, ref, n, asked.get("from"), asked.get("to"))
    shown = asked.get("view") if asked.get("view") in VIEWS else VIEWS[0]
    return visit.page(
        "sections/compare.html", current="notes", view=view, note=view.opened.note, shown=shown, **_drawn(view, shown)
    )


@write(_SECTION + "/restorations", policy=Act.WRITE)
def restore(visit: Visit, ref: str, n: str) -> Response[Any]:
    asked = number_in(visit.form, "version")
    if asked is None:
        raise no_version()
    saved = restore_version(visit.work, ref, n, asked)
    return visit.redirect(f"{address(ref, n)}?saved={saved.version.number}")


def version_number(text: str) -> int:
    found = number(text)
    if found is None:
        raise no_version()
    return found


def _drawn(view: CompareView, shown: str | None) -> dict[str, Any]:
    said = redlines.words()
    redline = inline(view.old_text, view.new_text, said)
    rows = side_by_side(view.old_text, view.new_text, said) if shown == "side" else []
    blocks = summary(view.old_text, view.new_text, said).blocks if shown == "changes" else redline.blocks
    return {
        "redline": redline,
        "blocks": blocks,
        "rows": rows,
        "same_words": view.old.plain_hash == view.new.plain_hash,
    }


HANDLERS = [history_page, version_page, compare_page, restore]
