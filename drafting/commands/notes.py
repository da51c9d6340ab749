"""`drafting note`: the notes of the installation, one of them in full, its text as a file."""

import argparse
import dataclasses
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from drafting.actions.access import Opened, open_note
from drafting.actions.notes.calendar import deadlines_of
from drafting.actions.notes.exporting import document_of
from drafting.actions.notes.showing import WholeText
from drafting.actions.reading import readable_texts
from drafting.commands.console import CommandError, Commands, columns, keeping, settings, show, with_json
from drafting.domain.hats import Role
from drafting.domain.outlines import in_language
from drafting.domain.reading import window
from drafting.export.document import Document, as_dict
from drafting.export.html import to_html
from drafting.export.markdown import to_markdown
from drafting.locale import html_lang
from drafting.store.frozen import frozen_texts
from drafting.store.notes import note_by_ref, notes_after, sections_of
from drafting.store.sections import latest_versions
from drafting.store.work import COMMAND, Work

FORMATS: Mapping[str, Callable[[Document], str]] = {
    "md": to_markdown,
    "html": lambda document: to_html(document, html_lang(document.language)),
    "json": lambda document: json.dumps(as_dict(document), ensure_ascii=False, indent=2, default=str) + "\n",
}


def register(commands: Commands) -> None:
    parser = commands.add_parser("note", help="list notes, show one, write its text to a file")
    kinds = parser.add_subparsers(title="what to do", metavar="list|show|export", required=True)
    listed = with_json(kinds.add_parser("list", help="every note with its stage and its deadline"))
    listed.set_defaults(run=list_notes)
    shown = with_json(kinds.add_parser("show", help="one note: stage, sections, frozen texts, calendar"))
    shown.add_argument("note", metavar="NOTE", help="its id, or its symbol as in addresses: rcm-sacm-cn-2018-2")
    shown.set_defaults(run=show_note)
    exported = kinds.add_parser("export", help="the text of a note, as it stands or as it was frozen")
    exported.add_argument("note", metavar="NOTE", help="its id, or its symbol as in addresses: rcm-sacm-cn-2018-2")
    exported.add_argument("--as", dest="format", choices=FORMATS, default="md", help="(%(default)s)")
    exported.add_argument("--label", help="a frozen text: W1, REV.0, …")
    exported.add_argument("--output", type=Path, metavar="FILE", help="instead of printing it")
    exported.set_defaults(run=export_note)


def list_notes(arguments: argparse.Namespace) -> int:
    with keeping(settings()) as kept, kept.reading(COMMAND) as work:
        found = [_line(open_note(work, note)) for note in notes_after(work.session)]
    rows = [[note["symbol"], note["stage"], note["deadline"] or "-", note["title"]] for note in found]
    show(arguments, found, columns(rows) or ["There is no note yet."])
    return 0


def show_note(arguments: argparse.Namespace) -> int:
    with keeping(settings()) as kept, kept.reading(COMMAND) as work:
        opened = _opened(work, arguments.note)
        described = _described(work, opened)
    lines = [f"{name}: {value}" for name, value in described.items() if not isinstance(value, list | dict)]
    lines += columns(
        [(f"  section {s['label']}", f"version {s['version']}", s["heading"]) for s in described["sections"]]
    )
    lines += columns([(f"  text {text['label']}", text["at"]) for text in described["frozen_texts"]])
    show(arguments, described, lines)
    return 0


def export_note(arguments: argparse.Namespace) -> int:
    with keeping(settings()) as kept, kept.reading(COMMAND) as work:
        text = FORMATS[arguments.format](_document(work, _opened(work, arguments.note), arguments.label))
    if arguments.output:
        arguments.output.write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    return 0


def _opened(work: Work, ref: str) -> Opened:
    """The note as whoever runs the service can read it anyway: everything but what is inside delegations."""
    note = note_by_ref(work.session, ref)
    if note is None:
        raise CommandError(f"There is no note {ref!r}; drafting note list prints them.")
    opened = open_note(work, note)
    everything = window(Role.COORDINATOR, stage=opened.stage, troika_has_read=True, presides_in_passage=False)
    return dataclasses.replace(opened, window=everything)


def _line(opened: Opened) -> dict[str, Any]:
    note, passage = opened.note, opened.passage
    return {
        "id": str(note.id),
        "symbol": note.symbol,
        "slug": note.slug,
        "stage": note.stage,
        "deadline": passage.deadline.isoformat() if passage and passage.deadline else None,
        "title": in_language(note.titles, note.original_language),
    }


def _described(work: Work, opened: Opened) -> dict[str, Any]:
    note, latest = opened.note, latest_versions(work.session, opened.note)
    return {
        **_line(opened),
        "outline": note.outline,
        "scope": note.scope,
        "original_language": note.original_language,
        "created": note.created_at.isoformat(),
        "calendar": {stage: instant.isoformat() for stage, instant in deadlines_of(note).items()},
        "sections": [
            {
                "label": section.label,
                "heading": in_language(section.headings, note.original_language),
                "version": latest[section.id].number,
                "text_hash": latest[section.id].text_hash,
            }
            for section in sections_of(work.session, note)
        ],
        "frozen_texts": [
            {"label": frozen.label, "at": frozen.at.isoformat(), "digest": frozen.digest}
            for frozen in frozen_texts(work.session, note)
        ],
    }


def _document(work: Work, opened: Opened, label: str | None) -> Document:
    frozen = next((text for text in frozen_texts(work.session, opened.note) if text.label == label), None)
    if label is not None and frozen is None:
        raise CommandError(f"No text of this note was frozen as {label!r}; drafting note show prints them.")
    whole = WholeText(opened, tuple(readable_texts(work, opened, frozen)), frozen)
    return document_of(whole, (f"{opened.note.symbol} {label or ''}".strip(),))
