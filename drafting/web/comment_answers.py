"""What is done with an official comment: answered, released, associated with, replied to, withdrawn."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from litestar.response import Response

from drafting.actions.comments.answering import propose_answer, propose_answers, release_answers
from drafting.actions.comments.associating import associate
from drafting.actions.comments.official import official_by_number, reply, withdraw_comment
from drafting.actions.comments.thread import thread_of
from drafting.domain.errors import DraftingError, Invalid
from drafting.domain.policy import Act
from drafting.web.comments import draw_comment, draw_compilation
from drafting.web.forms import faults_of, number_in, several_in, text_in, told
from drafting.web.routes import write
from drafting.web.visits import Visit

Drawn = Callable[..., Response[Any]]
FIELDS = {"/outcome": "outcome", "/observation": "observation", "/version": "version"}


def comment_again(visit: Visit, error: DraftingError, ref: str, number: str) -> Response[Any]:
    """The comment again with the person's words and what is wrong with them."""
    return draw_comment(visit, thread_of(visit.work, ref, number), **_refused(visit, error))


def compilation_again(visit: Visit, error: DraftingError, ref: str) -> Response[Any]:
    return draw_compilation(visit, ref, **_refused(visit, error))


@write("/notes/{ref:str}/comments/{number:str}/answers", policy=Act.PROPOSE_ANSWER, redraw=comment_again)
def answer(visit: Visit, ref: str, number: str) -> Response[Any]:
    propose_answer(visit.work, _id(visit, ref, number), **_answer_in(visit))
    return visit.redirect(f"/notes/{ref}/comments/{number}")


@write("/notes/{ref:str}/comments/{number:str}/associations", policy=Act.ASSOCIATE, redraw=comment_again)
def associate_page(visit: Visit, ref: str, number: str) -> Response[Any]:
    associate(visit.work, _id(visit, ref, number))
    return visit.redirect(f"/notes/{ref}/comments/{number}")


@write("/notes/{ref:str}/comments/{number:str}/replies", policy=Act.REPLY_TO_ANSWER, redraw=comment_again)
def reply_page(visit: Visit, ref: str, number: str) -> Response[Any]:
    reply(visit.work, _id(visit, ref, number), text_in(visit.form, "stance"), text_in(visit.form, "text"))
    return visit.redirect(f"/notes/{ref}/comments/{number}")


@write("/notes/{ref:str}/comments/{number:str}/withdrawal", policy=Act.WITHDRAW_COMMENT, redraw=comment_again)
def withdraw_page(visit: Visit, ref: str, number: str) -> Response[Any]:
    withdraw_comment(visit.work, _id(visit, ref, number))
    return visit.redirect(f"/notes/{ref}/comments/{number}")


@write("/notes/{ref:str}/answers", policy=Act.PROPOSE_ANSWER, redraw=compilation_again)
def answer_several(visit: Visit, ref: str) -> Response[Any]:
    propose_answers(visit.work, ref, _chosen(visit), **_answer_in(visit))
    return visit.redirect(_back(visit, ref))


@write("/notes/{ref:str}/answer-releases", policy=Act.RELEASE_ANSWERS, redraw=compilation_again)
def release(visit: Visit, ref: str) -> Response[Any]:
    """`which` all: every proposal that waits; otherwise those that were ticked."""
    every = text_in(visit.form, "which") == "all"
    released = release_answers(visit.work, ref, None if every else _chosen(visit))
    alone = text_in(visit.form, "from_comment")
    return visit.redirect(f"/notes/{ref}/comments/{released[0]}" if alone else _back(visit, ref))


def _answer_in(visit: Visit) -> dict[str, Any]:
    return {
        "outcome": text_in(visit.form, "outcome"),
        "observation": text_in(visit.form, "observation"),
        "number": number_in(visit.form, "version"),
    }


def _chosen(visit: Visit) -> list[UUID]:
    """The ticked comments. What is no id is dropped: only a form that was tampered with has such a thing."""
    found = []
    for text in several_in(visit.form, "comment"):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _id(visit: Visit, ref: str, number: str) -> UUID:
    return official_by_number(visit.work, ref, number)[1].id


def _back(visit: Visit, ref: str) -> str:
    """The compilation with the filters that were set. Only a query is taken from the form, never an address."""
    query = text_in(visit.form, "query")
    return f"/notes/{ref}/comments{query if query.startswith('?') and query.isprintable() else ''}"


def _refused(visit: Visit, error: DraftingError) -> dict[str, Any]:
    faults = faults_of(error, FIELDS)
    return {
        "faults": faults,
        "refused": "" if isinstance(error, Invalid) else told(error),
        "typed": dict(visit.form),
    }


HANDLERS = [answer, associate_page, reply_page, withdraw_page, answer_several, release]
