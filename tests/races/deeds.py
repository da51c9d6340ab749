"""What two processes do at once. Each deed takes plain values and gives plain values, to cross between processes."""

import uuid
from datetime import UTC, datetime
from typing import Any

from drafting.actions.moves.making import make_move
from drafting.actions.sections.saving import save_version
from drafting.domain.hats import Role, parse_hat
from drafting.domain.workflow import Move
from drafting.store.work import Actor, Keeping


def clock() -> datetime:
    return datetime(2018, 8, 15, 14, 0, tzinfo=UTC)


def named(actor: Actor) -> tuple[str, str, str]:
    """An actor in words, to be sent to another process."""
    return str(actor.person), str(actor.hat), str(actor.role)


def _actor(words: tuple[str, str, str]) -> Actor:
    person, hat, role = words
    return Actor(uuid.UUID(person), parse_hat(hat), Role(role))


def save(keeping: Keeping, *, by: Any, note: str, label: str, text: str, based_on: int) -> int:
    with keeping.writing(_actor(by)) as work:
        return save_version(work, note, label, text, based_on=based_on).version.number


def move(keeping: Keeping, *, by: Any, note: str, move: str, stage: str, reason: str | None = None) -> str:
    with keeping.writing(_actor(by)) as work:
        return make_move(work, note, Move(move), expected_stage=stage, reason=reason).state
