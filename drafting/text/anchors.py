"""Where quoted words stand in the next version.

An anchor is carried by what the comparison kept, never by likeness: if the words themselves are gone it may only land
on the same words found exactly once elsewhere. Otherwise it is lost, and is shown with its quote.
"""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from drafting.text.comparison import Comparison, compare
from drafting.text.differences import Operation
from drafting.text.markdown import numbered_paragraphs
from drafting.text.tokens import is_word, tokens

Status = Literal["same", "shifted", "edited", "moved", "deleted"]


@dataclass(frozen=True)
class Anchor:
    """A range of a canonical text, and the words it was set on; they may have been edited since."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Placement:
    """Where the anchor stands now. Of a deleted one, start and end are both where it stood last."""

    status: Status
    start: int
    end: int


def carry(anchor: Anchor, old: str, new: str) -> Placement:
    """One step, from a version to the next; many versions are taken one by one."""
    if old == new:
        return Placement("same", anchor.start, anchor.end)
    comparison = compare(old, new)
    start, end, moved = _carried(anchor, comparison, old)
    before, after = old[anchor.start : anchor.end], new[start:end]
    if after == before and before:
        unmoved: Status = "same" if start == anchor.start else "shifted"
        return Placement("moved" if moved else unmoved, start, end)
    kept = _shared_words(before, after)
    if kept * 2 < _word_count(before) or not _shared_words(anchor.quote, after):
        found = _only_place(anchor.quote, new) or _only_place(before, new)
        if found is not None:
            return Placement("moved", *found)
    if kept and _shared_words(anchor.quote, after):
        return Placement("edited", start, end)
    return Placement("deleted", start, start)


def paragraph_at(text: str, offset: int) -> int:
    """The number, from 1, of the paragraph at an offset; of the next one from a heading, else the last. 0 if none."""
    ends = [block.end for block in numbered_paragraphs(text)]
    return min(bisect_right(ends, offset - 1) + 1, len(ends)) if ends else 0


def _carried(anchor: Anchor, comparison: Comparison, old: str) -> tuple[int, int, bool]:
    for change in comparison.blocks:
        if change.kind != "moved" or change.old is None or change.new is None:
            continue
        if change.old[0] <= anchor.start and anchor.end <= change.old[1]:
            inside = (anchor.start - change.old[0], anchor.end - change.old[0])
            operations = change.operations or (Operation("equal", old[slice(*change.old)]),)
            start, end = _mapped(operations, *inside)
            return change.new[0] + start, change.new[0] + end, True
    return *_mapped(comparison.operations, anchor.start, anchor.end), False


def _mapped(operations: tuple[Operation, ...], start: int, end: int) -> tuple[int, int]:
    """The range from the first to the last kept character of a range; empty where none was kept."""
    first = last = None
    here = there = 0
    for operation in operations:
        size = len(operation.text)
        if operation.op == "equal":
            low, high = max(start, here), min(end, here + size)
            if low < high:
                first = there + low - here if first is None else first
                last = there + high - here
        if operation.op != "insert":
            here += size
        if operation.op != "delete":
            there += size
        if here >= end and operation.op == "equal":
            break
    return (first, last) if first is not None and last is not None else (there, there)


def _word_count(text: str) -> int:
    return sum(map(is_word, tokens(text)))


def _shared_words(one: str, other: str) -> int:
    counted = Counter(filter(is_word, tokens(one))) & Counter(filter(is_word, tokens(other)))
    return counted.total()


def _only_place(quote: str, text: str) -> tuple[int, int] | None:
    if not quote or not _word_count(quote):
        return None
    start = text.find(quote)
    if start < 0 or text.find(quote, start + 1) >= 0:
        return None
    return start, start + len(quote)
