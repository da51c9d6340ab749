"""Differences between two runs of words: the operations that lead from one to the other."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel

from drafting.text.alignment import align
from drafting.text.tokens import is_word, tokens

Op = Literal["equal", "insert", "delete"]

# Pairs of tokens looked at in one piece. A longer piece is first matched by sentences, and a sentence that is longer
# still is shown as replaced. A count and not a time: the same texts give the same answer on any machine, on any day.
_CELLS = 40_000_000
_DELETE, _EQUAL, _INSERT = -1, 0, 1
_OPS: dict[int, Op] = {_DELETE: "delete", _EQUAL: "equal", _INSERT: "insert"}
_TURNED: dict[Op, Op] = {"delete": "insert", "equal": "equal", "insert": "delete"}
_FIRST_WORD, _LAST_WORD = "\U00020000", "\U0002a6df"
# Words that stayed are never drawn into a change when they are more than this many tokens.
_LONGEST_LINK = 12
_SENTENCES = re.compile(r"[^.\n]*(?:[.\n]\s*|\Z)")

# Two pieces whose words are less alike than this are not one piece rewritten but one gone and another come.
ALIKE = 0.45


@dataclass(frozen=True)
class Operation:
    op: Op
    text: str


class Codes:
    """One character for each different token, so that engines made for characters compare words.

    A word becomes an ideograph, which the semantic clean-up takes for a letter; a space or a plain mark stands for
    itself; anything else becomes a private character. Surrogates are never touched.
    """

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._word, self._other = ord(_FIRST_WORD), 0xF0000

    def encode(self, pieces: Iterable[str]) -> str:
        known = self._codes
        return "".join([known.get(piece) or self._new(piece) for piece in pieces])

    def _new(self, token: str) -> str:
        if len(token) == 1 and token.isascii() and not token.isalnum():
            code = token
        elif is_word(token) and self._word < ord(_LAST_WORD):
            code, self._word = chr(self._word), self._word + 1
        else:
            code, self._other = chr(self._other), self._other + (3 if self._other & 0xFFFF == 0xFFFD else 1)
        self._codes[token] = code
        return code


class Likeness:
    """How alike two pieces of text are by their words, from 0 to 1; 0 below what counts as alike.

    Each piece is encoded when it is first asked about: of two versions of a text, most pieces never are.
    """

    def __init__(self) -> None:
        self._codes = Codes()
        self._encoded: dict[str, str] = {}

    def __call__(self, old: str, new: str) -> float:
        return alike(self._code(old), self._code(new))

    def size(self, text: str) -> int:
        """Words and signs, without the spaces."""
        return len(self._code(text))

    def _code(self, text: str) -> str:
        if text not in self._encoded:
            self._encoded[text] = self._codes.encode(token for token in tokens(text) if not token.isspace())
        return self._encoded[text]


def alike(old: str, new: str) -> float:
    """The same of two encoded runs."""
    return Indel.normalized_similarity(old, new, score_cutoff=ALIKE)


def word_operations(old: str, new: str) -> tuple[list[Operation], bool]:
    """The operations, and whether they are coarser than word by word."""
    diffs, coarse = token_diff(tokens(old), tokens(new), Codes())
    if coarse:
        return _by_sentences(old, new)
    return diffs, False


def token_diff(old: Sequence[str], new: Sequence[str], codes: Codes) -> tuple[list[Operation], bool]:
    """The same over tokens of any making."""
    found, coarse = runs(old, new, codes)
    operations: list[Operation] = []
    i = j = 0
    for op, count in found:
        if op == "insert":
            operations.append(Operation(op, "".join(new[j : j + count])))
        else:
            operations.append(Operation(op, "".join(old[i : i + count])))
        i += count * (op != "insert")
        j += count * (op != "delete")
    return operations, coarse


def runs(old: Sequence[str], new: Sequence[str], codes: Codes) -> tuple[list[tuple[Op, int]], bool]:
    """The operations as numbers of tokens, deleted ones before inserted ones."""
    if list(old) > list(new):
        turned, coarse = runs(new, old, codes)
        return _turned(turned), coarse
    diffs, coarse = _encoded_diff(codes.encode(old), codes.encode(new))
    return [(_OPS[op], len(run)) for op, run in diffs], coarse


def _turned(found: list[tuple[Op, int]]) -> list[tuple[Op, int]]:
    result: list[tuple[Op, int]] = []
    for op, count in found:
        if op == "insert" and result and result[-1][0] == "insert":
            result.insert(-1, ("delete", count))
        else:
            result.append((_TURNED[op], count))
    return result


def _encoded_diff(old: str, new: str) -> tuple[list[tuple[int, str]], bool]:
    engine = diff_match_patch()
    start = engine.diff_commonPrefix(old, new)
    end = engine.diff_commonSuffix(old[start:], new[start:])
    a, b = old[start : len(old) - end], new[start : len(new) - end]
    coarse = len(a) * len(b) > _CELLS
    middle = [(_DELETE, a), (_INSERT, b)] if coarse else _raw(a, b)
    diffs = _deletes_first([(_EQUAL, old[:start]), *middle, (_EQUAL, old[len(old) - end :])])
    if len(diffs) > 2:
        diffs = _in_phrases(diffs)
        engine.diff_cleanupSemanticLossless(diffs)
        diffs = _deletes_first(diffs)
    return diffs, coarse


def _in_phrases(diffs: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Changes joined over what little stayed between them, so that a reader meets phrases and not confetti.

    Spaces and signs between two changes go with them; words only where both changes have more of them. So a bracket
    put before and behind a word leaves the word alone. A line end is never crossed.
    """
    # Alternately what stayed and a change (its deleted and its inserted tokens).
    found: list[tuple[str, str, str]] = []
    kept = ""
    for op, run in diffs:
        if op == _EQUAL:
            kept = run
            continue
        gone, came = (run, "") if op == _DELETE else ("", run)
        if not kept and found:
            kept, before_gone, before_came = found.pop()
            gone, came = before_gone + gone, before_came + came
        while len(kept) <= _LONGEST_LINK and found and _links(found[-1], kept, gone, came):
            before, before_gone, before_came = found.pop()
            gone, came, kept = before_gone + kept + gone, before_came + kept + came, before
        found.append((kept, gone, came))
        kept = ""
    runs = [(op, run) for kept, gone, came in found for op, run in ((_EQUAL, kept), (_DELETE, gone), (_INSERT, came))]
    return [(op, run) for op, run in (*runs, (_EQUAL, kept)) if run]


def _links(before: tuple[str, str, str], kept: str, gone: str, came: str) -> bool:
    if "\n" in kept:
        return False
    words = _weight(kept)
    return words == 0 or words < min(max(_weight(before[1]), _weight(before[2])), max(_weight(gone), _weight(came)))


def _weight(run: str) -> int:
    return sum(1 for code in run if _FIRST_WORD <= code < _LAST_WORD)


def _raw(old: str, new: str) -> list[tuple[int, str]]:
    diffs = []
    for code in Indel.opcodes(old, new):
        here = old[code.src_start : code.src_end]
        if code.tag == "equal":
            diffs.append((_EQUAL, here))
        else:
            diffs += [(_DELETE, here), (_INSERT, new[code.dest_start : code.dest_end])]
    return diffs


def _deletes_first(diffs: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Empty runs gone, neighbours joined, and in each change the deleted words before the inserted ones."""
    result: list[tuple[int, str]] = []
    runs = {_DELETE: "", _INSERT: ""}

    def settle() -> None:
        result.extend((op, run) for op, run in runs.items() if run)
        runs.update({_DELETE: "", _INSERT: ""})

    for op, run in diffs:
        if op != _EQUAL:
            runs[op] += run
        elif run:
            settle()
            if result and result[-1][0] == _EQUAL:
                run = result.pop()[1] + run
            result.append((_EQUAL, run))
    settle()
    return result


def joined(operations: Iterable[Operation]) -> tuple[Operation, ...]:
    numbers = {op: number for number, op in _OPS.items()}
    return tuple(Operation(_OPS[op], run) for op, run in _deletes_first((numbers[o.op], o.text) for o in operations))


def piecewise(old: Sequence[str], new: Sequence[str]) -> tuple[list[Operation], bool]:
    """The operations between two texts given in pieces (lines, sentences), pieces matched before words."""
    codes = Codes()
    likeness = Likeness()
    operations: list[Operation] = []
    coarse = False
    for i, j in align(old, new, lambda i, j: likeness(old[i], new[j])):
        if i is None or j is None:
            operations.append(Operation("delete", old[i]) if i is not None else Operation("insert", new[j or 0]))
        elif old[i] == new[j]:
            operations.append(Operation("equal", old[i]))
        else:
            diffs, rough = token_diff(tokens(old[i]), tokens(new[j]), codes)
            operations += diffs
            coarse |= rough
    return operations, coarse


def _by_sentences(old: str, new: str) -> tuple[list[Operation], bool]:
    return piecewise(_SENTENCES.findall(old), _SENTENCES.findall(new))[0], True
