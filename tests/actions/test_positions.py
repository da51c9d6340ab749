"""Positions: exact words or nothing, receipts, who is asked when, taking back, requests met in place."""

import json
from datetime import date

import pytest

from drafting.actions.access import open_note
from drafting.actions.openness import is_open
from drafting.actions.reviews.openings import set_opening
from drafting.actions.reviews.positions import NewPosition, take_position, take_positions, withdraw_position
from drafting.actions.reviews.replies import reply_to_position
from drafting.actions.sections.saving import restore_version, save_version
from drafting.domain.errors import Invalid, NotAllowed, NotFound, NotPossible, Outdated
from drafting.domain.hats import SeatName
from drafting.domain.positions import Decision, Standing, standing
from drafting.domain.workflow import Move, Stage
from drafting.store.notes import section_of
from drafting.store.record import Entry, entry_hash
from drafting.store.reviews import PositionRow
from drafting.store.work import COMMAND
from tests.reviewing import (
    TROIKA,
    again,
    amend,
    clear,
    decide,
    hash_now,
    move,
    note_at,
    people_of,
    state_of,
    together,
)

GT = SeatName("RCM", "GT")


def shown(keeping, note, seat=GT, label="4") -> Standing:
    state = state_of(keeping, note)
    section = next(section for section in state.sections if section.label == label)
    return standing(state.positions, seat, label, section.text_hash)


def count(keeping) -> int:
    with keeping.reading(COMMAND) as work:
        return work.session.query(PositionRow).count()


def opened(keeping, note, label="4") -> bool:
    with keeping.reading(COMMAND) as work:
        found = again(work, note)
        return is_open(work, open_note(work, found), section_of(work.session, found, label))


@pytest.fixture
def note(keeping):
    return note_at(keeping, Stage.TROIKA_REVIEW)


@pytest.fixture
def gt(keeping):
    return people_of(keeping).troika("GT")


def test_a_receipt_says_what_was_recorded_and_where(keeping, note, gt):
    receipt = decide(keeping, note, "4", Decision.APPROVE, gt)

    assert (receipt.note, receipt.section, receipt.version) == (note.symbol, "4", 1)
    assert (receipt.hat, receipt.text_hash) == ("troika:RCM:GT", hash_now(keeping, note, "4"))
    with keeping.reading(COMMAND) as work:
        entry = work.session.get_one(Entry, (f"note:{note.id}", receipt.entry))
    assert entry_hash(entry.body) == entry.hash == receipt.entry_hash
    assert json.loads(entry.body)["data"]["text_hash"] == receipt.text_hash


def test_nothing_is_recorded_on_words_that_have_moved_and_the_difference_is_shown(keeping, note, gt):
    old = hash_now(keeping, note, "4")
    decide(keeping, note, "4", Decision.REQUEST_CHANGES, people_of(keeping).troika("PY"))
    amend(keeping, note, "4", "Otra frase.")
    before = count(keeping)

    with pytest.raises(Outdated) as refused:
        decide(keeping, note, "4", Decision.APPROVE, gt, on=old)

    details = refused.value.details
    assert refused.value.code == "text-changed"
    assert details["text_hash"] == hash_now(keeping, note, "4")
    joined = "".join(o["text"] for o in details["comparison"]["operations"] if o["op"] != "insert")
    assert joined == details["old"]
    assert "Otra frase." in details["new"]
    assert count(keeping) == before


def test_a_hash_nobody_ever_wrote_is_as_outdated_as_any(keeping, note, gt):
    with pytest.raises(Outdated) as refused:
        decide(keeping, note, "4", Decision.APPROVE, gt, on="0" * 64)

    assert refused.value.details["old"] is None


@pytest.mark.parametrize(
    ("decision", "words", "pointer"),
    [
        (Decision.APPROVE, {"text_hash": None}, "/text_hash"),
        (Decision.REQUEST_CHANGES, {"reason": None}, "/reason"),
        (Decision.REQUEST_CHANGES, {"reason": " \n"}, "/reason"),
        (Decision.REQUEST_CHANGES, {"reason": "x" * 4001}, "/reason"),
        (Decision.IN_CONSULTATION, {}, "/expected_on"),
        (Decision.IN_CONSULTATION, {"expected_on": "mañana"}, "/expected_on"),
        (Decision.IN_CONSULTATION, {"expected_on": date(2018, 8, 14).isoformat()}, "/expected_on"),
        (Decision.REQUEST_CHANGES, {"reason": "x", "proposed_text": "x" * 100_001}, "/proposed_text"),
    ],
)
def test_what_a_decision_needs_is_asked_for_by_name(keeping, note, gt, decision, words, pointer):
    about = {"text_hash": hash_now(keeping, note, "4"), **words}

    with pytest.raises(Invalid) as refused, keeping.writing(gt) as work:
        take_position(work, str(note.id), NewPosition("4", decision, **about))

    assert [fault.pointer for fault in refused.value.faults] == [pointer]


def test_new_words_outdate_an_approval_and_the_old_words_revive_it_without_a_row(keeping, note, gt):
    decide(keeping, note, "4", Decision.APPROVE, gt)
    decide(keeping, note, "4", Decision.REQUEST_CHANGES, people_of(keeping).troika("PY"))
    rows = count(keeping)

    amend(keeping, note, "4")
    assert shown(keeping, note) is Standing.EARLIER_TEXT
    with keeping.writing(people_of(keeping).drafter()) as work:
        restore_version(work, str(note.id), "4", 1)

    assert shown(keeping, note) is Standing.APPROVE
    assert count(keeping) == rows


def test_a_request_opens_its_section_alone_and_the_stage_goes_on(keeping, note, gt):
    people = people_of(keeping)
    assert not opened(keeping, note)

    decide(keeping, note, "4", Decision.REQUEST_CHANGES, gt)

    assert opened(keeping, note)
    assert not opened(keeping, note, "5")
    assert decide(keeping, note, "5", Decision.APPROVE, people.troika("PY")).section == "5"
    amend(keeping, note, "4")
    decide(keeping, note, "4", Decision.APPROVE, gt)
    assert not opened(keeping, note)
    with pytest.raises(NotAllowed), keeping.writing(people.drafter()) as work:
        save_version(work, str(note.id), "4", "Más.\n", based_on=2)


def test_only_the_seats_that_cleared_the_old_words_are_asked_again(keeping, note, gt):
    people = people_of(keeping)
    clear(keeping, note, *(people.troika(country) for country in TROIKA if country != "GT"))
    clear(keeping, note, gt, labels="123567")
    decide(keeping, note, "4", Decision.REQUEST_CHANGES, gt)
    amend(keeping, note, "4")
    decide(keeping, note, "4", Decision.NO_OBJECTION, gt)

    state = state_of(keeping, note)
    section = next(s for s in state.sections if s.label == "4")
    asked_again = {
        seat.country
        for seat in state.seats
        if standing(state.positions, seat, "4", section.text_hash) is Standing.EARLIER_TEXT
    }
    assert asked_again == {"PA", "UY", "SV", "PY", "BO"}


@pytest.mark.parametrize("country", TROIKA)
def test_troika_seats_are_not_asked_before_their_stage(keeping, country):
    note = note_at(keeping, Stage.PRESIDENCY_REVIEW)

    with pytest.raises(NotAllowed) as refused:
        decide(keeping, note, "4", Decision.APPROVE, people_of(keeping).troika(country))

    assert refused.value.code == "not-asked"


@pytest.mark.parametrize("who", ["drafter", "coordinator", "delegation"])
def test_nobody_decides_without_a_seat(keeping, note, who):
    with pytest.raises(NotAllowed):
        decide(keeping, note, "4", Decision.APPROVE, getattr(people_of(keeping), who)())


def test_an_ad_referendum_is_confirmed_where_nothing_else_is_decided(keeping, note, gt):
    people = people_of(keeping)
    clear(keeping, note, *(people.troika(country) for country in TROIKA))
    decide(keeping, note, "4", Decision.AD_REFERENDUM, gt)
    together(keeping, note, Move.CIRCULATE)

    with pytest.raises(NotAllowed):
        decide(keeping, note, "4", Decision.NO_OBJECTION, gt)
    with pytest.raises(NotAllowed):
        decide(keeping, note, "5", Decision.APPROVE, gt)
    assert decide(keeping, note, "4", Decision.APPROVE, gt).decision is Decision.APPROVE
    with pytest.raises(NotAllowed):
        decide(keeping, note, "4", Decision.APPROVE, gt)


def test_several_sections_are_decided_all_or_none(keeping, note, gt):
    given = [NewPosition("1", Decision.APPROVE, hash_now(keeping, note, "1")), NewPosition("2", Decision.APPROVE, "0")]

    with pytest.raises(Outdated), keeping.writing(gt) as work:
        take_positions(work, str(note.id), given)
    assert shown(keeping, note, label="1") is Standing.NONE

    given[1] = NewPosition("2", Decision.APPROVE, hash_now(keeping, note, "2"))
    with keeping.writing(gt) as work:
        receipts = take_positions(work, str(note.id), given)
    assert [receipt.entry for receipt in receipts] == [receipts[0].entry, receipts[0].entry + 1]
    assert shown(keeping, note, label="1") is Standing.APPROVE


def test_a_seat_takes_back_only_where_it_stands(keeping, note, gt):
    people = people_of(keeping)
    first = decide(keeping, note, "4", Decision.APPROVE, gt)
    second = decide(keeping, note, "4", Decision.NO_OBJECTION, gt)

    for actor, position, expected in (
        (people.troika("PY"), second, NotAllowed),
        (gt, first, NotPossible),
        (people.drafter(), second, NotAllowed),
    ):
        with pytest.raises(expected), keeping.writing(actor) as work:
            withdraw_position(work, str(note.id), "4", position.id)
    with pytest.raises(NotFound), keeping.writing(gt) as work:
        withdraw_position(work, str(note.id), "5", second.id)
    with keeping.writing(gt) as work:
        withdraw_position(work, str(note.id), "4", second.id)

    assert shown(keeping, note) is Standing.NONE


def test_only_the_seat_that_asked_lifts_its_request_and_a_drafter_only_says_what_was_done(keeping, note, gt):
    people = people_of(keeping)
    request = decide(keeping, note, "4", Decision.REQUEST_CHANGES, gt)
    with pytest.raises(Invalid), keeping.writing(people.drafter()) as work:
        reply_to_position(work, str(note.id), "4", request.id, text="Hecho.", version=1)
    amend(keeping, note, "4")

    with keeping.writing(people.drafter()) as work:
        replied = reply_to_position(work, str(note.id), "4", request.id, text="Hecho.", version=2)

    assert replied.version == 2
    assert shown(keeping, note) is Standing.REQUEST_CHANGES
    with keeping.writing(gt) as work:
        withdraw_position(work, str(note.id), "4", request.id)
    assert shown(keeping, note) is Standing.NONE


def test_a_presidency_opens_a_section_with_a_reason_until_the_stage_ends(keeping, note):
    people = people_of(keeping)
    with pytest.raises(Invalid), keeping.writing(people.presidency()) as work:
        set_opening(work, str(note.id), "4", to_open=True, reason="")
    with pytest.raises(NotAllowed), keeping.writing(people.coordinator()) as work:
        set_opening(work, str(note.id), "4", to_open=True, reason="Falta.")

    with keeping.writing(people.presidency()) as work:
        set_opening(work, str(note.id), "4", to_open=True, reason="Falta una cifra.")
    assert opened(keeping, note)
    move(keeping, note, Move.RETURN, people.presidency(), reason="Falta.", sections=["5"])

    assert not opened(keeping, note)
    assert opened(keeping, note, "5")
