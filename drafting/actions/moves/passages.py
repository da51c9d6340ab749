"""Entering a stage: the one place where a note changes its stage. No role and no caller skips it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from drafting.actions.access import Opened, conferences_of, troika_today
from drafting.actions.moves.deadlines import stage_deadline
from drafting.actions.moves.freezing import freeze
from drafting.domain.events import Event, EventKind
from drafting.domain.workflow import Move, Purpose, Rule, Stage
from drafting.store.notes import Note, Passage, Publication, newest_frozen, passages_of, sections_of
from drafting.store.work import Work

# Nothing more is decided in these: nobody keeps a seat, so no passage is opened.
ENDS = frozenset({Stage.PUBLISHED, Stage.WITHDRAWN, Stage.SUPERSEDED})


def enter(
    work: Work,
    opened: Opened,
    rule: Rule,
    *,
    reason: str | None = None,
    sections: Sequence[str] | None = None,
    until: datetime | None = None,
    data: Mapping[str, Any] | None = None,
) -> Passage | None:
    """Make the move: leave the passage, open the next one, freeze the text, tell. The note is locked, its stage is
    `rule.start`, and the guards have been asked; `data` is further told and recorded with the move."""
    note, left = opened.note, opened.passage
    to = rule.to or Stage(note.left_stage or Stage.DRAFTING)
    before = passages_of(work.session, note)
    if left:
        left.left_at = work.now
        work.session.flush()
    note.stage = to.value
    note.left_stage = rule.start.value if to is Stage.SUSPENDED else None
    _set_sections(work, note, rule, sections)
    passage = None
    if to not in ENDS:
        passage = _open(work, note, to, before, rule, reason=reason, sections=sections, until=until)
    told: dict[str, Any] = {"move": rule.move.value, "from": rule.start.value, "to": to.value}
    told |= {"reason": reason} if reason else {}
    told |= {"sections": list(sections)} if sections else {}
    told |= {"until": passage.deadline.isoformat()} if passage and passage.deadline else {}
    if rule.purpose and passage:
        told["label"] = freeze(work, note, passage, rule.purpose).label
    if rule.move is Move.PUBLISH:
        told |= _publish(work, note)
    kind = EventKind.NOTE_PUBLISHED if rule.move is Move.PUBLISH else EventKind.NOTE_MOVED
    work.tell(Event(kind, note.id, {**told, **(data or {})}))
    return passage


def seats_of_the_day(work: Work, note: Note) -> list[dict[str, Any]]:
    """Every place of the troikas of the note's conferences, the vacant ones too, as a passage keeps them."""
    return [
        {"conference": conference, "country": country, "place": place}
        for conference in conferences_of(note)
        for place, country in troika_today(work, conference).items()
    ]


def _open(
    work: Work,
    note: Note,
    stage: Stage,
    before: Sequence[Passage],
    rule: Rule,
    *,
    reason: str | None,
    sections: Sequence[str] | None,
    until: datetime | None,
) -> Passage:
    resumed = next((p for p in reversed(before) if p.stage == stage.value), None) if rule.move is Move.RESUME else None
    open_sections: list[Any] | None = list(sections) if sections else None
    deadline = stage_deadline(work, note, stage, until)
    if resumed:
        open_sections = resumed.open_sections
        deadline = until or resumed.deadline
    ordinal = len(before) + 1
    passage = Passage(
        id=work.new_id("passage", note.id, ordinal),
        note_id=note.id,
        ordinal=ordinal,
        stage=stage.value,
        seats=seats_of_the_day(work, note),
        open_sections=open_sections,
        entered_at=work.now,
        deadline=deadline,
        reason=reason,
    )
    work.session.add(passage)
    work.session.flush()
    return passage


def _set_sections(work: Work, note: Note, rule: Rule, reopened: Sequence[str] | None) -> None:
    """A section that a presidency opened in one review stands still in the next stage; one that was returned must be
    called ready anew."""
    if Stage.SUSPENDED.value in (rule.start.value, note.stage):
        return
    for section in sections_of(work.session, note):
        section.opened_reason = None
        if section.label in (reopened or ()):
            section.ready_hash = None


def _publish(work: Work, note: Note) -> dict[str, Any]:
    adopted = newest_frozen(work.session, note, [Purpose.ADOPTED])
    if adopted is None:
        raise RuntimeError("A note is published after a text was adopted.")
    public = note.rules.get("publication") == "public"
    work.session.add(
        Publication(
            id=work.new_id("publication", note.id),
            note_id=note.id,
            frozen_id=adopted.id,
            public=public,
            at=work.now,
        )
    )
    return {"label": adopted.label, "public": public}
