"""Seats decide while the words are changed, from two processes: no position is ever on words that were gone."""

from drafting.domain.hats import SeatName
from drafting.domain.positions import Decision, cleared_by
from drafting.domain.workflow import Stage
from drafting.store.notes import Note
from drafting.store.reviews import positions_of
from drafting.store.work import STRANGER, Keeping
from tests.races.deeds import named
from tests.races.looking import entry_of_version, standing, told
from tests.races.processes import Pair
from tests.reviewing import decide, note_at, people_of

ROUNDS = 9
SEATS = ("SV", "PY", "BO")


def test_a_seat_decides_on_the_words_that_stand_or_not_at_all(keeping: Keeping, pair: Pair) -> None:
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    decide(keeping, note, "2", Decision.REQUEST_CHANGES, people.troika("GT"))
    for round_ in range(ROUNDS):
        country, secretariat = SEATS[round_ % 3], ("RCM", "SACM")[round_ % 2]
        shown, words = standing(keeping, note, "2")
        about = {"note": str(note.id), "label": "2"}
        decision = {**about, "by": named(people.troika(country)), "text_hash": shown.text_hash}
        amendment = {**about, "by": named(people.drafter(secretariat)), "based_on": shown.number}
        amendment["text"] = f"{words}\nUna frase de la ronda {round_}.\n"
        deciding, saving = pair.at_once(("approve", decision), ("save", amendment))

        assert [deciding.crash, saving.crash, saving.refused] == [None, None, None]
        assert saving.answer == shown.number + 1
        if deciding.refused is None:
            version, entry = deciding.answer
            assert version == shown.number
            assert entry < entry_of_version(keeping, note, "2", saving.answer)
        else:
            assert deciding.refused == "text-changed"
        assert _who_clears(keeping, note, "2") == []
    assert _decided_on_words_that_were_gone(keeping, note, "2") == []


def test_two_seats_that_decide_at_once_both_stand(keeping: Keeping, pair: Pair) -> None:
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    for label in ("1", "2", "3", "4"):
        shown, _ = standing(keeping, note, label)
        about = {"note": str(note.id), "label": label, "text_hash": shown.text_hash}
        seats = [("approve", {**about, "by": named(people.troika(country))}) for country in ("SV", "PY")]
        outcomes = pair.at_once(*seats)
        assert [(o.refused, o.crash) for o in outcomes] == [(None, None)] * 2
        assert len({o.answer for o in outcomes}) == 2
        assert {"SV", "PY"} <= set(_who_clears(keeping, note, label))


def _who_clears(keeping: Keeping, note: Note, label: str) -> list[str]:
    """The seats, presidencies left out, that clear the words as they stand."""
    shown, _ = standing(keeping, note, label)
    with keeping.reading(STRANGER) as work:
        given = positions_of(work.session, note)
    seats = [SeatName("RCM" if country in ("SV", "GT") else "SACM", country) for country in (*SEATS, "GT")]
    return [seat.country for seat in seats if cleared_by(given, seat, label, shown.text_hash)]


def _decided_on_words_that_were_gone(keeping: Keeping, note: Note, label: str) -> list[object]:
    """Reading the record from its beginning: positions on other words than those saved last before them."""
    stands, wrong = None, []
    for entry in told(keeping, note):
        data = entry["data"]
        if data.get("section") != label:
            continue
        if entry["kind"] == "section_saved":
            stands = data["text_hash"]
        elif entry["kind"] == "position_taken" and data["text_hash"] != stands:
            wrong.append(data)
    return wrong
