"""Whether the words of a section may be written in now."""

from drafting.actions.access import Opened
from drafting.domain.editing import section_open
from drafting.domain.errors import NotAllowed
from drafting.domain.positions import live_requests
from drafting.domain.workflow import REVIEWS
from drafting.locale import N_
from drafting.store.notes import Section
from drafting.store.reviews import positions_of
from drafting.store.work import Work


def is_open(work: Work, opened: Opened, section: Section) -> bool:
    """Positions are looked up only where they matter: while a text is under review."""
    asked = opened.stage in REVIEWS
    requests = asked and live_requests(positions_of(work.session, opened.note, section.id), section.label)
    return section_open(
        opened.stage,
        section.label,
        open_sections=opened.passage.open_sections if opened.passage else None,
        has_live_request=bool(requests),
        opened=section.opened_reason is not None,
    )


def require_open(work: Work, opened: Opened, section: Section) -> None:
    if not is_open(work, opened, section):
        message = N_("Section %(section)s is not open for writing now.")
        raise NotAllowed("section-closed", message, section=section.label)
