"""The compilation: all official comments with their answers, as one hat may see them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from drafting.actions.access import Opened
from drafting.actions.comments.official import OfficialComment, reading_comments, seen
from drafting.actions.comments.texts import paragraphs_of
from drafting.domain.comments import CommentKind, Outcome
from drafting.store.comments import associated_countries
from drafting.store.compilation import (
    Counted,
    Filters,
    Scope,
    commenting_countries,
    counted,
    listed,
    matching,
)
from drafting.store.conferences import alpha3_codes
from drafting.store.notes import sections_of
from drafting.store.work import Work

PAGE = 300
"""Comments on one page, so that it stays within what a slow line carries."""

ANSWERS = ("unanswered", "proposed", "released")


@dataclass(frozen=True)
class Compilation:
    """`matching` of `counted.total` comments that stand; `comments` is one page of them, or all.

    `alpha3`: codes of the countries, by country. `paragraphs`: the words of the paragraphs that comments propose other
    words for, by frozen label and number. `countries`: those that commented, in the reader's alphabet.
    """

    opened: Opened
    filters: Filters
    counted: Counted
    matching: int
    comments: list[OfficialComment]
    countries: list[str]
    sections: list[str]
    alpha3: Mapping[str, str]
    paragraphs: Mapping[tuple[str, int], str]


Alphabet = Callable[[list[str]], list[str]]
"""Puts country codes in the order of the reader's alphabet."""


def compilation(work: Work, ref: str, filters: Filters, alphabet: Alphabet, *, page: int | None = None) -> Compilation:
    """Comments by section, paragraph and country.

    `page` counts from 1; without it all comments come.
    """
    opened, scope = reading_comments(work, ref)
    filters, proposals = _known(filters), opened.window.proposed_answers
    countries = alphabet(commenting_countries(work.session, opened.note, scope))
    rows = listed(
        work.session,
        opened.note,
        scope,
        filters,
        {country: rank for rank, country in enumerate(countries)},
        proposals=proposals,
        limit=PAGE if page else None,
        offset=PAGE * (max(page, 1) - 1) if page else 0,
    )
    associated = associated_countries(work.session, [row.comment.id for row in rows])
    comments = [seen(work, opened, row, associated.get(row.comment.id, [])) for row in rows]
    compared = {row.on for row in rows if row.comment.proposed_text and row.comment.paragraph}
    return Compilation(
        opened=opened,
        filters=filters,
        counted=counted(work.session, opened.note, scope),
        matching=_matching(work, opened, scope, filters),
        comments=comments,
        countries=countries,
        sections=[section.label for section in sections_of(work.session, opened.note)],
        alpha3=alpha3_codes(work.session),
        paragraphs=paragraphs_of(work, opened, compared),
    )


def _matching(work: Work, opened: Opened, scope: Scope, filters: Filters) -> int:
    return matching(work.session, opened.note, scope, filters, proposals=opened.window.proposed_answers)


def _known(filters: Filters) -> Filters:
    """An address may name anything; what no comment can have filters nothing."""
    if filters.kind not in set(CommentKind):
        filters = replace(filters, kind=None)
    if filters.outcome not in set(Outcome):
        filters = replace(filters, outcome=None)
    return filters if filters.answer in ANSWERS else replace(filters, answer=None)
