"""The circulated text that comments are on, and the exact words of its sections."""

from collections.abc import Collection
from uuid import UUID

from drafting.actions.access import Opened
from drafting.domain.comments import FrozenWords, Spot, spot_in, spot_on_note
from drafting.domain.errors import Fault, Invalid, NotPossible
from drafting.domain.workflow import Purpose
from drafting.locale import N_
from drafting.store.notes import (
    FrozenSection,
    FrozenText,
    Section,
    frozen_by_label,
    frozen_sections,
    newest_frozen,
    sections_of,
)
from drafting.store.sections import version_texts, versions_at
from drafting.store.work import Work

CIRCULATED = frozenset({Purpose.TO_MEMBERS})


def circulated_text(work: Work, opened: Opened, label: str | None) -> FrozenText:
    """The text with this label that was sent to the members; without a label the newest."""
    if label is None:
        newest = newest_frozen(work.session, opened.note, CIRCULATED)
        if newest is None:
            raise NotPossible("not-circulated", N_("No text has been circulated to the Member Countries yet."))
        return newest
    found = frozen_by_label(work.session, opened.note, label, CIRCULATED)
    if found is None:
        message = N_("No circulated text bears the label “%(label)s”.")
        raise Invalid([Fault("/on", "no-such-text", message, {"label": label[:40]})])
    return found


def spot_of(
    work: Work,
    opened: Opened,
    text: FrozenText,
    *,
    section: str | None,
    paragraph: int | None,
    quote: str | None,
    start: int | None = None,
    end: int | None = None,
) -> tuple[Spot, Section | None]:
    """Where a comment stands. A paragraph alone is enough: its number runs through the whole note."""
    if section is None and paragraph is None:
        if quote or start is not None or end is not None:
            message = N_("Name the section or the paragraph of the quoted words.")
            raise Invalid([Fault("/section", "section-needed", message)])
        return spot_on_note(), None
    frozen = frozen_words(work, opened, text)
    found = _named(frozen, section, paragraph)
    words = frozen[found.id][1]
    return spot_in(words, paragraph=paragraph, quote=quote, start=start, end=end), found


def frozen_words(work: Work, opened: Opened, text: FrozenText) -> "dict[UUID, tuple[Section, FrozenWords]]":
    """Section → its words in the frozen text, in the order of the note."""
    rows = {row.section_id: row for row in frozen_sections(work.session, text.id)}
    numbers = {section_id: row.version for section_id, row in rows.items()}
    versions = versions_at(work.session, numbers, opened.note.original_language)
    texts = version_texts(work.session, list(versions.values()))
    return {
        section.id: (section, _words(section, rows[section.id], texts[versions[section.id].id]))
        for section in sections_of(work.session, opened.note)
        if section.id in rows
    }


def paragraphs_of(work: Work, opened: Opened, labels: Collection[str]) -> dict[tuple[str, int], str]:
    """The words of every numbered paragraph of these circulated texts, by label and number."""
    found = {}
    for label in sorted(labels):
        text = circulated_text(work, opened, label)
        for _, words in frozen_words(work, opened, text).values():
            for number, paragraph in enumerate(words.each(), words.first_paragraph):
                found[label, number] = paragraph
    return found


def _words(section: Section, row: FrozenSection, text: str) -> FrozenWords:
    return FrozenWords(section.label, text, row.first_paragraph, row.paragraphs)


def _named(frozen: dict[UUID, tuple[Section, FrozenWords]], label: str | None, paragraph: int | None) -> Section:
    for section, words in frozen.values():
        if section.label == label or (label is None and paragraph is not None and words.holds(paragraph)):
            return section
    if label is not None:
        message = N_("The text has no section %(section)s.")
        raise Invalid([Fault("/section", "no-such-section", message, {"section": label[:20]})])
    message = N_("The text has no paragraph %(paragraph)s.")
    raise Invalid([Fault("/paragraph", "no-such-paragraph", message, {"paragraph": paragraph})])
