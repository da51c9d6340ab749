"""Chains of the record, read as they stand: is every entry what it was, and is none missing?

An entry is the exact bytes that were kept. They name their chain, their number and the hash of the entry before, so
that nothing can be changed, taken out or put in between without every later hash being another.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

GENESIS = "0" * 64
"""What the first entry of a chain names as the hash before it."""


@dataclass(frozen=True)
class Tip:
    """How far a chain reaches: the number and the hash of its last entry."""

    seq: int
    hash: str


@dataclass(frozen=True)
class Kept:
    """An entry as it is found. `hash` and `others` are what else is kept about it, where that is at hand: `others` by
    the names that the body has for it."""

    chain: str
    seq: int
    body: bytes
    hash: str | None = None
    others: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Damage:
    """What is wrong, and where: `seq` is the number of the entry, None where the whole chain is meant."""

    code: str
    chain: str
    seq: int | None
    words: str

    def __str__(self) -> str:
        place = self.chain if self.seq is None else f"{self.chain}, entry {self.seq}"
        return f"{place}: {self.words}"


@dataclass
class Reading:
    """What was found in chains that were read entry by entry. `marked`: the hashes at the numbers asked for."""

    damages: list[Damage] = field(default_factory=list)
    tips: dict[str, Tip] = field(default_factory=dict)
    marked: dict[str, str] = field(default_factory=dict)
    entries: int = 0


def entry_hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def hidden_name(chain: str) -> str:
    """The name of a chain as it is shown in public: whoever knows the note's id knows the chain, nobody else."""
    return hashlib.sha256(f"chain {chain}".encode()).hexdigest()


def read_chains(found: Iterable[Kept], marks: Mapping[str, int] | None = None) -> Reading:
    """Read entries that come chain by chain, each in its order. `marks`: hidden name → number whose hash is wanted."""
    reading, marks = Reading(), marks or {}
    wanted: dict[str, int | None] = {}
    for kept in found:
        before = reading.tips.get(kept.chain, Tip(0, GENESIS))
        reading.damages += _faults(kept, before)
        present = entry_hash(kept.body)
        if kept.chain not in wanted:
            wanted[kept.chain] = marks.get(hidden_name(kept.chain))
        if wanted[kept.chain] == kept.seq:
            reading.marked[hidden_name(kept.chain)] = present
        reading.tips[kept.chain] = Tip(kept.seq, present)
        reading.entries += 1
    return reading


def compare_tips(reading: Reading, tips: Mapping[str, Tip]) -> list[Damage]:
    """Whether each chain ends where its head says that it ends."""
    damages = []
    for chain in sorted({*reading.tips, *tips}):
        read, told = reading.tips.get(chain, Tip(0, GENESIS)), tips.get(chain)
        if told is None:
            damages.append(Damage("no-head", chain, None, "has entries but no head"))
        elif read.seq < told.seq:
            damages.append(_truncated(chain, read.seq, told.seq))
        elif read != told:
            damages.append(Damage("wrong-head", chain, read.seq, "is not the entry that the chain's head names"))
    return damages


def _truncated(chain: str, read: int, told: int) -> Damage:
    return Damage("truncated", chain, read + 1, f"is missing: the chain reached entry {told} and ends at entry {read}")


def compare_marks(reading: Reading, marks: Mapping[str, Tip]) -> list[Damage]:
    """Whether each chain is an extension of what it was when somebody noted how far it reached."""
    tips = {hidden_name(chain): (chain, tip) for chain, tip in reading.tips.items()}
    damages = []
    for hidden, told in sorted(marks.items()):
        if hidden not in tips:
            damages.append(Damage("missing-chain", hidden, None, "is in the checkpoint and not in the record any more"))
            continue
        chain, tip = tips[hidden]
        if tip.seq < told.seq:
            damages.append(_truncated(chain, tip.seq, told.seq))
        elif reading.marked.get(hidden) != told.hash:
            damages.append(Damage("rewritten", chain, told.seq, "is not the entry that the checkpoint was made over"))
    return damages


def exported(lines: Iterable[bytes]) -> Iterator[Kept]:
    """The entries of an export, whose lines are their exact bytes."""
    for number, line in enumerate(lines, start=1):
        body = line.rstrip(b"\n")
        said = _said(body)
        chain, seq = said.get("chain"), said.get("seq")
        known = isinstance(chain, str) and isinstance(seq, int)
        yield Kept(str(chain), int(str(seq)), body) if known else Kept(f"line {number}", 1, body)


def _faults(kept: Kept, before: Tip) -> Iterator[Damage]:
    said = _said(kept.body)
    if kept.seq != before.seq + 1:
        yield Damage("missing", kept.chain, before.seq + 1, f"is missing: after entry {before.seq} comes {kept.seq}")
    also = {"chain": kept.chain, "seq": kept.seq, **kept.others}
    changed = kept.hash is not None and kept.hash != entry_hash(kept.body)
    if changed or any(said.get(name) != value for name, value in also.items()):
        yield Damage("changed", kept.chain, kept.seq, "is not what was recorded")
    elif said.get("before") != before.hash and kept.seq == before.seq + 1:
        yield Damage("rewritten", kept.chain, kept.seq, "does not follow from the entry before it")


def _said(body: bytes) -> Mapping[str, object]:
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
