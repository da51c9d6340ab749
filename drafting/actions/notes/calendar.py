"""The dates of a note, read on the wall of its lead presidency (rule C21)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from drafting.actions.access import seats_today
from drafting.domain.deadlines import INDICATIVE_DAYS, proposed_calendar
from drafting.domain.workflow import Stage
from drafting.store.conferences import zone_of
from drafting.store.notes import Note
from drafting.store.work import Work


def lead_zone(work: Work, note: Note) -> str:
    """The zone in whose time the note's deadlines are set."""
    return zone_of_presidency(work, note.lead_conference)


def zone_of_presidency(work: Work, conference: str) -> str:
    """The zone of the country in office; UTC while the presidency is vacant."""
    country = next((seat.country for seat, presides in seats_today(work, [conference]) if presides), None)
    return (country and zone_of(work.session, country)) or "UTC"


def calendar_from_now(work: Work, conference: str, rules: Mapping[str, Any]) -> dict[str, str]:
    """A deadline for each stage of a note that starts now, as it is kept."""
    allowed = {**INDICATIVE_DAYS, Stage.CONSULTATION: int(rules["consultation_days"])}
    dates = proposed_calendar(work.now, zone_of_presidency(work, conference), allowed)
    return {stage.value: instant.isoformat() for stage, instant in dates.items()}


def deadlines_of(note: Note) -> dict[str, datetime]:
    """Stage → the instant it should be over, in the order of the stages."""
    return {stage: datetime.fromisoformat(note.calendar[stage]) for stage in INDICATIVE_DAYS if stage in note.calendar}
