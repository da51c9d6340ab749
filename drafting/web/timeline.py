"""The timeline of a note, and that of a delegation's own room: days, and what happened on them."""

from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from litestar.response import Response

from drafting.actions.record.timeline import Timeline, TimelineEntry, delegation_timeline, timeline_of
from drafting.domain.policy import Act
from drafting.domain.timeline import Strand
from drafting.locale import N_, gettext
from drafting.web import names
from drafting.web.forms import number_in
from drafting.web.happenings import happening
from drafting.web.routes import read
from drafting.web.visits import Visit

STRANDS = {
    Strand.STAGES: N_("Stages and agreements"),
    Strand.TEXT: N_("Text and versions"),
    Strand.DECISIONS: N_("Decisions"),
    Strand.COMMENTS: N_("Comments and answers"),
}
# Who acts without a hat: deadlines that came, commands on the machine.
_WITHOUT_HAT = {"clock": N_("By itself, at the deadline"), "command": N_("By the administration of the system")}


@read("/notes/{ref:str}/timeline", policy=Act.READ_RECORD)
def timeline_page(visit: Visit, ref: str) -> Response[Any]:
    strand = _strand(visit)
    timeline = timeline_of(visit.work, ref, before=_before(visit), strand=strand)
    return _page(visit, "timeline/note.html", timeline, strand=strand, strands=STRANDS)


@read("/notes/{ref:str}/delegation/timeline", policy=Act.READ_INTERNAL)
def room_timeline_page(visit: Visit, ref: str) -> Response[Any]:
    room, timeline = delegation_timeline(visit.work, ref, before=_before(visit))
    return _page(visit, "timeline/delegation.html", timeline, country=room.country)


def _page(visit: Visit, template: str, timeline: Timeline, **more: Any) -> Response[Any]:
    context: dict[str, Any] = {"note": timeline.opened.note, "days": days(timeline, visit.zone), "next": timeline.next}
    return visit.page(template, current="notes", **context, **more)


def days(timeline: Timeline, zone: str) -> list[dict[str, Any]]:
    """The entries under the days of the reader's calendar, as the component draws them."""
    clock = ZoneInfo(zone)
    note = timeline.opened.note
    return [
        {"instant": entries[0].at, "entries": [_line(entry, note.slug, zone) for entry in entries]}
        for entries in (list(group) for _, group in groupby(timeline.entries, lambda e: e.at.astimezone(clock).date()))
    ]


def _line(entry: TimelineEntry, slug: str, zone: str) -> dict[str, Any]:
    return {
        "instant": entry.at,
        "words": happening(entry.kind, entry.data, zone),
        "who": _who(entry),
        "address": _address(entry, slug),
    }


def _who(entry: TimelineEntry) -> str:
    if entry.hat in _WITHOUT_HAT:
        return gettext(_WITHOUT_HAT[entry.hat])
    hat = names.hat(entry.hat)
    return f"{hat} · {entry.person}" if entry.person else hat


def _address(entry: TimelineEntry, slug: str) -> str | None:
    """Where what was told of stands: a version, or a section."""
    section, version = entry.data.get("section"), entry.data.get("version")
    if entry.kind == "section_saved" and section and version is not None:
        return f"/notes/{slug}/sections/{section}/versions/{version}"
    return f"/notes/{slug}/sections/{section}" if section else None


def _strand(visit: Visit) -> Strand | None:
    asked = visit.request.query_params.get("only")
    return Strand(asked) if asked in set(Strand) else None


def _before(visit: Visit) -> int | None:
    return number_in(visit.request.query_params, "before")


HANDLERS = [timeline_page, room_timeline_page]
