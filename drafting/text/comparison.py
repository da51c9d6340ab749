"""What changed from one canonical text to another: the one structure from which every view is drawn.

Blocks are matched first, by identity and then by likeness; a block found elsewhere has moved, also when it was edited
on the way. Inside matched blocks words are compared. Taking all operations gives the new text exactly, taking none the
old one; the comparison of the swapped texts is the mirror of this one; the answer depends on nothing but the words.
"""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from drafting.text.alignment import Pair, align
from drafting.text.cache import Cache
from drafting.text.chunks import Block
from drafting.text.differences import Likeness, Operation, joined, piecewise, word_operations
from drafting.text.markdown import blocks, is_numbered
from drafting.text.tokens import is_word, tokens

ALGORITHM = 1

Range = tuple[int, int]
ChangeKind = Literal["same", "changed", "added", "deleted", "moved", "moved_away"]

# A block found elsewhere counts as moved when it has this many words; less is coincidence.
_MOVED_WORDS = 4
_MOVED_LIKENESS = 0.6
_MOVE_CANDIDATES = 60


@dataclass(frozen=True)
class BlockChange:
    """One block, in the order a reader meets them: new order, with what went at its old place.

    A moved block appears twice: `moved` at its new place, with both ranges, and `moved_away` at the old one, which
    is only a pointer. `edited` tells a move with other words. Paragraphs count from 1 within each text.
    """

    kind: ChangeKind
    block: str
    old: Range | None
    new: Range | None
    old_paragraph: int | None
    new_paragraph: int | None
    operations: tuple[Operation, ...] = ()

    @property
    def edited(self) -> bool:
        return any(operation.op != "equal" for operation in self.operations)


@dataclass(frozen=True)
class Counts:
    """`words_changed` counts a replaced word once; `paragraphs` counts blocks that are not the same."""

    words_added: int
    words_deleted: int
    words_changed: int
    moved: int
    changes: int
    paragraphs: int


@dataclass(frozen=True)
class Comparison:
    algorithm: int
    operations: tuple[Operation, ...]
    counts: Counts
    blocks: tuple[BlockChange, ...]
    coarse: bool

    def as_dict(self) -> dict[str, Any]:
        """For JSON. Operations of a block are those of its own words; the list of the whole has every character."""
        return {
            "algorithm": self.algorithm,
            "coarse": self.coarse,
            "counts": asdict(self.counts),
            "operations": [asdict(operation) for operation in self.operations],
            "blocks": [{**asdict(change), "edited": change.edited} for change in self.blocks],
        }


_cache: Cache[tuple[str, str, int], Comparison] = Cache(8_000_000)


def compare(old: str, new: str) -> Comparison:
    weight = 2 * (len(old) + len(new)) + 1_000
    return _cache.get((old, new, ALGORITHM), lambda: _Comparing(old, new).result(), weight)


def words_changed(old: str, new: str) -> int:
    """How many words differ; moving a block changes none."""
    return 0 if old == new else compare(old, new).counts.words_changed


class _Comparing:
    """The work of one comparison, and what its steps share."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.old_blocks, self.new_blocks = blocks(old), blocks(new)
        self.old_paragraphs, self.new_paragraphs = _numbers(self.old_blocks), _numbers(self.new_blocks)
        self.likeness = Likeness()
        self.coarse = False

    def result(self) -> Comparison:
        pairs, moves = self._matched()
        origin = {j: i for i, j in moves.items()}
        changes: list[BlockChange] = []
        operations: list[Operation] = [*self._gap(None, None)]
        for i, j in pairs:
            inside = self._inside(i, j)
            if i is not None and j is not None:
                kind: ChangeKind = "same" if self.old_blocks[i].text == self.new_blocks[j].text else "changed"
                changes.append(self._change(kind, i, j, () if kind == "same" else joined(inside)))
            elif i is not None:
                changes.append(self._gone(i, moves))
            elif j is not None:
                changes.append(self._came(j, origin))
            operations += [*inside, *self._gap(i, j)]
        return Comparison(ALGORITHM, joined(operations), _counts(changes), tuple(changes), self.coarse)

    def _gone(self, i: int, moves: dict[int, int]) -> BlockChange:
        if i in moves:
            return self._change("moved_away", i, moves[i], ())
        return self._change("deleted", i, None, (Operation("delete", self.old_blocks[i].text),))

    def _came(self, j: int, origin: dict[int, int]) -> BlockChange:
        if j not in origin:
            return self._change("added", None, j, (Operation("insert", self.new_blocks[j].text),))
        inside = self._inside(origin[j], j)
        return self._change("moved", origin[j], j, joined(inside))

    def _change(self, kind: ChangeKind, i: int | None, j: int | None, inside: tuple[Operation, ...]) -> BlockChange:
        before = None if i is None else self.old_blocks[i]
        after = None if j is None else self.new_blocks[j]
        return BlockChange(
            kind,
            (after or before or _NOWHERE).kind,
            (before.start, before.end) if before else None,
            (after.start, after.end) if after else None,
            None if i is None else self.old_paragraphs[i],
            None if j is None else self.new_paragraphs[j],
            inside,
        )

    def _matched(self) -> tuple[list[Pair], dict[int, int]]:
        """Pairs in order, and moves from old index to new. A block moved as it was is no one else's pair."""
        old, new = [block.text for block in self.old_blocks], [block.text for block in self.new_blocks]
        moves = self._moved_as_they_were(old, new)
        taken = set(moves.values())
        pairs = align(old, new, lambda i, j: 0.0 if i in moves or j in taken else self._likeness(i, j))
        gone = [i for i, j in pairs if j is None and i is not None and i not in moves]
        came = [j for i, j in pairs if i is None and j is not None and j not in taken]
        return pairs, moves | self._moved_and_edited(gone, came)

    def _moved_as_they_were(self, old: list[str], new: list[str]) -> dict[int, int]:
        pairs = align(old, new, lambda _i, _j: 0.0)
        came: dict[str, list[int]] = {}
        for i, j in pairs:
            if i is None and j is not None:
                came.setdefault(new[j], []).append(j)
        moves = {}
        for i, j in pairs:
            if j is None and i is not None and came.get(old[i]) and self._words(self.old_blocks[i]) >= _MOVED_WORDS:
                moves[i] = came[old[i]].pop(0)
        return moves

    def _moved_and_edited(self, gone: list[int], came: list[int]) -> dict[int, int]:
        found = sorted(
            (-self._likeness(i, j), self.old_blocks[i].start + self.new_blocks[j].start, i, j)
            for i in gone[:_MOVE_CANDIDATES]
            for j in came[:_MOVE_CANDIDATES]
            if min(self._words(self.old_blocks[i]), self._words(self.new_blocks[j])) >= _MOVED_WORDS
        )
        moves: dict[int, int] = {}
        for unlike, _, i, j in found:
            if -unlike >= _MOVED_LIKENESS and i not in moves and j not in moves.values():
                moves[i] = j
        return moves

    def _likeness(self, i: int, j: int) -> float:
        a, b = self.old_blocks[i], self.new_blocks[j]
        return self.likeness(a.text, b.text) if a.kind == b.kind else 0.0

    def _words(self, block: Block) -> int:
        return self.likeness.size(block.text)

    def _inside(self, i: int | None, j: int | None) -> list[Operation]:
        if i is None or j is None:
            return [Operation("delete", self.old_blocks[i].text)] if i is not None else self._insert(j)
        a, b = self.old_blocks[i], self.new_blocks[j]
        if a.text == b.text:
            return [Operation("equal", a.text)]
        if a.kind in ("list", "table", "quote") or b.kind in ("list", "table", "quote"):
            inside, coarse = piecewise(a.text.splitlines(keepends=True), b.text.splitlines(keepends=True))
        else:
            inside, coarse = word_operations(a.text, b.text)
        self.coarse |= coarse
        return inside

    def _insert(self, j: int | None) -> list[Operation]:
        return [] if j is None else [Operation("insert", self.new_blocks[j].text)]

    def _gap(self, i: int | None, j: int | None) -> list[Operation]:
        """The empty lines after a block; before the first one when there is none."""
        before = None if i is None and j is not None else _after(self.old, self.old_blocks, i)
        after = None if j is None and i is not None else _after(self.new, self.new_blocks, j)
        if before is None or after is None:
            return [Operation("insert", after)] if after is not None else [Operation("delete", before or "")]
        shared = min(len(before), len(after)) if before[: len(after)] == after[: len(before)] else 0
        return [
            Operation("equal", before[:shared]),
            Operation("delete", before[shared:]),
            Operation("insert", after[shared:]),
        ]


_NOWHERE = Block("paragraph", 0, 0, "")


def _after(text: str, found: list[Block], index: int | None) -> str:
    start = 0 if index is None else found[index].end
    following = 0 if index is None else index + 1
    return text[start : found[following].start if following < len(found) else len(text)]


def _numbers(found: list[Block]) -> list[int | None]:
    numbers: list[int | None] = []
    count = 0
    for block in found:
        count += is_numbered(block)
        numbers.append(count if is_numbered(block) else None)
    return numbers


def _counts(changes: list[BlockChange]) -> Counts:
    added = deleted = changed = moved = runs = touched = 0
    for change in changes:
        if change.kind in ("same", "moved_away"):
            continue
        touched += 1
        moved += change.kind == "moved"
        runs += change.kind == "moved"
        for here, gone, came in _runs(change.operations):
            runs += here
            added, deleted, changed = added + came, deleted + gone, changed + max(gone, came)
    return Counts(added, deleted, changed, moved, runs, touched)


def _runs(operations: tuple[Operation, ...]) -> list[tuple[int, int, int]]:
    """Each change: 1, the words it deletes, the words it adds."""
    found: list[tuple[int, int, int]] = []
    within = False
    for operation in operations:
        if operation.op == "equal":
            within = False
            continue
        count = sum(map(is_word, tokens(operation.text)))
        gone, came = (count, 0) if operation.op == "delete" else (0, count)
        if within:
            _, g, c = found.pop()
            gone, came = gone + g, came + c
        found.append((1, gone, came))
        within = True
    return found
