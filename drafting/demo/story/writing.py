"""Two drafters write a note between them, version by version."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from drafting.actions.moves.making import make_move
from drafting.actions.notes.creating import create_note
from drafting.actions.sections.readiness import set_ready
from drafting.actions.sections.saving import save_version
from drafting.demo.material import DemoVersion
from drafting.demo.story.telling import Scene, Teller
from drafting.domain.workflow import Move, Stage
from drafting.store.notes import note_by_ref, sections_of
from drafting.store.sections import Version, latest_versions
from drafting.store.work import Work

COORDINATOR = ("sofia.brenal", "secretariat:RCM")
DRAFTERS = {"RCM": ("esteban.calvary", "secretariat:RCM"), "SACM": ("julian.morettos", "secretariat:SACM")}
MORNING, EVENING = 13.0, 22.0
"""The working day of both secretariats, in UTC."""


def begin(teller: Teller, outline: str, **about: Any) -> str:
    """A note created and opened for drafting; its slug."""
    with teller.acting(*COORDINATOR) as work:
        note = create_note(work, outline=outline, year=teller.today.year, **about)
        make_move(work, note.slug, Move.OPEN_DRAFTING, expected_stage=Stage.SET_UP)
        return note.slug


def write(teller: Teller, slug: str, versions: Mapping[str, Sequence[DemoVersion]], *, first: int, last: int) -> Scene:
    """Save these versions, spread over the working days from `first` to `last` (counted back from today)."""
    saves = [(label, version) for label, version in _in_turn(versions)]
    for place, (label, version) in enumerate(saves):
        through = place / max(1, len(saves) - 1) * (first - last)
        day, part = first - int(through), through - int(through)
        yield teller.day(day, MORNING + part * (EVENING - MORNING) * 0.9)
        save(teller, slug, label, version)


def save(teller: Teller, slug: str, label: str, version: DemoVersion) -> int:
    """The next version of a section, saved on top of the newest; its number."""
    with teller.acting(*DRAFTERS[version.author]) as work:
        number = newest(work, slug)[label].number
        return save_version(work, slug, label, version.text, based_on=number, summary=version.summary).version.number


def mark_ready(teller: Teller, slug: str, labels: Iterable[str] | None = None) -> None:
    """A drafter calls these sections (all) ready as they stand."""
    with teller.acting(*DRAFTERS["RCM"]) as work:
        standing = newest(work, slug)
        for label in labels or standing:
            set_ready(work, slug, label, ready=True, text_hash=standing[label].text_hash)


def newest(work: Work, slug: str) -> dict[str, Version]:
    """Label → the newest version of the section, in the order of the note."""
    note = note_by_ref(work.session, slug)
    if note is None:
        raise LookupError(slug)
    versions = latest_versions(work.session, note)
    return {section.label: versions[section.id] for section in sections_of(work.session, note)}


def _in_turn(versions: Mapping[str, Sequence[DemoVersion]]) -> Iterable[tuple[str, DemoVersion]]:
    """Section after section, then all again: nobody finishes one before the next is begun."""
    longest = max(len(saved) for saved in versions.values())
    for turn in range(longest):
        for label, saved in versions.items():
            if turn < len(saved):
                yield label, saved[turn]
