"""Moves: who makes them, what keeps them back, joint moves by consents, and what entering a stage does."""

from datetime import UTC, datetime, timedelta

import pytest

from drafting.actions.access import open_note
from drafting.actions.moves.consents import withdraw_consent
from drafting.actions.moves.deadlines import extend_deadline
from drafting.actions.moves.view import moves_view
from drafting.actions.sections.saving import save_version
from drafting.domain.errors import Blocked, Invalid, NotAllowed, NotFound, NotPossible
from drafting.domain.events import EventKind
from drafting.domain.positions import Decision
from drafting.domain.workflow import Move, Purpose, Stage
from drafting.store.conferences import Term
from drafting.store.frozen import frozen_texts, purposes_of
from drafting.store.notes import Publication, frozen_sections, open_passage, passages_of, sections_of
from drafting.store.record import Entry
from drafting.store.work import COMMAND
from tests.makers import make_note
from tests.reviewing import (
    LABELS,
    TROIKA,
    again,
    amend,
    clear,
    decide,
    finish_consultation,
    move,
    note_at,
    people_of,
    ready,
    stage_now,
    together,
)


def blockers_of(refused) -> set[tuple[str, str | None, str | None]]:
    return {(blocker.code, blocker.section, blocker.who) for blocker in refused.value.blockers}


def labels(keeping, note) -> list[tuple[str, set[str]]]:
    with keeping.reading(COMMAND) as work:
        frozen = frozen_texts(work.session, note)
        purposes = purposes_of(work.session, [text.id for text in frozen])
        return [(text.label, {p.purpose for p in purposes[text.id]}) for text in frozen]


def passage_now(keeping, note):
    with keeping.reading(COMMAND) as work:
        return open_passage(work.session, note)


def hand_over(keeping, conference: str, country: str) -> None:
    """The next country takes office at this moment."""
    with keeping.writing(COMMAND) as work:
        for term in work.session.query(Term).filter(Term.conference == conference).order_by(Term.ordinal):
            if term.since and not term.until:
                term.until = work.now
            if term.country == country and term.since is None:
                term.since = work.now


def test_a_note_walks_all_its_stages_and_every_text_handed_on_is_frozen(keeping):
    note = note_at(keeping, Stage.ADOPTION)

    with keeping.reading(COMMAND) as work:
        stages = [passage.stage for passage in passages_of(work.session, note)]
    assert stages == [
        "drafting", "presidency_review", "troika_review", "consultation", "consolidation", "clearance", "adoption",
    ]  # fmt: skip
    assert labels(keeping, note) == [
        ("W1", {"to_presidencies", "to_troika"}),
        ("REV.0", {"to_members", "to_clearance", "to_adoption"}),
    ]


def test_other_words_spend_a_number_of_their_kind(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.PRESIDENCY_REVIEW)
    decide(keeping, note, "4", Decision.REQUEST_CHANGES, people.presidency("SACM"))
    amend(keeping, note, "4")
    clear(keeping, note, people.presidency("RCM"), people.presidency("SACM"))
    move(keeping, note, Move.FORWARD, people.presidency("SACM"))
    clear(keeping, note, *(people.troika(country) for country in TROIKA))
    together(keeping, note, Move.CIRCULATE)
    finish_consultation(keeping, note)
    amend(keeping, note, "2")
    ready(keeping, note)
    move(keeping, note, Move.SUBMIT_FOR_CLEARANCE, people.coordinator("SACM"))
    clear(keeping, note, *map(people.presidency, ("RCM", "SACM")), *map(people.troika, TROIKA), labels="2")
    together(keeping, note, Move.OPEN_ADOPTION)

    assert [label for label, _ in labels(keeping, note)] == ["W1", "W2", "REV.0", "W3", "REV.1"]


def test_paragraphs_are_numbered_through_the_note(keeping):
    note = note_at(keeping, Stage.PRESIDENCY_REVIEW)

    with keeping.reading(COMMAND) as work:
        frozen = frozen_texts(work.session, note)[-1]
        rows = frozen_sections(work.session, frozen.id)
        by_section = {section.id: section.label for section in sections_of(work.session, note)}
    assert [by_section[row.section_id] for row in rows] == list(LABELS)
    assert [row.first_paragraph for row in rows] == [1, 3, 4, 6, 7, 8, 9]
    assert [row.paragraphs for row in rows] == [2, 1, 2, 1, 1, 1, 1]


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


def test_a_presidency_that_hands_over_keeps_its_seat_until_the_passage_ends(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.PRESIDENCY_REVIEW)
    hand_over(keeping, "RCM", "GT")

    clear(keeping, note, people.presidency("RCM"), people.presidency("SACM"))
    with pytest.raises(NotAllowed) as refused:
        decide(keeping, note, "4", Decision.APPROVE, people.troika("GT"))
    assert refused.value.code == "not-asked"
    moved = move(keeping, note, Move.FORWARD, people.troika("GT"))

    assert moved.state == "done"
    seats = {seat["place"]: seat["country"] for seat in passage_now(keeping, note).seats if seat["conference"] == "RCM"}
    assert seats["current"] == "GT"
    assert seats["previous"] == "PA"


def test_a_vacant_presidency_agrees_to_nothing_while_its_previous_country_could_act(keeping):
    people = people_of(keeping)
    with keeping.writing(COMMAND) as work:
        for term in work.session.query(Term).filter(Term.conference == "RCM", Term.since.is_not(None)):
            term.until = term.until or datetime(2018, 8, 1, tzinfo=UTC)
    note = make_note(keeping)

    with pytest.raises(Blocked) as refused:
        move(keeping, note, Move.SUSPEND, people.presidency("SACM"), reason="Falta un mandato.")

    assert blockers_of(refused) == {("presidency-vacant", None, "RCM")}


def test_a_return_reopens_the_sections_it_names_and_the_others_keep_their_approvals(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    clear(keeping, note, people.troika("GT"))

    move(keeping, note, Move.RETURN, people.presidency("SACM"), reason="Falta una definición.", sections=["4"])

    assert passage_now(keeping, note).open_sections == ["4"]
    with pytest.raises(NotAllowed) as refused, keeping.writing(people.drafter()) as work:
        save_version(work, str(note.id), "5", "Otra cosa.\n", based_on=1)
    assert refused.value.code == "not-now"
    with pytest.raises(Blocked) as kept_back:
        move(keeping, note, Move.SUBMIT, people.coordinator())
    assert blockers_of(kept_back) == {("section-not-ready", "4", None)}

    amend(keeping, note, "4")
    ready(keeping, note, ["4"])
    move(keeping, note, Move.SUBMIT, people.coordinator())
    clear(keeping, note, people.presidency("RCM"), people.presidency("SACM"), labels="4")
    move(keeping, note, Move.FORWARD, people.presidency())
    clear(keeping, note, *map(people.troika, ("SV", "PY", "BO")))
    with pytest.raises(Blocked) as waits:
        move(keeping, note, Move.CIRCULATE, people.presidency())
    assert blockers_of(waits) == {("not-cleared", "4", "RCM:GT")}


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


def test_a_consultation_lasts_three_weeks_until_17_00_where_the_lead_presidency_is(keeping):
    note = note_at(keeping, Stage.CONSULTATION)

    # 15 August 2018 plus 21 days is a Wednesday; Panama is five hours behind UTC.
    assert passage_now(keeping, note).deadline == datetime(2018, 9, 5, 22, 0, tzinfo=UTC)


def test_a_suspended_note_goes_back_to_the_stage_it_left(keeping, clock):
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    clear(keeping, note, people.troika("GT"))
    together(keeping, note, Move.SUSPEND, reason="Falta un mandato.")
    assert stage_now(keeping, note) is Stage.SUSPENDED

    assert together(keeping, note, Move.RESUME).stage is Stage.TROIKA_REVIEW
    assert decide(keeping, note, "4", Decision.NO_OBJECTION, people.troika("GT")).section == "4"


def test_a_deadline_that_passed_during_a_suspension_is_set_anew(keeping, clock):
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    together(keeping, note, Move.SUSPEND, reason="Falta un mandato.")
    clock.move(days=200)

    with pytest.raises(Invalid) as refused:
        together(keeping, note, Move.RESUME)
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [("/until", "missing")]

    until = clock.now + timedelta(days=7)
    assert together(keeping, note, Move.RESUME, until=until).state == "done"
    assert passage_now(keeping, note).deadline == until


def test_a_withdrawn_note_has_no_seats_left(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.PRESIDENCY_REVIEW)

    together(keeping, note, Move.WITHDRAW, reason="Se abandona.")

    assert stage_now(keeping, note) is Stage.WITHDRAWN
    assert passage_now(keeping, note) is None
    with pytest.raises(NotAllowed):
        decide(keeping, note, "4", Decision.APPROVE, people.presidency())


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


def test_publication_names_the_adopted_text_and_follows_the_rule_on_who_reads_it(keeping):
    from drafting.actions.moves.passages import enter
    from drafting.domain.workflow import rule_for

    note = note_at(keeping, Stage.ADOPTION)
    with keeping.writing(people_of(keeping).presidency()) as work:
        found = again(work, note)
        found.rules = {**found.rules, "publication": "public"}
        enter(work, open_note(work, found), rule_for(Stage.ADOPTION, Move.DECLARE_ADOPTED))
    together(keeping, note, Move.PUBLISH)

    with keeping.reading(COMMAND) as work:
        published = work.session.query(Publication).one()
        label = next(t.label for t in frozen_texts(work.session, note) if t.id == published.frozen_id)
    assert (label, published.public) == ("REV.0", True)
    assert labels(keeping, note)[-1][1] >= {Purpose.ADOPTED.value, Purpose.TO_ADOPTION.value}


def test_a_deadline_is_extended_and_never_shortened(keeping, clock):
    people = people_of(keeping)
    note = note_at(keeping, Stage.CONSULTATION)
    before = passage_now(keeping, note).deadline

    with pytest.raises(Invalid), keeping.writing(people.presidency()) as work:
        extend_deadline(work, str(note.id), before - timedelta(hours=1), "Menos tiempo.")
    with pytest.raises(NotAllowed), keeping.writing(people.coordinator()) as work:
        extend_deadline(work, str(note.id), before + timedelta(days=1), "Más tiempo.")
    with keeping.writing(people.presidency("SACM")) as work:
        extend_deadline(work, str(note.id), before + timedelta(days=7), "Lo pidieron dos países.")

    assert passage_now(keeping, note).deadline == before + timedelta(days=7)


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
