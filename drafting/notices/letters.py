"""What is said in a mail: a table, in the language of whoever receives it, as plain text and as simple HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from drafting.domain.hats import Body, Function
from drafting.locale import N_, cldr, current, gettext, html_lang, using
from drafting.store.conferences import conference_by_code, country_by_code
from drafting.store.work import Work


@dataclass(frozen=True)
class Letter:
    """`path`: where the link leads, before the secret; `button`: what the link does."""

    subject: str
    opening: str
    closing: str
    path: str | None = None
    button: str | None = None


@dataclass(frozen=True)
class Written:
    subject: str
    text: str
    html: str


LETTERS: Mapping[str, Letter] = {
    "invitation": Letter(
        N_("Invitation to the service for concept notes"),
        N_("You are invited to take part in drafting and reviewing concept notes of the migration conferences."),
        N_("The link works once. If you did not expect this invitation, you need not do anything."),
        "/invite/",
        N_("Open the invitation"),
    ),
    "reset": Letter(
        N_("A new password"),
        N_("Somebody asked for a new password for your account. If it was you, open the link."),
        N_("The link works once. If it was not you, you need not do anything: your password stays as it is."),
        "/recover/",
        N_("Choose a new password"),
    ),
    "code": Letter(
        N_("Your code to sign in"),
        N_("Write this code on the page where you asked for it."),
        N_("The code works once, for ten minutes. Nobody from a secretariat will ever ask you for it."),
    ),
    "password_changed": Letter(
        N_("Your password was changed"),
        N_("The password of your account was changed, and your other sign-ins were ended."),
        N_("If it was not you, ask for a new password at once and write to the Technical Secretariat."),
    ),
    "second_factor_changed": Letter(
        N_("The second step of your sign-in was changed"),
        N_("The second step of your sign-in, or its recovery codes, were changed."),
        N_("If it was not you, change your password at once and write to the Technical Secretariat."),
    ),
}

_FUNCTIONS: Mapping[Function, str] = {
    Function.COORDINATOR: N_("Coordinator"),
    Function.DRAFTER: N_("Drafter"),
    Function.HEAD: N_("Head of delegation"),
    Function.FOCAL_POINT: N_("Focal point"),
    Function.SEAT_OFFICIAL: N_("Official of the seat"),
    Function.DEPUTY: N_("Deputy focal point"),
    Function.EXPERT: N_("National expert"),
    Function.OBSERVER: N_("Observer"),
    Function.OPERATOR: N_("Administration of the system"),
}

_PACKAGED = Path(__file__).resolve().parents[1] / "_templates"
_BESIDE = Path(__file__).resolve().parents[2] / "templates"


def written(work: Work, details: Mapping[str, Any], public_url: str) -> Written:
    """The mail that an outbox row asks for."""
    with using(details["language"]):
        letter, values = LETTERS[details["template"]], details["values"]
        subject = f"[{gettext(N_('Concept notes'))}] {gettext(letter.subject)}"
        words = {
            "language": html_lang(current()),
            "subject": subject,
            "greeting": gettext(N_("Dear %(name)s,"), name=values["name"]) if values.get("name") else "",
            "opening": gettext(letter.opening),
            "code": values.get("code"),
            "facts": list(_facts(work, values)),
            "link": f"{public_url}{letter.path}{values['secret']}" if letter.path else None,
            "button": gettext(letter.button) if letter.button else None,
            "closing": gettext(letter.closing),
            "home": public_url,
        }
        pages = _environment()
        text = pages.get_template("mail/letter.txt").render(**words)
        return Written(subject, text, pages.get_template("mail/letter.html").render(**words))


def _facts(work: Work, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    facts: list[tuple[str, str]] = []
    if values.get("function"):
        facts.append((gettext(N_("Body")), _body(work, values["body"], values["code"])))
        facts.append((gettext(N_("Function")), gettext(_FUNCTIONS[Function(values["function"])])))
    if values.get("by"):
        facts.append((gettext(N_("Invited by")), values["by"]))
    if values.get("expires") and "secret" in values:
        facts.append((gettext(N_("Valid until")), _moment(values["expires"], values.get("zone") or "UTC")))
    return facts


def _body(work: Work, body: str, code: str) -> str:
    if body == Body.SECRETARIAT:
        conference = conference_by_code(work.session, code)
        return str(conference.secretariat[current()]) if conference else code
    country = country_by_code(work.session, code) if code else None
    if country is None:
        return gettext(_FUNCTIONS[Function.OPERATOR])
    return str(country.long_names.get(current()) or country.names[current()])


def _moment(instant: str, zone: str) -> str:
    return format_datetime(datetime.fromisoformat(instant), "long", ZoneInfo(zone), cldr(current()))


@cache
def _environment() -> Environment:
    """Mails have their own: they know nothing of pages, of a reader or of a request."""
    return Environment(
        loader=FileSystemLoader(_PACKAGED if _PACKAGED.is_dir() else _BESIDE),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
