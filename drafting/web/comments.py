"""Official comments as pages: the compilation with its filters, one comment with all that followed."""

from typing import Any

from litestar.response import Response

from drafting.actions.comments.compilation import PAGE, Compilation
from drafting.actions.comments.official import OfficialComment
from drafting.actions.comments.thread import Thread, thread_of
from drafting.domain.comments import CommentKind, Outcome
from drafting.domain.policy import Act
from drafting.text.redline import inline
from drafting.web import names
from drafting.web.compilations import address_of, as_csv, asked_in, compiled, page_in
from drafting.web.redlines import words
from drafting.web.routes import read
from drafting.web.visits import Visit


@read("/notes/{ref:str}/comments", policy=Act.READ_COMMENTS)
def compilation_page(visit: Visit, ref: str) -> Response[Any]:
    return draw_compilation(visit, ref)


@read("/notes/{ref:str}/comments.csv", policy=Act.READ_COMMENTS)
def compilation_file(visit: Visit, ref: str) -> Response[Any]:
    return as_csv(compiled(visit, ref))


@read("/notes/{ref:str}/comments/{number:str}", policy=Act.READ_COMMENTS)
def comment_page(visit: Visit, ref: str, number: str) -> Response[Any]:
    return draw_comment(visit, thread_of(visit.work, ref, number))


def draw_compilation(visit: Visit, ref: str, **more: Any) -> Response[Any]:
    page = page_in(asked_in(visit))
    found = compiled(visit, ref, page=page)
    filters = found.filters
    context: dict[str, Any] = {
        "found": found,
        "note": found.opened.note,
        "number": page,
        "last": -(-found.matching // PAGE),
        "query": address_of(filters),
        "pages": address_of(filters) + ("&" if address_of(filters) else "?") + "page=",
        "proposed": {comment.id: proposed(comment, found) for comment in found.comments},
        "options": _options(found),
        "faults": [],
        "refused": "",
        "typed": {},
    }
    return visit.page("comments/compilation.html", current="notes", **{**context, **more})


def draw_comment(visit: Visit, thread: Thread, **more: Any) -> Response[Any]:
    comment, opened = thread.comment, thread.opened
    changed = bool(comment.proposed_text and comment.paragraph)
    context: dict[str, Any] = {
        "thread": thread,
        "comment": comment,
        "note": opened.note,
        "proposed": redline(thread.paragraph, comment.proposed_text) if changed else "",
        "faults": [],
        "refused": "",
        "typed": {},
    }
    return visit.page("comments/comment.html", current="notes", **{**context, **more})


def proposed(comment: OfficialComment, found: Compilation) -> str:
    """The proposed text as marked changes of its paragraph; empty where there is nothing to compare it with."""
    paragraph = found.paragraphs.get((comment.on, comment.paragraph or 0))
    return redline(paragraph, comment.proposed_text, prefix=f"{comment.number}-") if paragraph else ""


def redline(paragraph: str | None, proposed_text: str | None, *, prefix: str = "c") -> str:
    if not paragraph or not proposed_text:
        return ""
    return inline(f"{paragraph}\n", f"{proposed_text}\n", words(), prefix=prefix).html


def _options(found: Compilation) -> dict[str, list[tuple[str, str]]]:
    """What the filters offer beside "all", in the reader's words."""
    return {
        "section": [(label, label) for label in found.sections],
        "country": [(code, names.country(code)) for code in found.countries],
        "kind": [(kind.value, names.comment_kind(kind.value)) for kind in CommentKind],
        "outcome": [(outcome.value, names.outcome(outcome.value)) for outcome in Outcome],
    }


HANDLERS = [compilation_page, compilation_file, comment_page]
