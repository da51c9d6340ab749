"""Instants in words, in three languages and on three clocks."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.locale import LANGUAGES, using
from drafting.web import times

FRIDAY = datetime(2027, 3, 12, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "viernes 12 de marzo de 2027, 17:00 (Montevideo, UTC-3)"),
        ("en", "Friday 12 March 2027, 17:00 (Montevideo, UTC-3)"),
        ("pt", "sexta-feira, 12 de março de 2027, 17:00 (Montevidéu, UTC-3)"),
    ],
)
def test_a_deadline_names_its_day_and_its_clock(language: str, words: str) -> None:
    assert times.when(FRIDAY, language, "America/Montevideo") == words


@given(st.integers(0, 20 * 366 * 24 * 60), st.sampled_from(LANGUAGES))
def test_no_date_is_written_in_figures_alone_or_on_twelve_hours(minutes: int, language: str) -> None:
    words = times.when(FRIDAY + timedelta(minutes=minutes), language, "America/Mexico_City")
    assert not any(mark in words for mark in ("/", "AM", "PM", "a. m.", "p. m.", "None"))


def test_three_clocks_are_given_when_they_differ() -> None:
    told = times.clocks(FRIDAY, "es", "America/Montevideo", "America/Mexico_City")
    assert str(told) == (
        "viernes 12 de marzo de 2027, 17:00 (Montevideo, UTC-3) · 14:00 en Ciudad de México · 20:00 UTC"
    )


def test_a_clock_that_shows_the_same_is_left_out() -> None:
    told = times.clocks(FRIDAY, "en", "America/Montevideo", "America/Argentina/Buenos_Aires")
    assert told.others == ("20:00 UTC",)
    assert times.clocks(FRIDAY, "en", "UTC", "UTC").others == ()


def test_a_clock_on_another_day_says_which() -> None:
    late = datetime(2027, 3, 13, 1, 30, tzinfo=UTC)
    told = times.clocks(late, "es", "America/Montevideo", "America/Montevideo")
    assert told.first.startswith("viernes 12 de marzo")
    assert told.others == ("sábado 13 de marzo, 01:30 UTC",)


def test_the_readers_clock_can_come_first() -> None:
    told = times.clocks(FRIDAY, "pt", "America/Panama", "America/Sao_Paulo", reader_first=True)
    assert "São Paulo" in told.first
    assert told.others == ("15:00 em Panamá", "20:00 UTC")


@pytest.mark.parametrize(
    ("zone", "instant", "offset"),
    [
        ("America/Santiago", datetime(2027, 1, 15, tzinfo=UTC), "UTC-3"),
        ("America/Santiago", datetime(2027, 7, 15, tzinfo=UTC), "UTC-4"),
        ("Asia/Kolkata", FRIDAY, "UTC+5:30"),
        ("America/St_Johns", datetime(2027, 1, 15, tzinfo=UTC), "UTC-3:30"),
        ("Europe/London", datetime(2027, 1, 15, tzinfo=UTC), "UTC"),
    ],
)
def test_the_offset_is_the_one_of_that_day(zone: str, instant: datetime, offset: str) -> None:
    assert times.offset(instant, zone) == offset


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=25, hours=3), "25 días"),
        (timedelta(days=4, hours=8, minutes=59), "4 días y 8 horas"),
        (timedelta(days=1), "1 día"),
        (timedelta(hours=3, minutes=20), "3 horas y 20 minutos"),
        (timedelta(minutes=1), "1 minuto"),
        (timedelta(seconds=5), "menos de un minuto"),
        (timedelta(0), ""),
        (timedelta(days=-1), ""),
    ],
)
def test_what_is_left_is_told_as_precisely_as_it_matters(left: timedelta, words: str) -> None:
    assert times.remaining(FRIDAY, FRIDAY + left, language="es") == words


def test_what_is_past_is_told_in_the_language_spoken_here() -> None:
    with using("pt"):
        assert times.ago(FRIDAY - timedelta(minutes=3), FRIDAY) == "há 3 minutos"


@pytest.mark.parametrize(
    ("zone", "language", "city"),
    [
        ("America/Argentina/Buenos_Aires", "es", "Buenos Aires"),
        ("America/Mexico_City", "en", "Mexico City"),
        ("America/Asuncion", "pt", "Assunção"),
        ("Etc/UTC", "es", "UTC"),
    ],
)
def test_a_city_is_called_as_the_reader_calls_it(zone: str, language: str, city: str) -> None:
    assert times.city(zone, language) == city


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        times.rfc3339(datetime(2027, 3, 12))  # noqa: DTZ001 -- the very thing that is refused


@pytest.mark.parametrize(("zone", "known"), [("America/Lima", True), ("Lima", False), ("../etc", False), ("", False)])
def test_a_zone_that_is_not_known_can_be_told(zone: str, known: bool) -> None:
    assert times.is_zone(zone) is known
