"""A note that was circulated to the members, and what its delegations write: for the tests of Gate C."""

from datetime import datetime
from uuid import UUID

from drafting.actions.comments.answering import propose_answer, release_answers
from drafting.actions.comments.internal import NewComment, mark_ready, write_comment
from drafting.actions.comments.submitting import Receipt, submit_comments
from drafting.actions.moves.freezing import freeze
from drafting.domain.hats import Role
from drafting.domain.workflow import Purpose, Stage
from drafting.store.notes import Note, open_passage
from drafting.store.work import COMMAND, Keeping
from tests.makers import enter, make_note, make_people

TEXTS = {
    "1": "## Intercambio de datos\n\nLos Estados comparten datos.\n\n## Análisis\n\nLos datos se leen.\n",
    "2": "Se previene la migración irregular.\n\nSe informa, y se informa otra vez.\n",
    "4": "El control de fronteras es común 🌎.\n",
}
"""Paragraphs 1 and 2 stand in section 1, 3 and 4 in section 2, 5 in section 4; the other sections are empty."""

DEADLINE = datetime.fromisoformat("2018-09-05T22:00:00+00:00")


def make_consultation(keeping: Keeping, *, deadline: datetime | None = DEADLINE) -> Note:
    """A note in consultation on REV.0."""
    note = make_note(keeping, texts=TEXTS)
    with keeping.writing(COMMAND) as work:
        note = enter(work, note, Stage.CONSULTATION)
        passage = open_passage(work.session, note)
        assert passage is not None
        passage.deadline = deadline
        freeze(work, note, passage, Purpose.TO_MEMBERS)
    return note


def consolidate(keeping: Keeping, note: Note) -> None:
    """The consultation has closed."""
    with keeping.writing(COMMAND) as work:
        enter(work, note, Stage.CONSOLIDATION)


def written(
    keeping: Keeping,
    note: Note,
    country: str = "MX",
    role: Role = Role.FOCAL_POINT,
    *,
    ready: bool = True,
    **words: object,
) -> UUID:
    """An internal comment; by default on paragraph 1, ready."""
    new = NewComment(**{"kind": "substantive", "body": f"De {country}.", "language": "es", "paragraph": 1, **words})
    with keeping.writing(make_people(keeping).delegation(country, role)) as work:
        made = write_comment(work, str(note.id), new)
        if ready:
            mark_ready(work, made.id, True)
    return made.id


def submitted(keeping: Keeping, note: Note, country: str = "MX", visible: str = "now", **words: object) -> Receipt:
    """One official comment of the country."""
    made = written(keeping, note, country, **words)
    with keeping.writing(make_people(keeping).delegation(country)) as work:
        return submit_comments(work, str(note.id), [made], visible)


def answered(keeping: Keeping, note: Note, comment: UUID, *, release: bool = True, **answer: object) -> None:
    """An answer proposed by a secretariat and, in consolidation, released by a presidency."""
    people = make_people(keeping)
    with keeping.writing(people.drafter()) as work:
        propose_answer(work, comment, **{"outcome": "noted", "observation": "Se toma nota.", **answer})
    if release:
        with keeping.writing(people.presidency()) as work:
            release_answers(work, str(note.id), [comment])
