"""Which piece of an old sequence is which piece of a new one: by identity first, then by likeness.

Everything here gives the same answer whichever side is called old: a pair is always worked out in one fixed direction
and turned round if need be. A comparison and its inverse can then never tell two stories.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

from rapidfuzz.distance import Indel

Pair = tuple[int | None, int | None]
Likeness = Callable[[int, int], float]

# Beyond these sizes only what the two sides share at both ends is matched, or both are cut into as many portions as
# keep the work bounded. The bounds are counts, not seconds: the answer must not depend on how busy the machine is.
_IDENTITY_CELLS = 400_000_000
_LIKENESS_CELLS = 20_000


def align(old: Sequence[str], new: Sequence[str], likeness: Likeness) -> list[Pair]:
    """Pairs in order, each index of both sides once; (i, None) went, (None, j) came.

    `likeness(i, j)` is above zero where the two may be the same piece rewritten.
    """
    if list(old) > list(new):
        turned = align(new, old, lambda j, i: likeness(i, j))
        return _old_first([(i, j) for j, i in turned])
    pairs: list[Pair] = []
    anchors = [(-1, -1), *identical(old, new), (len(old), len(new))]
    for (i, j), (next_i, next_j) in pairwise(anchors):
        pairs += _alike(range(i + 1, next_i), range(j + 1, next_j), likeness)
        pairs.append((next_i, next_j))
    return _old_first(pairs[:-1])


def identical(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The longest common subsequence, as pairs."""
    start, end = _shared_ends(old, new)
    pairs = [(k, k) for k in range(start)]
    a, b = old[start : len(old) - end], new[start : len(new) - end]
    if a and b and len(a) * len(b) <= _IDENTITY_CELLS:
        for block in Indel.editops(a, b).as_matching_blocks():
            pairs += [(start + block.a + k, start + block.b + k) for k in range(block.size)]
    pairs += [(len(old) - k, len(new) - k) for k in range(end, 0, -1)]
    return pairs


def _shared_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    most = min(len(old), len(new))
    start = 0
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def _alike(old: range, new: range, likeness: Likeness) -> list[Pair]:
    """The pairing, in order, with the greatest likeness in all."""
    if not old or not new:
        return [*((i, None) for i in old), *((None, j) for j in new)]
    portions = min(-(-len(old) * len(new) // _LIKENESS_CELLS), len(old), len(new))
    pairs: list[Pair] = []
    for portion in range(portions):
        pairs += _best(_share(old, portion, portions), _share(new, portion, portions), likeness)
    return pairs


def _share(whole: range, portion: int, portions: int) -> range:
    return whole[len(whole) * portion // portions : len(whole) * (portion + 1) // portions]


def _best(old: range, new: range, likeness: Likeness) -> list[Pair]:
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    score: dict[tuple[int, int], float] = {}
    for a in range(len(old) - 1, -1, -1):
        row, below = best[a], best[a + 1]
        for b in range(len(new) - 1, -1, -1):
            row[b] = max(below[b], row[b + 1])
            if (alike := likeness(old[a], new[b])) > 0:
                score[a, b] = alike
                row[b] = max(row[b], below[b + 1] + alike)
    return _walk(old, new, best, score)


def _walk(old: range, new: range, best: list[list[float]], score: dict[tuple[int, int], float]) -> list[Pair]:
    pairs: list[Pair] = []
    a = b = 0
    while a < len(old) and b < len(new):
        if (a, b) in score and best[a][b] == best[a + 1][b + 1] + score[a, b]:
            pairs.append((old[a], new[b]))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            pairs.append((old[a], None))
            a += 1
        else:
            pairs.append((None, new[b]))
            b += 1
    return [*pairs, *((i, None) for i in old[a:]), *((None, j) for j in new[b:])]


def _old_first(pairs: list[Pair]) -> list[Pair]:
    """Between two matches, what went stands before what came."""
    ordered: list[Pair] = []
    came: list[Pair] = []
    for pair in pairs:
        if pair[0] is None:
            came.append(pair)
            continue
        if pair[1] is not None:
            ordered += came
            came = []
        ordered.append(pair)
    return ordered + came
