"""What is due is done once: a consultation closes at its deadline, by the clock alone."""

from datetime import timedelta

import pytest

from drafting.actions.clock import close_consultation, do_due
from drafting.actions.moves.deadlines import extend_deadline
from drafting.domain.errors import Blocked
from drafting.domain.workflow import Move, Stage
from drafting.store.notes import open_passage, passages_of
from drafting.store.work import COMMAND
from tests.reviewing import move, note_at, people_of, stage_now, together


@pytest.fixture
def note(keeping):
    return note_at(keeping, Stage.CONSULTATION)


@pytest.fixture
def deadline(keeping, note):
    with keeping.reading(COMMAND) as work:
        return open_passage(work.session, note).deadline


def test_nothing_is_due_before_the_instant(keeping, clock, note, deadline):
    clock.now = deadline - timedelta(microseconds=1)

    assert do_due(keeping) == []
    assert stage_now(keeping, note) is Stage.CONSULTATION


def test_a_consultation_closes_at_the_instant(keeping, clock, note, deadline):
    clock.now = deadline

    assert [(done.note, done.move, done.due) for done in do_due(keeping)] == [
        (note.id, Move.CLOSE_CONSULTATION, deadline)
    ]
    assert stage_now(keeping, note) is Stage.CONSOLIDATION


def test_it_closes_once_however_often_the_clock_is_asked(keeping, clock, note, deadline):
    clock.now = deadline + timedelta(days=3)

    assert len(do_due(keeping)) == 1
    assert do_due(keeping) == []
    assert close_consultation(keeping, note.id) is None
    with keeping.reading(COMMAND) as work:
        assert [p.stage for p in passages_of(work.session, note)].count("consolidation") == 1


def test_whoever_comes_second_finds_more_time_given_and_does_nothing(keeping, clock, note, deadline):
    clock.now = deadline - timedelta(minutes=1)
    with keeping.writing(people_of(keeping).presidency()) as work:
        extend_deadline(work, str(note.id), deadline + timedelta(days=7), "Lo pidieron dos países.")
    clock.now = deadline

    assert close_consultation(keeping, note.id) is None
    assert stage_now(keeping, note) is Stage.CONSULTATION


def test_nothing_is_done_while_a_note_is_suspended(keeping, clock, note, deadline):
    together(keeping, note, Move.SUSPEND, reason="Falta un mandato.")
    clock.now = deadline + timedelta(days=1)

    assert do_due(keeping) == []
    assert stage_now(keeping, note) is Stage.SUSPENDED


def test_before_the_instant_a_consultation_closes_only_when_everybody_has_finished(keeping, note):
    with pytest.raises(Blocked) as refused:
        move(keeping, note, Move.CLOSE_CONSULTATION, people_of(keeping).presidency())

    assert len({blocker.who for blocker in refused.value.blockers}) == 23
