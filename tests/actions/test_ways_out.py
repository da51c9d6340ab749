"""Ways out of a deadlock: both presidencies, under their conditions, recorded."""

from datetime import UTC, datetime, timedelta

import pytest

from drafting.actions.access import open_note, presidencies_of
from drafting.actions.moves.ways_out import take_way_out
from drafting.actions.reviews.reminders import remind_seat
from drafting.domain.errors import Blocked, Invalid, NotAllowed, NotPossible
from drafting.domain.guards import no_ad_referendum, no_request
from drafting.domain.hats import SeatName
from drafting.domain.positions import Decision
from drafting.domain.ways_out import WayOutKind, passable_from
from drafting.domain.workflow import Move, Stage
from drafting.store.conferences import Term
from drafting.store.work import COMMAND
from tests.makers import make_note
from tests.reviewing import again, amend, clear, decide, move, note_at, people_of, stage_now, state_of, together


def take(keeping, note, kind: WayOutKind, by, **about):
    with keeping.writing(by) as work:
        return take_way_out(work, str(note.id), kind, **{"reason": "No hay otra salida.", **about})


def agree(keeping, note, kind: WayOutKind, **about):
    people = people_of(keeping)
    first = take(keeping, note, kind, people.presidency("RCM"), **about)
    assert (first.state, first.waiting_for) == ("waiting", ("presidency:SACM:UY",))
    return take(keeping, note, kind, people.presidency("SACM"), **about)


def remind(keeping, note, seat: str):
    with keeping.writing(people_of(keeping).presidency()) as work:
        return remind_seat(work, str(note.id), seat)


@pytest.fixture
def note(keeping):
    return note_at(keeping, Stage.TROIKA_REVIEW)


def test_a_silent_seat_is_passed_three_working_days_after_a_reminder(keeping, clock, note):
    people = people_of(keeping)
    clear(keeping, note, *map(people.troika, ("SV", "GT", "PY")))
    clear(keeping, note, people.troika("BO"), labels="123456")
    with pytest.raises(Blocked) as unreminded:
        take(keeping, note, WayOutKind.PASS_SEAT, people.presidency(), seat="SACM:BO")
    assert unreminded.value.blockers[0].code == "not-reminded"

    reminded = remind(keeping, note, "SACM:BO")
    assert reminded.sections == ("7",)
    clock.now = reminded.passable_from - timedelta(seconds=1)
    with pytest.raises(Blocked) as early:
        take(keeping, note, WayOutKind.PASS_SEAT, people.presidency(), seat="SACM:BO")
    assert early.value.blockers[0].code == "too-early"

    clock.now = reminded.passable_from
    assert agree(keeping, note, WayOutKind.PASS_SEAT, seat="SACM:BO").state == "done"
    assert together(keeping, note, Move.CIRCULATE).state == "done"


def test_a_seat_is_passed_on_the_words_it_was_passed_on(keeping, clock, note):
    people = people_of(keeping)
    clear(keeping, note, *map(people.troika, ("SV", "GT", "PY")))
    remind(keeping, note, "SACM:BO")
    clock.move(days=7)
    agree(keeping, note, WayOutKind.PASS_SEAT, seat="SACM:BO")
    decide(keeping, note, "4", Decision.REQUEST_CHANGES, people.troika("GT"))
    amend(keeping, note, "4")
    clear(keeping, note, *map(people.presidency, ("RCM", "SACM")), *map(people.troika, ("SV", "GT", "PY")), labels="4")

    with pytest.raises(Blocked) as refused:
        move(keeping, note, Move.CIRCULATE, people.presidency())

    assert [(b.code, b.section, b.who) for b in refused.value.blockers] == [("not-cleared", "4", "SACM:BO")]


@pytest.mark.parametrize(
    ("reminded", "passable"),
    [
        (datetime(2018, 8, 15, 14, 0, tzinfo=UTC), datetime(2018, 8, 20, 14, 0, tzinfo=UTC)),  # Wednesday → Monday
        (datetime(2018, 8, 17, 23, 0, tzinfo=UTC), datetime(2018, 8, 22, 23, 0, tzinfo=UTC)),  # Friday → Wednesday
        (datetime(2018, 8, 18, 14, 0, tzinfo=UTC), datetime(2018, 8, 22, 14, 0, tzinfo=UTC)),  # Saturday → Wednesday
    ],
)
def test_working_days_are_monday_to_friday_where_the_lead_presidency_is(reminded, passable):
    assert passable_from(reminded, "America/Panama") == passable


def test_a_seat_that_spoke_is_neither_reminded_nor_passed(keeping, note):
    people = people_of(keeping)
    clear(keeping, note, people.troika("BO"))

    with pytest.raises(NotPossible):
        remind(keeping, note, "SACM:BO")
    with pytest.raises(NotPossible):
        take(keeping, note, WayOutKind.PASS_SEAT, people.presidency(), seat="SACM:BO")


def test_a_request_is_carried_into_the_text_as_brackets(keeping, note):
    people = people_of(keeping)
    decide(keeping, note, "4", Decision.REQUEST_CHANGES, people.troika("GT"))
    with pytest.raises(Blocked) as refused:
        take(keeping, note, WayOutKind.BRACKETS, people.presidency(), seat="RCM:GT", section="4")
    assert refused.value.blockers[0].code == "no-brackets"

    amend(keeping, note, "4", "Queda abierto [este texto].")
    assert agree(keeping, note, WayOutKind.BRACKETS, seat="RCM:GT", section="4").state == "done"

    assert list(no_request(state_of(keeping, note))) == []


def test_a_heading_is_set_aside_and_brought_back(keeping, note):
    people = people_of(keeping)
    clear(keeping, note, *map(people.troika, ("SV", "GT", "PY", "BO")), labels="123456")

    agree(keeping, note, WayOutKind.SET_ASIDE, section="7")
    assert [section.label for section in state_of(keeping, note).in_play] == list("123456")
    with pytest.raises(NotPossible):
        take(keeping, note, WayOutKind.SET_ASIDE, people.presidency(), section="7")
    agree(keeping, note, WayOutKind.BRING_BACK, section="7")

    assert len(state_of(keeping, note).in_play) == 7


def test_an_ad_referendum_lapses_to_no_position(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.CLEARANCE)
    decide(keeping, note, "4", Decision.AD_REFERENDUM, people.troika("GT"))

    agree(keeping, note, WayOutKind.LAPSE, seat="RCM:GT", section="4")

    assert list(no_ad_referendum(state_of(keeping, note))) == []
    assert together(keeping, note, Move.OPEN_ADOPTION).state == "done"


def vacate(keeping, conference: str) -> None:
    with keeping.writing(COMMAND) as work:
        for term in work.session.query(Term).filter(Term.conference == conference, Term.since.is_not(None)):
            term.until = term.until or work.now


def presiding(keeping, note) -> list[SeatName]:
    with keeping.reading(COMMAND) as work:
        opened = open_note(work, again(work, note))
        return presidencies_of(work, opened.note, opened.passage)


def test_the_previous_country_acts_for_a_vacant_presidency_by_agreement_of_the_other_alone(keeping):
    people = people_of(keeping)
    vacate(keeping, "RCM")
    note = make_note(keeping)
    assert presiding(keeping, note) == [SeatName("SACM", "UY")]

    moved = take(keeping, note, WayOutKind.ACTING_PRESIDENCY, people.presidency("SACM"), seat="RCM:PA")

    assert moved.state == "done"
    assert presiding(keeping, note) == [SeatName("RCM", "PA"), SeatName("SACM", "UY")]


def test_a_country_may_offer_to_act_and_the_other_presidency_agrees(keeping, note):
    people = people_of(keeping)

    offered = take(keeping, note, WayOutKind.ACTING_PRESIDENCY, people.troika("SV"), seat="RCM:SV")
    assert (offered.state, offered.waiting_for) == ("waiting", ("presidency:SACM:UY",))
    agreed = take(keeping, note, WayOutKind.ACTING_PRESIDENCY, people.presidency("SACM"), seat="RCM:SV", reason=None)

    assert agreed.state == "done"
    assert presiding(keeping, note) == [SeatName("RCM", "SV"), SeatName("SACM", "UY")]
    move(keeping, note, Move.RETURN, people.troika("SV"), reason="Falta.", sections=["4"])
    assert stage_now(keeping, note) is Stage.DRAFTING


def test_only_the_previous_country_acts_and_nobody_else_offers_it(keeping, note):
    people = people_of(keeping)

    with pytest.raises(NotPossible):
        take(keeping, note, WayOutKind.ACTING_PRESIDENCY, people.presidency("SACM"), seat="RCM:GT")
    with pytest.raises(NotAllowed):
        take(keeping, note, WayOutKind.ACTING_PRESIDENCY, people.troika("PY"), seat="RCM:SV")


def test_whoever_takes_office_ends_the_acting(keeping, clock, note):
    people = people_of(keeping)
    take(keeping, note, WayOutKind.ACTING_PRESIDENCY, people.presidency("SACM"), seat="RCM:SV")
    clock.move(days=1)
    vacate(keeping, "RCM")
    with keeping.writing(COMMAND) as work:
        work.session.query(Term).filter(Term.country == "GT").one().since = work.now

    assert presiding(keeping, note)[0] == SeatName("RCM", "GT")


@pytest.mark.parametrize(
    ("kind", "about", "pointer"),
    [
        (WayOutKind.PASS_SEAT, {}, "/seat"),
        (WayOutKind.PASS_SEAT, {"seat": "RCM:XX"}, "/seat"),
        (WayOutKind.BRACKETS, {"seat": "RCM:GT"}, "/section"),
        (WayOutKind.SET_ASIDE, {"section": "9"}, "/section"),
        (WayOutKind.SET_ASIDE, {"section": "4", "reason": ""}, "/reason"),
    ],
)
def test_what_a_way_out_must_name_is_asked_for(keeping, note, kind, about, pointer):
    with pytest.raises(Invalid) as refused:
        take(keeping, note, kind, people_of(keeping).presidency(), **about)

    assert [fault.pointer for fault in refused.value.faults] == [pointer]


@pytest.mark.parametrize("who", ["coordinator", "drafter", "troika", "delegation"])
def test_ways_out_are_the_presidencies_alone(keeping, note, who):
    with pytest.raises(NotAllowed):
        take(keeping, note, WayOutKind.SET_ASIDE, getattr(people_of(keeping), who)(), section="4")


def test_a_reminder_counts_only_for_the_words_that_stood_when_it_was_sent(keeping, clock, note):
    people = people_of(keeping)
    clear(keeping, note, *map(people.troika, ("SV", "GT", "PY", "BO")))
    decide(keeping, note, "2", Decision.IN_CONSULTATION, people.troika("BO"))
    reminded = remind(keeping, note, "SACM:BO")
    decide(keeping, note, "3", Decision.REQUEST_CHANGES, people.troika("SV"))
    clock.now = reminded.passable_from
    amend(keeping, note, "3")

    with pytest.raises(Blocked) as never_asked:
        take(keeping, note, WayOutKind.PASS_SEAT, people.presidency(), seat="SACM:BO", section="3")
    assert never_asked.value.blockers[0].code == "not-reminded"
    assert agree(keeping, note, WayOutKind.PASS_SEAT, seat="SACM:BO", section="2").state == "done"

    again_reminded = remind(keeping, note, "SACM:BO")
    clock.now = again_reminded.passable_from
    assert agree(keeping, note, WayOutKind.PASS_SEAT, seat="SACM:BO", section="3").state == "done"
