"""Frozen texts with their purposes, as they are listed and as the rules of labels ask for them."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from drafting.store.notes import FrozenPurpose, FrozenSection, FrozenText, Note


def frozen_texts(session: Session, note: Note) -> list[FrozenText]:
    """All of a note's frozen texts, in the order they were made."""
    asked = select(FrozenText).where(FrozenText.note_id == note.id).order_by(FrozenText.ordinal)
    return list(session.scalars(asked))


def purposes_of(session: Session, frozen: Collection[UUID]) -> dict[UUID, list[FrozenPurpose]]:
    """Frozen text → what it was frozen for, the first purpose first."""
    asked = select(FrozenPurpose).where(FrozenPurpose.frozen_id.in_(frozen)).order_by(FrozenPurpose.at)
    found: dict[UUID, list[FrozenPurpose]] = {id_: [] for id_ in frozen}
    for purpose in session.scalars(asked):
        found[purpose.frozen_id].append(purpose)
    return found


def frozen_hashes(session: Session, frozen_id: UUID) -> dict[UUID, str]:
    """Section → the hash of its words in the frozen text."""
    asked = select(FrozenSection.section_id, FrozenSection.text_hash).where(FrozenSection.frozen_id == frozen_id)
    return dict(session.execute(asked).all())
