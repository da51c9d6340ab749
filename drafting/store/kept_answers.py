"""Answers kept under an idempotency key."""

import uuid
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from drafting.store.people import KeptAnswer

KEPT_FOR = timedelta(days=7)


def kept_answer(session: Session, person_id: UUID, hat: str, route: str, key: str) -> KeptAnswer | None:
    asked = select(KeptAnswer).where(
        KeptAnswer.person_id == person_id, KeptAnswer.hat == hat, KeptAnswer.route == route, KeptAnswer.key == key
    )
    return session.scalars(asked).one_or_none()


def keep_answer(session: Session, **values: Any) -> None:
    session.add(KeptAnswer(id=uuid.uuid4(), **values))
    session.flush()


def forget_old_answers(session: Session, now: datetime) -> None:
    session.execute(delete(KeptAnswer).where(KeptAnswer.created_at < now - KEPT_FOR))


def any_old_answers(session: Session, now: datetime) -> bool:
    asked = select(KeptAnswer.id).where(KeptAnswer.created_at < now - KEPT_FOR)
    return session.scalars(asked.limit(1)).first() is not None
