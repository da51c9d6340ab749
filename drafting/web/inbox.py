"""What happened, told to the person who signs in: in words for each kind of event, in their language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar.response import Response

from drafting.domain.errors import Invalid
from drafting.domain.hats import parse_hat
from drafting.locale import N_, gettext
from drafting.store.notes import Note
from drafting.store.outbox import InboxEntry, inbox_count, inbox_of, mark_read
from drafting.store.people import names_of
from drafting.store.work import Work
from drafting.web import names
from drafting.web.forms import number, text_in
from drafting.web.happenings import happening
from drafting.web.routes import Door, read, write
from drafting.web.visits import Visit

PER_PAGE = 30


@dataclass(frozen=True)
class Line:
    """One entry as it is drawn. `address` leads to what it is about, under the hat it was told to."""

    id: UUID
    kind: str
    words: str
    facts: list[tuple[str, str]]
    note: str | None
    address: str | None
    hat: str | None
    at: datetime
    read: bool


@read("/notifications", policy=Door.SIGNED_IN)
def inbox_page(visit: Visit) -> Response[Any]:
    person = visit.person.id if visit.person else None
    asked = number(visit.request.query_params.get("page", "1")) or 1
    count = inbox_count(visit.work.session, person) if person else 0
    last = max(1, -(-count // PER_PAGE))
    page = min(max(asked, 1), last)
    return visit.page(
        "inbox/inbox.html",
        current="inbox",
        lines=lines(visit.work, person, visit.zone, page) if person else [],
        page_number=page,
        last=last,
    )


@read("/inbox", policy=Door.SIGNED_IN)
def inbox_elsewhere(visit: Visit) -> Response[Any]:
    return visit.redirect("/notifications")


@write("/notifications/read", policy=Door.SIGNED_IN)
def mark(visit: Visit) -> Response[Any]:
    """One entry, or all where none is named."""
    named = text_in(visit.form, "entry")
    if visit.person:
        mark_read(visit.work.session, visit.person.id, visit.work.now, entry_id=_entry(named))
    return visit.redirect("/notifications")


def lines(work: Work, person: UUID, zone: str, page: int = 1) -> list[Line]:
    entries = inbox_of(work.session, person, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    about = {entry.note_id for entry in entries if entry.note_id}
    notes = {note_id: work.session.get(Note, note_id) for note_id in about}
    members = names_of(work.session, _named(entries))
    return [_line(entry, notes.get(entry.note_id) if entry.note_id else None, members, zone) for entry in entries]


def _named(entries: list[InboxEntry]) -> set[UUID]:
    """Persons whom entries name: in the chain of people alone, which tells of one's own body."""
    return {UUID(entry.details["person"]) for entry in entries if entry.note_id is None and entry.details.get("person")}


def _line(entry: InboxEntry, note: Note | None, members: Mapping[UUID, str], zone: str) -> Line:
    details = entry.details
    person = members.get(UUID(details["person"])) if details.get("person") else None
    return Line(
        id=entry.id,
        kind=entry.kind,
        words=happening(entry.kind, details, zone),
        facts=_facts(details, person),
        note=f"{note.symbol}" if note else None,
        address=_address(entry, note),
        hat=entry.hat,
        at=entry.at,
        read=entry.read_at is not None,
    )


def _facts(details: Mapping[str, Any], person: str | None) -> list[tuple[str, str]]:
    """What stands beside the words: labels and values, so that no sentence is made of parts."""
    acting = str(details.get("acting", ""))
    facts = [
        (N_("Person"), person),
        (N_("Function"), names.role(details["function"]) if details.get("function") else None),
        (N_("Reason"), details.get("reason")),
        (N_("By"), _office(acting)),
    ]
    return [(gettext(label), str(value)) for label, value in facts if value]


def _office(acting: str) -> str | None:
    """An office by its name. The clock and the command say nothing that a reader needs."""
    try:
        return names.hat(str(parse_hat(acting)))
    except Invalid:
        return None


def _address(entry: InboxEntry, note: Note | None) -> str | None:
    hat = f"?as={entry.hat}" if entry.hat else ""
    if note is not None:
        section = entry.details.get("section")
        place = f"/sections/{section}" if section and not str(entry.hat).startswith("delegation") else ""
        return f"/notes/{note.slug}{place}{hat}"
    if entry.kind.startswith("handover"):
        return f"/conferences/{entry.details['conference']}{hat}"
    if entry.kind in ("password_changed", "second_factor_changed"):
        return "/profile/security"
    return f"/people{hat}" if entry.kind in ("appointed", "appointment_ended", "member_admitted") else None


def _entry(named: str) -> UUID | None:
    try:
        return UUID(named) if named else None
    except ValueError:
        return UUID(int=0)  # names nothing, so that nothing is marked


HANDLERS = [inbox_page, inbox_elsewhere, mark]
