"""What the pages of notes show: the list, the home of a note, its whole text."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from drafting.actions.access import Opened, note_for, open_note
from drafting.actions.notes.calendar import deadlines_of, lead_zone
from drafting.actions.openness import is_open
from drafting.actions.reading import ReadSection, frozen_in_window, readable_frozen, readable_texts, readable_versions
from drafting.actions.sections.readiness import is_ready
from drafting.domain.errors import NotFound
from drafting.domain.policy import Act, allows
from drafting.locale import N_
from drafting.store.notes import FrozenText, Note, Passage, Section, notes_after, passages_of, sections_of
from drafting.store.sections import Version, latest_versions
from drafting.store.work import Work

PAGE = 50


@dataclass(frozen=True)
class NoteLine:
    """A note in the list. `ready` of `sections` are marked ready on their present words; no `sections` where that is
    outside the reader's window."""

    opened: Opened
    sections: int
    ready: int
    next_date: datetime | None

    @property
    def note(self) -> Note:
        return self.opened.note


@dataclass(frozen=True)
class NoteList:
    lines: tuple[NoteLine, ...]
    next: str | None


def list_notes(work: Work, *, limit: int = PAGE, after: str | None = None) -> NoteList:
    """The notes that the actor may read, newest first. `after`: the id of the last one already seen."""
    limit = max(1, min(limit, PAGE))
    lines: list[NoteLine] = []
    for note in notes_after(work.session, after):
        opened = open_note(work, note)
        if allows(opened.role, Act.READ, opened.stage):
            lines.append(_line(work, opened))
        if len(lines) > limit:
            break
    more = len(lines) > limit
    return NoteList(tuple(lines[:limit]), str(lines[limit - 1].note.id) if more else None)


@dataclass(frozen=True)
class SectionLine:
    """`read`: the words that the reader may open; None where there are none for them yet."""

    section: Section
    read: Version | None
    ready: bool
    is_open: bool
    has_words: bool


@dataclass(frozen=True)
class NoteHome:
    """A note as its own page shows it. `frozen`: the text that a reader of frozen texts reads. No `sections` where
    how far they have come is outside the reader's window."""

    opened: Opened
    sections: tuple[SectionLine, ...]
    passages: tuple[Passage, ...]
    deadlines: dict[str, datetime]
    lead_zone: str
    frozen: FrozenText | None

    @property
    def note(self) -> Note:
        return self.opened.note

    @property
    def ready(self) -> int:
        return sum(line.ready for line in self.sections)

    @property
    def entered(self) -> Counter[str]:
        """How often the note entered each stage."""
        return Counter(passage.stage for passage in self.passages)


def show_note(work: Work, ref: str) -> NoteHome:
    opened = note_for(work, ref, Act.READ)
    latest = latest_versions(work.session, opened.note)
    readable = readable_versions(work, opened)
    lines = [
        SectionLine(
            section=section,
            read=readable.get(section.id),
            ready=is_ready(section, latest[section.id]),
            is_open=is_open(work, opened, section),
            has_words=latest[section.id].number > 0,
        )
        for section in _sections(work, opened)
    ]
    return NoteHome(
        opened=opened,
        sections=tuple(lines),
        passages=tuple(passages_of(work.session, opened.note)),
        deadlines=deadlines_of(opened.note),
        lead_zone=lead_zone(work, opened.note),
        frozen=None if opened.window.newest else readable_frozen(work, opened),
    )


@dataclass(frozen=True)
class WholeText:
    """The note in one piece; `frozen` where it is a frozen text, else the words of this moment."""

    opened: Opened
    sections: tuple[ReadSection, ...]
    frozen: FrozenText | None

    @property
    def note(self) -> Note:
        return self.opened.note


def show_text(work: Work, ref: str, label: str | None = None) -> WholeText:
    """The whole text as its reader may read it, or a frozen text by its label."""
    opened = note_for(work, ref, Act.READ)
    frozen = _frozen(work, opened, label)
    sections = readable_texts(work, opened, frozen)
    if not sections:
        raise NotFound("no-text-yet", N_("There is no text of this note that is open to you yet."))
    return WholeText(opened, tuple(sections), frozen)


def _frozen(work: Work, opened: Opened, label: str | None) -> FrozenText | None:
    if label is None:
        return None if opened.window.newest else readable_frozen(work, opened)
    found = frozen_in_window(work, opened, label)
    if found is None:
        raise NotFound("no-such-text", N_("There is no text with this label, or it is not open to you."))
    return found


def _sections(work: Work, opened: Opened) -> list[Section]:
    return sections_of(work.session, opened.note) if opened.window.progress else []


def _line(work: Work, opened: Opened) -> NoteLine:
    sections = _sections(work, opened)
    latest = latest_versions(work.session, opened.note) if sections else {}
    ready = sum(is_ready(section, latest[section.id]) for section in sections)
    return NoteLine(opened, len(sections), ready, next_date(work, opened))


def next_date(work: Work, opened: Opened) -> datetime | None:
    """The deadline of the open passage, else the next date of the calendar."""
    if opened.passage and opened.passage.deadline:
        return opened.passage.deadline
    return next((instant for instant in deadlines_of(opened.note).values() if instant > work.now), None)
