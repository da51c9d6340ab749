"""A note goes through its stages: handed up, cleared by seats, circulated, adopted, published."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from drafting.actions.moves.making import make_move
from drafting.actions.reviews.positions import NewPosition, Receipt, take_positions
from drafting.demo.story.telling import Teller
from drafting.demo.story.writing import COORDINATOR, newest
from drafting.domain.positions import Decision
from drafting.domain.workflow import Move, Stage

PANAMA = ("ruben.icazal", "presidency:RCM:PA")
URUGUAY = ("ana.vidal", "presidency:SACM:UY")
PRESIDENCIES = (PANAMA, URUGUAY)
EL_SALVADOR = ("carmen.guardiola", "troika:RCM:SV")
GUATEMALA = ("marvin.tzocal", "troika:RCM:GT")
PARAGUAY = ("derlis.benegal", "troika:SACM:PY")
BOLIVIA = ("julia.quispera", "troika:SACM:BO")
TROIKA = (EL_SALVADOR, GUATEMALA, PARAGUAY, BOLIVIA)

Who = tuple[str, str]


def hand_up(teller: Teller, slug: str, move: Move, stage: Stage) -> None:
    with teller.acting(*COORDINATOR) as work:
        make_move(work, slug, move, expected_stage=stage)


def move(teller: Teller, slug: str, made: Move, stage: Stage, by: Who, *, until: datetime | None = None) -> None:
    with teller.acting(*by) as work:
        make_move(work, slug, made, expected_stage=stage, until=until)


def decide(
    teller: Teller, slug: str, by: Who, decision: Decision, labels: Iterable[str] | None = None, **words: Any
) -> list[Receipt]:
    """A seat decides on these sections (all) as they stand."""
    with teller.acting(*by) as work:
        standing = newest(work, slug)
        chosen = [NewPosition(label, decision, standing[label].text_hash, **words) for label in labels or standing]
        return take_positions(work, slug, chosen)
