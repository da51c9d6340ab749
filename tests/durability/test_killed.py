"""A process killed in the middle of a stream of saves has lost nothing it acknowledged and left nothing half done."""

import itertools
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from drafting.store.notes import Note, section_of
from drafting.store.record import GENESIS, Entry, entry_hash
from drafting.store.sections import Version, version_texts
from drafting.store.work import STRANGER, Actor, Keeping, Work
from tests.makers import make_note, make_people

ROOT = Path(__file__).resolve().parents[2]


def test_nothing_acknowledged_is_missing_after_a_kill(keeping: Keeping, database_url: str) -> None:
    _kill_again_and_again(keeping, database_url, rounds=3)


@pytest.mark.long
def test_nothing_acknowledged_is_missing_after_fifty_kills(keeping: Keeping, database_url: str) -> None:
    _kill_again_and_again(keeping, database_url, rounds=50)


def _kill_again_and_again(keeping: Keeping, url: str, rounds: int) -> None:
    drafter = make_people(keeping).drafter()
    note = make_note(keeping)
    acknowledged: dict[int, str] = {}
    chance = random.Random(2018)
    for _ in range(rounds):
        with keeping.reading(STRANGER) as work:
            newest = section_of(work.session, note, "2").latest  # type: ignore[union-attr]
        acknowledged |= _saved_until_killed(url, note, drafter, newest, after=chance.randint(1, 40))
        with keeping.reading(STRANGER) as work:
            _check(work, note, acknowledged)
    assert len(acknowledged) >= rounds


def _saved_until_killed(url: str, note: Note, by: Actor, based_on: int, *, after: int) -> dict[int, str]:
    """What the process acknowledged before it was killed, in the middle of whatever it did after its n-th answer."""
    told = [str(note.id), "2", str(by.person), str(by.hat), str(by.role), str(based_on)]
    command = [sys.executable, "-m", "tests.durability.saver", url, *told]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        lines = list(itertools.islice(process.stdout, after))
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
    whole = [line for line in lines if line.endswith("\n")]
    return {int(number): words for number, words in (line.rstrip("\n").split(" ", 1) for line in whole)}


def _check(work: Work, note: Note, acknowledged: dict[int, str]) -> None:
    section = section_of(work.session, note, "2")
    assert section
    versions = list(
        work.session.scalars(select(Version).where(Version.section_id == section.id).order_by(Version.number))
    )
    assert [version.number for version in versions] == list(range(len(versions)))
    assert section.latest == versions[-1].number
    texts = version_texts(work.session, versions)
    kept = {version.number: texts[version.id].strip() for version in versions}
    assert {number: kept.get(number) for number in acknowledged} == acknowledged
    entries = list(work.session.scalars(select(Entry).where(Entry.chain == f"note:{note.id}").order_by(Entry.seq)))
    saved = [entry for entry in entries if b'"kind":"section_saved"' in entry.body]
    assert len(saved) == len(versions) - 1, "a version without its entry in the record, or an entry without its version"
    before = GENESIS
    for entry in entries:
        assert entry_hash(entry.body) == entry.hash
        assert f'"before":"{before}"'.encode() in entry.body
        before = entry.hash
