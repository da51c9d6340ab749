"""Pages of the demonstration alone: its clock, and the mail that it catches instead of sending."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from litestar.response import Response

from drafting.domain.errors import DraftingError, Fault, Invalid
from drafting.locale import N_
from drafting.notices.due import do_what_is_due
from drafting.notices.mail import caught
from drafting.web.api.demo import demo_clock
from drafting.web.forms import faults_of, text_in
from drafting.web.routes import Door, bare, read
from drafting.web.visits import Visit


@read("/demo/mail", policy=Door.PUBLIC)
def mail_page(visit: Visit) -> Response[Any]:
    demo_clock(visit)
    return visit.page("demo/mail.html", mails=caught(visit.work, visit.settings))


@read("/demo/clock", policy=Door.PUBLIC)
def clock_page(visit: Visit) -> Response[Any]:
    return _clock_page(visit)


@bare("/demo/clock", policy=Door.PUBLIC, method="POST")
def move_clock(visit: Visit) -> Response[Any]:
    """Back to the page when everything that fell due on the way is done."""
    clock = demo_clock(visit)
    try:
        clock.move_to(_instant(text_in(visit.form, "now"), visit.zone))
    except Invalid as error:
        with visit.reading(Door.PUBLIC):
            return visit.refused(error, _clock_page(visit, error))
    do_what_is_due(visit.keeping, visit.settings, demo=True)
    return visit.redirect("/demo/clock")


def _clock_page(visit: Visit, error: DraftingError | None = None) -> Response[Any]:
    now = demo_clock(visit)()
    asked = text_in(visit.form, "now") or now.astimezone(ZoneInfo(visit.zone)).strftime("%Y-%m-%dT%H:%M")
    faults = faults_of(error, {}) if error else []
    return visit.page("demo/clock.html", demo_now=now, asked=asked, faults=faults)


def _instant(words: str, zone: str) -> datetime:
    try:
        return datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    except ValueError:
        raise Invalid([Fault("/now", "no-moment", N_("Write a day and an hour."))]) from None


HANDLERS = [mail_page, clock_page, move_clock]
