"""A comparison drawn over formatted text: what came underlined, what went struck, the markup valid whatever happened.

Colour is never the only sign: every run carries hidden words for those who listen, and `ins` and `del` are underlined
and struck in print. This room knows no language: the words come in as `Words`, already translated.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from drafting.text.cache import Cache
from drafting.text.chunks import Part, parts
from drafting.text.comparison import BlockChange, Comparison, compare
from drafting.text.drawing import Change, Pen, Side, Words
from drafting.text.footnotes import Footnotes, footnotes, with_marks
from drafting.text.formatted import formatted
from drafting.text.interleaving import interleave, whole

__all__ = ["Change", "Redline", "RedlineBlock", "Row", "Words", "inline", "side_by_side", "summary"]

ENGLISH = Words()

RedlineKind = Literal["same", "changed", "added", "deleted", "moved", "moved_away", "footnotes", "gap"]


@dataclass(frozen=True)
class RedlineBlock:
    """One block as drawn; `paragraph` is its number in the new text, `old_paragraph` in the old one."""

    kind: RedlineKind
    html: str
    paragraph: int | None = None
    old_paragraph: int | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Redline:
    """Blocks in reading order; `changes` lead to them by their anchors ("7 changes in 3 paragraphs")."""

    blocks: tuple[RedlineBlock, ...]

    @property
    def html(self) -> str:
        return "".join(block.html for block in self.blocks)

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(change for block in self.blocks for change in block.changes)

    @property
    def paragraphs(self) -> int:
        return sum(1 for block in self.blocks if block.changes)


@dataclass(frozen=True)
class Row:
    """A block beside its former self; either side may be empty."""

    old_html: str
    new_html: str
    kind: RedlineKind
    paragraph: int | None = None
    old_paragraph: int | None = None


_cache: Cache[tuple[object, ...], Redline] = Cache(4_000_000)


def inline(
    old: str | Comparison,
    new: str | None = None,
    words: Words = ENGLISH,
    *,
    first: int = 1,
    old_first: int = 1,
    prefix: str = "c",
) -> Redline:
    """The new text with its changes marked in place. Anchors are `c1`, `c2`…; paragraphs count from `first`."""
    before, after = _both(old, new)
    key = (before, after, words, first, old_first, prefix)
    weight = 6 * (len(before) + len(after)) + 1_000
    return _cache.get(key, lambda: _Drawing(before, after, words, first, old_first, prefix).inline(), weight)


def side_by_side(
    old: str | Comparison, new: str | None = None, words: Words = ENGLISH, *, first: int = 1, old_first: int = 1
) -> list[Row]:
    """A row per block, what went on the left, what came on the right. The rows have no anchors of their own."""
    before, after = _both(old, new)
    return _Drawing(before, after, words, first, old_first, "").rows()


def summary(
    old: str | Comparison,
    new: str | None = None,
    words: Words = ENGLISH,
    *,
    first: int = 1,
    old_first: int = 1,
    prefix: str = "c",
) -> Redline:
    """Only the blocks that changed, each with its neighbours; a `gap` stands for the others."""
    drawn = inline(old, new, words, first=first, old_first=old_first, prefix=prefix).blocks
    near = {k + step for k, block in enumerate(drawn) if block.kind != "same" for step in (-1, 0, 1)}
    kept = [k for k in range(len(drawn)) if k in near]
    blocks: list[RedlineBlock] = []
    for k, following in pairwise([-1, *kept, len(drawn)]):
        if k >= 0:
            blocks.append(drawn[k])
        if following > k + 1:
            blocks.append(RedlineBlock("gap", '<p class="gap">…</p>\n'))
    return Redline(tuple(blocks))


def _both(old: str | Comparison, new: str | None) -> tuple[str, str]:
    if isinstance(old, str):
        return old, new or ""
    before = "".join(operation.text for operation in old.operations if operation.op != "insert")
    after = "".join(operation.text for operation in old.operations if operation.op != "delete")
    return before, after


@dataclass
class _Drawing:
    """One redline while it is drawn."""

    old: str
    new: str
    words: Words
    first: int
    old_first: int
    prefix: str
    anchors: int = 0
    moved: dict[tuple[int, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        old_parts, new_parts = parts(self.old), parts(self.new)
        self.changes = _where_footnotes_stand_still(compare(self.old, self.new).blocks)
        self.old_parts = {part.block.start: part for part in old_parts}
        self.new_parts = {part.block.start: part for part in new_parts}
        self.old_notes, self.new_notes = footnotes(old_parts), footnotes(new_parts)

    def inline(self) -> Redline:
        self._name_moves()
        blocks = [self._block(change) for change in self.changes if change.block != "footnote"]
        notes = [(change, self._block(change)) for change in self.changes if change.block == "footnote"]
        return Redline((*blocks, *([self._footnotes(notes)] if notes else [])))

    def rows(self) -> list[Row]:
        rows = []
        for change in sorted(self.changes, key=lambda change: change.block == "footnote"):
            left, right = self._html(change, "old", self._pen("old")), self._html(change, "new", self._pen("new"))
            rows.append(Row(left, right, change.kind, *self._numbers(change)))
        return rows

    def _name_moves(self) -> None:
        """Anchors of moves are known before they are drawn, since the pointer may come first."""
        for change in self.changes:
            if change.kind == "moved" and change.new:
                self.moved[change.new] = f"{self.prefix}m{len(self.moved) + 1}"

    def _notes(self, side: Side) -> Footnotes:
        return self.old_notes if side == "old" else self.new_notes

    def _anchor(self, change: BlockChange) -> str:
        return self.moved.get(change.new, "") if change.new else ""

    def _block(self, change: BlockChange) -> RedlineBlock:
        pen = self._pen("both")
        html = self._html(change, "both", pen)
        self.anchors += len(pen.changes)
        kind = "same" if change.kind == "changed" and not pen.changes else change.kind
        return RedlineBlock(kind, html, *self._numbers(change), tuple(pen.changes))

    def _pen(self, side: Side) -> Pen:
        return Pen(side, self.words, self.prefix, self.anchors, self.old_notes.numbers, self.new_notes.numbers)

    def _html(self, change: BlockChange, side: Side, pen: Pen) -> str:
        if change.kind == "moved_away":
            return "" if side == "new" else pen.pointer(self._anchor(change), self._new_number(change))
        if (side == "old" and change.old is None) or (side == "new" and change.new is None):
            return ""
        before, after = self._part(change.old, self.old_parts), self._part(change.new, self.new_parts)
        pen.at(*self._numbers(change))
        if change.kind == "same" and after is not None:
            return self._unchanged(before if side == "old" and before else after, self._notes(side))
        if before is None and after is not None:
            return pen.block(whole(formatted(after.block.text), "added"), "added")
        if after is None and before is not None:
            return pen.block(whole(formatted(before.block.text), "deleted"), "deleted")
        if before is None or after is None:
            return ""
        woven = interleave(formatted(before.block.text), formatted(after.block.text))
        if change.kind != "moved":
            return pen.draw(woven)
        return pen.moved(woven, self._anchor(change), self._place_before(change))

    @staticmethod
    def _unchanged(part: Part, notes: Footnotes) -> str:
        html = with_marks(part.html, notes.numbers, "", {}, linked=False)
        return f'<div class="footnote">{html}</div>\n' if part.block.kind == "footnote" else html

    @staticmethod
    def _part(where: tuple[int, int] | None, found: dict[int, Part]) -> Part | None:
        return None if where is None else found[where[0]]

    def _numbers(self, change: BlockChange) -> tuple[int | None, int | None]:
        new, old = change.new_paragraph, change.old_paragraph
        return (
            None if new is None or change.kind == "moved_away" else new + self.first - 1,
            None if old is None else old + self.old_first - 1,
        )

    def _new_number(self, change: BlockChange) -> int | None:
        return None if change.new_paragraph is None else change.new_paragraph + self.first - 1

    def _place_before(self, change: BlockChange) -> int:
        """The old number of the paragraph it stood after; 0 when it stood first."""
        before = [
            other.old_paragraph
            for other in self.changes
            if other.old and change.old and other.old[0] < change.old[0] and other.old_paragraph
        ]
        return max(before) + self.old_first - 1 if before else 0

    def _footnotes(self, drawn: Sequence[tuple[BlockChange, RedlineBlock]]) -> RedlineBlock:
        listed = _order(self.new_notes), _order(self.old_notes)
        items = []
        for change, block in drawn:
            where = change.new or change.old or (0, 0)
            number = listed[change.new is None][where[0]]
            items.append((change.new is None, number, f'<li{_footnote(change)} value="{number}">{block.html}</li>\n'))
        html = "".join(item for _, _, item in sorted(items))
        changes = tuple(change for _, block in drawn for change in block.changes)
        kinds = {change.kind for change, _ in drawn}
        status = f" {kinds.pop()}" if kinds in ({"added"}, {"deleted"}) else ""
        html = f'<section class="footnotes{status}">\n<ol class="footnotes-list">\n{html}</ol>\n</section>\n'
        return RedlineBlock("footnotes" if changes else "same", html, changes=changes)


def _where_footnotes_stand_still(changes: Sequence[BlockChange]) -> list[BlockChange]:
    """A footnote is drawn at the end wherever it is written, so it never moves."""
    return [
        replace(change, kind="changed" if change.edited else "same")
        if change.block == "footnote" and change.kind == "moved"
        else change
        for change in changes
        if change.block != "footnote" or change.kind != "moved_away"
    ]


def _footnote(change: BlockChange) -> str:
    return f' class="footnote-item {change.kind}"' if change.kind in ("added", "deleted") else ' class="footnote-item"'


def _order(notes: Footnotes) -> dict[int, int]:
    return {part.block.start: number for number, part in enumerate(notes.listed, 1)}
