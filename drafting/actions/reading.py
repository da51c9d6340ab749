"""Which words of a note the actor may read: the one place that turns a reading window into versions.

What is outside the window does not exist for its reader: callers answer 404.
"""

from uuid import UUID

from drafting.actions.access import Opened
from drafting.domain.reading import History
from drafting.domain.workflow import Purpose
from drafting.store.notes import (
    FrozenText,
    Section,
    first_frozen,
    frozen_by_label,
    frozen_section,
    frozen_sections,
    newest_frozen,
    was_frozen,
)
from drafting.store.sections import Version, latest_version, latest_versions, version, versions_at
from drafting.store.work import Work


def readable_version(work: Work, opened: Opened, section: Section) -> Version | None:
    """The newest words of a section in the reader's window; None where there are none yet."""
    language = opened.note.original_language
    if opened.window.newest:
        return latest_version(work.session, section, language)
    frozen = readable_frozen(work, opened)
    found = frozen and frozen_section(work.session, frozen.id, section.id)
    return version(work.session, section.id, language, found.version) if found else None


def readable_versions(work: Work, opened: Opened) -> dict[UUID, Version]:
    """Section → its newest words in the reader's window, for a whole note."""
    if opened.window.newest:
        return latest_versions(work.session, opened.note)
    frozen = readable_frozen(work, opened)
    return frozen_versions(work, opened, frozen) if frozen else {}


def readable_frozen(work: Work, opened: Opened) -> FrozenText | None:
    """The newest frozen text in the reader's window."""
    return newest_frozen(work.session, opened.note, opened.window.frozen)


def frozen_in_window(work: Work, opened: Opened, label: str) -> FrozenText | None:
    """The frozen text with this label, if the reader may know of it."""
    return frozen_by_label(work.session, opened.note, label, opened.window.frozen)


def frozen_versions(work: Work, opened: Opened, frozen: FrozenText) -> dict[UUID, Version]:
    """Section → the version that the frozen text holds."""
    numbers = {row.section_id: row.version for row in frozen_sections(work.session, frozen.id)}
    return versions_at(work.session, numbers, opened.note.original_language)


def history_since(work: Work, opened: Opened, section: Section) -> int | None:
    """The number of the first version whose history the reader sees; None where they see no history at all."""
    if opened.window.history is History.ALL:
        return 0
    if opened.window.history is History.NONE:
        return None
    frozen = first_frozen(work.session, opened.note, Purpose.TO_TROIKA)
    found = frozen and frozen_section(work.session, frozen.id, section.id)
    return found.version if found else None


def version_in_window(work: Work, opened: Opened, section: Section, number: int) -> Version | None:
    """The version with this number, if it is in the reader's history or in a text that was frozen for them."""
    since = history_since(work, opened, section)
    in_history = since is not None and number >= since
    if not in_history and not was_frozen(work.session, section.id, number, opened.window.frozen):
        return None
    return version(work.session, section.id, opened.note.original_language, number)
