"""Changing what a note was set up with: title, symbol, rules, calendar."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from drafting.actions.access import Opened, note_for
from drafting.actions.notes.calendar import deadlines_of
from drafting.domain.deadlines import INDICATIVE_DAYS
from drafting.domain.errors import Fault, Invalid, NotPossible, Stale
from drafting.domain.events import Event, EventKind
from drafting.domain.policy import Act
from drafting.domain.rules import rules_of
from drafting.domain.symbols import check_symbol, slug_of
from drafting.domain.titles import check_titles
from drafting.domain.workflow import PATH, Purpose
from drafting.locale import N_
from drafting.store.notes import Note, first_frozen, passages_of, symbol_taken
from drafting.store.work import Work

AT_CREATION = ("scope", "framing", "original_language")
"""Rules that made the note what it is: its symbol, its sections, the language of its words."""


def change_settings(
    work: Work,
    ref: str,
    *,
    revision: str,
    titles: Mapping[str, str] | None = None,
    symbol: str | None = None,
    rules: Mapping[str, Any] | None = None,
    calendar: Mapping[str, datetime] | None = None,
) -> Note:
    """Change what is given and leave the rest. `revision`: of the settings that the person saw."""
    opened = note_for(work, ref, Act.CHANGE_SETTINGS, lock=True)
    note = opened.note
    if revision != str(note.revision):
        raise Stale(str(note.revision))
    before = _settings(note)
    if titles is not None:
        check_titles(titles)
        note.titles = dict(titles)
    if symbol is not None and symbol != note.symbol:
        _change_symbol(work, note, symbol)
    if rules:
        note.rules = _changed_rules(note, rules)
    if calendar:
        note.calendar = _changed_calendar(work, opened, calendar)
    after = _settings(note)
    changes = {name: {"from": before[name], "to": after[name]} for name in after if after[name] != before[name]}
    if changes:
        note.revision += 1
        work.tell(Event(EventKind.SETTINGS_CHANGED, note.id, {"changes": changes}))
    return note


def symbol_is_fixed(work: Work, note: Note) -> bool:
    """Once members have received a text under a symbol, it is cited by it."""
    return first_frozen(work.session, note, Purpose.TO_MEMBERS) is not None


def stages_begun(work: Work, note: Note) -> set[str]:
    return {passage.stage for passage in passages_of(work.session, note)}


def _settings(note: Note) -> dict[str, Any]:
    return {
        "title": dict(note.titles),
        "symbol": note.symbol,
        "rules": dict(note.rules),
        "calendar": dict(note.calendar),
    }


def _change_symbol(work: Work, note: Note, symbol: str) -> None:
    check_symbol(symbol)
    if symbol_is_fixed(work, note):
        raise NotPossible("symbol-fixed", N_("The note was circulated under its symbol, which stays."))
    if symbol_taken(work.session, symbol):
        raise Invalid([Fault("/symbol", "symbol-taken", N_("Another note has this symbol."))])
    note.symbol, note.slug = symbol, slug_of(symbol)


def _changed_rules(note: Note, rules: Mapping[str, Any]) -> dict[str, Any]:
    for name in AT_CREATION:
        if name in rules and rules[name] != note.rules.get(name):
            message = N_("The rule “%(name)s” was settled when the note was created.")
            raise Invalid([Fault(f"/rules/{name}", "settled-at-creation", message, {"name": name})])
    return rules_of({**note.rules, **rules})


def _changed_calendar(work: Work, opened: Opened, calendar: Mapping[str, datetime]) -> dict[str, str]:
    """Dates of stages to come, in the order of the stages. A stage that has begun is extended, not rescheduled."""
    begun, standing = stages_begun(work, opened.note), deadlines_of(opened.note)
    faults = [fault for stage, instant in calendar.items() if (fault := _fault(stage, instant, begun, standing))]
    if faults:
        raise Invalid(faults)
    dates = {stage.value: {**standing, **calendar}.get(stage.value) for stage in INDICATIVE_DAYS}
    kept = {stage: instant for stage, instant in dates.items() if instant is not None}
    instants = list(kept.values())
    for stage, instant, earlier in zip(list(kept)[1:], instants[1:], instants, strict=False):
        if instant < earlier:
            message = N_("A stage cannot end before the one that comes before it.")
            raise Invalid([Fault(f"/calendar/{stage}", "out-of-order", message)])
    return {stage: instant.astimezone(UTC).isoformat() for stage, instant in kept.items()}


def _fault(stage: str, instant: datetime, begun: set[str], standing: Mapping[str, datetime]) -> Fault | None:
    if stage not in {known.value for known in PATH}:
        return Fault(f"/calendar/{stage[:40]}", "unknown-stage", N_("There is no such stage in a calendar."))
    if instant.tzinfo is None:
        return Fault(f"/calendar/{stage}", "no-zone", N_("A date of the calendar needs its time zone."))
    if stage in begun and instant != standing.get(stage):
        message = N_("This stage has begun: its deadline can only be extended.")
        return Fault(f"/calendar/{stage}", "stage-begun", message)
    return None
