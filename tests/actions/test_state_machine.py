"""Random moves, edits and positions, against a small model of the process: no stage is skipped, an approval binds one
exact text, and what the deeds refuse is what the model says they must."""

import tempfile
from itertools import pairwise
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from drafting.actions.access import open_note
from drafting.actions.clock import do_due
from drafting.actions.moves.making import make_move
from drafting.actions.openness import is_open
from drafting.actions.reviews.positions import NewPosition, take_position
from drafting.actions.sections.readiness import set_ready
from drafting.actions.sections.saving import save_version
from drafting.domain.errors import DraftingError
from drafting.domain.hats import SeatName
from drafting.domain.positions import Decision, cleared_by
from drafting.domain.workflow import PATH, REVIEWS, Move, Stage
from drafting.store.base import make_engine
from drafting.store.frozen import frozen_texts
from drafting.store.notes import passages_of, section_of
from drafting.store.schema import upgrade
from drafting.store.work import COMMAND, Keeping, seeded_ids
from tests.conftest import StandingClock
from tests.makers import make_note, make_people
from tests.reviewing import WORDS, again, hash_of, newest, state_of

LABELS = ("2", "4")
SEATS = {
    "RCM:PA": lambda people: people.presidency("RCM"),
    "SACM:UY": lambda people: people.presidency("SACM"),
    "RCM:GT": lambda people: people.troika("GT"),
    "SACM:BO": lambda people: people.troika("BO"),
}
PRESIDING = ("RCM:PA", "SACM:UY")
CLEARING = (Decision.APPROVE, Decision.NO_OBJECTION, Decision.AD_REFERENDUM)
seats, labels = st.sampled_from(sorted(SEATS)), st.sampled_from(LABELS)
# Seats and sections that no rule touches are settled beforehand, so that the note can get anywhere at all.
SILENT = ("SV", "PY")


class Process(RuleBasedStateMachine):
    """The model: the stage, the words of two sections, whether they are ready, who approved which words, who asks for
    changes, which sections are open, who agreed to what on which words."""

    @initialize(steps=st.integers(0, 6))
    def begin(self, steps: int) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.engine = make_engine(f"sqlite:///{Path(self.folder.name) / 'machine.sqlite'}")
        upgrade(self.engine)
        self.clock = StandingClock()
        self.keeping = Keeping(self.engine, clock=self.clock, ids=seeded_ids("machine"))
        self.people = make_people(self.keeping)
        self.note = make_note(self.keeping)
        with self.keeping.writing(self.people.drafter()) as work:
            for label, text in WORDS.items():
                save_version(work, str(self.note.id), label, text, based_on=0)
                set_ready(work, str(self.note.id), label, ready=True, text_hash=hash_of(work, self.note, label))
        self.stage = Stage.DRAFTING
        self.words = dict.fromkeys(LABELS, 0)
        self.ready = dict.fromkeys(LABELS, 0)
        self.open: set[str] | None = None
        self.given: list[tuple[str, str, Decision, int]] = []
        self.requests: set[tuple[str, str]] = set()
        self.agreed: dict[Move, tuple[str, tuple[int, ...]]] = {}
        self.sent: dict[str, int] | None = None
        self.settled = False
        self.hashes = {(label, 0): self._hash(label) for label in LABELS}
        for _ in range(steps):
            self.press_on()

    def teardown(self) -> None:
        if hasattr(self, "engine"):
            self.engine.dispose()
            self.folder.cleanup()

    @rule(label=labels, number=st.integers(0, 2))
    def save(self, label: str, number: int) -> None:
        """Saving one of three wordings; whether it is let through is what the model says of the section."""
        expected = self._open(label)
        text = f"Palabras de la sección {label}.\n" if number == 0 else f"Redacción {number} de la sección {label}.\n"
        with self._asked(expected), self.keeping.writing(self.people.drafter()) as work:
            save_version(work, str(self.note.id), label, text, based_on=newest(work, self.note, label).number)
        if expected:
            self.words[label] = number
            self.hashes.setdefault((label, number), self._hash(label))

    @rule(label=labels)
    def mark_ready(self, label: str) -> None:
        expected = self._open(label)
        with self._asked(expected), self.keeping.writing(self.people.drafter()) as work:
            set_ready(work, str(self.note.id), label, ready=True, text_hash=self._current(label))
        if expected:
            self.ready[label] = self.words[label]

    @rule(seat=seats, label=labels, decision=st.sampled_from([*CLEARING, Decision.REQUEST_CHANGES]))
    def decide(self, seat: str, label: str, decision: Decision) -> None:
        expected = self._may_decide(seat, label, decision)
        with self._asked(expected), self.keeping.writing(SEATS[seat](self.people)) as work:
            words = NewPosition(label, decision, self._current(label), reason="Una razón.")
            take_position(work, str(self.note.id), words)
        if expected:
            self.given.append((seat, label, decision, self.words[label]))
            (self.requests.add if decision is Decision.REQUEST_CHANGES else self.requests.discard)((seat, label))

    @precondition(lambda self: self.stage in REVIEWS)
    @rule(seat=seats, label=labels)
    def decide_on_other_words(self, seat: str, label: str) -> None:
        with self._asked(False), self.keeping.writing(SEATS[seat](self.people)) as work:
            take_position(work, str(self.note.id), NewPosition(label, Decision.APPROVE, "0" * 64))

    @precondition(lambda self: self.stage in REVIEWS)
    @rule()
    def everybody_clears(self) -> None:
        """Every seat that is asked approves what it has not approved yet; its requests are lifted by it."""
        for seat in SEATS:
            for label in LABELS:
                if self._asked_now(seat) and (
                    self._last(seat, label) is not Decision.APPROVE or not self._clears(seat, label)
                ):
                    self.decide(seat, label, Decision.APPROVE)

    @precondition(lambda self: self.stage is not Stage.ADOPTION)
    @rule()
    def press_on(self) -> None:
        """Everybody does what the next stage needs, by the same deeds as ever."""
        if self.stage in (Stage.DRAFTING, Stage.CONSOLIDATION):
            for label in LABELS:
                self.mark_ready(label)
            self.hand_up(Move.SUBMIT if self.stage is Stage.DRAFTING else Move.SUBMIT_FOR_CLEARANCE)
        elif self.stage is Stage.CONSULTATION:
            self.time_passes(30)
        else:
            self.everybody_clears()
            if self.stage is Stage.PRESIDENCY_REVIEW:
                self.forward("RCM:PA")
            else:
                move = Move.CIRCULATE if self.stage is Stage.TROIKA_REVIEW else Move.OPEN_ADOPTION
                for seat in PRESIDING:
                    self.agree(seat, move)

    @rule(move=st.sampled_from([Move.SUBMIT, Move.SUBMIT_FOR_CLEARANCE]))
    def hand_up(self, move: Move) -> None:
        start = Stage.DRAFTING if move is Move.SUBMIT else Stage.CONSOLIDATION
        open_ = LABELS if self.open is None else [label for label in LABELS if label in self.open]
        expected = self.stage is start and all(self.ready[label] == self.words[label] for label in open_)
        self._move(move, self.people.coordinator(), expected)

    @rule(seat=st.sampled_from(PRESIDING))
    def forward(self, seat: str) -> None:
        clear = all(self._clears(each, label) for each in PRESIDING for label in LABELS)
        expected = self.stage is Stage.PRESIDENCY_REVIEW and clear
        self._move(Move.FORWARD, SEATS[seat](self.people), expected)

    @rule(seat=st.sampled_from(PRESIDING), label=labels)
    def send_back(self, seat: str, label: str) -> None:
        expected = self.stage in REVIEWS | {Stage.ADOPTION}
        if self._move(Move.RETURN, SEATS[seat](self.people), expected, reason="Falta.", sections=[label]):
            self.open = {label}
            self.ready[label] = -1

    @rule(seat=st.sampled_from(PRESIDING), move=st.sampled_from([Move.CIRCULATE, Move.OPEN_ADOPTION]))
    def agree(self, seat: str, move: Move) -> None:
        expected = self._joint_possible(move)
        words = tuple(self.words.values())
        other = self.agreed.get(move)
        complete = expected and other is not None and other[0] != seat and other[1] == words
        if not complete:
            with self._asked(expected), self.keeping.writing(SEATS[seat](self.people)) as work:
                moved = make_move(work, str(self.note.id), move, expected_stage=self.stage.value)
                assert moved.state == "waiting"
            if expected:
                self.agreed[move] = (seat, words)
        else:
            self._move(move, SEATS[seat](self.people), True)

    @precondition(lambda self: self.stage is Stage.CONSULTATION)
    @rule(days=st.sampled_from([1, 30]))
    def time_passes(self, days: int) -> None:
        self.clock.move(days=days)
        closed = do_due(self.keeping)
        if closed:
            self._entered(Stage.CONSOLIDATION)
        assert bool(closed) == (self.stage is Stage.CONSOLIDATION)

    @invariant()
    def the_note_is_where_the_model_says(self) -> None:
        if not hasattr(self, "note"):
            return
        with self.keeping.reading(COMMAND) as work:
            note = again(work, self.note)
            assert note.stage == self.stage.value
            stages = [Stage(passage.stage) for passage in passages_of(work.session, note)]
            opened = open_note(work, note)
            for label in LABELS:
                assert is_open(work, opened, section_of(work.session, note, label)) == self._open(label)
            frozen = [text.label for text in frozen_texts(work.session, note)]
        for before, after in pairwise(stages):
            assert PATH.index(after) <= PATH.index(before) + 1
        assert len(set(frozen)) == len(frozen)

    @invariant()
    def an_approval_binds_exactly_the_words_it_was_given_on(self) -> None:
        if not hasattr(self, "note"):
            return
        state = state_of(self.keeping, self.note)
        by_label = {section.label: section.text_hash for section in state.sections}
        for seat in SEATS:
            for label in LABELS:
                found = cleared_by(state.positions, SeatName(*seat.split(":")), label, by_label[label])
                assert found == self._clears(seat, label), (seat, label)

    def _open(self, label: str) -> bool:
        if self.stage in (Stage.DRAFTING, Stage.CONSOLIDATION):
            return self.open is None or label in self.open
        return self.stage in REVIEWS and any(asked == label for _, asked in self.requests)

    def _asked_now(self, seat: str) -> bool:
        return self.stage in REVIEWS and (self.stage is not Stage.PRESIDENCY_REVIEW or seat in PRESIDING)

    def _may_decide(self, seat: str, label: str, decision: Decision) -> bool:
        if self._asked_now(seat):
            return True
        confirming = REVIEWS | {Stage.CONSULTATION, Stage.CONSOLIDATION, Stage.ADOPTION}
        last = self._last(seat, label)
        confirms = decision is Decision.APPROVE and last is Decision.AD_REFERENDUM and self._clears(seat, label)
        return confirms and self.stage in confirming

    def _last(self, seat: str, label: str) -> Decision | None:
        rows = [row for row in self.given if row[:2] == (seat, label) and row[3] == self.words[label]]
        return rows[-1][2] if rows else None

    def _clears(self, seat: str, label: str) -> bool:
        return self._last(seat, label) in CLEARING and (seat, label) not in self.requests

    def _joint_possible(self, move: Move) -> bool:
        if self.requests:
            return False
        if move is Move.CIRCULATE:
            clear = all(self._clears(seat, label) for seat in SEATS for label in LABELS)
            return self.stage is Stage.TROIKA_REVIEW and clear and self._others_clear(LABELS)
        changed = [label for label in LABELS if self.sent is None or self.sent[label] != self.words[label]]
        if self.stage is not Stage.CLEARANCE or not all(self._clears(s, label) for s in SEATS for label in changed):
            return False
        confirmed = all(self._last(seat, label) is not Decision.AD_REFERENDUM for seat in SEATS for label in LABELS)
        return confirmed and self._others_clear(changed)

    def _others_clear(self, changed: object) -> bool:
        """The seats and sections beside the model clear whatever stands, as soon as it matters."""
        for country in SILENT:
            with self.keeping.writing(self.people.troika(country)) as work:
                for label in WORDS:
                    if label in LABELS or not self.settled:
                        words = NewPosition(label, Decision.APPROVE, hash_of(work, self.note, label))
                        take_position(work, str(self.note.id), words)
        return True

    def _move(self, move: Move, actor: object, expected: bool, **about: object) -> bool:
        with self._asked(expected), self.keeping.writing(actor) as work:
            make_move(work, str(self.note.id), move, expected_stage=self.stage.value, **about)
        if expected:
            self._entered(self._after(move))
        return expected

    def _after(self, move: Move) -> Stage:
        if move is Move.RETURN:
            return (
                Stage.DRAFTING if self.stage in (Stage.PRESIDENCY_REVIEW, Stage.TROIKA_REVIEW) else Stage.CONSOLIDATION
            )
        return PATH[PATH.index(self.stage) + 1]

    def _entered(self, stage: Stage) -> None:
        self.stage, self.open, self.agreed = stage, None, {}
        if stage in (Stage.CONSULTATION, Stage.ADOPTION):
            self.sent = dict(self.words)
        if stage in (Stage.PRESIDENCY_REVIEW, Stage.TROIKA_REVIEW) and not self.settled:
            self._settle()

    def _settle(self) -> None:
        """The sections beside the model are cleared by every seat once, and never touched again."""
        asked = PRESIDING if self.stage is Stage.PRESIDENCY_REVIEW else ("RCM:GT", "SACM:BO")
        for seat in asked:
            with self.keeping.writing(SEATS[seat](self.people)) as work:
                for label in set(WORDS) - set(LABELS):
                    words = NewPosition(label, Decision.APPROVE, hash_of(work, self.note, label))
                    take_position(work, str(self.note.id), words)

    def _asked(self, expected: bool) -> "Expectation":
        return Expectation(expected)

    def _current(self, label: str) -> str:
        return self.hashes[label, self.words[label]]

    def _hash(self, label: str) -> str:
        with self.keeping.reading(COMMAND) as work:
            return hash_of(work, self.note, label)


class Expectation:
    """What is done inside is refused exactly when the model says so."""

    def __init__(self, allowed: bool) -> None:
        self.allowed = allowed

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, _trace: object) -> bool:
        if self.allowed:
            return False
        assert isinstance(error, DraftingError), "this should have been refused"
        return True


Process.TestCase.settings = settings(
    max_examples=max(5, settings.default.max_examples // 8), stateful_step_count=30, deadline=None
)
TestProcess = Process.TestCase
