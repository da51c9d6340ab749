"""What happened, in words: one line for each kind of entry of the record, in the reader's language.

Who did it stands beside the line, so that no sentence has to be bent to fit an office.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from drafting.domain.events import EventKind
from drafting.domain.ways_out import WayOutKind
from drafting.domain.workflow import Move
from drafting.locale import N_, current, gettext, pgettext
from drafting.web import names
from drafting.web.times import moment

Data = Mapping[str, Any]

PURPOSES = {
    "to_presidencies": N_("for the review by the Presidencies"),
    "to_troika": N_("for the troika review"),
    "to_members": N_("for the Member Countries"),
    "to_clearance": N_("for final clearance"),
    "to_adoption": N_("for adoption"),
    "adopted": N_("as adopted"),
}
WAYS_OUT = {
    WayOutKind.PASS_SEAT: N_("A seat is no longer waited for"),
    WayOutKind.BRACKETS: N_("A request is carried into the text in square brackets"),
    WayOutKind.SET_ASIDE: N_("A heading is set aside"),
    WayOutKind.BRING_BACK: N_("A heading is taken up again"),
    WayOutKind.LAPSE: N_("An ad referendum lapses"),
    WayOutKind.ACTING_PRESIDENCY: N_("The previous country acts for a Presidency"),
}
# Kinds that need no more than their name.
PLAIN = {
    EventKind.SETTINGS_CHANGED: N_("Settings of the note changed"),
    EventKind.MEETING_CONFIRMED: N_("Adoption at the meeting confirmed"),
    EventKind.COMMENT_DRAFTED: N_("Internal comment written"),
    EventKind.COMMENT_EDITED: N_("Internal comment changed"),
    EventKind.COMMENT_READY: N_("Internal comment marked ready"),
    EventKind.COMMENT_DISCARDED: N_("Internal comment left out"),
    EventKind.MEMBER_ADMITTED: N_("Admitted to the room of the delegation"),
    EventKind.PERSON_INVITED: N_("Invitation sent"),
    EventKind.PERSON_JOINED: N_("Invitation accepted"),
    EventKind.PERSON_DISABLED: N_("Account closed"),
    EventKind.APPOINTED: N_("Appointment made"),
    EventKind.APPOINTMENT_ENDED: N_("Appointment ended"),
    EventKind.PASSWORD_CHANGED: N_("Password changed"),
    EventKind.SECOND_FACTOR_CHANGED: N_("Second step of the sign-in changed"),
    EventKind.ACCESS_RESET: N_("Access reset by the administration of the system"),
    EventKind.CONFERENCE_LOADED: N_("Conference loaded"),
    EventKind.OUTLINE_LOADED: N_("Outline loaded"),
    EventKind.HANDOVER_PROPOSED: N_("Handover of the Presidency proposed"),
    EventKind.HANDOVER_CONFIRMED: N_("Handover of the Presidency confirmed"),
}


def happening(kind: str, data: Data, zone: str) -> str:
    """A line for what happened; `zone` is the reader's, for the dates in it."""
    if kind in PLAIN:
        return gettext(PLAIN[EventKind(kind)])
    words = _WORDS.get(EventKind(kind))
    return words(data, zone) if words else kind


def _created(data: Data, _zone: str) -> str:
    return gettext("Note created: %(symbol)s", symbol=data.get("symbol", ""))


def _discarded(data: Data, _zone: str) -> str:
    return gettext("Note given up before drafting: %(symbol)s", symbol=data.get("symbol", ""))


def _saved(data: Data, _zone: str) -> str:
    kind = names.version_kind(str(data.get("kind", "saved")))
    return gettext("Section %(section)s, version %(version)s: %(kind)s", **_place(data), kind=names.in_sentence(kind))


def _ready(data: Data, _zone: str) -> str:
    return gettext("Section %(section)s, version %(version)s: marked ready", **_place(data))


def _not_ready(data: Data, _zone: str) -> str:
    return gettext("Section %(section)s, version %(version)s: no longer marked ready", **_place(data))


def _opened(data: Data, _zone: str) -> str:
    return gettext("Section %(section)s: opened for amendment", section=data.get("section", ""))


def _closed(data: Data, _zone: str) -> str:
    return gettext("Section %(section)s: closed to amendment", section=data.get("section", ""))


def _moved(data: Data, _zone: str) -> str:
    move, stage = names.move(str(data.get("move", ""))), names.stage(str(data.get("to", "")))
    return gettext("%(move)s. Stage: %(stage)s", move=move, stage=names.in_sentence(stage))


def _consented(data: Data, _zone: str) -> str:
    return gettext("Agreed to: %(act)s", act=names.in_sentence(act(str(data.get("act", "")))))


def _consent_withdrawn(data: Data, _zone: str) -> str:
    return gettext("Agreement taken back: %(act)s", act=names.in_sentence(act(str(data.get("act", "")))))


def _frozen(data: Data, _zone: str) -> str:
    purpose = PURPOSES.get(str(data.get("purpose", "")), "")
    words = {"label": data.get("label", ""), "purpose": gettext(purpose) if purpose else ""}
    return gettext("Text frozen as %(label)s, %(purpose)s", **words)


def _decided(data: Data, _zone: str) -> str:
    decision = names.decision(str(data.get("decision", "")))
    values = {"section": data.get("section", ""), "decision": names.in_sentence(decision)}
    return gettext("Decision on section %(section)s: %(decision)s", **values)


def _decision_withdrawn(data: Data, _zone: str) -> str:
    decision = names.decision(str(data.get("decision", "")))
    values = {"section": data.get("section", ""), "decision": names.in_sentence(decision)}
    return gettext("Decision on section %(section)s withdrawn: %(decision)s", **values)


def _decision_replied(data: Data, _zone: str) -> str:
    values = {"section": data.get("section", ""), "country": _country_of_seat(data)}
    return gettext("Reply on section %(section)s to the request of: %(country)s", **values)


def _reminded(data: Data, _zone: str) -> str:
    return gettext("Reminder sent to: %(country)s", country=_country_of_seat(data))


def _way_out(data: Data, _zone: str) -> str:
    way = act(str(data.get("kind", "")))
    sections = data.get("sections") or []
    if not sections:
        return gettext("Agreed by the Presidencies: %(act)s", act=names.in_sentence(way))
    values = {"act": names.in_sentence(way), "sections": ", ".join(map(str, sections))}
    return gettext("Agreed by the Presidencies: %(act)s (sections: %(sections)s)", **values)


def _extended(data: Data, zone: str) -> str:
    until = moment(datetime.fromisoformat(data["until"]), current(), zone) if data.get("until") else ""
    return gettext("Deadline extended until %(until)s", until=until)


def _submitted(data: Data, _zone: str) -> str:
    values = {"country": names.country(str(data.get("country", ""))), "numbers": _numbers(data)}
    return gettext("Comments submitted by %(country)s: %(numbers)s", **values)


def _comment_withdrawn(data: Data, _zone: str) -> str:
    return gettext("Comment withdrawn: %(number)s", number=data.get("number", ""))


def _associated(data: Data, _zone: str) -> str:
    values = {"number": data.get("number", ""), "country": names.country(str(data.get("associated", "")))}
    return gettext("Associated with comment %(number)s: %(country)s", **values)


def _proposed(data: Data, _zone: str) -> str:
    return gettext("Answers proposed: %(numbers)s", numbers=_numbers(data))


def _released(data: Data, _zone: str) -> str:
    return gettext("Answers released: %(numbers)s", numbers=_numbers(data))


def _answer_replied(data: Data, _zone: str) -> str:
    stance = names.in_sentence(names.stance(str(data.get("stance", ""))))
    return gettext("Reply to the answer on %(number)s: %(stance)s", number=data.get("number", ""), stance=stance)


def _status(data: Data, _zone: str) -> str:
    status = names.delegation_status(str(data.get("status", "")))
    country = names.country(str(data.get("country", "")))
    return pgettext("delegation", "%(country)s: %(status)s", country=country, status=names.in_sentence(status))


def _acknowledged(data: Data, _zone: str) -> str:
    values = {"label": data.get("label", ""), "country": names.country(str(data.get("country", "")))}
    return gettext("Receipt of %(label)s acknowledged by: %(country)s", **values)


def _meeting(data: Data, _zone: str) -> str:
    values = {"label": data.get("label", ""), "place": data.get("place", "")}
    return gettext("Adoption of %(label)s at a meeting recorded: %(place)s", **values)


def _published(data: Data, _zone: str) -> str:
    if data.get("public"):
        return gettext("Note published: open to everybody")
    return gettext("Note published: to the Member Countries")


def _sent(data: Data, _zone: str) -> str:
    return gettext("Internal comment submitted officially: %(number)s", number=data.get("number", ""))


_WORDS: Mapping[EventKind, Callable[[Data, str], str]] = {
    EventKind.NOTE_CREATED: _created,
    EventKind.NOTE_DISCARDED: _discarded,
    EventKind.SECTION_SAVED: _saved,
    EventKind.SECTION_READY: _ready,
    EventKind.SECTION_NOT_READY: _not_ready,
    EventKind.SECTION_OPENED: _opened,
    EventKind.SECTION_CLOSED: _closed,
    EventKind.NOTE_MOVED: _moved,
    EventKind.CONSENT_GIVEN: _consented,
    EventKind.CONSENT_WITHDRAWN: _consent_withdrawn,
    EventKind.TEXT_FROZEN: _frozen,
    EventKind.POSITION_TAKEN: _decided,
    EventKind.POSITION_WITHDRAWN: _decision_withdrawn,
    EventKind.POSITION_REPLIED: _decision_replied,
    EventKind.SEAT_REMINDED: _reminded,
    EventKind.WAY_OUT_TAKEN: _way_out,
    EventKind.DEADLINE_EXTENDED: _extended,
    EventKind.COMMENTS_SUBMITTED: _submitted,
    EventKind.COMMENT_WITHDRAWN: _comment_withdrawn,
    EventKind.COUNTRY_ASSOCIATED: _associated,
    EventKind.ANSWER_PROPOSED: _proposed,
    EventKind.ANSWERS_RELEASED: _released,
    EventKind.ANSWER_REPLIED: _answer_replied,
    EventKind.STATUS_DECLARED: _status,
    EventKind.RECEIPT_ACKNOWLEDGED: _acknowledged,
    EventKind.MEETING_RECORDED: _meeting,
    EventKind.NOTE_PUBLISHED: _published,
    EventKind.COMMENT_SENT: _sent,
}


def act(name: str) -> str:
    """A joint act by what it is called: a move, or a way out with what it names (`pass_seat:SACM:PY:3`)."""
    kind, _, _named = name.partition(":")
    if kind in set(Move):
        return names.move(kind)
    return gettext(WAYS_OUT[WayOutKind(kind)]) if kind in set(WayOutKind) else name


def _place(data: Data) -> dict[str, Any]:
    return {"section": data.get("section", ""), "version": data.get("version", "")}


def _country_of_seat(data: Data) -> str:
    return names.country(str(data.get("seat", "")).rpartition(":")[2])


def _numbers(data: Data) -> str:
    return ", ".join(map(str, data.get("numbers") or []))
