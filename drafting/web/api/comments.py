"""Comments for programs: inside a delegation, submitted, answered, compiled. One shape for each kind of comment."""

from collections.abc import Callable, Collection
from dataclasses import asdict
from typing import Any, Literal
from uuid import UUID

import msgspec
from litestar.response import Response

from drafting.actions.comments.desk import InternalComment, desk_of, internal_comment
from drafting.actions.comments.internal import (
    NewComment,
    delete_comment,
    edit_comment,
    leave_out,
    mark_ready,
    write_comment,
)
from drafting.actions.comments.official import OfficialComment, official_comment
from drafting.domain.errors import Fault, Invalid, NotFound
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.web.api.notes import if_match
from drafting.web.compilations import compiled
from drafting.web.forms import number
from drafting.web.routes import read, write
from drafting.web.visits import Visit

PAGE = 300


class WrittenComment(msgspec.Struct):
    kind: str
    body: str
    language: str
    on: str | None = None
    section: str | None = None
    paragraph: int | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    proposed_text: str | None = None
    reason: str | None = None
    ready: bool = False


class ChangedComment(msgspec.Struct):
    """What is not named stays as it is."""

    kind: str | msgspec.UnsetType = msgspec.UNSET
    body: str | msgspec.UnsetType = msgspec.UNSET
    language: str | msgspec.UnsetType = msgspec.UNSET
    on: str | msgspec.UnsetType | None = msgspec.UNSET
    section: str | msgspec.UnsetType | None = msgspec.UNSET
    paragraph: int | msgspec.UnsetType | None = msgspec.UNSET
    quote: str | msgspec.UnsetType | None = msgspec.UNSET
    start: int | msgspec.UnsetType | None = msgspec.UNSET
    end: int | msgspec.UnsetType | None = msgspec.UNSET
    proposed_text: str | msgspec.UnsetType | None = msgspec.UNSET
    reason: str | msgspec.UnsetType | None = msgspec.UNSET


class Readiness(msgspec.Struct):
    ready: bool


class Omission(msgspec.Struct):
    """A reason leaves the comment out; null takes it in again."""

    reason: str | None


@read("/api/v1/notes/{ref:str}/comments", policy=Act.READ_COMMENTS)
def comments_api(visit: Visit, ref: str) -> Response[Any]:
    """The own delegation's internal comments, for its admitted members; then the official ones that the hat may see."""
    found = compiled(visit, ref)
    asked = visit.request.query_params
    items = [*_internal(visit, ref), *(told(comment) for comment in found.comments)]
    after, limit = number(asked.get("after", "")) or 0, min(number(asked.get("limit", "")) or PAGE, PAGE)
    further = after + limit < len(items)
    return visit.json({"items": items[after : after + limit], "next": str(after + limit) if further else None})


@write("/api/v1/notes/{ref:str}/comments", policy=Act.WRITE_INTERNAL, status_code=201)
def write_api(visit: Visit, ref: str, data: WrittenComment) -> Response[Any]:
    fields = msgspec.structs.asdict(data)
    ready = fields.pop("ready")
    made = write_comment(visit.work, ref, NewComment(**fields), ready=ready)
    return visit.json(told(made), status=201, etag=str(made.revision))


@read("/api/v1/comments/{comment_id:uuid}", policy=Act.READ_COMMENTS)
def comment_api(visit: Visit, comment_id: UUID) -> Response[Any]:
    """The official comment, or the internal one where it lies in the own delegation's room."""
    try:
        return visit.json(told(official_comment(visit.work, comment_id)))
    except NotFound:
        found = internal_comment(visit.work, comment_id)
        return visit.json(told(found), etag=str(found.revision))


@write("/api/v1/comments/{comment_id:uuid}", policy=Act.WRITE_INTERNAL, method="PATCH")
def edit_api(visit: Visit, comment_id: UUID, data: ChangedComment) -> Response[Any]:
    changes = {name: value for name, value in msgspec.structs.asdict(data).items() if value is not msgspec.UNSET}
    standing = internal_comment(visit.work, comment_id)
    revision = number(if_match(visit))
    made = edit_comment(visit.work, standing.id, -1 if revision is None else revision, **changes)
    return visit.json(told(made), etag=str(made.revision))


@write("/api/v1/comments/{comment_id:uuid}", policy=Act.WRITE_INTERNAL, method="DELETE")
def delete_api(visit: Visit, comment_id: UUID) -> Response[Any]:
    delete_comment(visit.work, comment_id)
    return Response(None, status_code=204)


@write("/api/v1/comments/{comment_id:uuid}/readiness", policy=Act.WRITE_INTERNAL, method="PUT")
def readiness_api(visit: Visit, comment_id: UUID, data: Readiness) -> Response[Any]:
    made = mark_ready(visit.work, comment_id, data.ready)
    return visit.json(told(made), etag=str(made.revision))


@write("/api/v1/comments/{comment_id:uuid}/omission", policy=Act.EDIT_INTERNAL, method="PUT")
def omission_api(visit: Visit, comment_id: UUID, data: Omission) -> Response[Any]:
    made = leave_out(visit.work, comment_id, data.reason)
    return visit.json(told(made), etag=str(made.revision))


def told(comment: InternalComment | OfficialComment) -> dict[str, Any]:
    """A comment as programs read it; `internal` says which of the two it is."""
    shown = asdict(comment)
    for name in ("mine", "may_edit"):
        shown.pop(name, None)
    return {"internal": isinstance(comment, InternalComment), **shown}


def _internal(visit: Visit, ref: str) -> list[dict[str, Any]]:
    """What lies in the own room unsubmitted. Whoever has no room, or was not admitted, has nothing in it."""
    try:
        return [told(comment) for comment in desk_of(visit.work, ref).comments if comment.state != "sent"]
    except NotFound:
        return []


def chosen(ids: list[str] | Literal["all"]) -> Collection[UUID] | None:
    """The comments that a request names; None stands for all."""
    if ids == "all":
        return None
    return [_uuid(text) for text in ids]


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        message = N_("“%(id)s” is not the id of a comment.")
        raise Invalid([Fault("/comments", "no-such-comment", message, {"id": text[:40]})]) from None


HANDLERS: list[Callable[..., Any]] = [
    comments_api,
    write_api,
    comment_api,
    edit_api,
    delete_api,
    readiness_api,
    omission_api,
]
