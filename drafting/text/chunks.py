"""A text cut where blocks cannot reach across, each piece parsed once.

With code fences, HTML and reference definitions off, a blank line followed by a line that is neither indented nor a
list item ends every construct. The next version of a section therefore shares nearly all its pieces with the last one,
and reading it costs the parsing of what changed.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import nh3
from markdown_it.token import Token

from drafting.text.cache import Cache
from drafting.text.profile import parse, to_html

Kind = Literal["paragraph", "heading", "list", "table", "quote", "footnote"]


@dataclass(frozen=True)
class Block:
    """A top-level block: its range in the canonical text, and for a heading its level (1 to 6, as written)."""

    kind: Kind
    start: int
    end: int
    text: str
    level: int = 0


@dataclass(frozen=True)
class Part:
    """A block of a chunk, with what is drawn of it; a footnote has its label."""

    block: Block
    html: str
    references: tuple[str, ...]
    title: str = ""
    label: str = ""


_CONTINUES = re.compile(r"\s|[-+*](?:\s|\Z)|\d{1,9}[.)](?:\s|\Z)")
_KINDS: dict[str, Kind] = {
    "paragraph_open": "paragraph",
    "heading_open": "heading",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "table_open": "table",
    "blockquote_open": "quote",
    "footnote_reference_open": "footnote",
}
_cache: Cache[str, tuple[Part, ...]] = Cache(8_000_000)

TAGS = {"p", "h3", "h4", "strong", "em", "a", "br", "sup"}
TAGS |= {"ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}
ALLOWED = {"a": {"href", "title"}, "ol": {"start"}, "th": {"class"}, "td": {"class"}, "sup": {"class"}}
_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ALLOWED,
    url_schemes={"https", "mailto"},
    link_rel="noopener noreferrer",
)


def parts(text: str) -> list[Part]:
    """The parts of a whole text, their ranges those of the whole text."""
    found = []
    for start, piece in cut(text):
        for part in chunk(piece):
            block = part.block
            moved = Block(block.kind, block.start + start, block.end + start, block.text, block.level)
            found.append(Part(moved, part.html, part.references, part.title, part.label))
    return found


def chunk(piece: str) -> tuple[Part, ...]:
    return _cache.get(piece, lambda: tuple(_parse(piece)), 6 * len(piece) + 400)


def clean(html: str) -> str:
    """The second wall: only the tags of the profile pass, whatever the first one let through."""
    return _CLEANER.clean(html)


def cut(text: str) -> list[tuple[int, str]]:
    """Where each piece starts, and the piece; joined they are the text."""
    starts, offset, blank = [0], 0, False
    for line in text.split("\n"):
        empty = not line.strip(" \t")
        if blank and not empty and not _CONTINUES.match(line):
            starts.append(offset)
        blank = empty
        offset += len(line) + 1
    starts.append(len(text))
    return [(start, text[start:end]) for start, end in pairwise(starts) if end > start]


def groups(tokens: list[Token]) -> list[list[Token]]:
    """Tokens by top-level block."""
    found: list[list[Token]] = []
    for token in tokens:
        if token.level == 0 and token.nesting >= 0 and token.type in _KINDS:
            found.append([])
        found[-1].append(token)
    return found


def _parse(piece: str) -> list[Part]:
    starts = [0]
    for line in piece.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return [_part(piece, starts, group) for group in groups(parse(piece))]


def _part(piece: str, starts: list[int], tokens: list[Token]) -> Part:
    opening = tokens[0]
    first, last = opening.map or (0, 0)
    start, end = starts[first], min(starts[last], len(piece))
    words = piece[start:end].rstrip()
    level = len(opening.markup) if opening.type == "heading_open" else 0
    block = Block(_KINDS[opening.type], start, start + len(words), words, level)
    if block.kind == "footnote":
        inner = tokens[1:-1]
        return Part(block, clean(to_html(inner)), _references(inner), label=str(opening.meta["label"]))
    title = tokens[1].content if block.kind == "heading" else ""
    return Part(block, clean(to_html(tokens)), _references(tokens), title)


def _references(tokens: list[Token]) -> tuple[str, ...]:
    return tuple(
        str(child.meta["label"]) for token in tokens for child in token.children or () if child.type == "footnote_ref"
    )
