"""What the delegations do with the text before them: comments inside and official, no comments, receipts."""

from collections.abc import Callable, Iterator
from functools import partial

from drafting.actions.comments.answering import propose_answer
from drafting.actions.comments.internal import NewComment, write_comment
from drafting.actions.comments.statuses import acknowledge, declare_status
from drafting.actions.comments.submitting import submit_comments
from drafting.demo.material import DemoComment, comments
from drafting.demo.story.telling import Scene, Teller
from drafting.demo.story.writing import DRAFTERS
from drafting.domain.comments import Visible

NO_COMMENTS, FINISHED, ACKNOWLEDGED = "PE", ("CO", "CR"), ("AR", "BO", "GT", "PE", "VE")
ANSWERED, WITH_COMPILATION = "MX", "US"
"""The country whose last comment has a proposed answer; the one that shows its comments with the compilation only."""


def comment(teller: Teller, slug: str, *, first: int, last: int) -> Scene:
    """All of it, spread over these working days (counted back from today)."""
    deeds = list(_deeds(teller, slug))
    for place, deed in enumerate(deeds):
        through = place / len(deeds) * (first - last + 1)
        yield teller.day(first - int(through), 13 + (through - int(through)) * 8)
        deed()


def _deeds(teller: Teller, slug: str) -> Iterator[Callable[[], None]]:
    official = [told for told in comments() if told.status == "official"]
    for country in ACKNOWLEDGED:
        yield partial(_acknowledge, teller, slug, country)
    for place, country in enumerate(dict.fromkeys(told.country for told in official)):
        yield partial(_submit, teller, slug, country, [told for told in official if told.country == country])
        if place == 1:
            yield partial(_declare, teller, slug, NO_COMMENTS, "no_comments")
    for told in comments():
        if told.status == "internal":
            yield partial(_write, teller, slug, told)
    for country in FINISHED:
        yield partial(_declare, teller, slug, country, "finished")


def _acknowledge(teller: Teller, slug: str, country: str) -> None:
    with teller.acting(teller.cast.focal_point(country), f"delegation:{country}") as work:
        acknowledge(work, slug)


def _declare(teller: Teller, slug: str, country: str, status: str) -> None:
    with teller.acting(teller.cast.focal_point(country), f"delegation:{country}") as work:
        declare_status(work, slug, status)


def _write(teller: Teller, slug: str, told: DemoComment) -> None:
    with teller.acting(told.by, f"delegation:{told.country}") as work:
        write_comment(work, slug, _words(told), ready=told.ready)


def _submit(teller: Teller, slug: str, country: str, told: list[DemoComment]) -> None:
    """The focal point writes the comments and submits them together. One of them has its answer proposed already."""
    visible = Visible.WITH_COMPILATION if country == WITH_COMPILATION else Visible.NOW
    with teller.acting(told[0].by, f"delegation:{country}") as work:
        ids = [write_comment(work, slug, _words(comment), ready=True).id for comment in told]
        submit_comments(work, slug, ids, visible)
    if country == ANSWERED:
        with teller.acting(*DRAFTERS["RCM"]) as work:
            propose_answer(work, ids[-1], outcome="noted", observation="El plazo se contará desde la publicación.")


def _words(told: DemoComment) -> NewComment:
    return NewComment(
        kind=told.kind,
        body=told.body,
        language=told.language,
        section=told.section,
        quote=told.quote,
        proposed_text=told.proposed_text,
        reason=told.reason,
    )
