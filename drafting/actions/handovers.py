"""The presidency passes: proposed by the country that leaves it or by the coordinator, confirmed by the one that comes.

Functions pass at the moment of the confirmation; the seats of passages that are open stay what they were.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from drafting.actions.access import troika_today
from drafting.actions.conferences import add_term, check_member, known_conference
from drafting.actions.people.rights import check_right, not_yours
from drafting.domain.errors import Fault, Invalid, NotFound, NotPossible
from drafting.domain.events import Event, EventKind
from drafting.domain.hats import Hat, HatKind, Role
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.store.conferences import Handover, handovers_of, terms_of
from drafting.store.work import Work


@dataclass(frozen=True)
class HandoverView:
    """`open`: proposed, not yet confirmed, and not overtaken by a later proposal."""

    id: UUID
    conference: str
    country: str
    proposed_at: datetime
    hat: str
    confirmed_at: datetime | None
    open: bool
    may_confirm: bool


def may_propose(work: Work, code: str) -> bool:
    """The country in office or the coordinator. Who acts for a presidency on one note gives no office away."""
    hat, role = work.actor.hat, work.actor.role
    if hat is None or hat.conference != code:
        return False
    in_office = role is Role.PRESIDENCY and hat.country == troika_today(work, code)["current"]
    return in_office or role is Role.COORDINATOR


def propose_handover(work: Work, code: str, country: str) -> HandoverView:
    """Say that the presidency goes to `country`. The same proposal twice is one; another takes the place of the first.

    Whoever is designated comes next: another country has to be designated before.
    """
    check_right(work, Act.HAND_OVER)
    conference = known_conference(work, code, lock=True)
    if not may_propose(work, conference.code) or work.actor.person is None:
        raise not_yours(Act.HAND_OVER)
    country = country.strip().upper()
    check_member(work, conference.code, country)
    _check_next(work, conference.code, country)
    standing = open_handover(work, conference.code)
    if standing is not None and standing.country == country:
        return _seen(work, standing, standing)
    proposed = Handover(
        id=work.new_id("handover", conference.code, country, len(handovers_of(work.session, conference.code))),
        conference=conference.code,
        country=country,
        proposed_at=work.now,
        proposed_by=work.actor.person,
        hat=str(work.actor.hat),
    )
    work.session.add(proposed)
    work.session.flush()
    data = {"conference": conference.code, "country": country, "handover": str(proposed.id)}
    work.tell(Event(EventKind.HANDOVER_PROPOSED, data=data))
    return _seen(work, proposed, proposed)


def confirm_handover(work: Work, code: str, handover_id: UUID) -> HandoverView:
    """The incoming country takes the presidency, now."""
    check_right(work, Act.CONFIRM_HANDOVER)
    conference = known_conference(work, code, lock=True)
    found = next((row for row in handovers_of(work.session, conference.code) if row.id == handover_id), None)
    if found is None:
        raise NotFound("no-such-handover", N_("There is no such handover."))
    if not may_confirm(work, found):
        raise not_yours(Act.CONFIRM_HANDOVER)
    if found.confirmed_at is not None:
        return _seen(work, found, None)
    standing = open_handover(work, conference.code)
    if standing is None or standing.id != found.id:
        raise NotPossible("handover-overtaken", N_("Another handover was proposed since. Look at the page again."))
    _check_next(work, conference.code, found.country)
    outgoing = _pass_on(work, conference.code, found.country)
    found.confirmed_at, found.confirmed_by = work.now, work.actor.person
    work.session.flush()
    data = {"conference": conference.code, "country": found.country, "from": outgoing, "handover": str(found.id)}
    work.tell(Event(EventKind.HANDOVER_CONFIRMED, data=data))
    return _seen(work, found, None)


def handover_views(work: Work, code: str) -> list[HandoverView]:
    """The newest first."""
    standing = open_handover(work, code)
    return [_seen(work, row, standing) for row in handovers_of(work.session, code)]


def open_handover(work: Work, code: str) -> Handover | None:
    newest = next(iter(handovers_of(work.session, code)), None)
    return newest if newest is not None and newest.confirmed_at is None else None


def may_confirm(work: Work, handover: Handover) -> bool:
    """The incoming country: by its seat in the troika or, while it has none, by its head or a focal point."""
    hat = work.actor.hat
    if hat is None:
        return False
    if hat == Hat(HatKind.TROIKA, handover.conference, handover.country):
        return True
    seated = handover.country in troika_today(work, handover.conference).values()
    speaks = work.actor.role in (Role.HEAD, Role.FOCAL_POINT)
    return not seated and speaks and hat == Hat(HatKind.DELEGATION, country=handover.country)


def _check_next(work: Work, code: str, country: str) -> None:
    if troika_today(work, code)["current"] == country:
        raise NotPossible("in-office-already", N_("This country presides already."))
    coming = [term.country for term in terms_of(work.session, [code]) if term.since is None]
    if coming and coming[0] != country:
        raise Invalid([Fault("/country", "another-designated", N_("Another country is designated to preside next."))])


def _pass_on(work: Work, code: str, country: str) -> str | None:
    """The term in office ends and the next begins at one instant; the country that leaves."""
    terms = terms_of(work.session, [code])
    leaving = [term for term in terms if term.since is not None and term.until is None]
    for term in leaving:
        term.until = work.now
    coming = next((term for term in terms if term.since is None), None)
    if coming is None:
        add_term(work, code, country, since=work.now)
    else:
        coming.since = work.now
    work.session.flush()
    return leaving[-1].country if leaving else None


def _seen(work: Work, row: Handover, standing: Handover | None) -> HandoverView:
    is_open = standing is not None and row.id == standing.id
    return HandoverView(
        id=row.id,
        conference=row.conference,
        country=row.country,
        proposed_at=row.proposed_at,
        hat=row.hat,
        confirmed_at=row.confirmed_at,
        open=is_open,
        may_confirm=is_open and may_confirm(work, row),
    )
