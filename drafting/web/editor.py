"""Writing in a section: the editor, preview, saving as a version, and settling a clash."""

from collections.abc import Sequence
from typing import Any

from litestar.response import Response

from drafting.actions.sections import discard_working_copy, keep_working_copy, save_version
from drafting.actions.sections.editing import EditView, show_editor, unsaved_text
from drafting.actions.sections.settling import KEEPS, Choice, ClashView, both, settle, show_clash
from drafting.domain.errors import DraftingError, NotFound, Outdated
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.text.canonical import canonical, hidden_marks
from drafting.text.markdown import render_numbered
from drafting.text.merging import Agreed, Clash
from drafting.text.redline import inline
from drafting.web import redlines
from drafting.web.forms import faults_of, number_in, several_in, text_in, told
from drafting.web.routes import bare, read, write
from drafting.web.sections import address
from drafting.web.visits import Visit

_SECTION = "/notes/{ref:str}/sections/{n:str}"


@read(_SECTION + "/edit", policy=Act.WRITE)
def edit_page(visit: Visit, ref: str, n: str) -> Response[Any]:
    return draw_editor(visit, show_editor(visit.work, ref, n))


def edit_again(visit: Visit, error: DraftingError, ref: str, n: str) -> Response[Any]:
    """The form with the person's words in it; where others wrote in the same sentences, the page to settle that."""
    mine, based_on = text_in(visit.form, "text"), number_in(visit.form, "based_on")
    if isinstance(error, Outdated):
        clash = show_clash(visit.work, ref, n, mine, based_on=based_on)
        return draw_clash(visit, clash, given_up=several_in(visit.form, "set_aside"))
    edit = show_editor(visit.work, ref, n)
    typed = EditView(edit.view, mine, edit.view.version.number if based_on is None else based_on, None)
    return draw_editor(visit, typed, error=error)


@write(_SECTION + "/versions", policy=Act.WRITE, redraw=edit_again)
def save(visit: Visit, ref: str, n: str) -> Response[Any]:
    saved = save_version(
        visit.work,
        ref,
        n,
        text_in(visit.form, "text"),
        based_on=number_in(visit.form, "based_on"),
        summary=text_in(visit.form, "summary"),
    )
    return visit.redirect(f"{address(ref, n)}?saved={saved.version.number}")


@bare(_SECTION + "/preview", policy=Act.WRITE, method="POST", status_code=200)
def preview(visit: Visit, ref: str, n: str) -> Response[Any]:
    """What the words would look like, and what they change. They are kept as a working copy on the way.

    Looking is no deed: it may be done again with other words under the key that the form carries for saving.
    """
    try:
        with visit.writing(Act.WRITE) as work:
            keep_working_copy(work, ref, n, text_in(visit.form, "text"), based_on=number_in(visit.form, "based_on"))
    except DraftingError as error:
        with visit.reading(Act.WRITE):
            return visit.refused(error, edit_again(visit, error, ref, n))
    with visit.reading(Act.WRITE):
        return draw_editor(visit, show_editor(visit.work, ref, n), preview=True)


@write(_SECTION + "/working-copy/discard", policy=Act.READ)
def discard(visit: Visit, ref: str, n: str) -> Response[Any]:
    discard_working_copy(visit.work, ref, n)
    return visit.redirect(address(ref, n, "edit"))


@read(_SECTION + "/unsaved", policy=Act.READ)
def download_unsaved(visit: Visit, ref: str, n: str) -> Response[Any]:
    text = unsaved_text(visit.work, ref, n)
    if text is None:
        raise NotFound("nothing-unsaved", N_("You have no unsaved text in this section."))
    name = f"{ref}-{n}.md".replace('"', "")
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text.encode(), media_type="text/markdown; charset=utf-8", headers=headers)


def settle_again(visit: Visit, error: DraftingError, ref: str, n: str) -> Response[Any]:
    """The passages again with what was chosen; or, if somebody saved once more, the settled words against those."""
    clash = _posted_clash(visit, ref, n)
    choices, given_up = _choices(visit, clash), several_in(visit.form, "set_aside")
    if isinstance(error, Outdated):
        settled = settle(clash, choices)
        given_up = [*given_up, clash.mine] if settled.gave_up else given_up
        again = show_clash(visit.work, ref, n, settled.text, based_on=clash.theirs.number)
        return draw_clash(visit, again, given_up=given_up)
    return draw_clash(visit, clash, given_up=given_up, choices=choices, error=error)


@write(_SECTION + "/settlements", policy=Act.WRITE, redraw=settle_again)
def settle_clash(visit: Visit, ref: str, n: str) -> Response[Any]:
    clash = _posted_clash(visit, ref, n)
    settled = settle(clash, _choices(visit, clash))
    given_up = several_in(visit.form, "set_aside")
    saved = save_version(
        visit.work,
        ref,
        n,
        settled.text,
        based_on=clash.theirs.number,
        summary=text_in(visit.form, "summary"),
        set_aside=[*given_up, clash.mine] if settled.gave_up else given_up,
    )
    return visit.redirect(f"{address(ref, n)}?saved={saved.version.number}")


def draw_editor(
    visit: Visit, edit: EditView, *, error: DraftingError | None = None, preview: bool = False
) -> Response[Any]:
    note, view = edit.view.opened.note, edit.view
    text = canonical(edit.text) if preview else ""
    return visit.page(
        "sections/edit.html",
        current="notes",
        edit=edit,
        view=view,
        note=note,
        summary=text_in(visit.form, "summary"),
        faults=faults_of(error, {"/based_on": "text"}) if error else [],
        refused=told(error) if error else "",
        preview=render_numbered(text, view.first_paragraph) if preview else None,
        changes=inline(view.text, text, redlines.words(), first=view.first_paragraph) if preview else None,
        marks=hidden_marks(canonical(edit.text)) if len(edit.text) < 200_000 else [],
    )


def draw_clash(
    visit: Visit,
    clash: ClashView,
    *,
    given_up: Sequence[str] = (),
    choices: Sequence[Choice | None] = (),
    error: DraftingError | None = None,
) -> Response[Any]:
    return visit.page(
        "sections/clash.html",
        status=409,
        current="notes",
        clash=clash,
        view=clash.view,
        note=clash.view.opened.note,
        pieces=_drawn(clash, choices),
        given_up=list(given_up),
        summary=text_in(visit.form, "summary"),
        faults=faults_of(error, {}) if error else [],
    )


def _drawn(clash: ClashView, choices: Sequence[Choice | None]) -> list[dict[str, Any]]:
    """The pieces for the page: agreed words, or a numbered passage with both sides marked against the base."""
    drawn: list[dict[str, Any]] = []
    number = 0
    for piece in clash.pieces:
        if isinstance(piece, Agreed):
            drawn.append({"number": None, "text": piece.text})
            continue
        chosen = choices[number] if number < len(choices) else None
        number += 1
        drawn.append({"number": number, **_passage(piece, chosen, number)})
    return drawn


def _passage(piece: Clash, chosen: Choice | None, number: int) -> dict[str, Any]:
    said = redlines.words()
    return {
        "base": piece.base,
        "mine": inline(piece.base, piece.mine, said, prefix=f"m{number}-").html,
        "theirs": inline(piece.base, piece.theirs, said, prefix=f"t{number}-").html,
        "chosen": chosen.keep if chosen else "",
        "words": chosen.words if chosen and chosen.words else (piece.proposal or both(piece)).strip(),
    }


def _posted_clash(visit: Visit, ref: str, n: str) -> ClashView:
    return show_clash(
        visit.work,
        ref,
        n,
        text_in(visit.form, "mine"),
        based_on=number_in(visit.form, "based_on"),
        theirs=number_in(visit.form, "theirs"),
    )


def _choices(visit: Visit, clash: ClashView) -> list[Choice | None]:
    found: list[Choice | None] = []
    for number in range(1, len(clash.clashes) + 1):
        asked = text_in(visit.form, f"choice-{number}")
        keep = next((keep for keep in KEEPS if keep == asked), None)
        found.append(Choice(keep, text_in(visit.form, f"words-{number}")) if keep else None)
    return found


HANDLERS = [edit_page, save, preview, discard, download_unsaved, settle_clash]
