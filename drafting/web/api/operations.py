"""Words about each operation of the API, and examples of what goes in and comes out.

The examples were given by the service itself: `python -m tests.web.examples` writes them anew.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("examples.json")


@dataclass(frozen=True)
class Operation:
    """`query`: what may be asked in the address. `file`: the media types of what is no JSON."""

    summary: str
    query: Mapping[str, str] = field(default_factory=dict)
    tag: str | None = None
    file: tuple[str, ...] = ()


@cache
def examples() -> dict[str, dict[str, Any]]:
    """Operation → status, response and, where it takes a body, request."""
    found: dict[str, dict[str, Any]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return found


_PAGE = {"limit": "At most so many.", "after": "What `next` of the page before said."}

OPERATIONS: Mapping[str, Operation] = {
    "GET /api/v1/openapi.json": Operation("This description", tag="service"),
    "GET /api/v1/outlines": Operation("The headings of each kind of note"),
    "GET /api/v1/notes": Operation("The notes that this hat may read, the newest first", query=_PAGE),
    "POST /api/v1/notes": Operation("Create a note"),
    "GET /api/v1/notes/{ref}": Operation("A note: stage, sections, deadlines"),
    "DELETE /api/v1/notes/{ref}": Operation("Discard a note that nobody was told of yet"),
    "GET /api/v1/notes/{ref}/export": Operation(
        "A note as a file",
        query={"as": "md, html or json", "kind": "clean", "label": "A frozen text; else the newest in the window."},
        file=("text/markdown", "text/html", "application/json"),
    ),
    "GET /api/v1/notes/{ref}/settings": Operation("Title, symbol, rules and calendar"),
    "PATCH /api/v1/notes/{ref}/settings": Operation("Change title, symbol, rules or calendar"),
    "GET /api/v1/notes/{ref}/sections/{n}": Operation(
        "The newest words of a section in the reader's window", query={"lang": "The language of the text"}
    ),
    "GET /api/v1/notes/{ref}/sections/{n}/comparison": Operation(
        "Two versions compared word by word",
        query={"from": "A version", "to": "A version", "as": "json or html"},
    ),
    "PUT /api/v1/notes/{ref}/sections/{n}/readiness": Operation("Mark the words of a section as ready, or not"),
    "POST /api/v1/notes/{ref}/sections/{n}/restorations": Operation("Make the words of an older version new again"),
    "GET /api/v1/notes/{ref}/sections/{n}/versions": Operation("The versions of a section", query=_PAGE),
    "POST /api/v1/notes/{ref}/sections/{n}/versions": Operation(
        "Save a version; what others saved since `based_on` is merged, 409 `text-changed` where it clashes"
    ),
    "GET /api/v1/notes/{ref}/sections/{n}/versions/{v}": Operation("One version with its words"),
    "PUT /api/v1/notes/{ref}/sections/{n}/working-copy": Operation(
        "Keep one's own working copy, which nobody else reads"
    ),
}
