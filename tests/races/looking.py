"""What stands after a race: looked up in the database, not in what the racers say."""

import json
from typing import Any

from sqlalchemy import select

from drafting.store.frozen import frozen_hashes, frozen_texts
from drafting.store.notes import Note, section_of
from drafting.store.record import Entry
from drafting.store.sections import Version
from drafting.store.work import STRANGER, Keeping
from tests.makers import words_of
from tests.reviewing import newest


def told(keeping: Keeping, note: Note) -> list[dict[str, Any]]:
    """The note's record from its beginning; the first entry has the number 1."""
    with keeping.reading(STRANGER) as work:
        chain = select(Entry.body).where(Entry.chain == f"note:{note.id}").order_by(Entry.seq)
        return [json.loads(body) for body in work.session.scalars(chain)]


def entry_of_version(keeping: Keeping, note: Note, label: str, version: int) -> int:
    """The number of the entry that says that this version was saved."""
    wanted = ("section_saved", label, version)
    named = [(e["kind"], e["data"].get("section"), e["data"].get("version")) for e in told(keeping, note)]
    return named.index(wanted) + 1


def standing(keeping: Keeping, note: Note, label: str) -> tuple[Version, str]:
    """The newest version of the section, and its words."""
    with keeping.reading(STRANGER) as work:
        return newest(work, note, label), words_of(work, note, label)


def last_frozen(keeping: Keeping, note: Note, label: str) -> str:
    """The hash of the section's words in the frozen text that was made last."""
    with keeping.reading(STRANGER) as work:
        section = section_of(work.session, note, label)
        assert section
        return frozen_hashes(work.session, frozen_texts(work.session, note)[-1].id)[section.id]
