"""A presidency opens a section, so that the secretariat may amend it in place while the stage goes on."""

from drafting.actions.access import section_for
from drafting.actions.moves.deadlines import checked_reason
from drafting.domain.events import Event, EventKind
from drafting.domain.policy import Act
from drafting.store.notes import Section
from drafting.store.work import Work


def set_opening(work: Work, ref: str, label: str, *, to_open: bool, reason: str | None) -> Section:
    """Open the section, or let it stand still again; saying what stands already tells nobody."""
    opened, section = section_for(work, ref, label, Act.OPEN_SECTION, lock=True)
    reason = checked_reason(reason)
    if to_open != (section.opened_reason is not None):
        kind = EventKind.SECTION_OPENED if to_open else EventKind.SECTION_CLOSED
        work.tell(Event(kind, opened.note.id, {"section": label, "reason": reason}))
        section.opened_reason = reason if to_open else None
    return section
