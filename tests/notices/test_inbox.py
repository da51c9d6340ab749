"""Who is told, how much, and how often: once."""

import threading
import uuid

import pytest

from drafting.domain.events import EVENTS, Audience, Event, EventKind
from drafting.domain.hats import Role
from drafting.domain.workflow import Stage
from drafting.notices import inbox, recipients
from drafting.notices.inbox import spread
from drafting.notices.recipients import Recipient
from drafting.store.notes import Note
from drafting.store.outbox import InboxEntry, OutboxRow, inbox_of, mark_read, unread_count
from drafting.store.people import Appointment
from drafting.store.work import COMMAND, Actor, Keeping
from tests.makers import People, enter, make_note, make_people, make_person

NOBODY = Actor(None, None, None, "tests")


@pytest.fixture
def people(keeping: Keeping) -> People:
    return make_people(keeping)


def tell(keeping: Keeping, event: Event, by: Actor = NOBODY) -> None:
    with keeping.writing(by) as work:
        work.tell(event)


def told(keeping: Keeping, event: Event, by: Actor = NOBODY) -> dict[str, set[str]]:
    """Hat → functions of the persons who find this one event in their inbox."""
    tell(keeping, event, by)
    assert spread(keeping) == 1
    found: dict[str, set[str]] = {}
    with keeping.reading(COMMAND) as work:
        functions = {held.person_id: held.function for held in work.session.query(Appointment)}
        for entry in work.session.query(InboxEntry):
            found.setdefault(entry.hat or "person", set()).add(functions[entry.person_id])
    return found


def entries(keeping: Keeping, person: uuid.UUID) -> list[InboxEntry]:
    with keeping.reading(COMMAND) as work:
        return inbox_of(work.session, person, limit=100)


@pytest.fixture(autouse=True)
def nothing_told_before(keeping: Keeping, people: People):
    """Making people and notes tells nothing that these tests should count."""
    _forget(keeping)


def _forget(keeping: Keeping) -> None:
    with keeping.writing(COMMAND) as work:
        work.session.query(InboxEntry).delete()
        work.session.query(OutboxRow).delete()


def note_in(keeping: Keeping, *stages: Stage) -> uuid.UUID:
    note = make_note(keeping)
    with keeping.writing(COMMAND) as work:
        for stage in stages:
            note = enter(work, note, stage)
    _forget(keeping)
    return note.id


def test_offices_are_told_under_the_hat_that_is_concerned(keeping: Keeping):
    note = note_in(keeping)
    found = told(keeping, Event(EventKind.CONSENT_GIVEN, note, {"act": "circulate", "seat": "RCM:PA"}))
    assert found == {
        "secretariat:RCM": {"coordinator", "drafter"},
        "secretariat:SACM": {"coordinator", "drafter"},
        "presidency:RCM:PA": {"head", "focal_point"},
        "presidency:SACM:UY": {"head", "focal_point"},
    }


def test_members_and_troikas_hear_nothing_of_a_note_that_was_not_with_them(keeping: Keeping):
    note = note_in(keeping, Stage.PRESIDENCY_REVIEW)
    found = told(keeping, Event(EventKind.NOTE_MOVED, note, {"move": "submit", "to": "presidency_review"}))
    assert {hat.split(":")[0] for hat in found} == {"secretariat", "presidency"}


def test_the_troikas_hear_from_their_own_stage_on(keeping: Keeping):
    note = note_in(keeping, Stage.PRESIDENCY_REVIEW, Stage.TROIKA_REVIEW)
    found = told(keeping, Event(EventKind.NOTE_MOVED, note, {"move": "forward", "to": "troika_review"}))
    assert found["troika:RCM:GT"] == {"focal_point", "seat_official"}
    assert {hat for hat in found if hat.startswith("delegation")} == set()


def test_members_hear_from_the_circulation_on_without_the_reasons(keeping: Keeping, people: People):
    note = note_in(keeping, Stage.TROIKA_REVIEW, Stage.CONSULTATION, Stage.CONSOLIDATION)
    data = {"move": "return", "to": "consolidation", "reason": "a sentence of the presidencies", "sections": ["3"]}
    found = told(keeping, Event(EventKind.NOTE_MOVED, note, data))
    assert found["delegation:MX"] == {"head", "focal_point"}
    assert len([hat for hat in found if hat.startswith("delegation")]) == 23 - 6
    (entry,) = entries(keeping, people.delegation("MX").person)
    assert entry.details == {"move": "return", "to": "consolidation", "acting": "tests"}
    (entry,) = entries(keeping, people.coordinator().person)
    assert entry.details["reason"] == "a sentence of the presidencies"


def test_a_note_of_one_conference_is_no_business_of_the_other(keeping: Keeping):
    note = note_in(keeping)
    with keeping.writing(COMMAND) as work:
        work.session.get_one(Note, note).scope = "RCM"
    found = told(keeping, Event(EventKind.CONSENT_GIVEN, note, {}))
    assert set(found) == {"secretariat:RCM", "presidency:RCM:PA"}


def test_a_seat_is_told_and_nobody_else(keeping: Keeping):
    note = note_in(keeping, Stage.TROIKA_REVIEW)
    assert told(keeping, Event(EventKind.SEAT_REMINDED, note, {"seat": "RCM:GT"})) == {
        "troika:RCM:GT": {"focal_point", "seat_official"}
    }


def test_a_presidency_is_told_as_presidency(keeping: Keeping):
    note = note_in(keeping, Stage.TROIKA_REVIEW)
    assert set(told(keeping, Event(EventKind.SEAT_REMINDED, note, {"seat": "RCM:PA"}))) == {"presidency:RCM:PA"}


def test_what_a_country_submits_is_told_to_it_and_to_the_secretariats(keeping: Keeping):
    note = note_in(keeping, Stage.CONSULTATION)
    found = told(keeping, Event(EventKind.COMMENTS_SUBMITTED, note, {"country": "MX", "numbers": ["3-MEX-01"]}))
    assert set(found) == {"secretariat:RCM", "secretariat:SACM", "delegation:MX"}
    assert found["delegation:MX"] == {"head", "focal_point"}


def test_what_is_written_inside_a_delegation_is_told_to_its_admitted_members_alone(keeping: Keeping, people: People):
    note = note_in(keeping, Stage.CONSULTATION)
    with keeping.writing(COMMAND) as work:
        waiting = make_person(work, "not yet admitted", ("delegation", "MX", "expert"))
        work.session.query(Appointment).filter_by(person_id=waiting).one().admitted_at = None
    event = Event(EventKind.COMMENT_READY, note, {"comment": str(uuid.uuid4())}, delegation="MX")
    assert told(keeping, event) == {"delegation:MX": {"head", "focal_point", "deputy", "expert"}}
    assert entries(keeping, waiting) == []


def test_an_appointment_is_told_to_the_person_and_to_every_member(keeping: Keeping, people: People):
    with keeping.writing(COMMAND) as work:
        person = make_person(work, "Iris", ("delegation", "MX", "expert"))
    data = {"person": str(person), "body": "delegation", "code": "MX", "function": "expert", "admitted": False}
    found = told(keeping, Event(EventKind.APPOINTED, data=data, delegation="MX"), by=people.operator)
    assert found == {"person": {"expert"}, "delegation:MX": {"head", "focal_point", "deputy", "expert"}}


def test_a_stranger_confirmed_from_outside_is_told_to_those_who_left_as_well(keeping: Keeping, people: People, clock):
    with keeping.writing(COMMAND) as work:
        left = make_person(work, "Gone", ("delegation", "GT", "expert"))
        work.session.query(Appointment).filter_by(person_id=left).one().until = work.now
        new = make_person(work, "Iris", ("delegation", "GT", "head"))
    clock.move(days=1)
    data = {"person": str(new), "code": "GT", "former": True}
    tell(keeping, Event(EventKind.MEMBER_ADMITTED, data=data, delegation="GT"))
    spread(keeping)
    assert len(entries(keeping, left)) == len(entries(keeping, new)) == 1


def test_a_handover_is_told_to_the_incoming_country(keeping: Keeping):
    found = told(keeping, Event(EventKind.HANDOVER_PROPOSED, data={"conference": "RCM", "country": "GT"}))
    assert found == {"delegation:GT": {"focal_point", "seat_official"}}


def test_a_confirmed_handover_is_told_to_the_secretariat_of_that_conference(keeping: Keeping):
    found = told(keeping, Event(EventKind.HANDOVER_CONFIRMED, data={"conference": "RCM", "country": "GT"}))
    assert set(found) == {"secretariat:RCM", "delegation:GT"}


def test_whoever_did_it_is_not_told_of_it(keeping: Keeping, people: People):
    note = note_in(keeping)
    tell(keeping, Event(EventKind.CONSENT_GIVEN, note, {}), by=people.coordinator())
    spread(keeping)
    assert entries(keeping, people.coordinator().person) == []
    assert len(entries(keeping, people.drafter().person)) == 1


def test_a_change_of_ones_own_password_is_told_to_oneself(keeping: Keeping, people: People):
    me = people.delegation("MX")
    tell(keeping, Event(EventKind.PASSWORD_CHANGED, data={"person": str(me.person)}), by=me)
    spread(keeping)
    assert [entry.kind for entry in entries(keeping, me.person)] == ["password_changed"]


def test_an_observer_finds_nothing_in_their_inbox_whatever_happens(keeping: Keeping, people: People):
    note = note_in(keeping, Stage.TROIKA_REVIEW, Stage.CONSULTATION)
    for kind in EventKind:
        tell(keeping, Event(kind, note, {"seat": "RCM:GT", "country": "MX"}, delegation="MX"))
    assert spread(keeping) == len([kind for kind in EventKind if EVENTS[kind].audience])
    assert entries(keeping, people.observer.person) == []


def test_every_audience_can_be_found():
    assert set(recipients._FINDERS) == set(Audience)


def test_an_event_is_spread_once(keeping: Keeping, people: People):
    tell(keeping, Event(EventKind.CONSENT_GIVEN, note_in(keeping), {}))
    assert (spread(keeping), spread(keeping)) == (1, 0)
    assert len(entries(keeping, people.drafter().person)) == 1


def test_several_workers_spread_each_event_once(keeping: Keeping, people: People):
    note = note_in(keeping)
    for number in range(60):
        tell(keeping, Event(EventKind.CONSENT_GIVEN, note, {"act": str(number)}))
    done: list[int] = []
    workers = [threading.Thread(target=lambda: done.append(spread(keeping))) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(done) + spread(keeping) == 60
    assert sorted(entry.details["act"] for entry in entries(keeping, people.drafter().person)) == sorted(
        str(number) for number in range(60)
    )


def test_one_event_that_cannot_be_spread_does_not_hold_the_others_up(keeping, people, clock, monkeypatch, caplog):
    note = note_in(keeping)
    for act in ("good", "bad", "good"):
        tell(keeping, Event(EventKind.CONSENT_GIVEN, note, {"act": act}))
    original = inbox.recipients

    def failing(work, details) -> list[Recipient]:
        if details["data"]["act"] == "bad":
            raise ZeroDivisionError("words that belong to nobody's log")
        return original(work, details)

    monkeypatch.setattr(inbox, "recipients", failing)
    assert spread(keeping) == 2
    assert spread(keeping) == 0
    with keeping.reading(COMMAND) as work:
        (row,) = work.session.query(OutboxRow).filter(OutboxRow.done_at.is_(None))
        assert (row.trouble, row.tries) == ("ZeroDivisionError", 1)
    monkeypatch.setattr(inbox, "recipients", original)
    clock.move(minutes=2)
    assert spread(keeping) == 1


def test_each_marks_their_own_entries_as_read(keeping: Keeping, people: People):
    note = note_in(keeping)
    for _ in range(2):
        tell(keeping, Event(EventKind.CONSENT_GIVEN, note, {}))
    spread(keeping)
    me, other = people.drafter("RCM").person, people.drafter("SACM").person
    first = entries(keeping, me)[0].id
    with keeping.writing(COMMAND) as work:
        mark_read(work.session, other, work.now, entry_id=first)
        assert unread_count(work.session, me) == 2
        mark_read(work.session, me, work.now, entry_id=first)
        assert unread_count(work.session, me) == 1
        mark_read(work.session, me, work.now)
        assert (unread_count(work.session, me), unread_count(work.session, other)) == (0, 2)


def test_a_role_that_ended_hears_nothing_more(keeping: Keeping, people: People):
    note = note_in(keeping)
    person = people.by_hat["secretariat:RCM", Role.DRAFTER].person
    with keeping.writing(COMMAND) as work:
        work.session.query(Appointment).filter_by(person_id=person).one().until = work.now
    tell(keeping, Event(EventKind.CONSENT_GIVEN, note, {}))
    spread(keeping)
    assert entries(keeping, person) == []
