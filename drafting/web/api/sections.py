"""Sections for programs: words, versions, comparison, readiness, working copy."""

from typing import Any

import msgspec
from litestar.response import Response

from drafting.actions.authors import Author
from drafting.actions.sections import keep_working_copy, restore_version, save_version, set_ready
from drafting.actions.sections.copies import KeptCopy
from drafting.actions.sections.saving import Saved
from drafting.actions.sections.showing import SectionView, compare_versions, show_history, show_section, show_version
from drafting.actions.sections.words import no_version
from drafting.domain.errors import Fault, Invalid
from drafting.domain.outlines import in_language
from drafting.domain.policy import Act
from drafting.locale import N_, gettext
from drafting.store.sections import Version
from drafting.text.comparison import compare
from drafting.text.redline import inline
from drafting.web import names, redlines
from drafting.web.answers import encoded
from drafting.web.forms import number
from drafting.web.history import version_number
from drafting.web.routes import read, write
from drafting.web.visits import Visit

_SECTION = "/api/v1/notes/{ref:str}/sections/{n:str}"
PROBLEM = "application/problem+json"


class NewVersion(msgspec.Struct):
    text: str
    based_on: int | None = None
    summary: str = ""
    lang: str | None = None
    set_aside: str | None = None


class NewCopy(msgspec.Struct):
    text: str
    based_on: int | None = None
    lang: str | None = None


class Restoration(msgspec.Struct):
    version: int


class Readiness(msgspec.Struct):
    ready: bool
    text_hash: str | None = None


@read(_SECTION, policy=Act.READ)
def section_api(visit: Visit, ref: str, n: str) -> Response[Any]:
    view = show_section(visit.work, ref, n)
    if visit.request.query_params.get("lang", view.version.language) != view.version.language:
        raise no_version()
    if _matches(visit, view.version.text_hash):
        return Response(b"", status_code=304, headers={"etag": f'"{view.version.text_hash}"'})
    return visit.json(_section(view), etag=view.version.text_hash)


@write(_SECTION + "/versions", policy=Act.WRITE, status_code=201)
def save_api(visit: Visit, ref: str, n: str, data: NewVersion) -> Response[Any]:
    saved = save_version(
        visit.work,
        ref,
        n,
        data.text,
        based_on=data.based_on,
        summary=data.summary,
        language=data.lang,
        set_aside=[data.set_aside] if data.set_aside else (),
    )
    return visit.json(_saved(saved), status=201 if saved.created else 200, etag=saved.version.text_hash)


@read(_SECTION + "/versions", policy=Act.READ)
def history_api(visit: Visit, ref: str, n: str) -> Response[Any]:
    asked = visit.request.query_params
    limit, after = number(asked.get("limit", "")), number(asked.get("after", ""))
    view = show_history(visit.work, ref, n, limit=50 if limit is None else limit, after=after)
    items = [_version(entry.version, entry.author) for entry in view.entries]
    return visit.json({"items": items, "next": view.next})


@read(_SECTION + "/versions/{v:str}", policy=Act.READ)
def version_api(visit: Visit, ref: str, n: str, v: str) -> Response[Any]:
    view = show_version(visit.work, ref, n, version_number(v))
    return visit.json({**_version(view.version, view.author), "text": view.text}, etag=view.version.text_hash)


@read(_SECTION + "/comparison", policy=Act.READ)
def comparison_api(visit: Visit, ref: str, n: str) -> Response[Any]:
    asked = visit.request.query_params
    view = compare_versions(visit.work, ref, n, asked.get("from"), asked.get("to"))
    if asked.get("as") == "html":
        drawn = inline(view.old_text, view.new_text, redlines.words())
        return Response(drawn.html, media_type="text/html")
    if asked.get("as", "json") != "json":
        raise Invalid([Fault("/as", "unknown-format", N_("There is no such format."))])
    found = compare(view.old_text, view.new_text).as_dict()
    return visit.json({"from": view.old.number, "to": view.new.number, **found})


@write(_SECTION + "/restorations", policy=Act.WRITE, status_code=201)
def restore_api(visit: Visit, ref: str, n: str, data: Restoration) -> Response[Any]:
    saved = restore_version(visit.work, ref, n, data.version)
    return visit.json(_saved(saved), status=201 if saved.created else 200, etag=saved.version.text_hash)


@write(_SECTION + "/readiness", policy=Act.MARK_READY, method="PUT")
def readiness_api(visit: Visit, ref: str, n: str, data: Readiness) -> Response[Any]:
    set_ready(visit.work, ref, n, ready=data.ready, text_hash=data.text_hash)
    view = show_section(visit.work, ref, n)
    return visit.json({"section": n, "ready": view.ready, "text_hash": view.version.text_hash})


@write(_SECTION + "/working-copy", policy=Act.WRITE, method="PUT")
def working_copy_api(visit: Visit, ref: str, n: str, data: NewCopy) -> Response[Any]:
    """409 where others saved in the meantime. It is an answer and no refusal: the words are kept all the same."""
    kept = keep_working_copy(visit.work, ref, n, data.text, based_on=data.based_on, language=data.lang)
    answer = {"saved_at": kept.saved_at, "based_on": kept.based_on, "version": kept.newest.number}
    if not kept.overtaken:
        return visit.json(answer)
    return _overtaken(kept, answer)


def _overtaken(kept: KeptCopy, answer: dict[str, Any]) -> Response[Any]:
    title = gettext("Your words are kept, but somebody else saved this section in the meantime.")
    problem = {"type": "about:blank", "title": title, "status": 409, "code": "text-changed"}
    body = encoded({**problem, **answer, "who": names.hat(kept.newest.hat)})
    return Response(body, status_code=409, media_type=PROBLEM)


def _matches(visit: Visit, etag: str) -> bool:
    given = visit.request.headers.get("if-none-match", "")
    return any(tag.strip().removeprefix("W/").strip('"') in (etag, "*") for tag in given.split(",") if tag.strip())


def _section(view: SectionView) -> dict[str, Any]:
    section, read_version = view.section, view.version
    language = read_version.language
    missing = set(view.missing)
    items = [{**item, "written": in_language(item["names"], language) not in missing} for item in section.sub_items]
    return {
        "label": section.label,
        "headings": section.headings,
        "text": view.text,
        "text_hash": read_version.text_hash,
        "version": read_version.number,
        "language": language,
        "saved_at": read_version.at,
        "editable": view.may_write,
        "ready": view.ready,
        "sub_items": items,
        "guidance": section.guidance,
        "first_paragraph": view.first_paragraph,
    }


def _version(version: Version, author: Author) -> dict[str, Any]:
    return {
        "version": version.number,
        "parent": version.parent,
        "language": version.language,
        "text_hash": version.text_hash,
        "plain_hash": version.plain_hash,
        "kind": version.kind,
        "summary": version.summary,
        "words_added": version.words_added,
        "words_deleted": version.words_deleted,
        "hat": author.hat,
        "name": author.name,
        "at": version.at,
    }


def _saved(saved: Saved) -> dict[str, Any]:
    version = saved.version
    told = {"version": version.number, "text": saved.text, "text_hash": version.text_hash, "kind": version.kind}
    more = {"parent": version.parent, "at": version.at}
    return {**told, **more, **({"merged_with": saved.merged_with} if saved.merged_with is not None else {})}


HANDLERS = [
    section_api,
    save_api,
    history_api,
    version_api,
    comparison_api,
    restore_api,
    readiness_api,
    working_copy_api,
]
