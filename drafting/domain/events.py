"""What can be told: one row for each kind of event, with the chain it is recorded in and whose inbox it reaches."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID


class Chain(StrEnum):
    """NOTE: deeds others may know of. DELEGATION: deeds inside one delegation, shown to it alone. PEOPLE: persons,
    appointments, conferences, settings."""

    NOTE = "note"
    DELEGATION = "delegation"
    PEOPLE = "people"


class Audience(StrEnum):
    """Whose inbox an event reaches. COUNTRY and PERSON are named in the event's data (`country`, `person`)."""

    NOBODY = "nobody"
    SECRETARIATS = "secretariats"
    PRESIDENCIES = "presidencies"
    SEATS = "seats"
    MEMBERS = "members"
    COUNTRY = "country"
    SEAT = "seat"
    PERSON = "person"
    DELEGATION = "delegation"


class EventKind(StrEnum):
    NOTE_CREATED = "note_created"
    NOTE_DISCARDED = "note_discarded"
    SETTINGS_CHANGED = "settings_changed"
    SECTION_SAVED = "section_saved"
    SECTION_READY = "section_ready"
    SECTION_NOT_READY = "section_not_ready"
    SECTION_OPENED = "section_opened"
    SECTION_CLOSED = "section_closed"
    NOTE_MOVED = "note_moved"
    CONSENT_GIVEN = "consent_given"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    TEXT_FROZEN = "text_frozen"
    POSITION_TAKEN = "position_taken"
    POSITION_WITHDRAWN = "position_withdrawn"
    POSITION_REPLIED = "position_replied"
    SEAT_REMINDED = "seat_reminded"
    WAY_OUT_TAKEN = "way_out_taken"
    DEADLINE_EXTENDED = "deadline_extended"
    COMMENTS_SUBMITTED = "comments_submitted"
    COMMENT_WITHDRAWN = "comment_withdrawn"
    COUNTRY_ASSOCIATED = "country_associated"
    ANSWER_PROPOSED = "answer_proposed"
    ANSWERS_RELEASED = "answers_released"
    ANSWER_REPLIED = "answer_replied"
    STATUS_DECLARED = "status_declared"
    RECEIPT_ACKNOWLEDGED = "receipt_acknowledged"
    MEETING_RECORDED = "meeting_recorded"
    MEETING_CONFIRMED = "meeting_confirmed"
    NOTE_PUBLISHED = "note_published"
    COMMENT_DRAFTED = "comment_drafted"
    COMMENT_EDITED = "comment_edited"
    COMMENT_READY = "comment_ready"
    COMMENT_DISCARDED = "comment_discarded"
    COMMENT_SENT = "comment_sent"
    MEMBER_ADMITTED = "member_admitted"
    PERSON_INVITED = "person_invited"
    PERSON_JOINED = "person_joined"
    PERSON_DISABLED = "person_disabled"
    APPOINTED = "appointed"
    APPOINTMENT_ENDED = "appointment_ended"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of an event
    SECOND_FACTOR_CHANGED = "second_factor_changed"
    ACCESS_RESET = "access_reset"
    CONFERENCE_LOADED = "conference_loaded"
    OUTLINE_LOADED = "outline_loaded"
    HANDOVER_PROPOSED = "handover_proposed"
    HANDOVER_CONFIRMED = "handover_confirmed"


@dataclass(frozen=True)
class Row:
    chain: Chain
    audience: tuple[Audience, ...] = ()


_NOTE, _INSIDE, _PEOPLE = Chain.NOTE, Chain.DELEGATION, Chain.PEOPLE
_OFFICES = (Audience.SECRETARIATS, Audience.PRESIDENCIES)

EVENTS: Mapping[EventKind, Row] = {
    EventKind.NOTE_CREATED: Row(_NOTE, _OFFICES),
    EventKind.NOTE_DISCARDED: Row(_PEOPLE, (Audience.SECRETARIATS,)),
    EventKind.SETTINGS_CHANGED: Row(_NOTE, _OFFICES),
    EventKind.SECTION_SAVED: Row(_NOTE),
    EventKind.SECTION_READY: Row(_NOTE),
    EventKind.SECTION_NOT_READY: Row(_NOTE),
    EventKind.SECTION_OPENED: Row(_NOTE, (Audience.SECRETARIATS,)),
    EventKind.SECTION_CLOSED: Row(_NOTE, (Audience.SECRETARIATS,)),
    EventKind.NOTE_MOVED: Row(_NOTE, (*_OFFICES, Audience.SEATS, Audience.MEMBERS)),
    EventKind.CONSENT_GIVEN: Row(_NOTE, _OFFICES),
    EventKind.CONSENT_WITHDRAWN: Row(_NOTE, _OFFICES),
    EventKind.TEXT_FROZEN: Row(_NOTE),
    EventKind.POSITION_TAKEN: Row(_NOTE, _OFFICES),
    EventKind.POSITION_WITHDRAWN: Row(_NOTE, _OFFICES),
    EventKind.POSITION_REPLIED: Row(_NOTE, (Audience.SEAT,)),
    EventKind.SEAT_REMINDED: Row(_NOTE, (Audience.SEAT,)),
    EventKind.WAY_OUT_TAKEN: Row(_NOTE, (*_OFFICES, Audience.SEATS)),
    EventKind.DEADLINE_EXTENDED: Row(_NOTE, (*_OFFICES, Audience.SEATS, Audience.MEMBERS)),
    EventKind.COMMENTS_SUBMITTED: Row(_NOTE, (Audience.SECRETARIATS, Audience.COUNTRY)),
    EventKind.COMMENT_WITHDRAWN: Row(_NOTE, (Audience.SECRETARIATS, Audience.COUNTRY)),
    EventKind.COUNTRY_ASSOCIATED: Row(_NOTE, (Audience.SECRETARIATS, Audience.COUNTRY)),
    EventKind.ANSWER_PROPOSED: Row(_NOTE),
    EventKind.ANSWERS_RELEASED: Row(_NOTE, (*_OFFICES, Audience.MEMBERS)),
    EventKind.ANSWER_REPLIED: Row(_NOTE, _OFFICES),
    EventKind.STATUS_DECLARED: Row(_NOTE, _OFFICES),
    EventKind.RECEIPT_ACKNOWLEDGED: Row(_NOTE, (Audience.SECRETARIATS,)),
    EventKind.MEETING_RECORDED: Row(_NOTE, _OFFICES),
    EventKind.MEETING_CONFIRMED: Row(_NOTE, _OFFICES),
    EventKind.NOTE_PUBLISHED: Row(_NOTE, (*_OFFICES, Audience.SEATS, Audience.MEMBERS)),
    EventKind.COMMENT_DRAFTED: Row(_INSIDE),
    EventKind.COMMENT_EDITED: Row(_INSIDE),
    EventKind.COMMENT_READY: Row(_INSIDE, (Audience.DELEGATION,)),
    EventKind.COMMENT_DISCARDED: Row(_INSIDE),
    EventKind.COMMENT_SENT: Row(_INSIDE),
    EventKind.MEMBER_ADMITTED: Row(_PEOPLE, (Audience.PERSON, Audience.DELEGATION)),
    EventKind.PERSON_INVITED: Row(_PEOPLE),
    EventKind.PERSON_JOINED: Row(_PEOPLE),
    EventKind.PERSON_DISABLED: Row(_PEOPLE, (Audience.DELEGATION,)),
    EventKind.APPOINTED: Row(_PEOPLE, (Audience.PERSON, Audience.DELEGATION)),
    EventKind.APPOINTMENT_ENDED: Row(_PEOPLE, (Audience.PERSON, Audience.DELEGATION)),
    EventKind.PASSWORD_CHANGED: Row(_PEOPLE, (Audience.PERSON,)),
    EventKind.SECOND_FACTOR_CHANGED: Row(_PEOPLE, (Audience.PERSON,)),
    EventKind.ACCESS_RESET: Row(_PEOPLE, (Audience.PERSON, Audience.DELEGATION)),
    EventKind.CONFERENCE_LOADED: Row(_PEOPLE),
    EventKind.OUTLINE_LOADED: Row(_PEOPLE),
    EventKind.HANDOVER_PROPOSED: Row(_PEOPLE, (Audience.COUNTRY,)),
    EventKind.HANDOVER_CONFIRMED: Row(_PEOPLE, (Audience.SECRETARIATS, Audience.COUNTRY)),
}


@dataclass(frozen=True)
class Event:
    """Something that happened. `data` is what the record keeps and the inbox shows: plain JSON values only.

    `delegation` names whose chain it is where the kind belongs to a delegation's own chain, and whose inbox it reaches
    where the audience is the delegation.
    """

    kind: EventKind
    note: UUID | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    delegation: str | None = None

    @property
    def chain(self) -> str:
        """The name of its chain: `note:<id>`, `delegation:<id>:<country>` or `people`."""
        row = EVENTS[self.kind]
        if row.chain is Chain.NOTE:
            return f"note:{self.note}"
        if row.chain is Chain.DELEGATION:
            return f"delegation:{self.note}:{self.delegation}"
        return "people"
