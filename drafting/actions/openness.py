"""Whether the words of a section may be written in now."""

from drafting.actions.access import Opened, seats_at
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
    return section_open(
        opened.stage,
        section.label,
        open_sections=opened.passage.open_sections if opened.passage else None,
        has_live_request=opened.stage in REVIEWS and _has_live_request(work, opened, section),
        opened=section.opened_reason is not None,
    )


def _has_live_request(work: Work, opened: Opened, section: Section) -> bool:
    """Of a country that has a seat: one that lost its seat in the meantime opens nothing, as it blocks nothing."""
    seats = seats_at(opened.passage) if opened.passage else []
    requests = live_requests(positions_of(work.session, opened.note, section.id), section.label)
    return any(request.seat in seats for request in requests)


def require_open(work: Work, opened: Opened, section: Section) -> None:
    if not is_open(work, opened, section):
        message = N_("Section %(section)s is not open for writing now.")
        raise NotAllowed("not-now", message, section=section.label)
