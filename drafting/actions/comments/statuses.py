"""What a delegation says of its own work: "no comments", "finished", receipt acknowledged; and the board of countries.

Only what was declared or submitted is shown. What lies unsubmitted in a room is nobody's business outside it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from drafting.actions.access import Opened, acting_person, check, conferences_of, note_for
from drafting.actions.comments.room import Room
from drafting.actions.comments.texts import circulated_text
from drafting.domain.comments import DelegationStatus, standing_status
from drafting.domain.errors import Fault, Invalid, NotAllowed, NotPossible
from drafting.domain.events import Event, EventKind
from drafting.domain.policy import Act
from drafting.domain.reading import Comments
from drafting.domain.workflow import Purpose, Stage
from drafting.locale import N_
from drafting.store.comments import (
    Acknowledgement,
    StatusRow,
    acknowledgements_of,
    declared_statuses,
    submitted_counts,
)
from drafting.store.conferences import member_countries, memberships
from drafting.store.notes import newest_frozen
from drafting.store.work import Work


@dataclass(frozen=True)
class Declared:
    """Where a delegation stands: `status` None means nothing yet."""

    country: str
    status: str | None
    declared_at: datetime | None
    submitted: int
    acknowledged_at: datetime | None


@dataclass(frozen=True)
class CountryRow:
    """A line of the board. `conferences`: those it is a member of."""

    country: str
    alpha3: str
    conferences: tuple[str, ...]
    declared: Declared


@dataclass(frozen=True)
class CountryBoard:
    opened: Opened
    label: str | None
    rows: list[CountryRow]


def declare_status(work: Work, ref: str, status: str) -> Declared:
    """Say "no comments" or "finished", or take it back, while the consultation runs."""
    opened = note_for(work, ref, Act.DECLARE_STATUS, lock=True)
    if status not in set(DelegationStatus):
        raise Invalid([Fault("/status", "unknown-status", N_("Choose commenting, no comments or finished."))])
    country, chosen = own_country(work), DelegationStatus(status)
    _still_open(work, opened)
    if chosen is DelegationStatus.NO_COMMENTS and submitted_counts(work.session, opened.note).get(country):
        message = N_("Your country has submitted comments: withdraw them, or say that it has finished.")
        raise NotPossible("has-comments", message)
    rows = declared_statuses(work.session, opened.note)
    if country not in rows or rows[country].status != chosen:
        _declare(work, opened, country, chosen)
    return declared(work, opened, country)


def declare_again(work: Work, room: Room) -> None:
    """A delegation that submits is commenting, whatever it declared before."""
    row = declared_statuses(work.session, room.note).get(room.country)
    if row and row.status != DelegationStatus.COMMENTING and room.opened.stage is Stage.CONSULTATION:
        _declare(work, room.opened, room.country, DelegationStatus.COMMENTING)


def acknowledge(work: Work, ref: str, label: str | None = None) -> Declared:
    """Acknowledge receipt of a circulated text (the newest). Pressing again changes nothing."""
    opened = note_for(work, ref, Act.ACKNOWLEDGE, lock=True)
    text, country = circulated_text(work, opened, label), own_country(work)
    if country not in acknowledgements_of(work.session, text.id):
        row = Acknowledgement(id=work.new_id("acknowledgement", text.id, country), frozen_id=text.id, country=country)
        row.person_id, row.at = acting_person(work), work.now
        work.session.add(row)
        work.session.flush()
        data = {"country": country, "label": text.label}
        work.tell(Event(EventKind.RECEIPT_ACKNOWLEDGED, opened.note.id, data))
    return declared(work, opened, country)


def own_status(work: Work, ref: str) -> Declared:
    """Where the actor's own delegation stands."""
    return declared(work, note_for(work, ref, Act.READ_INTERNAL), own_country(work))


def declared(work: Work, opened: Opened, country: str) -> Declared:
    """Where one delegation stands."""
    return _declared(work, opened)(country)


def country_board(work: Work, ref: str) -> CountryBoard:
    """All member countries, for those who steer the consultation: the secretariats and the presidencies."""
    opened = note_for(work, ref, Act.READ_BOARD)
    if opened.window.comments is not Comments.ALL:
        raise NotAllowed("not-yours", N_("This is not for the hat you act under."), act=Act.READ_BOARD.value)
    conferences = conferences_of(opened.note)
    members, standing = memberships(work.session, conferences), _declared(work, opened)
    text = newest_frozen(work.session, opened.note, [Purpose.TO_MEMBERS])
    rows = [
        CountryRow(country.code, country.alpha3, tuple(members[country.code]), standing(country.code))
        for country in member_countries(work.session, conferences)
    ]
    return CountryBoard(opened, text.label if text else None, rows)


def own_country(work: Work) -> str:
    """The country whose delegation the actor speaks for."""
    if work.actor.hat is None or work.actor.hat.country is None:
        raise NotAllowed("not-yours", N_("This is not for the hat you act under."))
    return work.actor.hat.country


def _still_open(work: Work, opened: Opened) -> None:
    """In time means strictly before the instant, even if the clock has not closed the consultation yet."""
    passage = opened.passage
    if passage and passage.deadline and work.now >= passage.deadline:
        raise NotAllowed("not-now", N_("The consultation has ended."))


def _declare(work: Work, opened: Opened, country: str, status: DelegationStatus) -> None:
    check(opened, Act.DECLARE_STATUS)
    if opened.passage is None:
        raise NotPossible("no-passage", N_("The note is in no stage that takes comments."))
    rows = declared_statuses(work.session, opened.note)
    ordinal = rows[country].ordinal + 1 if country in rows else 1
    row = StatusRow(id=work.new_id("status", opened.note.id, country, ordinal), note_id=opened.note.id)
    row.passage_id, row.country, row.ordinal, row.status = opened.passage.id, country, ordinal, status.value
    row.person_id, row.at = acting_person(work), work.now
    work.session.add(row)
    work.session.flush()
    data = {"country": country, "status": status.value}
    work.tell(Event(EventKind.STATUS_DECLARED, opened.note.id, data))


def _declared(work: Work, opened: Opened) -> Callable[[str], Declared]:
    """Answers for any country, from what was read once for all of them."""
    rows = declared_statuses(work.session, opened.note)
    counts = submitted_counts(work.session, opened.note)
    text = newest_frozen(work.session, opened.note, [Purpose.TO_MEMBERS])
    received = acknowledgements_of(work.session, text.id) if text else {}

    def one(country: str) -> Declared:
        row, submitted = rows.get(country), counts.get(country, 0)
        status = standing_status(DelegationStatus(row.status) if row else None, submitted)
        return Declared(
            country, status.value if status else None, row.at if row else None, submitted, received.get(country)
        )

    return one
