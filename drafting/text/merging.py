"""Two people changed the same text: both their words, or a question for a person.

Changes to different sentences both stand. Two people in one sentence is a clash: nothing is chosen for them, but where
their words do not touch a proposal is made. No change is ever searched for in another place, so none can land on the
wrong words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafting.text.alignment import align
from drafting.text.differences import Codes, Likeness, runs
from drafting.text.sentences import Piece, pieces
from drafting.text.tokens import is_word, tokens


@dataclass(frozen=True)
class Agreed:
    """Words about which there is no question."""

    text: str


@dataclass(frozen=True)
class Clash:
    """One passage written by both; `proposal` has the words of both where they do not touch."""

    base: str
    mine: str
    theirs: str
    proposal: str | None


@dataclass(frozen=True)
class Merge:
    """`text` is the merged text, None while there is a clash; the pieces in order are the whole text."""

    text: str | None
    pieces: tuple[Agreed | Clash, ...]

    @property
    def clashes(self) -> tuple[Clash, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Clash))

    @property
    def safe(self) -> bool:
        return self.text is not None

    @property
    def proposal(self) -> str | None:
        """The whole text with every clash settled as proposed; None where one has no proposal."""
        words = [piece.text if isinstance(piece, Agreed) else piece.proposal for piece in self.pieces]
        return None if None in words else "".join(word for word in words if word is not None)


@dataclass(frozen=True, order=True)
class _Hunk:
    """Put `words` where pieces start to end of the base were. Empty range: an insertion."""

    start: int
    end: int
    words: str

    def meets(self, other: "_Hunk") -> bool:
        """Whether both claim the same words, or the same place between two."""
        if self.start == self.end or other.start == other.end:
            here, there = (self, other) if self.start == self.end else (other, self)
            return there.start < here.start < there.end or (here.start, here.end) == (there.start, there.end)
        return self.start < other.end and other.start < self.end


def merge(base: str, mine: str, theirs: str) -> Merge:
    if mine == theirs or theirs == base:
        return _settled(mine)
    if mine == base:
        return _settled(theirs)
    ground = pieces(base)
    ours, others = _hunks(ground, pieces(mine)), _hunks(ground, pieces(theirs))
    words = [piece.text for piece in ground]
    found = _joined(_woven(words, ours, others))
    agreed = [piece.text for piece in found if isinstance(piece, Agreed)]
    return Merge("".join(agreed) if len(agreed) == len(found) else None, tuple(found))


def _settled(text: str) -> Merge:
    return Merge(text, (Agreed(text),) if text else ())


def _woven(words: Sequence[str], mine: list[_Hunk], theirs: list[_Hunk]) -> list[Agreed | Clash]:
    """The base with all hunks in place, a clash where hunks of both sides meet."""
    found: list[Agreed | Clash] = []
    reached = 0
    for ours, others in _clusters(mine, theirs):
        start = min(hunk.start for hunk in (*ours, *others))
        end = max(hunk.end for hunk in (*ours, *others))
        found.append(Agreed("".join(words[reached:start])))
        here, there = _applied(words, start, end, ours), _applied(words, start, end, others)
        if not ours or not others or here == there:
            found.append(Agreed(here if ours else there))
        else:
            before = "".join(words[start:end])
            found.append(Clash(before, here, there, _proposal(before, here, there)))
        reached = end
    found.append(Agreed("".join(words[reached:])))
    return found


def _clusters(mine: list[_Hunk], theirs: list[_Hunk]) -> list[tuple[list[_Hunk], list[_Hunk]]]:
    """Hunks grouped so that those of one group do not meet those of another. Identical hunks meet too."""
    found: list[tuple[list[_Hunk], list[_Hunk]]] = []
    order = sorted([(hunk, 0) for hunk in mine] + [(hunk, 1) for hunk in theirs])
    for hunk, side in order:
        last = found[-1] if found else None
        if last and any(hunk.meets(other) for other in last[1 - side]):
            last[side].append(hunk)
        else:
            found.append(([hunk], []) if side == 0 else ([], [hunk]))
    return found


def _applied(words: Sequence[str], start: int, end: int, hunks: list[_Hunk]) -> str:
    result: list[str] = []
    for hunk in hunks:
        result += [*words[start : hunk.start], hunk.words]
        start = hunk.end
    return "".join([*result, *words[start:end]])


def _joined(found: list[Agreed | Clash]) -> list[Agreed | Clash]:
    result: list[Agreed | Clash] = []
    for piece in found:
        if isinstance(piece, Agreed) and result and isinstance(last := result[-1], Agreed):
            result[-1] = Agreed(last.text + piece.text)
        elif isinstance(piece, Clash) or piece.text:
            result.append(piece)
    return result


def _hunks(base: list[Piece], changed: list[Piece]) -> list[_Hunk]:
    """What leads from the base to the changed text, sentence by sentence."""
    pairs = [(-1, -1), *_matches(base, changed), (len(base), len(changed))]
    hunks = []
    for (i, j), (next_i, next_j) in pairwise(pairs):
        words = "".join(piece.text for piece in changed[j + 1 : next_j])
        if words or next_i > i + 1:
            hunks.append(_Hunk(i + 1, next_i, words))
        if next_i < len(base) and base[next_i] != changed[next_j]:
            hunks.append(_Hunk(next_i, next_i + 1, changed[next_j].text))
    return hunks


def _matches(base: list[Piece], changed: list[Piece]) -> list[tuple[int, int]]:
    """Sentences matched by identity and likeness; a joint only beside its sentence, since joints are all alike."""
    olds = [i for i, piece in enumerate(base) if not piece.joint]
    news = [j for j, piece in enumerate(changed) if not piece.joint]
    likeness = Likeness()
    before, after = [base[i].text for i in olds], [changed[j].text for j in news]
    aligned = align(before, after, lambda i, j: likeness(before[i], after[j]))
    sentences = [(olds[i], news[j]) for i, j in aligned if i is not None and j is not None]
    matches: list[tuple[int, int]] = []
    for (i, j), (next_i, next_j) in pairwise([(-1, -1), *sentences, (len(base), len(changed))]):
        olds_between, news_between = base[i + 1 : next_i], changed[j + 1 : next_j]
        behind = _joints(olds_between, news_between)
        ahead = _joints(olds_between[behind:][::-1], news_between[behind:][::-1])
        matches += [(i + k, j + k) for k in range(1, behind + 1)]
        matches += [(next_i - k, next_j - k) for k in range(ahead, 0, -1)]
        matches.append((next_i, next_j))
    return matches[:-1]


def _joints(base: list[Piece], changed: list[Piece]) -> int:
    """How many equal joints both begin with."""
    count = 0
    for old, new in zip(base, changed, strict=False):
        if not old.joint or old != new:
            break
        count += 1
    return count


def _proposal(base: str, mine: str, theirs: str) -> str | None:
    """The words of both, when a word neither of them touched stands between each two changes."""
    if not base.strip():
        return _both(mine, theirs) if mine.strip() and theirs.strip() else None
    ground = tokens(base)
    ours, others = _word_hunks(ground, mine), _word_hunks(ground, theirs)
    for here in ours:
        for there in others:
            between = ground[min(here.end, there.end) : max(here.start, there.start)]
            if here != there and not any(map(is_word, between)):
                return None
    hunks = sorted({*ours, *others})
    return _applied(ground, 0, len(ground), hunks)


def _both(mine: str, theirs: str) -> str:
    """Two additions at one place, the one already saved first."""
    apart = "\n" if theirs.endswith("\n") and not theirs.endswith("\n\n") and not mine.startswith("\n") else ""
    return theirs + apart + mine


def _word_hunks(ground: list[str], changed: str) -> list[_Hunk]:
    hunks: list[_Hunk] = []
    words = tokens(changed)
    i = j = 0
    for op, count in runs(ground, words, Codes())[0]:
        if op == "equal":
            i, j = i + count, j + count
        elif op == "delete":
            hunks.append(_Hunk(i, i + count, ""))
            i += count
        else:
            added = "".join(words[j : j + count])
            replaced = hunks.pop() if hunks and hunks[-1].end == i and not hunks[-1].words else _Hunk(i, i, "")
            hunks.append(_Hunk(replaced.start, i, added))
            j += count
    return hunks
