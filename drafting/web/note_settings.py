"""The settings of a note, and giving it up while it is being set up."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from litestar.response import Response

from drafting.actions.access import check, note_for
from drafting.actions.notes.calendar import deadlines_of, lead_zone
from drafting.actions.notes.creating import discard_note
from drafting.actions.notes.settings import AT_CREATION, change_settings, stages_begun, symbol_is_fixed
from drafting.domain.errors import DraftingError, Fault, Invalid
from drafting.domain.policy import Act
from drafting.domain.rules import RULES
from drafting.domain.workflow import PATH
from drafting.locale import LANGUAGES, N_
from drafting.store.notes import Note
from drafting.web.forms import faults_of, number, text_in, told
from drafting.web.routes import read, write
from drafting.web.visits import Visit


@read("/notes/{ref:str}/settings", policy=Act.CHANGE_SETTINGS)
def settings_page(visit: Visit, ref: str) -> Response[Any]:
    return draw_settings(visit, ref)


def settings_again(visit: Visit, error: DraftingError, ref: str) -> Response[Any]:
    return draw_settings(visit, ref, error=error, typed=visit.form)


@write("/notes/{ref:str}/settings", policy=Act.CHANGE_SETTINGS, redraw=settings_again)
def save_settings(visit: Visit, ref: str) -> Response[Any]:
    form = visit.form
    opened = note_for(visit.work, ref, Act.CHANGE_SETTINGS)
    titles = {language: text for language in LANGUAGES if (text := text_in(form, f"title-{language}").strip())}
    if not titles:
        raise Invalid([Fault(f"/title/{opened.note.original_language}", "missing", N_("The note needs a title."))])
    days = text_in(form, "consultation_days")
    note = change_settings(
        visit.work,
        ref,
        revision=text_in(form, "revision"),
        titles=titles,
        symbol=text_in(form, "symbol").strip() or None,
        rules={
            "consultation_days": number(days) if number(days) is not None else days,
            "publication": text_in(form, "publication"),
        },
        calendar=_calendar(form, lead_zone(visit.work, opened.note), stages_begun(visit.work, opened.note)),
    )
    return visit.redirect(f"/notes/{note.slug}/settings?saved=yes")


@read("/notes/{ref:str}/discard", policy=Act.DISCARD_NOTE)
def discard_page(visit: Visit, ref: str) -> Response[Any]:
    opened = note_for(visit.work, ref, Act.DISCARD_NOTE)
    return visit.page("notes/discard.html", current="notes", note=opened.note)


@write("/notes/{ref:str}/discard", policy=Act.DISCARD_NOTE)
def discard(visit: Visit, ref: str) -> Response[Any]:
    discard_note(visit.work, ref)
    return visit.redirect("/notes")


def draw_settings(
    visit: Visit, ref: str, *, error: DraftingError | None = None, typed: Mapping[str, Any] | None = None
) -> Response[Any]:
    opened = note_for(visit.work, ref, Act.READ)
    check(opened, Act.CHANGE_SETTINGS)
    note, zone = opened.note, lead_zone(visit.work, opened.note)
    return visit.page(
        "notes/settings.html",
        current="notes",
        note=note,
        zone=zone,
        values={**_standing(note, zone), **(typed or {})},
        stages=[stage.value for stage in PATH],
        begun=stages_begun(visit.work, note),
        symbol_fixed=symbol_is_fixed(visit.work, note),
        rules=[rule for rule in RULES.values() if rule.name not in AT_CREATION],
        faults=faults_of(error, _FIELDS) if error else [],
        refused=told(error) if error else "",
        saved=visit.request.query_params.get("saved"),
    )


def _standing(note: Note, zone: str) -> dict[str, str]:
    local = ZoneInfo(zone)
    dates = {
        f"calendar-{stage}": instant.astimezone(local).strftime("%Y-%m-%dT%H:%M")
        for stage, instant in deadlines_of(note).items()
    }
    titles = {f"title-{language}": note.titles.get(language, "") for language in LANGUAGES}
    rules = {name: str(note.rules[name]) for name in ("consultation_days", "publication")}
    return {"revision": str(note.revision), "symbol": note.symbol, **titles, **rules, **dates}


def _calendar(form: Mapping[str, Any], zone: str, begun: set[str]) -> dict[str, datetime]:
    """The dates of the form, read on the wall of the lead presidency; fields left empty change nothing."""
    dates: dict[str, datetime] = {}
    for stage in (stage.value for stage in PATH):
        text = text_in(form, f"calendar-{stage}").strip()
        if not text or stage in begun:
            continue
        try:
            dates[stage] = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
        except ValueError:
            raise Invalid(
                [Fault(f"/calendar/{stage}", "not-a-date", N_("This is not a date with its time."))]
            ) from None
    return dates


_FIELDS = {f"/rules/{name}": name for name in RULES}


HANDLERS = [settings_page, save_settings, discard_page, discard]
