"""The pen of a redline: tags that are always nested, hidden words for listeners, and the list of changes."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import nh3

from drafting.text.chunks import ALLOWED, TAGS
from drafting.text.formatted import Atom, Mark
from drafting.text.interleaving import Branch, Span, Woven
from drafting.text.tokens import is_weighty

Side = Literal["both", "old", "new"]
ChangeKind = Literal["added", "deleted", "replaced", "format", "moved"]


@dataclass(frozen=True)
class Words:
    """What the drawing says aloud or between the lines, already in the reader's language."""

    added: str = "added: "
    end_added: str = " end added"
    deleted: str = "deleted: "
    end_deleted: str = " end deleted"
    format_changed: str = "format changed: "
    end_format_changed: str = " end format changed"
    moved_from: str = "Moved here from after paragraph %(number)s"
    moved_from_start: str = "Moved here from the beginning"
    moved_to: str = "Moved to paragraph %(number)s"
    moved_elsewhere: str = "Moved elsewhere"


@dataclass(frozen=True)
class Change:
    """One change: where it is drawn, in which paragraph, what it was and is.

    `check` asks for a second look: a number, a negation or a bracket is among the words.
    """

    anchor: str
    kind: ChangeKind
    paragraph: int | None
    old_paragraph: int | None
    old: str
    new: str
    check: bool


_CHECK = Mark('<span class="check">', "</span>")
_CLEANER = nh3.Cleaner(
    tags=TAGS | {"ins", "del", "span", "div"},
    attributes={**ALLOWED, "*": {"class", "id"}},
    url_schemes={"https", "mailto"},
    link_rel="noopener noreferrer",
)


class Pen:
    """Draws the blocks of one side, or both sides in one, and notes the changes it draws.

    `quiet` is inside something that came or went whole: its words are marked, but they are no changes of their own.
    """

    def __init__(
        self,
        side: Side,
        words: Words,
        prefix: str,
        drawn_before: int,
        old_footnotes: dict[str, int],
        new_footnotes: dict[str, int],
    ) -> None:
        self.side, self.words, self.prefix = side, words, prefix
        self.changes: list[Change] = []
        self._drawn_before = drawn_before
        self._footnotes = {"old": old_footnotes, "new": new_footnotes}
        self._paragraph: int | None = None
        self._old_paragraph: int | None = None

    def at(self, paragraph: int | None, old_paragraph: int | None) -> None:
        self._paragraph, self._old_paragraph = paragraph, old_paragraph

    def draw(self, woven: tuple[Branch | Woven, ...]) -> str:
        return _CLEANER.clean("".join(self._node(node, quiet=False) for node in woven))

    def block(self, woven: tuple[Branch | Woven, ...], status: Literal["added", "deleted"]) -> str:
        """A block that came or went as a whole."""
        identity = self._note(status, _plain(woven, "old"), _plain(woven, "new"))
        inner = "".join(self._node(node, quiet=True) for node in woven)
        return _CLEANER.clean(f'<div class="{status}"{identity}>{inner}</div>\n')

    def moved(self, woven: tuple[Branch | Woven, ...], anchor: str, after: int) -> str:
        """A block at its new place, with where it came from."""
        self._note("moved", _plain(woven, "old"), _plain(woven, "new"), anchor)
        inner = "".join(self._node(node, quiet=False) for node in woven)
        where = self.words.moved_from % {"number": after} if after else self.words.moved_from_start
        note = "" if self.side == "old" else f'<p class="where">{html.escape(where)}</p>\n'
        identity = f' id="{anchor}"' if self.side == "both" else ""
        return _CLEANER.clean(f'<div class="moved"{identity}>{note}{inner}</div>\n')

    def pointer(self, anchor: str, paragraph: int | None) -> str:
        """What stands at the old place of a moved block."""
        words = self.words.moved_elsewhere if paragraph is None else self.words.moved_to % {"number": paragraph}
        inner = f'<a href="#{anchor}">{html.escape(words)}</a>' if self.side == "both" else html.escape(words)
        return f'<p class="where moved-away">{inner}</p>\n'

    def _node(self, node: Branch | Woven, *, quiet: bool) -> str:
        gone = {"old": "added", "new": "deleted"}.get(self.side)
        if node.status == gone:
            return ""
        identity, status = "", ""
        if node.status != "same" and not quiet:
            identity = self._note(node.status, _plain((node,), "old"), _plain((node,), "new"))
            quiet, status = True, node.status
        if isinstance(node, Woven):
            return self._line(node, status, identity, quiet=quiet)
        children = "".join(self._node(child, quiet=quiet) for child in node.children)
        attributes = _with_class(node.old_attributes if self.side == "old" else node.new_attributes, status)
        return f"<{node.tag}{attributes}{identity}>{children}</{node.tag}>\n"

    def _line(self, line: Woven, status: str, identity: str, *, quiet: bool) -> str:
        tag = line.old_tag if self.side == "old" else line.new_tag
        inner = self._spans(line.spans, quiet=quiet)
        if not tag:
            return f"<span{_with_class('', status)}{identity}>{inner}</span>" if status else inner
        return f"<{tag}{_with_class('', status)}{identity}>{inner}</{tag}>\n"

    def _spans(self, spans: tuple[Span, ...], *, quiet: bool) -> str:
        strokes, neighbours = _Strokes(), _neighbours(spans)
        previous: Span | None = None
        for index, span in enumerate(spans):
            identity = ""
            if not quiet and (span.op != "equal" or span.restyled) and not _continues(previous, span):
                identity = self._note_span(span, spans[index + 1] if index + 1 < len(spans) else None)
            previous = span
            if (span.op == "insert" and self.side == "old") or (span.op == "delete" and self.side == "new"):
                continue
            old = span.op == "delete" or (span.op == "equal" and self.side == "old")
            atoms = span.old if old else span.new
            wrapper = self._wrapper(span, identity)
            shared = _shared_marks(atoms, neighbours[index]) if wrapper else 0
            for atom in atoms:
                marks = [*atom.marks[:shared], *([wrapper] if wrapper else []), *atom.marks[shared:]]
                if span.op != "equal" and not quiet and is_weighty(atom.key):
                    marks.append(_CHECK)
                strokes.write(marks, self._drawn(atom, "old" if old else "new"))
        return strokes.finished()

    def _wrapper(self, span: Span, identity: str) -> Mark | None:
        words = self.words
        if span.op == "insert":
            return Mark(f"<ins{identity}>{_hidden(words.added)}", f"{_hidden(words.end_added)}</ins>")
        if span.op == "delete":
            return Mark(f"<del{identity}>{_hidden(words.deleted)}", f"{_hidden(words.end_deleted)}</del>")
        if span.restyled:
            opening = f'<span class="format"{identity}>{_hidden(words.format_changed)}'
            return Mark(opening, f"{_hidden(words.end_format_changed)}</span>")
        return None

    def _drawn(self, atom: Atom, of: Literal["old", "new"]) -> str:
        if not atom.footnote:
            return atom.drawn
        number = self._footnotes[of].get(atom.footnote)
        return html.escape(atom.key) if number is None else f'<sup class="footnote-ref">[{number}]</sup>'

    def _note_span(self, span: Span, following: Span | None) -> str:
        old, new = _joined(span.old), _joined(span.new)
        touched = [*span.old, *span.new]
        if span.op == "equal":
            return self._note("format", old, new)
        if span.op == "delete" and following and following.op == "insert":
            touched += following.new
            return self._note("replaced", old, _joined(following.new), check=any(is_weighty(a.key) for a in touched))
        check = any(is_weighty(atom.key) for atom in touched)
        return self._note("added" if span.op == "insert" else "deleted", old, new, check=check)

    def _note(self, kind: ChangeKind, old: str, new: str, anchor: str = "", *, check: bool = False) -> str:
        """The change is listed; what comes back is its address as an attribute, where one is drawn."""
        anchor = anchor or f"{self.prefix}{self._drawn_before + len(self.changes) + 1}"
        self.changes.append(Change(anchor, kind, self._paragraph, self._old_paragraph, old.strip(), new.strip(), check))
        return f' id="{anchor}"' if self.side == "both" else ""


class _Strokes:
    """Writes words under their marks, opening and closing so that tags nest whatever the marks are."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._open: list[Mark] = []

    def write(self, marks: list[Mark], drawn: str) -> None:
        kept = 0
        while kept < min(len(marks), len(self._open)) and marks[kept] == self._open[kept]:
            kept += 1
        self._close(kept)
        for mark in marks[kept:]:
            self._out.append(mark.opening)
            self._open.append(mark)
        self._out.append(drawn)

    def finished(self) -> str:
        self._close(0)
        return "".join(self._out)

    def _close(self, kept: int) -> None:
        while len(self._open) > kept:
            self._out.append(self._open.pop().closing)


def _continues(previous: Span | None, span: Span) -> bool:
    """The second half of a replacement."""
    return previous is not None and previous.op == "delete" and span.op == "insert"


def _shared_marks(atoms: tuple[Atom, ...], neighbours: list[Atom]) -> int:
    """How many marks all these words have in common, with what stays beside them too.

    Those are drawn outside, so that a run is one `ins` or `del`; any other belongs to the run and goes with it.
    """
    common = [mark for mark, *others in zip(*(atom.marks for atom in atoms), strict=False) if {mark} >= set(others)]
    return max((_common(common, atom.marks) for atom in neighbours), default=0)


def _common(one: Sequence[Mark], other: Sequence[Mark]) -> int:
    return next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _neighbours(spans: tuple[Span, ...]) -> list[list[Atom]]:
    """For each span the words that stayed, nearest before and after it."""
    found: list[list[Atom]] = [[] for _ in spans]
    for order, edge in ((range(len(spans)), -1), (range(len(spans) - 1, -1, -1), 0)):
        nearest: list[Atom] = []
        for k in order:
            found[k] += nearest
            if spans[k].op == "equal":
                nearest = [spans[k].new[edge]]
    return found


def _with_class(attributes: str, status: str) -> str:
    if status and ' class="' in attributes:
        return attributes.replace(' class="', f' class="{status} ', 1)
    return f'{attributes} class="{status}"' if status else attributes


def _hidden(words: str) -> str:
    return f'<span class="vh">{html.escape(words)}</span>' if words else ""


def _joined(atoms: tuple[Atom, ...]) -> str:
    return "".join(atom.key for atom in atoms)


def _text(line: Woven, of: Literal["old", "new"]) -> str:
    return "".join(_joined(span.old if of == "old" else span.new) for span in line.spans)


def _plain(woven: tuple[Branch | Woven, ...], of: Literal["old", "new"]) -> str:
    found = (_text(node, of) if isinstance(node, Woven) else _plain(node.children, of) for node in woven)
    return " ".join(text for text in found if text)
