"""Deadlines read 17:00 of a working day where the lead presidency is, through every change of clocks."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.countries import preset_countries
from drafting.domain.deadlines import (
    INDICATIVE_DAYS,
    Quiet,
    QuietWeek,
    add_working_days,
    deadline_after,
    easter,
    is_later,
    is_working_day,
    proposed_calendar,
    quiet_weeks,
)

zones = st.sampled_from(sorted({country.zone for country in preset_countries().values()}))
starts = st.datetimes(datetime(2018, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 (given by timezones)


@given(starts, st.integers(min_value=0, max_value=120), zones)
def test_a_deadline_reads_17_00_of_a_working_day_on_the_wall_of_its_zone(start, days, zone):
    deadline = deadline_after(start, days, zone)

    on_the_wall = deadline.astimezone(ZoneInfo(zone))
    assert deadline.tzinfo is UTC
    assert (on_the_wall.hour, on_the_wall.minute) == (17, 0)
    assert is_working_day(on_the_wall.date())
    asked_for = start.astimezone(ZoneInfo(zone)).date() + timedelta(days=days)
    assert on_the_wall.date() - asked_for in [timedelta(days=extra) for extra in range(3)]


@pytest.mark.parametrize(
    ("start", "zone", "deadline"),
    [
        # Wednesday to Wednesday, Montevideo at UTC-3.
        (datetime(2018, 8, 15, 14, tzinfo=UTC), "America/Montevideo", datetime(2018, 9, 5, 20, tzinfo=UTC)),
        # Chile puts its clocks forward on 12 August 2018: UTC-4 becomes UTC-3.
        (datetime(2018, 8, 1, 12, tzinfo=UTC), "America/Santiago", datetime(2018, 8, 22, 20, tzinfo=UTC)),
        # The United States put theirs back on 4 November 2018: UTC-4 becomes UTC-5.
        (datetime(2018, 10, 22, 12, tzinfo=UTC), "America/New_York", datetime(2018, 11, 12, 22, tzinfo=UTC)),
        # Still the evening before in Panama, so that three weeks end on a Friday there.
        (datetime(2018, 8, 18, 2, tzinfo=UTC), "America/Panama", datetime(2018, 9, 7, 22, tzinfo=UTC)),
        # Three weeks end on a Saturday: the Monday after it.
        (datetime(2018, 8, 18, 14, tzinfo=UTC), "America/Panama", datetime(2018, 9, 10, 22, tzinfo=UTC)),
    ],
)
def test_three_weeks_end_at_the_instant_that_the_calendar_of_the_zone_gives(start, zone, deadline):
    assert deadline_after(start, 21, zone) == deadline


def test_working_days_leave_out_saturday_and_sunday():
    friday = date(2018, 8, 17)

    assert add_working_days(friday, 0) == friday
    assert add_working_days(friday, 1) == date(2018, 8, 20)
    assert add_working_days(friday, 5) == date(2018, 8, 24)
    assert add_working_days(date(2018, 8, 18), 3) == date(2018, 8, 22)
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(friday, -1)


@given(st.dates(), st.integers(min_value=1, max_value=60))
def test_exactly_so_many_working_days_lie_up_to_the_day_that_is_given(day, count):
    if day > date.max - timedelta(days=120):
        return
    end = add_working_days(day, count)

    between = [day + timedelta(days=number) for number in range(1, (end - day).days + 1)]
    assert sum(map(is_working_day, between)) == count
    assert is_working_day(end)


def test_the_proposed_calendar_takes_a_hundred_days_through_all_stages():
    calendar = proposed_calendar(datetime(2018, 8, 15, 14, tzinfo=UTC), "America/Panama")

    assert list(calendar) == list(INDICATIVE_DAYS)
    assert sum(INDICATIVE_DAYS.values()) == 100
    assert calendar["drafting"] == datetime(2018, 9, 14, 22, tzinfo=UTC)
    assert calendar["consultation"] == datetime(2018, 10, 26, 22, tzinfo=UTC)
    assert calendar["adoption"] == datetime(2018, 11, 23, 22, tzinfo=UTC)


@given(starts, zones)
def test_each_stage_of_the_proposed_calendar_ends_after_the_one_before(start, zone):
    deadlines = list(proposed_calendar(start, zone).values())

    assert all(is_later(earlier, later) for earlier, later in pairwise(deadlines))


def test_only_a_later_instant_gives_more_time():
    at = datetime(2018, 9, 5, 20, tzinfo=UTC)

    assert is_later(at, at + timedelta(seconds=1))
    assert not is_later(at, at)
    assert not is_later(at, datetime(2018, 9, 5, 16, 59, tzinfo=ZoneInfo("America/Montevideo")))


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (1961, date(1961, 4, 2)),
        (1818, date(1818, 3, 22)),  # the earliest there is
        (1943, date(1943, 4, 25)),  # the latest
        (1954, date(1954, 4, 18)),  # both corrections of the moon
        (1981, date(1981, 4, 19)),
        (2018, date(2018, 4, 1)),
        (2019, date(2019, 4, 21)),
        (2024, date(2024, 3, 31)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
        (2049, date(2049, 4, 18)),
    ],
)
def test_easter_falls_on_the_day_of_the_calendar(year, sunday):
    assert easter(year) == sunday


@given(st.integers(min_value=1583, max_value=4000))
def test_easter_is_a_sunday_between_22_march_and_25_april(year):
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_the_quiet_weeks_of_a_year_are_told_with_their_reason():
    assert quiet_weeks(date(2018, 1, 7), date(2018, 12, 31)) == [
        QuietWeek(date(2018, 2, 10), date(2018, 2, 14), Quiet.CARNIVAL),
        QuietWeek(date(2018, 3, 25), date(2018, 4, 1), Quiet.HOLY_WEEK),
        QuietWeek(date(2018, 12, 15), date(2019, 1, 6), Quiet.YEAR_END),
    ]


@pytest.mark.parametrize(
    ("first", "last", "reasons"),
    [
        (date(2018, 8, 15), date(2018, 11, 23), []),
        (date(2018, 12, 14), date(2018, 12, 14), []),
        (date(2018, 12, 15), date(2018, 12, 15), ["year_end"]),
        (date(2019, 1, 6), date(2019, 1, 6), ["year_end"]),
        (date(2019, 1, 7), date(2019, 1, 7), []),
        (date(2018, 2, 14), date(2018, 3, 25), ["carnival", "holy_week"]),
    ],
)
def test_a_quiet_week_counts_from_its_first_to_its_last_day(first, last, reasons):
    assert [week.reason.value for week in quiet_weeks(first, last)] == reasons
