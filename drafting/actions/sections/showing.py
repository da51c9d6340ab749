"""What the pages of a section show: its newest words, its history, a version, what changed between two."""

from dataclasses import dataclass

from drafting.actions.access import Opened, section_for
from drafting.actions.authors import Author, author_of, authors_of
from drafting.actions.openness import is_open
from drafting.actions.reading import (
    first_paragraph,
    frozen_in_window,
    history_since,
    readable_version,
    version_in_window,
)
from drafting.actions.sections.readiness import is_ready, sub_item_names
from drafting.actions.sections.words import no_version
from drafting.domain.editing import missing_sub_items
from drafting.domain.policy import Act
from drafting.store.notes import Section, frozen_section, sections_of
from drafting.store.sections import (
    SetAside,
    Version,
    history,
    set_asides_of,
    version_text,
    version_texts,
)
from drafting.store.work import Work

PAGE = 50


@dataclass(frozen=True)
class SectionView:
    """A section as its reader may read it. `missing`: sub-items with nothing under them."""

    opened: Opened
    section: Section
    version: Version
    text: str
    author: Author
    first_paragraph: int
    ready: bool
    missing: tuple[str, ...]
    is_open: bool
    sees_history: bool
    sees_before: bool
    outline: tuple[Section, ...]

    @property
    def may_write(self) -> bool:
        return self.is_open and self.opened.may(Act.WRITE)

    @property
    def may_mark_ready(self) -> bool:
        return self.is_open and self.opened.may(Act.MARK_READY)


def show_section(work: Work, ref: str, label: str) -> SectionView:
    opened, section = section_for(work, ref, label, Act.READ)
    read = readable_version(work, opened, section)
    if read is None:
        raise no_version()
    text = version_text(work.session, read)
    since = history_since(work, opened, section)
    return SectionView(
        opened=opened,
        section=section,
        version=read,
        text=text,
        author=author_of(work, read.person_id, read.hat),
        first_paragraph=first_paragraph(work, opened, section),
        ready=is_ready(section, read),
        missing=missing_sub_items(text, sub_item_names(section, read.language)),
        is_open=is_open(work, opened, section),
        sees_history=since is not None,
        sees_before=since is not None and since < read.number,
        outline=tuple(sections_of(work.session, opened.note)),
    )


@dataclass(frozen=True)
class HistoryEntry:
    version: Version
    author: Author


@dataclass(frozen=True)
class SetAsideEntry:
    set_aside: SetAside
    author: Author


@dataclass(frozen=True)
class HistoryView:
    """A page of versions, newest first. `next`: what `after` must be for the page that follows."""

    opened: Opened
    section: Section
    entries: tuple[HistoryEntry, ...]
    set_asides: tuple[SetAsideEntry, ...]
    next: int | None
    may_restore: bool


def show_history(work: Work, ref: str, label: str, *, limit: int = PAGE, after: int | None = None) -> HistoryView:
    """The versions before number `after`, found by their key: the ten-thousandth costs what the tenth does."""
    opened, section = section_for(work, ref, label, Act.READ)
    since = history_since(work, opened, section)
    if since is None:
        raise no_version()
    language, limit = opened.note.original_language, max(1, min(limit, PAGE))
    found = history(work.session, section.id, language, limit=limit + 1, below=after, since=since)
    shown, more = found[:limit], len(found) > limit
    lowest = shown[-1].number if shown else since
    aside = set_asides_of(work.session, section.id, language, since=lowest if more else since, below=after)
    authors = authors_of(
        work, [*((row.person_id, row.hat) for row in shown), *((row.person_id, row.hat) for row in aside)]
    )
    return HistoryView(
        opened,
        section,
        tuple(HistoryEntry(row, authors[row.person_id, row.hat]) for row in shown),
        tuple(SetAsideEntry(row, authors[row.person_id, row.hat]) for row in aside),
        lowest if more else None,
        opened.may(Act.WRITE) and is_open(work, opened, section),
    )


@dataclass(frozen=True)
class VersionView:
    opened: Opened
    section: Section
    version: Version
    text: str
    author: Author
    newest: int
    sees_history: bool
    may_restore: bool


def show_version(work: Work, ref: str, label: str, number: int) -> VersionView:
    opened, section = section_for(work, ref, label, Act.READ)
    found = version_in_window(work, opened, section, number)
    newest = readable_version(work, opened, section)
    if found is None or newest is None:
        raise no_version()
    return VersionView(
        opened,
        section,
        found,
        version_text(work.session, found),
        author_of(work, found.person_id, found.hat),
        newest.number,
        history_since(work, opened, section) is not None,
        found.number != newest.number and opened.may(Act.WRITE) and is_open(work, opened, section),
    )


@dataclass(frozen=True)
class CompareView:
    """Two versions of a section, and the labels of frozen texts where they were asked for by those."""

    opened: Opened
    section: Section
    old: Version
    new: Version
    old_text: str
    new_text: str
    labels: tuple[str | None, str | None]
    sees_history: bool


def compare_versions(work: Work, ref: str, label: str, start: str | None, end: str | None) -> CompareView:
    """Any two versions that the reader may read, each by its number or by the label of a frozen text that holds it.

    Without `end`, the newest words; without `start`, the version before.
    """
    opened, section = section_for(work, ref, label, Act.READ)
    new = _asked_for(work, opened, section, end) if end else readable_version(work, opened, section)
    if new is None:
        raise no_version()
    old = _asked_for(work, opened, section, start or str(max(0, new.number - 1)))
    if old is None:
        raise no_version()
    texts = version_texts(work.session, [old, new])
    labels = tuple(asked if asked and not asked.isdigit() else None for asked in (start, end))
    sees_history = history_since(work, opened, section) is not None
    return CompareView(opened, section, old, new, texts[old.id], texts[new.id], (labels[0], labels[1]), sees_history)


def _asked_for(work: Work, opened: Opened, section: Section, which: str) -> Version | None:
    if which.isascii() and which.isdigit() and len(which) < 10:
        return version_in_window(work, opened, section, int(which))
    frozen = frozen_in_window(work, opened, which)
    held = frozen and frozen_section(work.session, frozen.id, section.id)
    return version_in_window(work, opened, section, held.version) if held else None
