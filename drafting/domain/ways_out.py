"""Ways out of a deadlock, by both presidencies, with notice, printed in the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from drafting.domain.deadlines import add_working_days

# How long a reminded seat is left to answer.
WORKING_DAYS_AFTER_REMINDER = 3


class WayOutKind(StrEnum):
    """PASS_SEAT: a silent seat no longer holds the note up, on these words. BRACKETS: a request stands in the text as
    square brackets. SET_ASIDE, BRING_BACK: a heading is under consideration, and back in play. LAPSE: an ad referendum
    becomes no position. ACTING_PRESIDENCY: the previous country acts for a presidency."""

    PASS_SEAT = "pass_seat"  # noqa: S105 - a way out, no password
    BRACKETS = "brackets"
    SET_ASIDE = "set_aside"
    BRING_BACK = "bring_back"
    LAPSE = "lapse"
    ACTING_PRESIDENCY = "acting_presidency"


@dataclass(frozen=True)
class Names:
    """What a way out must name; a silent seat may be passed on one section or on all that wait for it."""

    seat: bool
    section: bool


NAMES: Mapping[WayOutKind, Names] = {
    WayOutKind.PASS_SEAT: Names(seat=True, section=False),
    WayOutKind.BRACKETS: Names(seat=True, section=True),
    WayOutKind.SET_ASIDE: Names(seat=False, section=True),
    WayOutKind.BRING_BACK: Names(seat=False, section=True),
    WayOutKind.LAPSE: Names(seat=True, section=True),
    WayOutKind.ACTING_PRESIDENCY: Names(seat=True, section=False),
}


def act_name(kind: WayOutKind, seat: str | None, section: str | None) -> str:
    """The name under which presidencies consent: `pass_seat:SACM:PY:3`, `set_aside:4`."""
    return ":".join(part for part in (kind.value, seat, section) if part)


def passable_from(reminded: datetime, zone: str) -> datetime:
    """When a seat that was reminded may be passed: the same hour, three working days later, where the deadline is
    set."""
    local = reminded.astimezone(ZoneInfo(zone))
    day = add_working_days(local.date(), WORKING_DAYS_AFTER_REMINDER)
    return local + timedelta(days=(day - local.date()).days)
