"""The receipt of a submission, read again from the record."""

import json
from datetime import datetime
from uuid import UUID

from drafting.actions.access import note_for
from drafting.actions.comments.room import no_comment
from drafting.actions.comments.submitting import Receipt
from drafting.domain.events import EventKind
from drafting.domain.hats import HatKind
from drafting.domain.policy import Act
from drafting.store.comments import ids_of_numbers
from drafting.store.record import entry
from drafting.store.work import Work


def receipt(work: Work, ref: str, number: int) -> Receipt:
    """What was received with this entry of the record, for the country that submitted it."""
    opened, hat = note_for(work, ref, Act.READ), work.actor.hat
    found = entry(work.session, f"note:{opened.note.id}", number)
    kept = json.loads(found.body) if found else {}
    data = kept.get("data", {})
    own = hat is not None and hat.kind is HatKind.DELEGATION and hat.country == data.get("country")
    if kept.get("kind") != EventKind.COMMENTS_SUBMITTED or not own:
        raise no_comment()
    ids: dict[str, UUID] = ids_of_numbers(work.session, opened.note, data["numbers"])
    return Receipt(
        note=opened.note.id,
        country=data["country"],
        numbers=tuple(data["numbers"]),
        comments=tuple(ids[name] for name in data["numbers"]),
        hash=data["hash"],
        visible=data["visible"],
        late=data["late"],
        submitted_at=datetime.fromisoformat(kept["at"]),
        entry=number,
    )
