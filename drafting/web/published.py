"""What is open without signing in: the front page, published notes and their files."""

from typing import Any

from litestar.response import Response

from drafting.actions.access import may_read
from drafting.actions.notes.exporting import document_of
from drafting.actions.publication import public_list, published_text
from drafting.domain.errors import NotFound
from drafting.export.markdown import to_markdown
from drafting.web.adoption import met_on
from drafting.web.notes import drawn, standing
from drafting.web.routes import Door, read
from drafting.web.visits import Visit


@read("/", policy=Door.PUBLIC)
def front_page(visit: Visit) -> Response[Any]:
    if visit.person:
        return visit.redirect("/desk")
    return visit.page("published/front.html", published=public_list(visit.work))


@read("/published/{ref:str}", policy=Door.PUBLIC)
def published_page(visit: Visit, ref: str) -> Response[Any]:
    """Whoever may read a note that is published to the members alone is led to it; to others it is not there."""
    try:
        found = published_text(visit.work, ref)
    except NotFound:
        if visit.person and may_read(visit.work, ref):
            return visit.redirect(f"/notes/{ref}/text")
        raise
    return visit.page("published/note.html", published=found, met_on=met_on(found.adoption), **drawn(found.whole))


@read("/published/{ref:str}/text.md", policy=Door.PUBLIC)
def published_markdown(visit: Visit, ref: str) -> Response[Any]:
    whole = published_text(visit.work, ref).whole
    document = document_of(whole, standing(whole))
    headers = {"content-disposition": f'attachment; filename="{document.file_name("md")}"'}
    return Response(to_markdown(document), media_type="text/markdown; charset=utf-8", headers=headers)


HANDLERS = [front_page, published_page, published_markdown]
