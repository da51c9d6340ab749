"""Instants in words: the day spelled out, 24 hours, the clock named; never a bare 03/04/2027.

An instant is a datetime that knows its zone (UTC in practice). A deadline is read on up to three clocks: the lead
presidency's, whose clock the rule names, the reader's and UTC; a clock that shows the same as one before it is left
out.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_datetime, format_timedelta, get_timezone_location
from babel.lists import format_list

from drafting.locale import cldr, current, ngettext, pgettext, using

DAY = {"es": "d 'de' MMMM 'de' y", "en": "d MMMM y", "pt": "d 'de' MMMM 'de' y"}
DAY_OF_YEAR = {"es": "d 'de' MMMM", "en": "d MMMM", "pt": "d 'de' MMMM"}
WEEKDAY = {"es": "EEEE ", "en": "EEEE ", "pt": "EEEE, "}


@dataclass(frozen=True)
class Clocks:
    """One instant as it is read here and there: the first in full, the others as short as they can be."""

    instant: datetime
    first: str
    others: tuple[str, ...]

    def __str__(self) -> str:
        return " · ".join((self.first, *self.others))


def when(instant: datetime, language: str, zone: str, *, with_zone: bool = True) -> str:
    """ "viernes 12 de marzo de 2027, 17:00 (Montevideo, UTC-3)"."""
    words = _formatted(instant, WEEKDAY[language] + DAY[language] + ", HH:mm", language, zone)
    return f"{words} ({zone_label(instant, language, zone)})" if with_zone else words


def moment(instant: datetime, language: str, zone: str) -> str:
    """ "12 de marzo de 2027, 17:00": for what has happened, where the reader's clock is understood."""
    return _formatted(instant, DAY[language] + ", HH:mm", language, zone)


def day(instant: datetime, language: str, zone: str, *, with_year: bool = True) -> str:
    """ "12 de marzo de 2027"."""
    return _formatted(instant, (DAY if with_year else DAY_OF_YEAR)[language], language, zone)


def hour(instant: datetime, language: str, zone: str) -> str:
    """ "17:00"."""
    return _formatted(instant, "HH:mm", language, zone)


def clocks(instant: datetime, language: str, lead_zone: str, reader_zone: str, *, reader_first: bool = False) -> Clocks:
    """The instant on the lead presidency's clock, the reader's and UTC, without repeats."""
    zones = [reader_zone, lead_zone] if reader_first else [lead_zone, reader_zone]
    shown: list[str] = []
    for zone in [*zones, "UTC"]:
        if offset(instant, zone) not in (offset(instant, other) for other in shown):
            shown.append(zone)
    main, *rest = shown
    others = tuple(_elsewhere(instant, language, zone, main) for zone in rest)
    return Clocks(instant, when(instant, language, main), others)


def remaining(now: datetime, until: datetime, *, language: str | None = None) -> str:
    """ "4 días y 8 horas"; the smaller unit only where it still matters; empty once the instant has come."""
    left = until - now
    if left <= timedelta(0):
        return ""
    with using(language or current()):
        return _joined(_parts(left))


def ago(then: datetime, now: datetime, *, language: str | None = None) -> str:
    """ "hace 3 minutos"."""
    passed = min(then - now, -timedelta(minutes=1))
    return format_timedelta(passed, add_direction=True, threshold=1.5, locale=cldr(language or current()))


def zone_label(instant: datetime, language: str, zone: str) -> str:
    """ "Montevideo, UTC-3"; the offset is the one of that instant."""
    name, behind = city(zone, language), offset(instant, zone)
    return behind if name == "UTC" else f"{name}, {behind}"


def offset(instant: datetime, zone: str) -> str:
    """ "UTC-3", "UTC+5:30", "UTC"."""
    minutes = round((_at(instant, zone).utcoffset() or timedelta(0)).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return "UTC" if not minutes else f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


@lru_cache(maxsize=2000)
def city(zone: str, language: str) -> str:
    """The zone's city as the reader calls it: "Ciudad de México", "Mexico City", "Cidade do México"."""
    if _zone(zone).key in ("UTC", "Etc/UTC", "GMT"):
        return "UTC"
    # The last part alone: where no city is known, the whole path would be shown ("Argentina/Buenos Aires").
    return get_timezone_location(_zone(zone), locale=cldr(language), return_city=True).rsplit("/", 1)[-1]


def is_zone(zone: str) -> bool:
    """Whether this names a clock that is known here, as `America/Montevideo` does."""
    try:
        return bool(ZoneInfo(zone).key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def rfc3339(instant: datetime) -> str:
    """For `<time datetime>` and for programs."""
    return _at(instant, "UTC").strftime("%Y-%m-%dT%H:%M:%SZ")


def _elsewhere(instant: datetime, language: str, zone: str, main: str) -> str:
    """ "20:00 UTC", "14:00 en Ciudad de México"; with its day where that is another one."""
    same_day = _at(instant, zone).date() == _at(instant, main).date()
    shape = "HH:mm" if same_day else WEEKDAY[language] + DAY_OF_YEAR[language] + ", HH:mm"
    time = _formatted(instant, shape, language, zone)
    name = city(zone, language)
    if name == "UTC":
        return f"{time} UTC"
    with using(language):
        return pgettext("clock", "%(time)s in %(city)s", time=time, city=name)


def _parts(left: timedelta) -> list[str]:
    hours, minutes = divmod(left.seconds // 60, 60)
    if left.days >= 10:
        hours = minutes = 0
    elif left.days:
        minutes = 0
    return [
        words
        for number, words in (
            (left.days, ngettext("%(num)s day", "%(num)s days", left.days)),
            (hours, ngettext("%(num)s hour", "%(num)s hours", hours)),
            (minutes, ngettext("%(num)s minute", "%(num)s minutes", minutes)),
        )
        if number
    ] or [pgettext("remaining", "less than a minute")]


def _joined(parts: list[str]) -> str:
    return format_list(parts, locale=cldr(current()))


def _formatted(instant: datetime, pattern: str, language: str, zone: str) -> str:
    return format_datetime(_at(instant, zone), pattern, locale=cldr(language))


def _at(instant: datetime, zone: str) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("An instant without a zone could be any of twenty-four.")
    return instant.astimezone(UTC).astimezone(_zone(zone))


@lru_cache(maxsize=1000)
def _zone(zone: str) -> ZoneInfo:
    return ZoneInfo(zone)
