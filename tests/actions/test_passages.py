"""Entering a stage: what is frozen under which label, seats, open sections, deadlines, suspension."""

from datetime import UTC, datetime, timedelta

import pytest

from drafting.actions.access import open_note
from drafting.actions.moves.deadlines import extend_deadline
from drafting.actions.sections.saving import save_version
from drafting.domain.errors import Blocked, Invalid, NotAllowed
from drafting.domain.positions import Decision
from drafting.domain.workflow import Move, Purpose, Stage
from drafting.store.frozen import frozen_texts
from drafting.store.notes import Publication, frozen_sections, passages_of, sections_of
from drafting.store.work import COMMAND
from tests.reviewing import (
    LABELS,
    TROIKA,
    again,
    amend,
    blockers_of,
    clear,
    decide,
    finish_consultation,
    hand_over,
    labels,
    move,
    note_at,
    passage_now,
    people_of,
    ready,
    stage_now,
    together,
)


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


def test_resuming_gives_more_time_and_never_less(keeping, clock):
    note = note_at(keeping, Stage.CONSULTATION)
    promised = passage_now(keeping, note).deadline
    together(keeping, note, Move.SUSPEND, reason="Falta un mandato.")

    with pytest.raises(Invalid) as refused:
        together(keeping, note, Move.RESUME, until=clock.now + timedelta(hours=1))
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [("/until", "not-later")]

    assert together(keeping, note, Move.RESUME, until=promised).state == "done"
    assert passage_now(keeping, note).deadline == promised


def test_a_withdrawn_note_has_no_seats_left(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.PRESIDENCY_REVIEW)

    together(keeping, note, Move.WITHDRAW, reason="Se abandona.")

    assert stage_now(keeping, note) is Stage.WITHDRAWN
    assert passage_now(keeping, note) is None
    with pytest.raises(NotAllowed):
        decide(keeping, note, "4", Decision.APPROVE, people.presidency())


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
