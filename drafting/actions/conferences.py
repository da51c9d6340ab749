"""Conferences, their members and presidencies: data that is loaded by command and kept current by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from drafting.actions.access import troika_today
from drafting.actions.people.rights import check_right
from drafting.domain.countries import preset_countries
from drafting.domain.errors import Fault, Invalid, NotFound, NotPossible
from drafting.domain.events import Event, EventKind
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.store.conferences import (
    Conference,
    Country,
    Member,
    Term,
    all_conferences,
    conference_by_code,
    country_by_code,
    standings_in,
    terms_of,
)
from drafting.store.work import Work


@dataclass(frozen=True)
class TermView:
    country: str
    ordinal: int
    since: datetime | None
    until: datetime | None


@dataclass(frozen=True)
class ConferenceView:
    """`troika`: previous, current, next of this moment; None is a vacant seat."""

    code: str
    names: Mapping[str, str]
    acronyms: Mapping[str, str]
    secretariat: Mapping[str, str]
    members: tuple[str, ...]
    observers: tuple[str, ...]
    terms: tuple[TermView, ...]
    troika: Mapping[str, str | None]


def conference_views(work: Work) -> list[ConferenceView]:
    return [view_of(work, conference) for conference in all_conferences(work.session)]


def conference_view(work: Work, code: str) -> ConferenceView:
    return view_of(work, known_conference(work, code))


def view_of(work: Work, conference: Conference) -> ConferenceView:
    standings = standings_in(work.session, conference.code)
    terms = terms_of(work.session, [conference.code])
    return ConferenceView(
        code=conference.code,
        names=conference.names,
        acronyms=conference.acronyms,
        secretariat=conference.secretariat,
        members=tuple(row.country for row in standings if row.standing == "member"),
        observers=tuple(row.country for row in standings if row.standing == "observer"),
        terms=tuple(TermView(term.country, term.ordinal, term.since, term.until) for term in terms),
        troika=troika_today(work, conference.code),
    )


def known_conference(work: Work, code: str, *, lock: bool = False) -> Conference:
    found = conference_by_code(work.session, code.upper(), lock=lock)
    if found is None:
        raise NotFound("no-such-conference", N_("There is no such conference."))
    return found


def designate(work: Work, code: str, country: str | None) -> None:
    """Say who presides next; None leaves the seat vacant. A presidency that has begun is not touched."""
    check_right(work, Act.MANAGE_CONFERENCES)
    conference = known_conference(work, code, lock=True)
    if country is not None:
        check_member(work, conference.code, country)
    terms = terms_of(work.session, [conference.code])
    coming = [term for term in terms if term.since is None]
    if country is None:
        for term in coming:
            work.session.delete(term)
    elif coming:
        coming[0].country = country
    else:
        add_term(work, conference.code, country, since=None)
    work.session.flush()
    work.tell(Event(EventKind.CONFERENCE_LOADED, data={"conference": conference.code, "next": country}))


def set_standing(work: Work, code: str, country: str, standing: str | None) -> None:
    """Let a country be a member or an observer, or neither. Notes under way keep the seats of their passages."""
    check_right(work, Act.MANAGE_CONFERENCES)
    conference = known_conference(work, code, lock=True)
    if standing not in (None, "member", "observer"):
        raise Invalid([Fault("/standing", "unknown-standing", N_("Choose member or observer."))])
    country_row(work, country)
    if standing is None and country in troika_today(work, conference.code).values():
        raise NotPossible("sits-in-troika", N_("This country sits in the troika: change the presidencies first."))
    found = {row.country: row for row in standings_in(work.session, conference.code)}
    if not stand(work, conference.code, country, standing, found.get(country)):
        return
    data = {"conference": conference.code, "country": country, "standing": standing}
    work.tell(Event(EventKind.CONFERENCE_LOADED, data=data))


def check_member(work: Work, conference: str, country: str) -> None:
    members = {row.country for row in standings_in(work.session, conference) if row.standing == "member"}
    if country not in members:
        raise Invalid([Fault("/country", "not-a-member", N_("This country is not a member of the conference."))])


def add_term(work: Work, conference: str, country: str, *, since: datetime | None) -> Term:
    """The next term in line."""
    ordinal = max((term.ordinal for term in terms_of(work.session, [conference])), default=0) + 1
    term = Term(
        id=work.new_id("term", conference, ordinal),
        conference=conference,
        country=country,
        ordinal=ordinal,
        since=since,
    )
    work.session.add(term)
    return term


def stand(work: Work, conference: str, country: str, standing: str | None, row: Member | None) -> bool:
    """Whether it was otherwise before."""
    if standing == (row.standing if row else None):
        return False
    if row is None:
        row = Member(id=work.new_id("member", conference, country), conference=conference, country=country)
        work.session.add(row)
    if standing is None:
        work.session.delete(row)
    else:
        row.standing = standing
    return True


def country_row(work: Work, code: str) -> Country:
    """The country, from the delivered list where it was not needed before."""
    found = country_by_code(work.session, code)
    if found is not None:
        return found
    known = preset_countries().get(code)
    if known is None:
        raise Invalid([Fault("/country", "unknown-country", N_("There is no such country."))])
    row = Country(
        code=code,
        alpha3=known.alpha3,
        names=dict(known.names),
        long_names=dict(known.long_names or known.names),
        zone=known.zone,
    )
    work.session.add(row)
    work.session.flush()
    return row
