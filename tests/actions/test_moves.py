"""Moves: who makes them, what keeps them back, joint moves by consents, who is shown what."""

from datetime import UTC, datetime, timedelta

import pytest

from drafting.actions.access import open_note
from drafting.actions.moves.consents import withdraw_consent
from drafting.actions.moves.view import moves_view
from drafting.actions.notes.settings import change_settings
from drafting.domain.errors import Blocked, Invalid, NotAllowed, NotFound, NotPossible
from drafting.domain.events import EventKind
from drafting.domain.positions import Decision
from drafting.domain.workflow import Move, Stage
from drafting.store.conferences import Term
from drafting.store.record import Entry
from drafting.store.work import COMMAND
from tests.makers import make_note
from tests.reviewing import (
    TROIKA,
    again,
    amend,
    blockers_of,
    clear,
    decide,
    hand_over,
    move,
    note_at,
    passage_now,
    people_of,
    ready,
    stage_now,
)


def test_nothing_is_submitted_before_every_open_section_is_ready(keeping):
    people = people_of(keeping)
    note = make_note(keeping, texts={"2": "Palabras.\n"})
    ready(keeping, note, ["2"])

    with pytest.raises(Blocked) as refused:
        move(keeping, note, Move.SUBMIT, people.coordinator())

    assert {section for code, section, _ in blockers_of(refused) if code == "section-not-ready"} == set("134567")
    assert {section for code, section, _ in blockers_of(refused) if code == "sub-item-empty"} == {"1", "3"}
    assert stage_now(keeping, note) is Stage.DRAFTING


@pytest.mark.parametrize("who", ["drafter", "presidency", "troika", "delegation"])
def test_only_a_coordinator_hands_the_text_up(keeping, who):
    people = people_of(keeping)
    note = make_note(keeping)

    with pytest.raises(NotAllowed) as refused:
        move(keeping, note, Move.SUBMIT, getattr(people, who)())

    assert refused.value.code in ("not-yours", "not-now")


def test_a_move_expected_from_another_stage_is_not_made(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.PRESIDENCY_REVIEW)

    with pytest.raises(NotPossible) as refused:
        move(keeping, note, Move.SUBMIT, people.coordinator(), expected_stage="drafting")

    assert refused.value.code == "stage-changed"


def test_the_presidencies_forward_what_both_cleared(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.PRESIDENCY_REVIEW)
    clear(keeping, note, people.presidency("RCM"))
    clear(keeping, note, people.presidency("SACM"), labels="123456")

    with pytest.raises(Blocked) as refused:
        move(keeping, note, Move.FORWARD, people.presidency("RCM"))

    assert blockers_of(refused) == {("not-cleared", "7", "SACM:UY")}


def test_a_joint_move_waits_for_the_other_presidency(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    clear(keeping, note, *map(people.troika, TROIKA))

    first = move(keeping, note, Move.CIRCULATE, people.presidency("RCM"))
    again = move(keeping, note, Move.CIRCULATE, people.presidency("RCM"))
    assert (first.state, first.waiting_for) == ("waiting", ("presidency:SACM:UY",))
    assert again == first
    assert stage_now(keeping, note) is Stage.TROIKA_REVIEW

    second = move(keeping, note, Move.CIRCULATE, people.presidency("SACM"))
    assert (second.state, second.stage) == ("done", Stage.CONSULTATION)


def test_a_consent_is_void_when_a_word_changes_and_counts_again_when_the_words_are_back(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    clear(keeping, note, *map(people.troika, TROIKA))
    move(keeping, note, Move.SUSPEND, people.presidency("RCM"), reason="Falta un mandato.")
    decide(keeping, note, "4", Decision.REQUEST_CHANGES, people.troika("GT"))
    amend(keeping, note, "4")

    moved = move(keeping, note, Move.SUSPEND, people.presidency("SACM"), reason="Falta un mandato.")

    assert moved.state == "waiting"
    assert moved.waiting_for == ("presidency:RCM:PA",)


def test_a_consent_taken_back_no_longer_counts(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    clear(keeping, note, *map(people.troika, TROIKA))
    move(keeping, note, Move.CIRCULATE, people.presidency("RCM"))

    with keeping.writing(people.presidency("RCM")) as work:
        withdraw_consent(work, str(note.id), "circulate")

    assert move(keeping, note, Move.CIRCULATE, people.presidency("SACM")).waiting_for == ("presidency:RCM:PA",)
    with pytest.raises(NotFound), keeping.writing(people.presidency("RCM")) as work:
        withdraw_consent(work, str(note.id), "circulate")


def test_dates_must_agree_and_whoever_joins_need_not_repeat_them(keeping, clock):
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    clear(keeping, note, *map(people.troika, TROIKA))
    asked, other = clock.now + timedelta(days=30), clock.now + timedelta(days=40)

    move(keeping, note, Move.CIRCULATE, people.presidency("RCM"), until=asked)
    assert move(keeping, note, Move.CIRCULATE, people.presidency("SACM"), until=other).state == "waiting"
    assert move(keeping, note, Move.CIRCULATE, people.presidency("SACM")).state == "done"
    assert passage_now(keeping, note).deadline == asked


def test_only_the_countries_presiding_now_agree(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    clear(keeping, note, *map(people.troika, TROIKA))
    move(keeping, note, Move.CIRCULATE, people.presidency("RCM"))
    hand_over(keeping, "RCM", "GT")

    waiting = move(keeping, note, Move.CIRCULATE, people.presidency("SACM"))
    assert waiting.waiting_for == ("presidency:RCM:GT",)
    with pytest.raises(NotAllowed):
        move(keeping, note, Move.CIRCULATE, people.presidency("RCM"))
    assert move(keeping, note, Move.CIRCULATE, people.troika("GT")).state == "done"


def test_a_vacant_presidency_agrees_to_nothing_while_its_previous_country_could_act(keeping):
    people = people_of(keeping)
    with keeping.writing(COMMAND) as work:
        for term in work.session.query(Term).filter(Term.conference == "RCM", Term.since.is_not(None)):
            term.until = term.until or datetime(2018, 8, 1, tzinfo=UTC)
    note = make_note(keeping)

    with pytest.raises(Blocked) as refused:
        move(keeping, note, Move.SUSPEND, people.presidency("SACM"), reason="Falta un mandato.")

    assert blockers_of(refused) == {("presidency-vacant", None, "RCM")}


@pytest.mark.parametrize(
    ("about", "pointer"),
    [
        ({"sections": ["4"]}, "/reason"),
        ({"sections": ["4"], "reason": "  "}, "/reason"),
        ({"reason": "Falta."}, "/sections"),
        ({"reason": "Falta.", "sections": ["9"]}, "/sections"),
        ({"reason": "Falta.", "sections": ["4"], "until": datetime(2030, 1, 1, tzinfo=UTC)}, "/until"),
    ],
)
def test_what_a_return_must_say_is_asked_for_by_name(keeping, about, pointer):
    people = people_of(keeping)
    note = note_at(keeping, Stage.PRESIDENCY_REVIEW)

    with pytest.raises(Invalid) as refused:
        move(keeping, note, Move.RETURN, people.presidency(), **about)

    assert [fault.pointer for fault in refused.value.faults] == [pointer]


@pytest.mark.parametrize("days", [-1, 2])
def test_a_consultation_leaves_at_least_three_days(keeping, clock, days):
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    clear(keeping, note, *map(people.troika, TROIKA))

    with pytest.raises(Invalid) as refused:
        move(keeping, note, Move.CIRCULATE, people.presidency(), until=clock.now + timedelta(days=days))

    assert refused.value.faults[0].pointer == "/until"


def test_adoption_is_not_opened_over_brackets_requests_or_unconfirmed_ad_referendum(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.CONSOLIDATION)
    amend(keeping, note, "2", "Queda [un texto] abierto.")
    ready(keeping, note)
    move(keeping, note, Move.SUBMIT_FOR_CLEARANCE, people.coordinator())
    clear(keeping, note, *map(people.presidency, ("RCM", "SACM")), *map(people.troika, ("SV", "GT", "PY")), labels="2")
    decide(keeping, note, "2", Decision.AD_REFERENDUM, people.troika("BO"))
    decide(keeping, note, "5", Decision.REQUEST_CHANGES, people.troika("GT"))

    with pytest.raises(Blocked) as refused:
        move(keeping, note, Move.OPEN_ADOPTION, people.presidency())

    assert blockers_of(refused) == {
        ("open-brackets", "2", None),
        ("ad-referendum", "2", "SACM:BO"),
        ("request-for-changes", "5", "RCM:GT"),
    }


def test_a_move_that_nobody_makes_directly_waits_for_a_meeting(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.ADOPTION)

    with pytest.raises(NotPossible) as refused:
        move(keeping, note, Move.DECLARE_ADOPTED, people.presidency())

    assert refused.value.code == "made-otherwise"


def seen_by(keeping, note, actor) -> dict[str, tuple[bool, int]]:
    with keeping.reading(actor) as work:
        return {
            v.move.value: (v.offered, len(v.blockers)) for v in moves_view(work, open_note(work, again(work, note)))
        }


def test_moves_and_what_stands_in_the_way_are_shown_to_those_who_may_know(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.PRESIDENCY_REVIEW)

    assert seen_by(keeping, note, people.drafter())["forward"] == (False, 14)
    assert seen_by(keeping, note, people.presidency())["forward"] == (False, 14)
    assert seen_by(keeping, note, people.presidency())["return"] == (True, 0)
    for unknowing in (people.troika("GT"), people.delegation("MX"), people.observer, people.operator):
        assert seen_by(keeping, note, unknowing) == {}


def test_a_button_is_drawn_exactly_where_pressing_it_would_work(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    clear(keeping, note, *map(people.troika, TROIKA))
    assert seen_by(keeping, note, people.presidency("RCM"))["circulate"] == (True, 0)

    move(keeping, note, Move.CIRCULATE, people.presidency("RCM"))

    assert seen_by(keeping, note, people.presidency("RCM"))["circulate"] == (False, 0)
    assert seen_by(keeping, note, people.presidency("SACM"))["circulate"] == (True, 0)


def test_every_move_is_recorded_with_those_who_agreed(keeping):
    note = note_at(keeping, Stage.CONSULTATION)

    with keeping.reading(COMMAND) as work:
        entries = work.session.query(Entry).filter(Entry.note_id == note.id).order_by(Entry.seq)
        moved = [entry.body.decode() for entry in entries if f'"{EventKind.NOTE_MOVED}"' in entry.body.decode()]
    assert '"agreed":["RCM:PA","SACM:UY"]' in moved[-1]
    assert '"label":"REV.0"' in moved[-1]
    assert '"to":"consultation"' in moved[-1]


def test_a_consent_is_void_when_a_rule_of_the_note_changes(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    clear(keeping, note, *map(people.troika, TROIKA))
    move(keeping, note, Move.CIRCULATE, people.presidency("RCM"))
    with keeping.writing(people.coordinator()) as work:
        revision = str(again(work, note).revision)
        change_settings(work, str(note.id), revision=revision, rules={"consultation_days": 3, "publication": "public"})

    joined = move(keeping, note, Move.CIRCULATE, people.presidency("SACM"))

    assert (joined.state, joined.waiting_for) == ("waiting", ("presidency:RCM:PA",))
    assert stage_now(keeping, note) is Stage.TROIKA_REVIEW
