"""Both presidencies speak of one meeting at the same moment: one record counts, and the note is adopted once."""

from typing import Any

from drafting.domain.workflow import Move, Stage
from drafting.store.notes import Note
from drafting.store.work import Actor, Keeping
from tests.conftest import StandingClock
from tests.races.deeds import named
from tests.races.looking import told
from tests.races.processes import Deed, Pair
from tests.reviewing import note_at, people_of, stage_now

MEETING = {"place": "Sucre", "present": "Las dos Presidencias", "decision": "Se adopta.", "label": "REV.0"}


def test_two_records_at_once_are_one_and_two_confirmations_at_once_are_one(
    keeping: Keeping, pair: Pair, clock: StandingClock
) -> None:
    people = people_of(keeping)
    note = note_at(keeping, Stage.ADOPTION)
    panama, uruguay = people.presidency("RCM"), people.presidency("SACM")
    recorded = pair.at_once(_record(note, panama, clock), _record(note, uruguay, clock))
    assert [o.crash for o in recorded] == [None, None]
    assert sorted(o.refused or "recorded" for o in recorded) == ["already-recorded", "recorded"]

    other = uruguay if recorded[0].answer else panama
    adoption = next(o.answer for o in recorded if o.answer)
    confirmed = pair.at_once(*[("confirm", {"by": named(other), "adoption": adoption})] * 2)
    assert [o.crash for o in confirmed] == [None, None]
    assert sorted(o.refused or "adopted" for o in confirmed) == ["adopted", "not-now"]
    assert stage_now(keeping, note) is Stage.ADOPTED
    assert _moves(keeping, note).count("declare_adopted") == 1


def test_a_note_returned_while_its_adoption_is_confirmed_is_the_one_or_the_other(
    keeping: Keeping, pair: Pair, clock: StandingClock
) -> None:
    people = people_of(keeping)
    note = note_at(keeping, Stage.ADOPTION)
    panama, uruguay = people.presidency("RCM"), people.presidency("SACM")
    recorded, _ = pair.at_once(_record(note, panama, clock), _record(note, panama, clock))
    last = [entry["data"]["adoption"] for entry in told(keeping, note) if entry["kind"] == "meeting_recorded"][-1]
    assert recorded.answer
    back = {"by": named(panama), "note": str(note.id), "move": "return", "stage": "adoption"}
    confirmed, returned = pair.at_once(
        ("confirm", {"by": named(uruguay), "adoption": last}),
        ("move", {**back, "reason": "Una palabra más.", "sections": ["4"]}),
    )
    assert [confirmed.crash, returned.crash] == [None, None]
    if confirmed.refused is None:
        assert returned.refused == "stage-changed"
        assert stage_now(keeping, note) is Stage.ADOPTED
    else:
        assert (confirmed.refused, returned.answer) == ("not-now", "done")
        assert stage_now(keeping, note) is Stage.CONSOLIDATION


def test_two_consents_to_publish_at_once_publish_once(keeping: Keeping, pair: Pair, clock: StandingClock) -> None:
    people = people_of(keeping)
    note = note_at(keeping, Stage.ADOPTION)
    panama, uruguay = people.presidency("RCM"), people.presidency("SACM")
    recorded, _ = pair.at_once(_record(note, panama, clock), ("confirm", {"by": named(uruguay), "adoption": NOBODYS}))
    pair.at_once(*[("confirm", {"by": named(uruguay), "adoption": recorded.answer})] * 2)
    asked: dict[str, Any] = {"note": str(note.id), "move": Move.PUBLISH.value, "stage": "adopted"}
    outcomes = pair.at_once(*(("move", {**asked, "by": named(seat)}) for seat in (panama, uruguay)))
    assert [(o.refused, o.crash) for o in outcomes] == [(None, None)] * 2
    assert sorted(o.answer for o in outcomes) == ["done", "waiting"]
    assert stage_now(keeping, note) is Stage.PUBLISHED
    assert [entry["kind"] for entry in told(keeping, note)].count("note_published") == 1


NOBODYS = "00000000-0000-4000-8000-000000000000"


def _record(note: Note, by: Actor, clock: StandingClock) -> Deed:
    meeting = {**MEETING, "date": clock().date().isoformat()}
    return "record", {"by": named(by), "note": str(note.id), "meeting": meeting}


def _moves(keeping: Keeping, note: Note) -> list[str]:
    return [entry["data"]["move"] for entry in told(keeping, note) if entry["kind"] == "note_moved"]
