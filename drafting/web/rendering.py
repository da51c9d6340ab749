"""Pages from templates: one environment, strict about what it is given.

A template may use, besides what it is handed: `_ gettext ngettext pgettext npgettext` and `{% trans %}`, `names`
(drafting.web.names), `html_lang`, `own_name`, `languages`, `static("app.css")`, `capital`, and on any instant
`|when(zone)`, `|moment(zone)`, `|day(zone)`, `|hour(zone)`, `|rfc3339`, `clocks(instant, lead_zone, reader_zone)`,
`remaining(now, until)`, `ago(then, now)`. All speak the reader's language, which is a context variable.

In a message of a template a literal percent sign is written twice.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from drafting import locale
from drafting.domain.outlines import in_language
from drafting.web import names, times
from drafting.web.assets import static
from drafting.web.browsers import browser
from drafting.web.forms import told

PACKAGED = Path(__file__).resolve().parents[1] / "_templates"
BESIDE = Path(__file__).resolve().parents[2] / "templates"


@dataclass(frozen=True)
class Page:
    """What the frame of every page needs to know; templates find it as `page`."""

    path: str  # of this page, so that changing the language leads back to it
    language: str = locale.DEFAULT
    zone: str = "UTC"
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    person: str | None = None  # the name of whoever is signed in
    hat: str | None = None  # in words, where the page is read under one hat (`names.hat`)
    conference: str | None = None  # "rcm" or "sacm": the accent (`names.accent`)
    change_hat: str | None = None  # the address where another hat can be taken
    current: str | None = None  # the part of the site: desk, notes, search, inbox, profile
    unread: int = 0
    demo: bool = False
    theme: str | None = None  # "light" or "dark" when chosen by hand


@cache
def environment() -> Environment:
    """The templates as they lie beside the package in a checkout, inside it in a wheel."""
    env = Environment(
        loader=FileSystemLoader(PACKAGED if PACKAGED.is_dir() else BESIDE),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        locale.gettext, _counted, newstyle=True, pgettext=locale.pgettext, npgettext=_counted_in_context
    )
    env.globals.update(_globals())
    env.filters.update(_filters())
    return env


def render(template: str, /, **context: Any) -> str:
    """A page, in the language that is spoken here. Templates on `layout.html` need `page`."""
    return environment().get_template(template).render(**context)


def fragment(template: str, /, **context: Any) -> str:
    """A part of a page drawn alone, for a script that asked for it: a template whose name begins with `_`."""
    if not template.rsplit("/", 1)[-1].startswith("_"):
        raise ValueError(f"{template} is a page, not a fragment.")
    return environment().get_template(template).render(**context)


def sanitised(html: str) -> Markup:
    """The one place where a string becomes markup: only for what `drafting.text` has rendered and cleaned."""
    return Markup(html)  # noqa: S704 -- audited: callers pass the output of the cleaner, nothing else


def spoken(names: Mapping[str, str], language: str | None = None) -> str:
    """The words of a note (a title, a heading) in the reader's language, or in the one that is asked for."""
    return in_language(names, language or locale.current())


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _globals() -> dict[str, Any]:
    return {
        "names": names,
        "static": static,
        "languages": locale.LANGUAGES,
        "html_lang": locale.html_lang,
        "own_name": locale.own_name,
        "clocks": _clocks,
        "remaining": times.remaining,
        "ago": times.ago,
        "new_key": lambda: uuid.uuid4().hex,
        "zone_label": lambda instant, zone: times.zone_label(instant, locale.current(), zone),
    }


def _filters() -> dict[str, Callable[..., Any]]:
    return {
        "sanitised": sanitised,
        "country": names.country,
        "spoken": spoken,
        "told": told,
        "capital": capital,
        "in_sentence": names.in_sentence,
        "listing": names.listing,
        "browser": browser,
        "rfc3339": times.rfc3339,
        "when": lambda instant, zone, **how: times.when(instant, locale.current(), zone, **how),
        "moment": lambda instant, zone: times.moment(instant, locale.current(), zone),
        "day": lambda instant, zone, **how: times.day(instant, locale.current(), zone, **how),
        "hour": lambda instant, zone: times.hour(instant, locale.current(), zone),
    }


def _clocks(instant: datetime, lead_zone: str, reader_zone: str, *, reader_first: bool = False) -> times.Clocks:
    return times.clocks(instant, locale.current(), lead_zone, reader_zone, reader_first=reader_first)


def _counted(singular: str, plural: str, num: int) -> str:
    """The form for the number, unfilled: the template fills it, and escapes what it fills in."""
    return locale.catalogue(locale.current()).counted(None, singular, plural, num)


def _counted_in_context(context: str, singular: str, plural: str, num: int) -> str:
    return locale.catalogue(locale.current()).counted(context, singular, plural, num)
