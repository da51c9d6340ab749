"""A text in sentences and in the joints between them, each with its exact characters.

Sentences are what two people may change independently. Splitting too little asks one question too many; splitting too
much would merge two people's words inside one sentence. Where it is doubtful, it is therefore one sentence.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_STANDS_ALONE = re.compile(r"[ \t]*(?:[-+*][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|>|\||\[\^[^\]\s]+\]:)")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_MARKER = re.compile(r"[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+|(?:>[ \t]?)+)?")
_ENDS = re.compile(r"[.!?…]+[\"'”’»)\]*_]*(?:\[\^[^\]\s]+\])*(?P<joint>\s+)(?=[\"'“‘«(\[¿¡*_—–-]*(?P<next>\w))")
_CELLS = re.compile(r"(?P<joint>[ \t]*(?<!\\)\|[ \t]*)")
_LAST_WORD = re.compile(r"(\w+)\W*\Z")
_ABBREVIATION = re.compile(
    r"[^\W\d]|sr(?:a|ta|es|as)?|dra?s?|lic|ing|prof|arts?|n[uú]m|nº|págs?|pp|ej|ee|uu|eeuu|st|mrs?|ms|vs|inc|cf|caps?|p[aá]rr?"
    r"|ed|vol|fig|av|gral|exc?m[oa]|de?pto|ltda|sec|est|approx",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Piece:
    """A sentence, a cell or a heading; or, as a joint, what stands between two of them."""

    text: str
    joint: bool = False


def pieces(text: str) -> list[Piece]:
    """Joined they are the text. Every line end outside a sentence is a joint of its own."""
    found: list[Piece] = []
    for stretch in _stretches(text):
        line = stretch.rstrip("\n")
        marker = _MARKER.match(line)
        start = marker.end() if marker else 0
        _joint(found, line[:start])
        body = line[start:]
        _split(found, body, _CELLS.finditer(body) if body.startswith("|") else _ends(body))
        found += [Piece("\n", joint=True)] * (len(stretch) - len(line))
    return found


def _stretches(text: str) -> list[str]:
    """Runs of lines that are one flow of words, each with the line ends after it."""
    found: list[str] = []
    open_ended = False
    for line in _LINES.findall(text):
        alone = _STANDS_ALONE.match(line) is not None
        blank = not line.strip()
        flows_on = open_ended and not alone
        if found and (blank or flows_on):
            found[-1] += line
        else:
            found.append(line)
        open_ended = not blank and not line.lstrip().startswith(("#", "|"))
    return found


def _ends(body: str) -> list[re.Match[str]]:
    return [found for found in _ENDS.finditer(body) if _is_end(body, found)]


def _is_end(body: str, found: re.Match[str]) -> bool:
    if not found["next"].isupper():
        return False
    if body[found.start()] != ".":
        return True
    word = _LAST_WORD.search(body, max(0, found.start() - 20), found.start())
    return word is None or not _ABBREVIATION.fullmatch(word[1])


def _split(found: list[Piece], body: str, joints: Iterable[re.Match[str]]) -> None:
    start = 0
    for joint in joints:
        _sentence(found, body[start : joint.start("joint")])
        _joint(found, joint["joint"])
        start = joint.end()
    _sentence(found, body[start:])


def _sentence(found: list[Piece], text: str) -> None:
    if text:
        found.append(Piece(text))


def _joint(found: list[Piece], text: str) -> None:
    if text:
        found.append(Piece(text, joint=True))
