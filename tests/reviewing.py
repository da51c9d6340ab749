"""A note brought through its stages by the real moves, and the short ways in which tests speak of deciding on it."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from drafting.actions.access import open_note
from drafting.actions.clock import do_due
from drafting.actions.moves.making import Moved, make_move
from drafting.actions.moves.state import note_state
from drafting.actions.reviews.positions import NewPosition, Receipt, take_position, take_positions
from drafting.actions.sections.readiness import set_ready
from drafting.actions.sections.saving import save_version
from drafting.domain.guards import NoteState
from drafting.domain.positions import Decision
from drafting.domain.workflow import Move, Stage
from drafting.store.conferences import Term
from drafting.store.frozen import frozen_texts, purposes_of
from drafting.store.notes import Note, Passage, note_by_ref, open_passage, sections_of
from drafting.store.sections import Version, latest_version
from drafting.store.work import COMMAND, Actor, Keeping, Work
from tests.makers import People, make_note, make_people, words_of

TROIKA = ("SV", "GT", "PY", "BO")
LABELS = ("1", "2", "3", "4", "5", "6", "7")
WORDS = {
    "1": "## Intercambio de datos\n\nCifras comunes.\n\n## Análisis de la información\n\nLectura común.\n",
    "3": "## Documentación\n\nDocumentos de viaje.\n\n## Albergues\n\nLugares de paso.\n",
} | {label: f"Palabras de la sección {label}.\n" for label in ("2", "4", "5", "6", "7")}


@lru_cache(maxsize=2)
def people_of(keeping: Keeping) -> People:
    """Asked for at every turn, so found only once for each database."""
    return make_people(keeping)


def note_at(keeping: Keeping, stage: Stage) -> Note:
    """A note with words in every section, moved to the stage by those who make the moves."""
    people = people_of(keeping)
    note = make_note(keeping)
    with keeping.writing(people.drafter()) as work:
        for label, text in WORDS.items():
            save_version(work, str(note.id), label, text, based_on=0)
    if stage is Stage.DRAFTING:
        return note
    ready(keeping, note)
    move(keeping, note, Move.SUBMIT, people.coordinator())
    if stage is Stage.PRESIDENCY_REVIEW:
        return note
    clear(keeping, note, people.presidency("RCM"), people.presidency("SACM"))
    move(keeping, note, Move.FORWARD, people.presidency())
    if stage is Stage.TROIKA_REVIEW:
        return note
    clear(keeping, note, *(people.troika(country) for country in TROIKA))
    together(keeping, note, Move.CIRCULATE)
    if stage is Stage.CONSULTATION:
        return note
    finish_consultation(keeping, note)
    if stage is Stage.CONSOLIDATION:
        return note
    ready(keeping, note)
    move(keeping, note, Move.SUBMIT_FOR_CLEARANCE, people.coordinator())
    if stage is Stage.CLEARANCE:
        return note
    together(keeping, note, Move.OPEN_ADOPTION)
    if stage is Stage.ADOPTION:
        return note
    raise ValueError(f"No way to {stage} from here")


def move(keeping: Keeping, note: Note, made: Move, by: Actor, **about: Any) -> Moved:
    with keeping.writing(by) as work:
        about.setdefault("expected_stage", stage_of(work, note))
        return make_move(work, str(note.id), made, **about)


def together(keeping: Keeping, note: Note, made: Move, **about: Any) -> Moved:
    """Both presidencies, one after the other."""
    people = people_of(keeping)
    move(keeping, note, made, people.presidency("RCM"), **about)
    return move(keeping, note, made, people.presidency("SACM"), **about)


def ready(keeping: Keeping, note: Note, labels: Iterable[str] = LABELS) -> None:
    with keeping.writing(people_of(keeping).drafter()) as work:
        for label in labels:
            set_ready(work, str(note.id), label, ready=True, text_hash=hash_of(work, note, label))


def clear(keeping: Keeping, note: Note, *seats: Actor, labels: Iterable[str] = LABELS) -> None:
    """Each seat approves the present words of each section."""
    for actor in seats:
        with keeping.writing(actor) as work:
            given = [NewPosition(label, Decision.APPROVE, hash_of(work, note, label)) for label in labels]
            take_positions(work, str(note.id), given)


def decide(
    keeping: Keeping, note: Note, label: str, decision: Decision, by: Actor, *, on: str | None = None, **words: Any
) -> Receipt:
    """On the present words, unless `on` names others by their hash."""
    if decision is Decision.REQUEST_CHANGES:
        words.setdefault("reason", "Falta una palabra.")
    if decision is Decision.IN_CONSULTATION:
        words.setdefault("expected_on", "2030-01-31")
    with keeping.writing(by) as work:
        given = NewPosition(label, decision, on or hash_of(work, note, label), **words)
        return take_position(work, str(note.id), given)


def amend(keeping: Keeping, note: Note, label: str, addition: str = "Una frase más.") -> str:
    """New words at the end of the section; answers their hash."""
    with keeping.reading(COMMAND) as work:
        words = words_of(work, note, label)
        latest = newest(work, note, label).number
    with keeping.writing(people_of(keeping).drafter()) as work:
        return save_version(work, str(note.id), label, f"{words}\n{addition}\n", based_on=latest).version.text_hash


def finish_consultation(keeping: Keeping, note: Note) -> None:
    """The deadline comes, and the clock closes it."""
    keeping.clock.move(days=60)
    do_due(keeping)


def state_of(keeping: Keeping, note: Note) -> NoteState:
    with keeping.reading(COMMAND) as work:
        return note_state(work, open_note(work, again(work, note)))


def stage_now(keeping: Keeping, note: Note) -> Stage:
    with keeping.reading(COMMAND) as work:
        return Stage(stage_of(work, note))


def stage_of(work: Work, note: Note) -> str:
    return again(work, note).stage


def hash_of(work: Work, note: Note, label: str) -> str:
    return newest(work, note, label).text_hash


def hash_now(keeping: Keeping, note: Note, label: str) -> str:
    with keeping.reading(COMMAND) as work:
        return hash_of(work, note, label)


def newest(work: Work, note: Note, label: str) -> Version:
    section = next(s for s in sections_of(work.session, note) if s.label == label)
    return latest_version(work.session, section, note.original_language)


def again(work: Work, note: Note) -> Note:
    found = note_by_ref(work.session, str(note.id))
    assert found
    return found


def labels(keeping: Keeping, note: Note) -> list[tuple[str, set[str]]]:
    with keeping.reading(COMMAND) as work:
        frozen = frozen_texts(work.session, note)
        purposes = purposes_of(work.session, [text.id for text in frozen])
        return [(text.label, {p.purpose for p in purposes[text.id]}) for text in frozen]


def passage_now(keeping: Keeping, note: Note) -> Passage | None:
    with keeping.reading(COMMAND) as work:
        return open_passage(work.session, note)


def hand_over(keeping: Keeping, conference: str, country: str) -> None:
    """The next country takes office at this moment."""
    with keeping.writing(COMMAND) as work:
        for term in work.session.query(Term).filter(Term.conference == conference).order_by(Term.ordinal):
            if term.since and not term.until:
                term.until = work.now
            if term.country == country and term.since is None:
                term.since = work.now


def blockers_of(refused: Any) -> set[tuple[str, str | None, str | None]]:
    return {(blocker.code, blocker.section, blocker.who) for blocker in refused.value.blockers}
