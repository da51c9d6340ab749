"""Loading what the operator writes down or the service is delivered with: conferences and outlines, idempotently."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from drafting import presets
from drafting.actions.conferences import country_row, stand
from drafting.actions.people.rights import check_right
from drafting.domain.countries import Conference as Given
from drafting.domain.countries import Term as GivenTerm
from drafting.domain.countries import parse_conference
from drafting.domain.errors import Fault, Invalid
from drafting.domain.events import Event, EventKind
from drafting.domain.outlines import parse_outline
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.store.conferences import (
    Conference,
    OutlineRow,
    Term,
    all_countries,
    conference_by_code,
    standings_in,
    terms_of,
)
from drafting.store.work import Work


def load_presets(work: Work) -> None:
    """Everything as it is delivered; what is there already stays as it is."""
    for data in presets.conferences():
        load_conference(work, data)
    for outline in presets.outline_files().values():
        load_outline(work, outline)


def load_conference(work: Work, data: Mapping[str, Any]) -> bool:
    """A conference from the values of its file; whether anything changed. The same file twice changes nothing.

    Names and membership follow the file. Of a term the file fills in what is not known yet; what was recorded, a
    handover above all, is never undone by loading.
    """
    check_right(work, Act.MANAGE_CONFERENCES)
    given = _given(data)
    changed = _load_countries(work, given)
    changed |= _load_names(work, given)
    changed |= _load_standings(work, given)
    for term in given.terms:
        changed |= _load_term(work, term)
    if changed:
        work.session.flush()
        work.tell(Event(EventKind.CONFERENCE_LOADED, data={"conference": given.code}))
    return changed


def load_outline(work: Work, data: Mapping[str, Any]) -> bool:
    """An outline from the values of its file; whether anything changed. Notes keep the headings they were made with."""
    check_right(work, Act.MANAGE_CONFERENCES)
    code = parse_outline(data).code
    row = work.session.get(OutlineRow, code)
    if row is not None and row.details == data:
        return False
    if row is None:
        work.session.add(OutlineRow(code=code, details=dict(data)))
    else:
        row.details = dict(data)
    work.session.flush()
    work.tell(Event(EventKind.OUTLINE_LOADED, data={"outline": code}))
    return True


def _given(data: Mapping[str, Any]) -> Given:
    try:
        given = parse_conference(data)
    except (KeyError, TypeError, ValueError) as error:
        message = N_("The file does not describe a conference: %(what)s")
        raise Invalid([Fault("", "no-conference", message, {"what": repr(error)[:200]})]) from error
    twice = set(given.members) & set(given.observers)
    if twice:
        message = N_("A country is either member or observer: %(countries)s")
        raise Invalid([Fault("/observers", "member-and-observer", message, {"countries": ", ".join(sorted(twice))})])
    return given


def _load_countries(work: Work, given: Given) -> bool:
    needed = {*given.members, *given.observers, *(term.country for term in given.terms)}
    missing = sorted(needed - {country.code for country in all_countries(work.session)})
    for code in missing:
        country_row(work, code)
    return bool(missing)


def _load_names(work: Work, given: Given) -> bool:
    values = {
        "names": dict(given.names),
        "acronyms": dict(given.acronyms),
        "secretariat": dict(given.secretariat),
    }
    row = conference_by_code(work.session, given.code, lock=True)
    if row is None:
        work.session.add(Conference(code=given.code, **values))
        work.session.flush()
        return True
    changed = any(getattr(row, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(row, name, value)
    return changed


def _load_standings(work: Work, given: Given) -> bool:
    wanted = {**dict.fromkeys(given.members, "member"), **dict.fromkeys(given.observers, "observer")}
    found = {row.country: row for row in standings_in(work.session, given.code)}
    changes = [
        stand(work, given.code, country, wanted.get(country), found.get(country))
        for country in sorted({*wanted, *found})
    ]
    return any(changes)


def _load_term(work: Work, given: GivenTerm) -> bool:
    since, until = _midnight(given.since), _midnight(given.until)
    rows = {term.ordinal: term for term in terms_of(work.session, [given.conference])}
    row = rows.get(given.ordinal)
    if row is None:
        _add_term(work, given, since, until)
        return True
    before = (row.country, row.since, row.until)
    if row.since is None:
        row.country = given.country
    if row.country == given.country:
        row.since = row.since or since
        row.until = row.until or until
    return before != (row.country, row.since, row.until)


def _add_term(work: Work, given: GivenTerm, since: datetime | None, until: datetime | None) -> None:
    term = Term(
        id=work.new_id("term", given.conference, given.ordinal),
        conference=given.conference,
        country=given.country,
        ordinal=given.ordinal,
        since=since,
        until=until,
    )
    work.session.add(term)
    work.session.flush()


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None
