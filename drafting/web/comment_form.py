"""Writing a comment inside the delegation: the form, and what else is done with a draft."""

from typing import Any
from uuid import UUID

from litestar.response import Response

from drafting.actions.comments.desk import InternalComment, internal_comment
from drafting.actions.comments.internal import (
    NewComment,
    delete_comment,
    edit_comment,
    leave_out,
    mark_ready,
    write_comment,
)
from drafting.actions.comments.place import Place, place_of
from drafting.actions.comments.submitting import write_and_submit
from drafting.domain.comments import CommentKind
from drafting.domain.errors import DraftingError, Invalid, Stale
from drafting.domain.policy import Act
from drafting.text.canonical import canonical
from drafting.text.markdown import render
from drafting.web.comments import redline
from drafting.web.forms import faults_of, number_in, text_in, told
from drafting.web.forms import number as as_number
from drafting.web.routes import read, write
from drafting.web.visits import Visit

WORDS = ("kind", "body", "proposed_text", "reason", "language")
FIELDS = {"/paragraph": "quote", "/section": "quote", "/on": "quote"}


@read("/notes/{ref:str}/delegation/comments/new", policy=Act.WRITE_INTERNAL)
def new_page(visit: Visit, ref: str) -> Response[Any]:
    """`section` and `paragraph` say what is commented on; without them it is the whole note."""
    asked = visit.request.query_params
    place = place_of(
        visit.work,
        ref,
        asked.get("on"),
        section=asked.get("section"),
        paragraph=as_number(asked.get("paragraph", "")),
        act=Act.WRITE_INTERNAL,
    )
    values = {"kind": "substantive", "language": place.room.note.original_language}
    return draw_form(visit, place, {**values, "proposed_text": place.paragraph_words or ""})


def new_again(visit: Visit, error: DraftingError, ref: str) -> Response[Any]:
    return draw_form(visit, _place_in(visit, ref), _typed(visit), error=error)


@write("/notes/{ref:str}/delegation/comments", policy=Act.WRITE_INTERNAL, redraw=new_again)
def create(visit: Visit, ref: str) -> Response[Any]:
    """`then`: draft, ready, or submit where the delegation is one person."""
    new, then = _new_in(visit, ref), text_in(visit.form, "then")
    if then == "submit":
        made = write_and_submit(visit.work, ref, new, text_in(visit.form, "visible") or "now")
        return visit.redirect(f"/notes/{ref}/delegation/submissions/{made.entry}")
    write_comment(visit.work, ref, new, ready=then == "ready")
    return visit.redirect(f"/notes/{ref}/delegation")


@read("/notes/{ref:str}/delegation/comments/{comment_id:uuid}", policy=Act.READ_INTERNAL)
def edit_page(visit: Visit, ref: str, comment_id: UUID) -> Response[Any]:
    return _draw_edit(visit, internal_comment(visit.work, comment_id), ref)


def edit_again(visit: Visit, error: DraftingError, ref: str, comment_id: UUID) -> Response[Any]:
    """The form with the person's words; where somebody changed the comment meanwhile, what stands now beside them."""
    comment = internal_comment(visit.work, comment_id)
    return _draw_edit(visit, comment, ref, typed=_typed(visit), error=error)


@write("/notes/{ref:str}/delegation/comments/{comment_id:uuid}", policy=Act.WRITE_INTERNAL, redraw=edit_again)
def save(visit: Visit, ref: str, comment_id: UUID) -> Response[Any]:
    standing, new = internal_comment(visit.work, comment_id), _new_in(visit, ref)
    changes = {name: getattr(new, name) for name in WORDS if getattr(new, name) != getattr(standing, name)}
    if new.quote != standing.quote:
        where = {"paragraph": standing.paragraph} if standing.paragraph else {"section": standing.section}
        changes |= {**where, "quote": new.quote}
    revision = number_in(visit.form, "revision")
    edit_comment(visit.work, comment_id, -1 if revision is None else revision, **changes)
    if text_in(visit.form, "then") == "ready":
        mark_ready(visit.work, comment_id, True)
    return visit.redirect(f"/notes/{ref}/delegation")


@write("/notes/{ref:str}/delegation/comments/{comment_id:uuid}/readiness", policy=Act.WRITE_INTERNAL, redraw=edit_again)
def ready(visit: Visit, ref: str, comment_id: UUID) -> Response[Any]:
    mark_ready(visit.work, comment_id, text_in(visit.form, "ready") == "yes")
    return visit.redirect(f"/notes/{ref}/delegation")


@write("/notes/{ref:str}/delegation/comments/{comment_id:uuid}/omission", policy=Act.EDIT_INTERNAL, redraw=edit_again)
def omit(visit: Visit, ref: str, comment_id: UUID) -> Response[Any]:
    taken_in = text_in(visit.form, "take_in") == "yes"
    leave_out(visit.work, comment_id, None if taken_in else text_in(visit.form, "why"))
    return visit.redirect(f"/notes/{ref}/delegation")


@write("/notes/{ref:str}/delegation/comments/{comment_id:uuid}/deletion", policy=Act.WRITE_INTERNAL, redraw=edit_again)
def delete(visit: Visit, ref: str, comment_id: UUID) -> Response[Any]:
    delete_comment(visit.work, comment_id)
    return visit.redirect(f"/notes/{ref}/delegation")


def draw_form(
    visit: Visit,
    place: Place,
    values: dict[str, Any],
    *,
    comment: InternalComment | None = None,
    error: DraftingError | None = None,
) -> Response[Any]:
    context: dict[str, Any] = {
        "note": place.room.note,
        "place": place,
        "values": values,
        "comment": comment,
        "paragraph": render(f"{place.paragraph_words}\n") if place.paragraph_words else "",
        "kinds": [kind.value for kind in CommentKind],
        "changes": redline(place.paragraph_words, comment.proposed_text) if comment else "",
        "faults": faults_of(error, FIELDS | {"/reason": "why"} if _is_omission(visit) else FIELDS) if error else [],
        "refused": told(error) if error and not isinstance(error, Invalid) else "",
        "overtaken": comment if isinstance(error, Stale) else None,
        "may_submit": place.alone and place.room.may(Act.SUBMIT_COMMENTS) and comment is None,
        "may_leave_out": place.room.may(Act.EDIT_INTERNAL),
    }
    return visit.page("delegation/comment.html", current="notes", **context)


def _draw_edit(
    visit: Visit,
    comment: InternalComment,
    ref: str,
    *,
    typed: dict[str, Any] | None = None,
    error: DraftingError | None = None,
) -> Response[Any]:
    place = place_of(visit.work, ref, comment.on, section=comment.section, paragraph=comment.paragraph)
    standing = {name: getattr(comment, name) or "" for name in (*WORDS, "quote")}
    if not comment.proposed_text:
        standing["proposed_text"] = place.paragraph_words or ""
    return draw_form(visit, place, {**standing, **(typed or {})}, comment=comment, error=error)


def _new_in(visit: Visit, ref: str) -> NewComment:
    form = visit.form
    return NewComment(
        kind=text_in(form, "kind"),
        body=canonical(text_in(form, "body")).strip(),
        language=text_in(form, "language"),
        on=text_in(form, "on") or None,
        section=text_in(form, "section") or None,
        paragraph=number_in(form, "paragraph"),
        quote=canonical(text_in(form, "quote")).strip() or None,
        proposed_text=_proposed_in(visit, ref),
        reason=canonical(text_in(form, "reason")).strip() or None,
    )


def _proposed_in(visit: Visit, ref: str) -> str | None:
    """The edited copy of the paragraph; an untouched copy proposes nothing."""
    proposed = canonical(text_in(visit.form, "proposed_text")).strip()
    standing = _place_in(visit, ref).paragraph_words or ""
    return proposed if proposed and proposed != standing.strip() else None


def _place_in(visit: Visit, ref: str) -> Place:
    form = visit.form
    section, paragraph = text_in(form, "section") or None, number_in(form, "paragraph")
    on, act = text_in(form, "on") or None, Act.WRITE_INTERNAL
    return place_of(visit.work, ref, on, section=section, paragraph=paragraph, act=act)


def _typed(visit: Visit) -> dict[str, Any]:
    return {name: text_in(visit.form, name) for name in (*WORDS, "quote", "visible", "why") if name in visit.form}


def _is_omission(visit: Visit) -> bool:
    return visit.request.url.path.endswith("/omission")


HANDLERS = [new_page, create, edit_page, save, ready, omit, delete]
