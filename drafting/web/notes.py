"""The list of notes, the home of a note, its whole text. See also `new_note.py` and `note_settings.py`."""

from datetime import datetime
from typing import Any

from litestar.response import Response

from drafting.actions.notes.showing import NoteHome, WholeText, list_notes, show_note, show_text
from drafting.domain.policy import Act, allows
from drafting.domain.workflow import PATH, Stage
from drafting.locale import current
from drafting.locale import gettext as _
from drafting.text.markdown import render_numbered
from drafting.web import names
from drafting.web.moves import home_moves
from drafting.web.routes import Door, read
from drafting.web.times import day
from drafting.web.visits import Visit

ADOPTED = frozenset({Stage.ADOPTED, Stage.PUBLISHED, Stage.SUPERSEDED})


@read("/notes", policy=Door.SIGNED_IN)
def notes_page(visit: Visit) -> Response[Any]:
    found = list_notes(visit.work, after=visit.request.query_params.get("after"))
    may_create = allows(visit.actor.role, Act.CREATE_NOTE, Stage.SET_UP)
    return visit.page("notes/list.html", current="notes", notes=found, may_create=may_create, step=step)


@read("/notes/{ref:str}", policy=Act.READ)
def note_home(visit: Visit, ref: str) -> Response[Any]:
    return draw_home(visit, show_note(visit.work, ref))


@read("/notes/{ref:str}/text", policy=Act.READ)
def text_page(visit: Visit, ref: str) -> Response[Any]:
    whole = show_text(visit.work, ref, visit.request.query_params.get("label"))
    return visit.page("notes/text.html", current="notes", **drawn(whole))


@read("/notes/{ref:str}/print", policy=Act.READ)
def print_page(visit: Visit, ref: str) -> Response[Any]:
    whole = show_text(visit.work, ref, visit.request.query_params.get("label"))
    return visit.page("notes/print.html", current="notes", **drawn(whole))


def draw_home(visit: Visit, home: NoteHome, **more: Any) -> Response[Any]:
    context = {
        "home": home,
        "note": home.note,
        "stages": tracker(home, visit.zone),
        "step": step(home.note.stage, home.note.left_stage),
        "refused": [],
        **home_moves(visit, home.opened),
    }
    return visit.page("notes/home.html", current="notes", **{**context, **more})


def step(stage: str, left_stage: str | None = None) -> int:
    """Which of the seven stages the note is in, or was when it was left: 1 to 7; 0 before them, 8 after."""
    path = [known.value for known in PATH]
    for asked in (stage, left_stage):
        if asked in path:
            return path.index(asked) + 1
    return 8 if stage in ADOPTED else 0


def tracker(home: NoteHome, zone: str) -> list[dict[str, Any]]:
    """The seven stages for the row above a note: what is done, what is going on, what is to come."""
    here = step(home.note.stage, home.note.left_stage)
    shown = []
    for place, stage in enumerate(PATH, start=1):
        state = "done" if place < here else "current" if place == here else "next"
        line = _line(home, stage.value, state, zone)
        shown.append({"stage": stage.value, "state": state, "line": line, "times": home.entered[stage.value]})
    return shown


def _line(home: NoteHome, stage: str, state: str, zone: str) -> str:
    left = [passage.left_at for passage in home.passages if passage.stage == stage and passage.left_at]
    planned = home.deadlines.get(stage)
    if state == "done" and left:
        return _("Ended on %(day)s", day=_day(left[-1], zone))
    if state == "current" and home.opened.passage and home.opened.passage.deadline:
        return _("Until %(day)s", day=_day(home.opened.passage.deadline, zone))
    if state != "done" and planned:
        return _("Planned until %(day)s", day=_day(planned, zone))
    return ""


def _day(instant: datetime, zone: str) -> str:
    return day(instant, current(), zone)


def drawn(whole: WholeText) -> dict[str, Any]:
    """The whole text for a page; paragraphs are numbered through the note."""
    sections = [
        {"section": read.section, "paragraphs": render_numbered(read.text, read.first_paragraph)}
        for read in whole.sections
    ]
    note = whole.note
    return {"whole": whole, "note": note, "sections": sections, "standing": standing(whole)}


def standing(whole: WholeText) -> tuple[str, ...]:
    """What stands under the title: symbol and label, stage, and that it is a draft until it is adopted."""
    note = whole.note
    symbol = f"{note.symbol} · {whole.frozen.label}" if whole.frozen else note.symbol
    is_draft = Stage(note.stage) not in ADOPTED
    lines = [symbol, _("Original language: %(language)s", language=names.language_name(note.original_language))]
    return (*lines, _("DRAFT – not adopted")) if is_draft else tuple(lines)


HANDLERS = [notes_page, note_home, text_page, print_page]
