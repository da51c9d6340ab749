"""The delegation's room: what lies in it, the circulated text to comment on, what is declared; the country board."""

from typing import Any

from litestar.response import Response

from drafting.actions.comments.compilation import compilation
from drafting.actions.comments.desk import Desk, desk_of
from drafting.actions.comments.statuses import acknowledge, country_board, declare_status, own_status
from drafting.actions.comments.texts import circulated_text, frozen_words
from drafting.actions.notes.calendar import lead_zone
from drafting.domain.errors import DraftingError
from drafting.domain.policy import Act
from drafting.store.compilation import Filters
from drafting.text.markdown import render_numbered
from drafting.web import names
from drafting.web.compilations import alphabetically
from drafting.web.forms import text_in, told
from drafting.web.routes import read, write
from drafting.web.visits import Visit


@read("/notes/{ref:str}/delegation", policy=Act.READ_INTERNAL)
def room_page(visit: Visit, ref: str) -> Response[Any]:
    return draw_room(visit, ref)


def room_again(visit: Visit, error: DraftingError, ref: str) -> Response[Any]:
    return draw_room(visit, ref, refused=told(error))


@write("/notes/{ref:str}/delegation/status", policy=Act.DECLARE_STATUS, redraw=room_again)
def declare(visit: Visit, ref: str) -> Response[Any]:
    declare_status(visit.work, ref, text_in(visit.form, "status"))
    return visit.redirect(f"/notes/{ref}/delegation#status")


@write("/notes/{ref:str}/delegation/acknowledgement", policy=Act.ACKNOWLEDGE, redraw=room_again)
def acknowledge_page(visit: Visit, ref: str) -> Response[Any]:
    acknowledge(visit.work, ref)
    return visit.redirect(f"/notes/{ref}/delegation#status")


@read("/notes/{ref:str}/delegation/text", policy=Act.READ_INTERNAL)
def text_page(visit: Visit, ref: str) -> Response[Any]:
    """The circulated text, with a way to comment on each paragraph, section and the whole note."""
    desk = desk_of(visit.work, ref)
    opened = desk.room.opened
    text = circulated_text(visit.work, opened, None)
    sections = [
        {"section": section, "paragraphs": render_numbered(words.text, words.first_paragraph)}
        for section, words in frozen_words(visit.work, opened, text).values()
    ]
    on_paragraph: dict[int, int] = {}
    for comment in desk.comments:
        if comment.paragraph and comment.on == text.label and comment.state != "left_out":
            on_paragraph[comment.paragraph] = on_paragraph.get(comment.paragraph, 0) + 1
    context: dict[str, Any] = {"sections": sections, "label": text.label, "on_paragraph": on_paragraph}
    return visit.page("delegation/text.html", current="notes", desk=desk, note=desk.room.note, **context)


@read("/notes/{ref:str}/countries", policy=Act.READ_BOARD)
def countries_page(visit: Visit, ref: str) -> Response[Any]:
    board = country_board(visit.work, ref)
    asked = visit.request.query_params.get("conference", "")
    rows = {row.country: row for row in board.rows if not asked or asked in row.conferences}
    conferences = sorted({code for row in board.rows for code in row.conferences})
    return visit.page(
        "delegation/countries.html",
        current="notes",
        note=board.opened.note,
        board=board,
        rows=[rows[code] for code, _name in names.countries(rows)],
        conferences=[(code, names.conference(code)) for code in conferences],
        asked=asked,
    )


def draw_room(visit: Visit, ref: str, refused: str = "") -> Response[Any]:
    desk = desk_of(visit.work, ref)
    opened = desk.room.opened
    own = compilation(visit.work, ref, Filters(country=desk.room.country), alphabetically).comments
    context: dict[str, Any] = {
        "note": desk.room.note,
        "desk": desk,
        "country": desk.room.country,
        "official": own,
        "declared": own_status(visit.work, ref),
        "label": _label(visit, desk),
        "deadline": opened.passage.deadline if opened.passage and opened.note.stage == "consultation" else None,
        "lead_zone": lead_zone(visit.work, desk.room.note),
        "refused": refused,
    }
    return visit.page("delegation/room.html", current="notes", **context)


def _label(visit: Visit, desk: Desk) -> str | None:
    """The label of the text that is commented on; None before anything was circulated."""
    try:
        return circulated_text(visit.work, desk.room.opened, None).label
    except DraftingError:
        return None


HANDLERS = [room_page, declare, acknowledge_page, text_page, countries_page]
