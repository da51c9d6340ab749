"""What is official, for programs: submissions, answers, releases, statuses, the compilation."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Literal
from uuid import UUID

import msgspec
from litestar.response import Response

from drafting.actions.comments.answering import propose_answer, propose_answers, release_answers
from drafting.actions.comments.associating import associate
from drafting.actions.comments.compilation import Compilation
from drafting.actions.comments.official import reply, withdraw_comment
from drafting.actions.comments.receipts import receipt
from drafting.actions.comments.statuses import acknowledge, country_board, declare_status, own_status
from drafting.actions.comments.submitting import submit_comments
from drafting.domain.errors import Fault
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.web.api.comments import chosen, told
from drafting.web.api.notes import Unavailable
from drafting.web.comments import draw_compilation
from drafting.web.compilations import as_csv, compiled
from drafting.web.routes import read, write
from drafting.web.visits import Visit

NOT_BUILT = ("xlsx", "docx")


class Submission(msgspec.Struct):
    comments: list[str] | Literal["all"]
    visible: str = "now"


class NewAnswer(msgspec.Struct):
    """`also`: further comments of the note that get the same answer."""

    outcome: str
    observation: str | None = None
    version: int | None = None
    also: list[str] = []


class Release(msgspec.Struct):
    comments: list[str] | Literal["all"]


class Reply(msgspec.Struct):
    stance: str
    text: str | None = None


class Status(msgspec.Struct):
    status: str


class Acknowledged(msgspec.Struct):
    label: str | None = None


@write("/api/v1/notes/{ref:str}/submissions", policy=Act.SUBMIT_COMMENTS, status_code=201)
def submit_api(visit: Visit, ref: str, data: Submission) -> Response[Any]:
    made = submit_comments(visit.work, ref, chosen(data.comments), data.visible)
    return visit.json(asdict(made), status=201)


@read("/api/v1/notes/{ref:str}/submissions/{entry:int}", policy=Act.READ_INTERNAL)
def receipt_api(visit: Visit, ref: str, entry: int) -> Response[Any]:
    return visit.json(asdict(receipt(visit.work, ref, entry)))


@write("/api/v1/comments/{comment_id:uuid}/withdrawal", policy=Act.WITHDRAW_COMMENT, status_code=201)
def withdraw_api(visit: Visit, comment_id: UUID) -> Response[Any]:
    return visit.json(told(withdraw_comment(visit.work, comment_id)), status=201)


@write("/api/v1/comments/{comment_id:uuid}/associations", policy=Act.ASSOCIATE, status_code=201)
def associate_api(visit: Visit, comment_id: UUID) -> Response[Any]:
    return visit.json(told(associate(visit.work, comment_id)), status=201)


@write("/api/v1/comments/{comment_id:uuid}/answers", policy=Act.PROPOSE_ANSWER, status_code=201)
def answer_api(visit: Visit, comment_id: UUID, data: NewAnswer) -> Response[Any]:
    words: dict[str, Any] = {"outcome": data.outcome, "observation": data.observation, "number": data.version}
    made = propose_answer(visit.work, comment_id, **words)
    if data.also:
        propose_answers(visit.work, str(made.note), chosen(data.also) or [], **words)
    return visit.json(told(made), status=201)


@write("/api/v1/comments/{comment_id:uuid}/replies", policy=Act.REPLY_TO_ANSWER, status_code=201)
def reply_api(visit: Visit, comment_id: UUID, data: Reply) -> Response[Any]:
    return visit.json(told(reply(visit.work, comment_id, data.stance, data.text)), status=201)


@write("/api/v1/notes/{ref:str}/answer-releases", policy=Act.RELEASE_ANSWERS, status_code=201)
def release_api(visit: Visit, ref: str, data: Release) -> Response[Any]:
    return visit.json({"released": release_answers(visit.work, ref, chosen(data.comments))}, status=201)


@read("/api/v1/notes/{ref:str}/delegation-status", policy=Act.READ_INTERNAL)
def status_api(visit: Visit, ref: str) -> Response[Any]:
    return visit.json(asdict(own_status(visit.work, ref)))


@write("/api/v1/notes/{ref:str}/delegation-status", policy=Act.DECLARE_STATUS, method="PUT")
def declare_api(visit: Visit, ref: str, data: Status) -> Response[Any]:
    return visit.json(asdict(declare_status(visit.work, ref, data.status)))


@write("/api/v1/notes/{ref:str}/acknowledgements", policy=Act.ACKNOWLEDGE, status_code=201)
def acknowledge_api(visit: Visit, ref: str, data: Acknowledged) -> Response[Any]:
    return visit.json(asdict(acknowledge(visit.work, ref, data.label)), status=201)


@read("/api/v1/notes/{ref:str}/countries", policy=Act.READ_BOARD)
def countries_api(visit: Visit, ref: str) -> Response[Any]:
    items = [
        {"alpha3": row.alpha3, "conferences": row.conferences, **asdict(row.declared)}
        for row in country_board(visit.work, ref).rows
    ]
    return visit.json({"items": items, "next": None})


@read("/api/v1/notes/{ref:str}/compilation", policy=Act.READ_COMMENTS)
def compilation_api(visit: Visit, ref: str) -> Response[Any]:
    """`as=json` (default), `csv` or `html`, with the filters of the page: section, country, kind, outcome, answer."""
    wanted = visit.request.query_params.get("as", "json")
    if wanted == "html":
        return draw_compilation(visit, ref)
    if wanted == "csv":
        return as_csv(compiled(visit, ref))
    if wanted != "json":
        code = "format-not-available" if wanted in NOT_BUILT else "unknown-format"
        message = N_("This format is not available yet.") if wanted in NOT_BUILT else N_("There is no such format.")
        raise Unavailable(code, Fault("/as", code, message))
    return visit.json(_compilation(compiled(visit, ref)))


def _compilation(found: Compilation) -> Mapping[str, Any]:
    note, counted = found.opened.note, found.counted
    return {
        "note": note.id,
        "symbol": note.symbol,
        "stage": note.stage,
        "total": counted.total,
        "answered": counted.answered,
        "matching": found.matching,
        "items": [told(comment) for comment in found.comments],
        "next": None,
    }


HANDLERS = [
    submit_api,
    receipt_api,
    withdraw_api,
    associate_api,
    answer_api,
    reply_api,
    release_api,
    status_api,
    declare_api,
    acknowledge_api,
    countries_api,
    compilation_api,
]
