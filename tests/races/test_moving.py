"""Moves made from two processes at once: against words being saved, and against each other."""

from sqlalchemy import select

from drafting.actions.moves.consents import withdraw_consent
from drafting.domain.workflow import Move, Stage
from drafting.store.notes import Consent, Note, Passage
from drafting.store.work import STRANGER, Keeping
from tests.races.deeds import named
from tests.races.looking import last_frozen, standing, told
from tests.races.processes import Pair
from tests.reviewing import LABELS, TROIKA, clear, move, note_at, people_of, ready, stage_now, together

ROUNDS = 8


def test_words_saved_while_the_note_is_submitted_are_before_the_freeze_or_refused(keeping: Keeping, pair: Pair) -> None:
    people = people_of(keeping)
    note = note_at(keeping, Stage.DRAFTING)
    for round_ in range(ROUNDS):
        ready(keeping, note)
        shown, words = standing(keeping, note, "4")
        saving = {"by": named(people.drafter()), "note": str(note.id), "label": "4", "based_on": shown.number}
        saving["text"] = f"{words}\nUna frase de la ronda {round_}.\n"
        saved, submitted = pair.at_once(("save", saving), _move(people.coordinator(), note, Move.SUBMIT, "drafting"))

        assert [saved.crash, submitted.crash] == [None, None]
        now, _ = standing(keeping, note, "4")
        if submitted.refused is None:
            assert saved.refused == "not-now"
            assert now.text_hash == shown.text_hash == last_frozen(keeping, note, "4")
            assert stage_now(keeping, note) is Stage.PRESIDENCY_REVIEW
            move(keeping, note, Move.RETURN, people.presidency(), reason="Otra vez.", sections=LABELS)
        else:
            assert (submitted.refused, saved.refused) == ("blocked", None)
            assert now.number == saved.answer == shown.number + 1
            assert stage_now(keeping, note) is Stage.DRAFTING


def test_two_consents_at_once_are_both_kept_and_make_one_move(keeping: Keeping, pair: Pair) -> None:
    people = people_of(keeping)
    note = note_at(keeping, Stage.DRAFTING)
    for round_ in range(ROUNDS):
        suspending, back = ("suspend", "drafting"), ("resume", "suspended")
        act, stage = suspending if round_ % 2 == 0 else back
        outcomes = pair.at_once(
            *(_move(people.presidency(code), note, act, stage, reason="Así conviene.") for code in ("RCM", "SACM"))
        )
        assert [(o.refused, o.crash) for o in outcomes] == [(None, None)] * 2
        assert sorted(o.answer for o in outcomes) == ["done", "waiting"]
        assert stage_now(keeping, note) is (Stage.SUSPENDED if act == "suspend" else Stage.DRAFTING)
        moves = [entry["data"] for entry in told(keeping, note) if entry["kind"] == "note_moved"]
        assert [made["move"] for made in moves].count("suspend") == round_ // 2 + 1
        assert [made["move"] for made in moves].count("resume") == (round_ + 1) // 2


def test_two_presidencies_that_circulate_at_once_circulate_one_text(keeping: Keeping, pair: Pair) -> None:
    people = people_of(keeping)
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    clear(keeping, note, *(people.troika(country) for country in TROIKA))
    outcomes = pair.at_once(
        *(_move(people.presidency(code), note, Move.CIRCULATE, "troika_review") for code in ("RCM", "SACM"))
    )
    assert [(o.refused, o.crash) for o in outcomes] == [(None, None)] * 2
    assert sorted(o.answer for o in outcomes) == ["done", "waiting"]
    with keeping.reading(STRANGER) as work:
        entered = work.session.scalars(select(Passage.stage).where(Passage.note_id == note.id)).all()
        agreed = work.session.scalars(select(Consent.country).where(Consent.act == "circulate")).all()
    assert list(entered).count("consultation") == 1
    assert sorted(agreed) == ["PA", "UY"]
    frozen = [entry["data"]["label"] for entry in told(keeping, note) if entry["kind"] == "text_frozen"]
    assert frozen.count("REV.0") == 1


def test_a_consent_taken_back_while_the_other_is_given_moves_the_note_or_does_not(keeping: Keeping, pair: Pair) -> None:
    people = people_of(keeping)
    note = note_at(keeping, Stage.DRAFTING)
    for _ in range(ROUNDS):
        keeping.clock.move(minutes=1)  # a yes given again is another yes
        move(keeping, note, Move.SUSPEND, people.presidency("RCM"), reason="Así conviene.")
        taken_back, given = pair.at_once(
            ("take_back_consent", {"by": named(people.presidency("RCM")), "note": str(note.id), "move": "suspend"}),
            _move(people.presidency("SACM"), note, Move.SUSPEND, "drafting", reason="Así conviene."),
        )
        assert [taken_back.crash, given.crash] == [None, None]
        if given.answer == "done":
            assert taken_back.refused in ("not-now", "no-such-consent")
            assert stage_now(keeping, note) is Stage.SUSPENDED
            together(keeping, note, Move.RESUME)
        else:
            assert (given.answer, taken_back.refused) == ("waiting", None)
            assert stage_now(keeping, note) is Stage.DRAFTING
            _take_back(keeping, note, "SACM")


def test_the_same_move_twice_at_once_is_made_once(keeping: Keeping, pair: Pair) -> None:
    people = people_of(keeping)
    note = note_at(keeping, Stage.DRAFTING)
    for round_ in range(ROUNDS // 2):
        ready(keeping, note)
        both = [_move(people.coordinator(code), note, Move.SUBMIT, "drafting") for code in ("RCM", "SACM")]
        outcomes = pair.at_once(*both)
        assert [o.crash for o in outcomes] == [None, None]
        assert sorted(o.refused or o.answer for o in outcomes) == ["done", "stage-changed"]
        moves = [entry["data"]["move"] for entry in told(keeping, note) if entry["kind"] == "note_moved"]
        assert moves.count("submit") == round_ + 1
        move(keeping, note, Move.RETURN, people.presidency(), reason="Otra vez.", sections=LABELS)


def _move(by, note: Note, made: str, stage: str, **about: str):  # type: ignore[no-untyped-def]
    return "move", {"by": named(by), "note": str(note.id), "move": str(made), "stage": stage, **about}


def _take_back(keeping: Keeping, note: Note, conference: str) -> None:
    with keeping.writing(people_of(keeping).presidency(conference)) as work:
        withdraw_consent(work, str(note.id), "suspend")
