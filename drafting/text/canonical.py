"""The canonical form of a text: the exact words a hash, an approval and every offset speak of."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from drafting.text.profile import parse

MAX_BYTES = 100_000

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_TRAILING = re.compile(r"[ \t]\n|[ \t]\Z")
_SURROGATES = re.compile("[\ud800-\udfff]")


def canonical(text: str) -> str:
    """NFC, LF, no trailing spaces, one final newline, no control characters but LF and TAB.

    Two spaces at a line's end break the line in Markdown, and nobody sees them: the break is kept as a backslash.
    """
    if _SURROGATES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    text = unicodedata.normalize("NFC", text)
    if _TRAILING.search(text):
        text = _without_trailing_spaces(text)
    text = text.rstrip("\n")
    return text + "\n" if text else ""


def text_hash(text: str) -> str:
    """Hex SHA-256 of the canonical form."""
    return hashlib.sha256(canonical(text).encode()).hexdigest()


_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛‹›", "'"))
_SPACES = re.compile(r"\s+")


def plain_hash(text: str) -> str:
    """Equal for two texts that differ only in spaces and in the shape of their quotes."""
    return hashlib.sha256(_SPACES.sub("", canonical(text)).translate(_QUOTES).encode()).hexdigest()


def too_large(text: str) -> bool:
    if 4 * len(text) <= MAX_BYTES:
        return False
    return len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES


@dataclass(frozen=True)
class HiddenMark:
    """Something the eye does not see, or takes for something else. It is kept, shown and warned about.

    `bidi` turns the reading direction, `invisible` has no width, `lookalike` is a word mixing alphabets.
    """

    kind: Literal["bidi", "invisible", "lookalike"]
    start: int
    end: int
    text: str
    name: str


_LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_ALIKE = "\u0370-\u0373\u0376-\u037d\u037f-\u03ff\u1f00-\u1fff\u0400-\u052f\u0531-\u0587\u13a0-\u13f5"
_MARKS = re.compile(
    "(?P<bidi>[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])|(?P<invisible>[\u200b\u2060\ufeff])"
    f"|(?P<word>[{_LATIN}{_ALIKE}]+)"
)
_LATIN_LETTER = re.compile(f"[{_LATIN}]")
_ALIKE_LETTER = re.compile(f"[{_ALIKE}]")


def hidden_marks(text: str) -> list[HiddenMark]:
    """Every such mark in the text, in order, with its range."""
    if text.isascii():
        return []
    marks = []
    for found in _MARKS.finditer(text):
        words, (start, end) = found.group(), found.span()
        if found.lastgroup == "bidi":
            marks.append(HiddenMark("bidi", start, end, words, unicodedata.name(words)))
        elif found.lastgroup == "invisible":
            marks.append(HiddenMark("invisible", start, end, words, unicodedata.name(words)))
        elif _LATIN_LETTER.search(words) and (alike := _ALIKE_LETTER.search(words)):
            marks.append(HiddenMark("lookalike", start, end, words, unicodedata.name(alike.group(), "")))
    return marks


def _without_trailing_spaces(text: str) -> str:
    breaks = _lines_broken_by_spaces(text) if "  \n" in text else frozenset()
    lines = []
    for number, line in enumerate(text.split("\n")):
        kept = line.rstrip(" \t")
        if kept != line and (len(kept) - len(kept.rstrip("\\"))) % 2:
            # A backslash before the spaces was a plain one; at the line's end it would become a break.
            kept += "\\"
        lines.append(kept + "\\" if number in breaks else kept)
    return "\n".join(lines)


def _lines_broken_by_spaces(text: str) -> frozenset[int]:
    lines = set()
    for token in parse(text):
        if token.type != "inline" or not token.map:
            continue
        line, seen = token.map[0], 0
        for child in token.children or ():
            if child.type == "hardbreak" and (at := child.meta.get("at")) is not None:
                line, seen = line + token.content.count("\n", seen, at), at
                lines.add(line)
    return frozenset(lines)
