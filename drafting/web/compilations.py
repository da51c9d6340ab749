"""The compilation as a reader asks for it: filters of the address, countries in their alphabet, lines for a file."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from litestar.response import Response

from drafting.actions.comments.compilation import Compilation, compilation
from drafting.actions.comments.official import OfficialComment
from drafting.export.compilation import Line, to_csv
from drafting.locale import gettext as _
from drafting.store.compilation import Filters
from drafting.web import names
from drafting.web.forms import number, text_in
from drafting.web.visits import Visit

FILTERS = ("section", "country", "kind", "outcome", "answer")


def filters_in(query: Mapping[str, Any]) -> Filters:
    """What the address asks for; an unknown value filters nothing, or finds nothing."""
    return Filters(**{name: str(query[name])[:40] for name in FILTERS if query.get(name)})


def address_of(filters: Filters, **more: Any) -> str:
    """The filters again as they stand in an address, `?` included, or nothing."""
    asked = {name: value for name in FILTERS if (value := getattr(filters, name))} | more
    return f"?{urlencode(asked)}" if asked else ""


def asked_in(visit: Visit) -> Mapping[str, Any]:
    """The query of the address; of a posted form, the query of the page that it stood on."""
    if visit.request.method == "GET":
        return visit.request.query_params
    return dict(parse_qsl(text_in(visit.form, "query").removeprefix("?")))


def page_in(query: Mapping[str, Any]) -> int:
    return max(number(str(query.get("page", ""))) or 1, 1)


def compiled(visit: Visit, ref: str, *, page: int | None = None) -> Compilation:
    """The comments that the address asks for, countries in the order of the reader's alphabet."""
    return compilation(visit.work, ref, filters_in(asked_in(visit)), alphabetically, page=page)


def alphabetically(countries: list[str]) -> list[str]:
    return [code for code, _name in names.countries(countries)]


def as_csv(found: Compilation) -> Response[Any]:
    """The comments as a file to open in a spreadsheet."""
    headers = {"content-disposition": f'attachment; filename="{found.opened.note.slug}-comments.csv"'}
    content = to_csv(line(comment) for comment in found.comments)
    return Response(content, headers=headers, media_type="text/csv")


def line(comment: OfficialComment) -> Line:
    answer = comment.answer
    return Line(
        number=comment.number,
        country=names.country(comment.country),
        section=comment.section or _("Whole note"),
        paragraph=str(comment.paragraph or ""),
        kind=names.comment_kind(comment.kind),
        comment=comment.body,
        proposed_change=comment.proposed_text or "",
        reason=comment.reason or "",
        observation=answer.observation if answer else "",
        outcome=outcome_of(comment),
        associated="; ".join(name for _code, name in names.countries(comment.associated)),
    )


def outcome_of(comment: OfficialComment) -> str:
    """What became of the comment, in words; a proposal says that it is one."""
    if comment.withdrawn_at:
        return _("Comment withdrawn")
    if comment.answer is None:
        return ""
    words = names.outcome(comment.answer.outcome)
    return words if comment.answer.released_at else _("%(outcome)s (proposed)", outcome=words)
