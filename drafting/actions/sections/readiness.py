"""Whether the words of a section are ready to be handed up."""

from drafting.actions.access import section_for
from drafting.actions.openness import require_open
from drafting.actions.sections.saving import named
from drafting.domain.editing import not_ready_for
from drafting.domain.errors import Blocked, Fault, Invalid, Outdated
from drafting.domain.events import Event, EventKind
from drafting.domain.outlines import in_language
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.store.notes import Section
from drafting.store.sections import Version, latest_version, version_text
from drafting.store.work import Work


def set_ready(work: Work, ref: str, label: str, *, ready: bool, text_hash: str | None) -> Section:
    """Say that exactly these words are ready to be handed up, or that they are not."""
    opened, section = section_for(work, ref, label, Act.MARK_READY, lock=True)
    require_open(work, opened, section)
    language = opened.note.original_language
    latest = latest_version(work.session, section, language)
    text = version_text(work.session, latest)
    _same_words(text_hash, latest, text)
    if ready:
        blockers = not_ready_for(label, text, sub_item_names(section, language))
        if blockers:
            raise Blocked(blockers)
    if ready != is_ready(section, latest):
        section.ready_hash = latest.text_hash if ready else None
        kind = EventKind.SECTION_READY if ready else EventKind.SECTION_NOT_READY
        work.tell(Event(kind, opened.note.id, named(section, latest)))
    return section


def is_ready(section: Section, latest: Version) -> bool:
    """Words were marked ready, not the section: other words are not."""
    return section.ready_hash is not None and section.ready_hash == latest.text_hash


def sub_item_names(section: Section, language: str) -> list[str]:
    return [in_language(item["names"], language) for item in section.sub_items]


def _same_words(asked: str | None, latest: Version, text: str) -> None:
    if asked is None:
        raise Invalid([Fault("/text_hash", "missing", N_("The hash of the text that was read is missing."))])
    if asked != latest.text_hash:
        details = {"version": latest.number, "text_hash": latest.text_hash, "text": text}
        message = N_("The text changed while you were reading it. Nothing was recorded.")
        raise Outdated("text-changed", message, details=details)
