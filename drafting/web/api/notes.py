"""Notes for programs: creating, reading, settings, discarding, export."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
from litestar.exceptions import HTTPException
from litestar.response import Response

from drafting.actions.access import note_for
from drafting.actions.moves.view import moves_view
from drafting.actions.notes.calendar import deadlines_of
from drafting.actions.notes.creating import create_note, discard_note, outlines
from drafting.actions.notes.exporting import document_of
from drafting.actions.notes.settings import change_settings
from drafting.actions.notes.showing import NoteHome, NoteLine, list_notes, show_note, show_text
from drafting.domain.errors import Fault, Invalid
from drafting.domain.outlines import TopicGroup, in_language
from drafting.domain.policy import Act
from drafting.export.document import as_dict
from drafting.export.html import to_html
from drafting.export.markdown import to_markdown
from drafting.locale import N_, html_lang
from drafting.store.notes import Note, Passage
from drafting.web.answers import encoded
from drafting.web.api.moves import told_moves
from drafting.web.forms import number
from drafting.web.notes import standing
from drafting.web.routes import Door, read, write
from drafting.web.visits import Visit

NOT_BUILT = ("docx", "pdf", "zip")


class Topics(msgspec.Struct):
    """What becomes one section; a heading may be one string, in the original language."""

    topics: list[int]
    headings: dict[str, str] = {}
    heading: str | None = None


class NewNote(msgspec.Struct):
    outline: str
    year: int
    scope: str = "both"
    original_language: str = "es"
    title: str | dict[str, str] | None = None
    topics: list[Topics] | None = None
    framing: list[str] = []
    rules: dict[str, Any] = {}


class NewSettings(msgspec.Struct):
    title: str | dict[str, str] | None = None
    symbol: str | None = None
    rules: dict[str, Any] | None = None
    calendar: dict[str, datetime] | None = None


@read("/api/v1/outlines", policy=Door.SIGNED_IN)
def outlines_api(visit: Visit) -> Response[Any]:
    items = [
        {
            "code": outline.code,
            "title": outline.title,
            "locked": outline.locked,
            "sections": outline.sections,
            "topics": outline.topics,
        }
        for outline in outlines(visit.work)
    ]
    return visit.json({"items": items, "next": None})


@read("/api/v1/notes", policy=Act.READ)
def notes_api(visit: Visit) -> Response[Any]:
    asked = visit.request.query_params
    found = list_notes(visit.work, limit=number(asked.get("limit", "")) or 50, after=asked.get("after"))
    return visit.json({"items": [_line(line) for line in found.lines], "next": found.next})


@write("/api/v1/notes", policy=Act.CREATE_NOTE, status_code=201)
def create_api(visit: Visit, data: NewNote) -> Response[Any]:
    note = create_note(
        visit.work,
        outline=data.outline,
        year=data.year,
        scope=data.scope,
        original_language=data.original_language,
        titles=_titles(data.title, data.original_language),
        topics=[_group(topics, data.original_language) for topics in data.topics] if data.topics else None,
        framing=data.framing,
        rules=data.rules,
    )
    visit.work.session.flush()
    return visit.json(told(show_note(visit.work, str(note.id))), status=201, etag=str(note.revision))


@read("/api/v1/notes/{ref:str}", policy=Act.READ)
def note_api(visit: Visit, ref: str) -> Response[Any]:
    home = show_note(visit.work, ref)
    moves = told_moves(moves_view(visit.work, home.opened))
    return visit.json({**told(home), "moves": moves}, etag=str(home.note.revision))


@read("/api/v1/notes/{ref:str}/settings", policy=Act.READ)
def settings_api(visit: Visit, ref: str) -> Response[Any]:
    note = note_for(visit.work, ref, Act.READ).note
    return visit.json(_settings(note), etag=str(note.revision))


@write("/api/v1/notes/{ref:str}/settings", policy=Act.CHANGE_SETTINGS, method="PATCH")
def change_settings_api(visit: Visit, ref: str, data: NewSettings) -> Response[Any]:
    revision = if_match(visit)
    language = note_for(visit.work, ref, Act.READ).note.original_language
    note = change_settings(
        visit.work,
        ref,
        revision=revision,
        titles=_titles(data.title, language),
        symbol=data.symbol,
        rules=data.rules,
        calendar=data.calendar,
    )
    return visit.json(_settings(note), etag=str(note.revision))


@write("/api/v1/notes/{ref:str}", policy=Act.DISCARD_NOTE, method="DELETE")
def discard_api(visit: Visit, ref: str) -> Response[Any]:
    discard_note(visit.work, ref)
    return visit.json({"discarded": True})


@read("/api/v1/notes/{ref:str}/export", policy=Act.READ)
def export_api(visit: Visit, ref: str) -> Response[Any]:
    asked = visit.request.query_params
    kind = asked.get("as", "md")
    if kind not in ("md", "html", "json") or asked.get("kind", "clean") != "clean":
        message = N_("This format is not available yet.") if kind in NOT_BUILT else N_("There is no such format.")
        code = "format-not-available" if kind in (*NOT_BUILT, "md", "html", "json") else "unknown-format"
        raise Unavailable(code, Fault("/as", code, message))
    whole = show_text(visit.work, ref, asked.get("label"))
    document = document_of(whole, standing(whole))
    files: dict[str, Callable[[], tuple[bytes, str]]] = {
        "md": lambda: (to_markdown(document).encode(), "text/markdown; charset=utf-8"),
        "html": lambda: (to_html(document, html_lang(document.language)).encode(), "text/html; charset=utf-8"),
        "json": lambda: (encoded(as_dict(document)), "application/json"),
    }
    content, media_type = files[kind]()
    headers = {"content-disposition": f'attachment; filename="{document.file_name(kind)}"'}
    return Response(content, media_type=media_type, headers=headers)


class Unavailable(Invalid):
    """`Invalid` with a code of its own: programs ask for a format and act on this answer."""

    def __init__(self, code: str, fault: Fault) -> None:
        super().__init__([fault])
        self.code = code


def if_match(visit: Visit) -> str:
    """The revision that the request was made on."""
    given = visit.request.headers.get("if-match")
    if given is None:
        raise HTTPException(status_code=428)
    return given.removeprefix("W/").strip('"')


def told(home: NoteHome) -> dict[str, Any]:
    """A note as programs read it. What stands beyond the reader's window is left empty."""
    note, opened = home.note, home.opened
    return {
        **_settings(note),
        "outline": note.outline,
        "year": note.year,
        "scope": note.scope,
        "lead_conference": note.lead_conference,
        "original_language": note.original_language,
        "stage": note.stage,
        "left_stage": note.left_stage,
        "topics": note.topics if home.sections else [],
        "sections": [
            {
                "label": line.section.label,
                "headings": line.section.headings,
                "sub_items": line.section.sub_items,
                "version": line.read.number if line.read else None,
                "ready": line.ready,
                "editable": line.is_open and opened.may(Act.WRITE),
            }
            for line in home.sections
        ],
        "passage": _passage(opened.passage, opened.window.board) if opened.passage else None,
        "deadlines": [{"stage": stage, "at": instant} for stage, instant in home.deadlines.items()],
    }


def _line(line: NoteLine) -> dict[str, Any]:
    note = line.note
    named = {"id": note.id, "slug": note.slug, "symbol": note.symbol, "title": _title(note), "titles": note.titles}
    progress = {"sections": line.sections, "ready": line.ready} if line.sections else None
    return {**named, "stage": note.stage, "progress": progress, "next_date": line.next_date}


def _settings(note: Note) -> dict[str, Any]:
    return {
        "id": note.id,
        "slug": note.slug,
        "symbol": note.symbol,
        "title": _title(note),
        "titles": note.titles,
        "rules": note.rules,
        "calendar": deadlines_of(note),
        "revision": note.revision,
    }


def _passage(passage: Passage, in_full: bool) -> dict[str, Any]:
    """Members read the dates; seats, open sections and reasons are for those who review."""
    dates = {"ordinal": passage.ordinal, "stage": passage.stage}
    dates |= {"entered_at": passage.entered_at, "deadline": passage.deadline}
    more = {"seats": passage.seats, "open_sections": passage.open_sections, "reason": passage.reason}
    return {**dates, **more} if in_full else dates


def _title(note: Note) -> str:
    return in_language(note.titles, note.original_language)


def _titles(title: str | dict[str, str] | None, language: str) -> dict[str, str] | None:
    return {language: title} if isinstance(title, str) else title


def _group(topics: Topics, language: str) -> TopicGroup:
    headings = {**topics.headings, **({language: topics.heading} if topics.heading else {})}
    return TopicGroup(headings, tuple(topics.topics))


HANDLERS = [
    outlines_api,
    notes_api,
    create_api,
    note_api,
    settings_api,
    change_settings_api,
    discard_api,
    export_api,
]
