"""Frozen texts as their readers see them: the list, one of them, what changed between two."""

from dataclasses import dataclass

from drafting.actions.access import Opened, note_for
from drafting.actions.reading import ReadSection, frozen_in_window, readable_texts
from drafting.domain.errors import NotFound
from drafting.domain.policy import Act
from drafting.domain.workflow import Purpose
from drafting.locale import N_
from drafting.store.frozen import frozen_texts, purposes_of
from drafting.store.notes import FrozenText
from drafting.store.work import Work


@dataclass(frozen=True)
class FrozenLine:
    """A frozen text with those of its purposes that its reader may know of."""

    frozen: FrozenText
    purposes: tuple[Purpose, ...]


@dataclass(frozen=True)
class FrozenList:
    opened: Opened
    lines: tuple[FrozenLine, ...]


@dataclass(frozen=True)
class FrozenView:
    opened: Opened
    line: FrozenLine
    sections: tuple[ReadSection, ...]


@dataclass(frozen=True)
class FrozenComparison:
    """Two frozen texts side by side: for each section its words in the one and in the other."""

    opened: Opened
    old: FrozenLine
    new: FrozenLine
    sections: tuple[tuple[ReadSection, ReadSection], ...]


def frozen_list(work: Work, ref: str) -> FrozenList:
    opened = note_for(work, ref, Act.READ)
    return FrozenList(opened, tuple(_lines(work, opened)))


def show_frozen(work: Work, ref: str, label: str) -> FrozenView:
    opened = note_for(work, ref, Act.READ)
    line = _line(work, opened, label)
    return FrozenView(opened, line, tuple(readable_texts(work, opened, line.frozen)))


def compare_frozen(work: Work, ref: str, old: str | None, new: str | None) -> FrozenComparison:
    """What changed between two frozen texts; without labels, between the last two that the reader may read."""
    opened = note_for(work, ref, Act.READ)
    lines = _lines(work, opened)
    if not lines:
        raise _no_text()
    after = _line(work, opened, new) if new else lines[-1]
    earlier = [line for line in lines if line.frozen.ordinal < after.frozen.ordinal]
    before = _line(work, opened, old) if old else (earlier[-1] if earlier else after)
    words = readable_texts(work, opened, before.frozen), readable_texts(work, opened, after.frozen)
    return FrozenComparison(opened, before, after, tuple(zip(*words, strict=True)))


def _lines(work: Work, opened: Opened) -> list[FrozenLine]:
    kept = frozen_texts(work.session, opened.note)
    purposes = purposes_of(work.session, [frozen.id for frozen in kept])
    found = []
    for frozen in kept:
        known = tuple(Purpose(row.purpose) for row in purposes[frozen.id] if row.purpose in opened.window.frozen)
        if known:
            found.append(FrozenLine(frozen, known))
    return found


def _line(work: Work, opened: Opened, label: str) -> FrozenLine:
    if frozen_in_window(work, opened, label) is None:
        raise _no_text()
    return next(line for line in _lines(work, opened) if line.frozen.label == label)


def _no_text() -> NotFound:
    return NotFound("no-such-text", N_("There is no text with this label, or it is not open to you."))
