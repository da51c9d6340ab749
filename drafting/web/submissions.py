"""Submitting officially: what others will see, the confirmation, the receipt."""

from typing import Any
from uuid import UUID

from litestar.response import Response

from drafting.actions.comments.receipts import receipt
from drafting.actions.comments.submitting import Preview, preview, submit_comments
from drafting.actions.comments.texts import paragraphs_of
from drafting.domain.errors import DraftingError, NotFound
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.web.comments import redline
from drafting.web.forms import several_in, text_in, told
from drafting.web.routes import read, write
from drafting.web.visits import Visit


@read("/notes/{ref:str}/delegation/submissions/new", policy=Act.SUBMIT_COMMENTS)
def preview_page(visit: Visit, ref: str) -> Response[Any]:
    """The chosen comments as others will see them; without a choice, all that are ready."""
    return _draw(visit, preview(visit.work, ref, _ids(visit.request.query_params.getall("comment", [])) or None))


def preview_again(visit: Visit, error: DraftingError, ref: str) -> Response[Any]:
    """What can still be submitted, with what has changed since it was shown."""
    return _draw(visit, preview(visit.work, ref, None), refused=told(error), visible=text_in(visit.form, "visible"))


@write("/notes/{ref:str}/delegation/submissions", policy=Act.SUBMIT_COMMENTS, redraw=preview_again)
def submit(visit: Visit, ref: str) -> Response[Any]:
    """`seen`: id and revision of each comment as it was shown; other words than those are not submitted."""
    seen = _seen(several_in(visit.form, "seen"))
    made = submit_comments(visit.work, ref, list(seen), text_in(visit.form, "visible"), seen=seen)
    return visit.redirect(f"/notes/{ref}/delegation/submissions/{made.entry}")


@read("/notes/{ref:str}/delegation/submissions/{entry:int}", policy=Act.READ_INTERNAL)
def receipt_page(visit: Visit, ref: str, entry: int) -> Response[Any]:
    if entry > 2**31:
        raise NotFound("no-such-page", N_("There is no such page."))
    made = receipt(visit.work, ref, entry)
    return visit.page("delegation/receipt.html", current="notes", receipt=made, ref=ref)


def _draw(visit: Visit, found: Preview, *, refused: str = "", visible: str = "now") -> Response[Any]:
    words = paragraphs_of(visit.work, found.room.opened, found.labels)
    return visit.page(
        "delegation/submit.html",
        current="notes",
        note=found.room.note,
        country=found.room.country,
        preview=found,
        proposed={
            comment.id: redline(
                words.get((comment.on, comment.paragraph or 0)), comment.proposed_text, prefix=f"c{place}-"
            )
            for place, comment in enumerate(found.comments, start=1)
        },
        refused=refused,
        visible=visible or "now",
    )


def _seen(values: list[str]) -> dict[UUID, int]:
    found = {}
    for value in values:
        id_, _colon, revision = value.partition(":")
        for known in _ids([id_]):
            found[known] = int(revision) if revision.isdigit() else -1
    return found


def _ids(values: list[str]) -> list[UUID]:
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


HANDLERS = [preview_page, submit, receipt_page]
