"""Days that count, and the instants at which something closes.

A deadline is an instant in UTC, chosen so that it reads 17:00 of a working day on the wall of the lead presidency.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from drafting.domain.workflow import Stage

CLOSING_HOUR = 17

# Days for each stage, from which the proposed calendar of a new note is made.
INDICATIVE_DAYS = {
    Stage.DRAFTING: 30,
    Stage.PRESIDENCY_REVIEW: 7,
    Stage.TROIKA_REVIEW: 14,
    Stage.CONSULTATION: 21,
    Stage.CONSOLIDATION: 14,
    Stage.CLEARANCE: 7,
    Stage.ADOPTION: 7,
}


class Quiet(StrEnum):
    """Why little will be answered in a week."""

    YEAR_END = "year_end"
    CARNIVAL = "carnival"
    HOLY_WEEK = "holy_week"


@dataclass(frozen=True, order=True)
class QuietWeek:
    """From the first to the last day, both of them quiet."""

    first: date
    last: date
    reason: Quiet


def is_working_day(day: date) -> bool:
    return day.weekday() < 5


def add_working_days(day: date, days: int) -> date:
    """The working day that comes so many working days after `day`; the day itself is not counted."""
    if days < 0:
        raise ValueError("Working days are counted forwards only.")
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def deadline_after(start: datetime, days: int, zone: str, hour: int = CLOSING_HOUR) -> datetime:
    """The closing hour in `zone`, so many calendar days after `start`; on a weekend, the Monday after it.

    The day is counted on the calendar of `zone`, and the hour is that of its clocks on that day: a deadline across a
    change of clocks still closes at the same hour on the wall.
    """
    local = ZoneInfo(zone)
    day = start.astimezone(local).date() + timedelta(days=days)
    while not is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, time(hour), local).astimezone(UTC)


def proposed_calendar(
    start: datetime, zone: str, allowed_days: Mapping[Stage, int] = INDICATIVE_DAYS
) -> dict[Stage, datetime]:
    """A deadline for each stage of a note that starts now.

    Each is counted from the start, so that weekends skipped early do not push the end away.
    """
    calendar: dict[Stage, datetime] = {}
    days = 0
    for stage, allowed in allowed_days.items():
        days += allowed
        calendar[stage] = deadline_after(start, days, zone)
    return calendar


def quiet_weeks(first: date, last: date) -> list[QuietWeek]:
    """The quiet weeks that touch the days from `first` to `last`, in order."""
    years = range(first.year - 1, last.year + 1)
    found = (week for year in years for week in _quiet_weeks_of(year))
    return sorted(week for week in found if week.first <= last and week.last >= first)


def is_later(old: datetime, new: datetime) -> bool:
    """Whether the new instant gives more time: deadlines are extended, never shortened."""
    return new > old


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar.

    The full moon of the church falls by the golden number of the year, corrected for the leap days that centuries
    leave out and for the drift of the moon; Easter is the Sunday after it.
    """
    golden = year % 19
    century = year // 100
    leap_days_left_out = century - century // 4
    drift_of_the_moon = (8 * century + 13) // 25
    epact = (leap_days_left_out - drift_of_the_moon + 19 * golden + 15) % 30
    if epact == 29 or (epact == 28 and golden > 10):
        epact -= 1
    full_moon = date(year, 3, 21) + timedelta(days=epact)
    return full_moon + timedelta(days=7 - (full_moon.weekday() + 1) % 7)


def _quiet_weeks_of(year: int) -> Iterator[QuietWeek]:
    sunday = easter(year)
    # From the Saturday before Ash Wednesday to that Wednesday; from Palm Sunday to Easter.
    yield QuietWeek(sunday - timedelta(days=50), sunday - timedelta(days=46), Quiet.CARNIVAL)
    yield QuietWeek(sunday - timedelta(days=7), sunday, Quiet.HOLY_WEEK)
    yield QuietWeek(date(year, 12, 15), date(year + 1, 1, 6), Quiet.YEAR_END)
