"""What a comment is going to be on: the words that its form shows."""

from dataclasses import dataclass

from drafting.actions.comments.room import Room, room_for
from drafting.actions.comments.texts import circulated_text, frozen_words, spot_of
from drafting.domain.comments import Spot
from drafting.domain.policy import Act
from drafting.store.delegations import size_of
from drafting.store.notes import Section
from drafting.store.work import Work


@dataclass(frozen=True)
class Place:
    """`paragraph_words`: those of the named paragraph. `alone`: the delegation is one person."""

    room: Room
    label: str
    section: Section | None
    spot: Spot
    paragraph_words: str | None
    alone: bool


def place_of(
    work: Work,
    ref: str,
    label: str | None,
    *,
    section: str | None,
    paragraph: int | None,
    act: Act = Act.READ_INTERNAL,
) -> Place:
    """The place with this section and paragraph, for an act there. Raises `Invalid` where the text has none."""
    room = room_for(work, ref, act)
    text = circulated_text(work, room.opened, label)
    spot, found = spot_of(work, room.opened, text, section=section, paragraph=paragraph, quote=None)
    words = None
    if found is not None and spot.paragraph is not None:
        held = frozen_words(work, room.opened, text)[found.id][1]
        words = held.each()[spot.paragraph - held.first_paragraph]
    return Place(room, text.label, found, spot, words, size_of(work.session, room.country, work.now) == 1)
