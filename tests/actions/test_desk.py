"""The desk: what waits for a person over all hats, and nothing that does not."""

import pytest

from drafting.actions.adoption import Meeting, record_meeting
from drafting.actions.desk import TaskKind, desk_for
from drafting.domain.hats import Role
from drafting.domain.positions import Decision
from drafting.domain.workflow import Move, Stage
from tests.makers import make_note, make_person
from tests.reviewing import TROIKA, amend, clear, decide, move, note_at, people_of, ready, together


def desk_of(keeping, actor):
    with keeping.reading(actor) as work:
        return desk_for(work)


def tasks_of(keeping, actor) -> set[tuple[str, str, str | None, int]]:
    return {(task.kind.value, str(task.worn.hat), task.section, task.count) for task in desk_of(keeping, actor).tasks}


def test_a_drafter_is_asked_to_get_sections_ready(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.DRAFTING)
    ready(keeping, note, "12345")

    assert tasks_of(keeping, people.drafter()) == {("get_ready", "secretariat:RCM", "6", 2)}
    assert tasks_of(keeping, people.coordinator()) == {("get_ready", "secretariat:RCM", "6", 2)}
    assert tasks_of(keeping, people.presidency()) == set()


def test_a_coordinator_is_told_that_the_text_can_be_handed_up(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.DRAFTING)
    ready(keeping, note)

    found = desk_of(keeping, people.coordinator()).tasks
    assert [(task.kind, task.act) for task in found] == [(TaskKind.MOVE, "submit")]
    assert tasks_of(keeping, people.drafter()) == set()


def test_seats_are_asked_section_by_section_and_again_when_words_change(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    gt = people.troika("GT")
    assert tasks_of(keeping, gt) == {("decide", "troika:RCM:GT", "1", 7)}

    clear(keeping, note, gt, labels="123456")
    request = people.troika("PY")
    decide(keeping, note, "4", Decision.REQUEST_CHANGES, request)
    assert tasks_of(keeping, gt) == {("decide", "troika:RCM:GT", "7", 1)}
    assert ("meet_request", "secretariat:RCM", "4", 1) in tasks_of(keeping, people.drafter())

    amend(keeping, note, "4")
    assert tasks_of(keeping, gt) == {("decide", "troika:RCM:GT", "7", 1), ("decide_again", "troika:RCM:GT", "4", 1)}
    assert ("look_again", "troika:SACM:PY", "4", 1) in tasks_of(keeping, request)
    assert tasks_of(keeping, people.drafter()) == set()


def test_a_presidency_sees_the_next_step_and_what_the_other_agreed_to(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    clear(keeping, note, *map(people.troika, TROIKA))
    move(keeping, note, Move.CIRCULATE, people.presidency("RCM"))

    panama, uruguay = (desk_of(keeping, people.presidency(code)) for code in ("RCM", "SACM"))

    assert [(task.kind, task.act) for task in uruguay.tasks] == [(TaskKind.AGREE, "circulate")]
    assert [task.kind for task in panama.tasks] == []
    assert [[str(seat) for seat in line.seats] for line in panama.waiting] == [["SACM:UY"]]


def test_a_suspension_that_was_proposed_is_a_task_of_the_other_presidency(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.DRAFTING)
    assert tasks_of(keeping, people.presidency("SACM")) == set()

    move(keeping, note, Move.SUSPEND, people.presidency("RCM"), reason="Falta un mandato.")

    assert {task.act for task in desk_of(keeping, people.presidency("SACM")).tasks} == {"suspend"}


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.EXPERT, Role.DEPUTY])
def test_a_delegation_is_asked_to_comment_while_the_consultation_lasts(keeping, role):
    people = people_of(keeping)
    note_at(keeping, Stage.CONSULTATION)

    found = desk_of(keeping, people.delegation("MX", role))

    assert [task.kind for task in found.tasks] == [TaskKind.COMMENT]
    assert found.tasks[0].deadline == found.deadlines[0].at


def test_in_clearance_seats_are_asked_for_what_changed_and_for_open_ad_referendums(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.CONSOLIDATION)
    amend(keeping, note, "2")
    ready(keeping, note)
    move(keeping, note, Move.SUBMIT_FOR_CLEARANCE, people.coordinator())

    assert tasks_of(keeping, people.troika("BO")) == {("decide_again", "troika:SACM:BO", "2", 1)}
    decide(keeping, note, "2", Decision.AD_REFERENDUM, people.troika("BO"))
    assert tasks_of(keeping, people.troika("BO")) == {("confirm", "troika:SACM:BO", "2", 1)}


def test_waiting_names_the_seats_to_those_who_have_a_board(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    clear(keeping, note, *map(people.troika, ("SV", "GT", "PY")))

    found = desk_of(keeping, people.troika("GT")).waiting

    assert [[str(seat) for seat in line.seats] for line in found] == [["SACM:BO"]]


def test_one_person_with_two_hats_has_one_desk(keeping):
    people_of(keeping)
    note_at(keeping, Stage.PRESIDENCY_REVIEW)
    with keeping.writing(people_of(keeping).operator) as work:
        both = make_person(
            work, "two hats", ("delegation", "UY", "seat_official"), ("secretariat", "SACM", "coordinator")
        )
    from drafting.store.work import Actor

    hats = {task.worn.hat.kind.value for task in desk_of(keeping, Actor(both, None, None)).tasks}

    assert hats == {"presidency"}


def test_stages_entered_lately_and_running_deadlines_are_shown_to_whoever_may_read_the_note(keeping, clock):
    people = people_of(keeping)
    note = note_at(keeping, Stage.PRESIDENCY_REVIEW)

    found = desk_of(keeping, people.delegation("MX"))
    assert [change.stage for change in found.changes][:1] == [Stage.PRESIDENCY_REVIEW] or len(found.changes) == 2
    assert [deadline.stage for deadline in found.deadlines] == [Stage.PRESIDENCY_REVIEW]
    assert desk_of(keeping, people.observer).deadlines == ()
    clock.move(days=30)
    assert desk_of(keeping, people.delegation("MX")).changes == ()
    assert note.stage == "drafting"


def test_a_published_note_leaves_the_desk_empty(keeping):
    people = people_of(keeping)
    note = note_at(keeping, Stage.PRESIDENCY_REVIEW)
    together(keeping, note, Move.WITHDRAW, reason="Se abandona.")
    make_note(keeping, year=2019)

    for actor in (people.presidency(), people.troika("GT"), people.observer, people.operator):
        assert desk_of(keeping, actor).tasks == ()


def test_in_adoption_one_presidency_records_the_meeting_and_the_other_confirms_it(keeping, clock):
    people = people_of(keeping)
    note = note_at(keeping, Stage.ADOPTION)
    assert [task.kind for task in desk_of(keeping, people.presidency("SACM")).tasks] == [TaskKind.RECORD_MEETING]
    meeting = Meeting("REV.0", clock.now.date().isoformat(), "Montevideo", "Todos.", "Se adopta.")
    with keeping.writing(people.presidency("RCM")) as work:
        record_meeting(work, str(note.id), meeting, expected_stage="adoption")

    assert desk_of(keeping, people.presidency("RCM")).tasks == ()
    assert [task.kind for task in desk_of(keeping, people.presidency("SACM")).tasks] == [TaskKind.CONFIRM_MEETING]
