"""How far the record reaches, signed; the record as a file; whether it is whole. Nothing here asks who acts: the
command is the operator's, and a checkpoint shows nothing but hashes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from drafting.domain.chains import Damage, Tip, compare_marks, compare_tips, exported, read_chains
from drafting.domain.checkpoint import checkpoint_over, signed, verifier_of
from drafting.store.chains import all_kept, all_tips, in_one_view, public_bodies, public_tips
from drafting.store.record_key import record_key
from drafting.store.work import Work


@dataclass(frozen=True)
class Verdict:
    """What reading the whole record found; without damages it is whole."""

    chains: int
    entries: int
    damages: tuple[Damage, ...]


def checkpoint(work: Work, origin: str, key_file: Path) -> str:
    return signed(checkpoint_over(origin, public_tips(work.session)), record_key(key_file))


def verifier(origin: str, key_file: Path) -> str:
    """The public key that the checkpoints of this installation are checked with."""
    return verifier_of(origin, record_key(key_file).public_key())


def origin_of(public_url: str) -> str:
    """What an installation's checkpoints call it: its address without the scheme."""
    return public_url.partition("://")[2] + "/record"


def export(work: Work) -> Iterator[bytes]:
    """A line for each entry, its exact bytes; what happened inside delegations is left out."""
    in_one_view(work.session)
    return (body + b"\n" for body in public_bodies(work.session))


def verify(work: Work, marks: Mapping[str, Tip]) -> Verdict:
    """Read every chain. `marks`: those of a checkpoint saved earlier, which the record must extend."""
    in_one_view(work.session)
    reading = read_chains(all_kept(work.session), {hidden: tip.seq for hidden, tip in marks.items()})
    damages = (*reading.damages, *compare_tips(reading, all_tips(work.session)), *compare_marks(reading, marks))
    return Verdict(len(reading.tips), reading.entries, damages)


def verify_export(lines: Iterable[bytes], marks: Mapping[str, Tip]) -> Verdict:
    """The same of an export, for which no database is needed. Only a checkpoint shows that its tail is there."""
    reading = read_chains(exported(lines), {hidden: tip.seq for hidden, tip in marks.items()})
    return Verdict(len(reading.tips), reading.entries, (*reading.damages, *compare_marks(reading, marks)))
