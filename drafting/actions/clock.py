"""What is due is done: each thing exactly once, however many processes look at the clock.

A process that finds something due locks the note and asks again; whoever comes second finds nothing left to do.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from drafting.actions.access import open_note
from drafting.actions.moves.passages import enter
from drafting.domain.workflow import Move, Stage, rule_for
from drafting.store.notes import due_passages, note_by_ref
from drafting.store.work import CLOCK, Keeping


@dataclass(frozen=True)
class Done:
    """What the clock did, on which note, and since when it had been due."""

    note: UUID
    move: Move
    due: datetime


def do_due(keeping: Keeping) -> list[Done]:
    """Do everything that is due at this moment of the clock. A consultation closes at its deadline; nothing is done
    while a note is suspended, since a suspended note is in no consultation."""
    with keeping.reading(CLOCK) as work:
        waiting = [passage.note_id for passage in due_passages(work.session, Stage.CONSULTATION, work.now)]
    done = (close_consultation(keeping, note_id) for note_id in waiting)
    return [closed for closed in done if closed]


def close_consultation(keeping: Keeping, note_id: UUID) -> Done | None:
    """Close it if its deadline has come; None where somebody did it already, or gave it more time."""
    with keeping.writing(CLOCK) as work:
        note = note_by_ref(work.session, str(note_id), lock=True)
        opened = open_note(work, note) if note else None
        deadline = opened.passage.deadline if opened and opened.passage else None
        if opened is None or opened.stage is not Stage.CONSULTATION or deadline is None or work.now < deadline:
            return None
        rule = rule_for(Stage.CONSULTATION, Move.CLOSE_CONSULTATION)
        enter(work, opened, rule, data={"due": deadline.isoformat()})
        return Done(note_id, Move.CLOSE_CONSULTATION, deadline)
