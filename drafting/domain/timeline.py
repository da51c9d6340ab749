"""What a reader of a note's record sees of it: which kinds of entries go together, which of them a window shows."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from drafting.domain.comments import Visible
from drafting.domain.events import EventKind
from drafting.domain.reading import Comments, History, Window


class Strand(StrEnum):
    """By which a timeline can be filtered."""

    STAGES = "stages"
    TEXT = "text"
    DECISIONS = "decisions"
    COMMENTS = "comments"


_STAGES = (
    EventKind.NOTE_CREATED,
    EventKind.SETTINGS_CHANGED,
    EventKind.NOTE_MOVED,
    EventKind.CONSENT_GIVEN,
    EventKind.CONSENT_WITHDRAWN,
    EventKind.DEADLINE_EXTENDED,
    EventKind.MEETING_RECORDED,
    EventKind.MEETING_CONFIRMED,
    EventKind.NOTE_PUBLISHED,
)
_TEXT = (
    EventKind.SECTION_SAVED,
    EventKind.SECTION_READY,
    EventKind.SECTION_NOT_READY,
    EventKind.SECTION_OPENED,
    EventKind.SECTION_CLOSED,
    EventKind.TEXT_FROZEN,
)
_DECISIONS = (
    EventKind.POSITION_TAKEN,
    EventKind.POSITION_WITHDRAWN,
    EventKind.POSITION_REPLIED,
    EventKind.SEAT_REMINDED,
    EventKind.WAY_OUT_TAKEN,
)
_COMMENTS = (
    EventKind.COMMENTS_SUBMITTED,
    EventKind.COMMENT_WITHDRAWN,
    EventKind.COUNTRY_ASSOCIATED,
    EventKind.ANSWER_PROPOSED,
    EventKind.ANSWERS_RELEASED,
    EventKind.ANSWER_REPLIED,
    EventKind.STATUS_DECLARED,
    EventKind.RECEIPT_ACKNOWLEDGED,
)
STRANDS: Mapping[EventKind, Strand] = {
    kind: strand
    for strand, kinds in (
        (Strand.STAGES, _STAGES),
        (Strand.TEXT, _TEXT),
        (Strand.DECISIONS, _DECISIONS),
        (Strand.COMMENTS, _COMMENTS),
    )
    for kind in kinds
}

# Where each delegation stands is between it, the secretariats and the presidencies.
_BETWEEN = frozenset({EventKind.STATUS_DECLARED, EventKind.RECEIPT_ACKNOWLEDGED})
# What happened before the troika came in is known to it as to everybody: title, stage and dates (rule C24).
_OUTWARD = frozenset({EventKind.NOTE_CREATED, EventKind.NOTE_MOVED, EventKind.DEADLINE_EXTENDED})
_OUTWARD_DATA = frozenset({"symbol", "outline", "move", "from", "to", "stage", "until"})


def seen(
    kind: EventKind, data: Mapping[str, Any], window: Window, *, since_troika: bool, consultation_over: bool
) -> Mapping[str, Any] | None:
    """What this window shows of an entry; None where it shows nothing.

    `since_troika`: the entry was made after the troika first received the note.
    """
    if window.history is not History.ALL and not (window.history is History.SINCE_TROIKA and since_troika):
        return {key: data[key] for key in data if key in _OUTWARD_DATA} if kind in _OUTWARD else None
    if STRANDS.get(kind) is Strand.COMMENTS and window.comments is not Comments.ALL:
        hidden = data.get("visible") == Visible.WITH_COMPILATION and not consultation_over
        if kind in _BETWEEN or hidden or window.comments is Comments.NONE:
            return None
        if kind is EventKind.ANSWER_PROPOSED and not window.proposed_answers:
            return None
    return data
