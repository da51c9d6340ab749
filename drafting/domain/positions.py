"""What a seat's decision is worth. Positions are rows that are never changed; everything here is derived from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from drafting.domain.hats import SeatName


class Decision(StrEnum):
    APPROVE = "approve"
    NO_OBJECTION = "no_objection"
    AD_REFERENDUM = "ad_referendum"
    IN_CONSULTATION = "in_consultation"
    REQUEST_CHANGES = "request_changes"


CLEARING = frozenset({Decision.APPROVE, Decision.NO_OBJECTION, Decision.AD_REFERENDUM})


class Standing(StrEnum):
    """What the board shows of a seat on the current words of a section."""

    APPROVE = "approve"
    NO_OBJECTION = "no_objection"
    AD_REFERENDUM = "ad_referendum"
    IN_CONSULTATION = "in_consultation"
    REQUEST_CHANGES = "request_changes"
    EARLIER_TEXT = "earlier_text"
    PASSED = "passed"
    NONE = "none"


@dataclass(frozen=True)
class Position:
    """One decision of a seat on exact words. Rows of one section come in the order they were given.

    `withdrawn`: the seat took it back. `ended`: the presidencies carried the request into the text, or let the
    ad referendum lapse. Either way the row no longer counts.
    """

    id: UUID
    seat: SeatName
    section: str
    decision: Decision
    text_hash: str
    withdrawn: bool = False
    ended: bool = False

    @property
    def counts(self) -> bool:
        return not (self.withdrawn or self.ended)


def clears(position: Position, text_hash: str) -> bool:
    """Whether a seat lets exactly these words pass.

    A seat approved words, not a heading: other words need another look, and the same words back again need none.
    """
    return position.counts and position.decision in CLEARING and position.text_hash == text_hash


def live_request(positions: Sequence[Position], seat: SeatName, section: str) -> Position | None:
    """The seat's request for changes that still stands, whatever became of the words since.

    Only the seat itself lifts it, by withdrawing it or by a clearing position after it (which lifts it for good, even
    if that position is taken back); or the presidencies carry it into the text.
    """
    request: Position | None = None
    for position in _of(positions, seat, section):
        if position.decision is Decision.REQUEST_CHANGES and position.counts:
            request = position
        elif position.decision in CLEARING:
            request = None
    return request


def live_requests(positions: Sequence[Position], section: str) -> list[Position]:
    seats = dict.fromkeys(position.seat for position in positions if position.section == section)
    found = (live_request(positions, seat, section) for seat in seats)
    return [request for request in found if request]


def standing_position(positions: Sequence[Position], seat: SeatName, section: str, text_hash: str) -> Position | None:
    """The row that says where the seat stands on these words: a live request first, else its latest on this hash.

    A withdrawal later than every other row on the same words leaves none: taking a decision back does not revive the
    one before it.
    """
    request = live_request(positions, seat, section)
    if request:
        return request
    on_these = [position for position in _of(positions, seat, section) if position.text_hash == text_hash]
    return on_these[-1] if on_these and on_these[-1].counts else None


def cleared_by(positions: Sequence[Position], seat: SeatName, section: str, text_hash: str) -> bool:
    position = standing_position(positions, seat, section, text_hash)
    return position is not None and clears(position, text_hash)


def standing(
    positions: Sequence[Position], seat: SeatName, section: str, text_hash: str, *, passed: bool = False
) -> Standing:
    position = standing_position(positions, seat, section, text_hash)
    if passed and (position is None or position.decision is Decision.IN_CONSULTATION):
        return Standing.PASSED
    if position:
        return Standing(position.decision.value)
    return Standing.EARLIER_TEXT if earlier_clearance(positions, seat, section, text_hash) else Standing.NONE


def earlier_clearance(positions: Sequence[Position], seat: SeatName, section: str, text_hash: str) -> Position | None:
    """The last clearing decision that the seat gave on other words of the section and has not taken back."""
    given = [
        position
        for position in _of(positions, seat, section)
        if position.counts and position.decision in CLEARING and position.text_hash != text_hash
    ]
    return given[-1] if given else None


def _of(positions: Iterable[Position], seat: SeatName, section: str) -> Iterable[Position]:
    return (position for position in positions if position.seat == seat and position.section == section)
