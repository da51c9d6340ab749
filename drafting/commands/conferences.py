"""`drafting conference` and `drafting outline`: what the service is delivered with, or what stands in a file."""

import argparse
import json
from pathlib import Path
from typing import Any

from drafting import presets
from drafting.actions.conferences import ConferenceView, conference_views
from drafting.actions.loading import load_conference, load_outline
from drafting.commands.console import CommandError, Commands, columns, keeping, settings, show, with_json
from drafting.store.work import COMMAND


def register(commands: Commands) -> None:
    group = commands.add_parser("conference", help="load conferences, show them")
    conferences = group.add_subparsers(metavar="WHAT", required=True)
    parser = conferences.add_parser("load", help="from a file, or without one as delivered; again changes nothing")
    parser.add_argument("file", nargs="?", type=Path)
    parser.set_defaults(run=load_conferences)
    parser = conferences.add_parser("show", help="members, presidencies, the troika of this moment")
    with_json(parser).set_defaults(run=show_conferences)
    group = commands.add_parser("outline", help="load outlines of notes")
    outlines = group.add_subparsers(metavar="WHAT", required=True)
    parser = outlines.add_parser("load", help="from a file, or without one as delivered; again changes nothing")
    parser.add_argument("file", nargs="?", type=Path)
    parser.set_defaults(run=load_outlines)


def load_conferences(arguments: argparse.Namespace) -> int:
    given = _given(arguments.file) if arguments.file else presets.conferences()
    with keeping(settings()) as kept, kept.writing(COMMAND) as work:
        changed = [data["code"] for data in given if load_conference(work, data)]
    print(f"Loaded: {', '.join(changed)}" if changed else "Nothing to change.")
    return 0


def load_outlines(arguments: argparse.Namespace) -> int:
    given = _given(arguments.file) if arguments.file else list(presets.outline_files().values())
    with keeping(settings()) as kept, kept.writing(COMMAND) as work:
        changed = [data["code"] for data in given if load_outline(work, data)]
    print(f"Loaded: {', '.join(changed)}" if changed else "Nothing to change.")
    return 0


def show_conferences(arguments: argparse.Namespace) -> int:
    with keeping(settings()) as kept, kept.reading(COMMAND) as work:
        found = conference_views(work)
    data = [_told(view) for view in found]
    rows = [
        [view.code, *(view.troika[place] or "-" for place in view.troika), " ".join(view.members)] for view in found
    ]
    show(arguments, data, columns([("", "previous", "current", "next", "members"), *rows]))
    return 0


def _told(view: ConferenceView) -> dict[str, Any]:
    told = {name: getattr(view, name) for name in ("code", "names", "acronyms", "members", "observers", "troika")}
    terms = [
        {"country": term.country, "ordinal": term.ordinal, "since": term.since, "until": term.until}
        for term in view.terms
    ]
    return {**told, "terms": terms}


def _given(path: Path) -> list[Any]:
    """One thing or a list of them."""
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} cannot be read as JSON: {error}") from error
    return read if isinstance(read, list) else [read]
