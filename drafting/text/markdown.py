"""Reading the Markdown of a section: rendering, blocks, numbered paragraphs, sub-items, open brackets.

Every function takes the canonical text; ranges are code points of it.
"""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from drafting.text.cache import Cache
from drafting.text.chunks import Block, Part, parts
from drafting.text.footnotes import Footnotes, drawn_list, footnotes, with_marks
from drafting.text.profile import parse
from drafting.text.tokens import WORD

_rendered: Cache[tuple[str, str], str] = Cache(4_000_000)
_counted: Cache[str, int] = Cache(400_000)


def render(text: str, prefix: str = "") -> str:
    """HTML of a text. `prefix` keeps the addresses of footnotes apart where several texts share a page."""
    return _rendered.get((text, prefix), lambda: _render(text, prefix), 3 * len(text) + 400)


def blocks(text: str) -> list[Block]:
    """The top-level blocks in order; a list, a table or a footnote is one whole."""
    return [part.block for part in parts(text)]


def numbered_paragraphs(text: str) -> list[Block]:
    """The blocks that carry a paragraph number in a frozen text."""
    return [block for block in blocks(text) if is_numbered(block)]


def is_numbered(block: Block) -> bool:
    return block.kind not in ("heading", "footnote")


def render_numbered(text: str, first: int, prefix: str | None = None) -> list[tuple[int | None, str]]:
    """Each block's paragraph number (None for a heading) and HTML; the footnotes come last, together.

    The addresses of footnotes start with the first number, which no other section of the note shares.
    """
    found = parts(text)
    notes, used = footnotes(found), dict[str, int]()
    prefix = f"{first}-" if prefix is None else prefix
    drawn: list[tuple[int | None, str]] = []
    number = first
    for part in found:
        if part.block.kind == "footnote":
            continue
        html = with_marks(part.html, notes.numbers, prefix, used)
        drawn.append((number if is_numbered(part.block) else None, html))
        number += is_numbered(part.block)
    if notes.listed:
        drawn.append((None, drawn_list(notes, prefix, used)))
    return drawn


def sub_items(text: str) -> dict[str, bool]:
    """Each `## heading`, and whether anything stands under it before the next one. A footnote alone is nothing."""
    found: dict[str, bool] = {}
    current = None
    for part in parts(text):
        if part.block.kind == "heading" and part.block.level <= 2:
            current = part.title if part.block.level == 2 else None
            if current is not None:
                found.setdefault(current, False)
        elif current is not None and is_numbered(part.block):
            found[current] = True
    return found


# A link whose address is refused stays as written; its brackets are no open text.
_REFUSED_LINK = re.compile(r"\[[^\[\]]*\]\([a-zA-Z][a-zA-Z0-9+.-]*:[^()\s]*\)")


def open_brackets(text: str) -> int:
    """How many square brackets still stand open in the words; one that was never closed counts too.

    Links and footnotes are no brackets, nor is one written `\\[`, as in a quoted "[sic]".
    """
    if "[" not in text:
        return 0
    return _counted.get(text, lambda: _open_brackets(text), len(text) // 50 + 100)


def words(text: str) -> int:
    """Words of the text, without the addresses of its links and the marks of its footnotes."""
    return sum(1 for _ in WORD.finditer(_ADDRESS.sub("]", text) if "]" in text else text))


_ADDRESS = re.compile(r"\]\([^()\s]*\)|\[\^[^\]\s]+\]:?")


def _render(text: str, prefix: str) -> str:
    found = parts(text)
    notes, used = footnotes(found), dict[str, int]()
    body = "".join(_drawn(part, notes, prefix, used) for part in found if part.block.kind != "footnote")
    return body + drawn_list(notes, prefix, used) if notes.listed else body


def _drawn(part: Part, notes: Footnotes, prefix: str, used: dict[str, int]) -> str:
    return with_marks(part.html, notes.numbers, prefix, used)


def _open_brackets(text: str) -> int:
    return sum(_in_inline(token.children or ()) for token in parse(text, joined=False) if token.type == "inline")


def _in_inline(children: Sequence[Token]) -> int:
    written = "".join(child.content if child.type == "text" else " " for child in children)
    return _REFUSED_LINK.sub("", written).count("[")
