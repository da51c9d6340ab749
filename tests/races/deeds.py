"""What two processes do at once. Each deed takes plain values and gives plain values, to cross between processes."""

import uuid
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import httpx
from anyio.from_thread import start_blocking_portal
from litestar import Litestar

from drafting.actions.adoption import Meeting, confirm_meeting, record_meeting
from drafting.actions.comments.submitting import submit_comments
from drafting.actions.moves.consents import withdraw_consent
from drafting.actions.moves.making import make_move
from drafting.actions.reviews.positions import NewPosition, take_position
from drafting.actions.sections.saving import save_version
from drafting.app import create_app
from drafting.domain.hats import Role, parse_hat
from drafting.domain.positions import Decision
from drafting.domain.workflow import Move
from drafting.settings import Settings
from drafting.store.work import Actor, Keeping
from tests.web.clients import ADDRESS, Wire


def named(actor: Actor) -> tuple[str, str, str]:
    """An actor in words, to be sent to another process."""
    return str(actor.person), str(actor.hat), str(actor.role)


def _actor(words: tuple[str, str, str]) -> Actor:
    person, hat, role = words
    return Actor(uuid.UUID(person), parse_hat(hat), Role(role))


def save(keeping: Keeping, *, by: Any, note: str, label: str, text: str, based_on: int) -> int:
    with keeping.writing(_actor(by)) as work:
        return save_version(work, note, label, text, based_on=based_on).version.number


def move(keeping: Keeping, *, by: Any, note: str, move: str, stage: str, **about: Any) -> str:
    with keeping.writing(_actor(by)) as work:
        return make_move(work, note, Move(move), expected_stage=stage, **about).state


def take_back_consent(keeping: Keeping, *, by: Any, note: str, move: str) -> None:
    with keeping.writing(_actor(by)) as work:
        withdraw_consent(work, note, move)


def approve(keeping: Keeping, *, by: Any, note: str, label: str, text_hash: str) -> tuple[int, int]:
    """The version that the position is on, and its entry in the note's record."""
    with keeping.writing(_actor(by)) as work:
        receipt = take_position(work, note, NewPosition(label, Decision.APPROVE, text_hash))
    return receipt.version, receipt.entry


def record(keeping: Keeping, *, by: Any, note: str, meeting: dict[str, str]) -> str:
    with keeping.writing(_actor(by)) as work:
        return str(record_meeting(work, note, Meeting(**meeting), expected_stage="adoption").id)


def confirm(keeping: Keeping, *, by: Any, adoption: str) -> None:
    with keeping.writing(_actor(by)) as work:
        confirm_meeting(work, uuid.UUID(adoption))


def submit_some(keeping: Keeping, *, by: Any, note: str, comments: list[str] | None) -> list[str]:
    """The numbers given; None submits all that are ready."""
    with keeping.writing(_actor(by)) as work:
        ids = None if comments is None else [uuid.UUID(comment) for comment in comments]
        return list(submit_comments(work, note, ids).numbers)


def ask(
    keeping: Keeping, *, method: str, path: str, headers: Mapping[str, str], json: Any = None
) -> tuple[int, str, str]:
    """A request over HTTP to an application of this process: status, entity tag, body."""
    with start_blocking_portal() as portal:
        wire = Wire(_application(keeping), portal)
        with httpx.Client(base_url=ADDRESS, transport=wire, headers=dict(headers)) as client:
            answer = client.request(method, path, json=json)
    return answer.status_code, answer.headers.get("etag", ""), answer.text


@lru_cache(maxsize=1)
def _application(keeping: Keeping) -> Litestar:
    """Put together once for each database, so that later rounds begin together."""
    return create_app(Settings(), keeping)
