"""Adoption at a meeting: recorded by one presidency, confirmed by the other."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from litestar.response import Response

from drafting.actions.adoption import Adoption, Meeting, adoption_of, confirm_meeting, record_meeting
from drafting.domain.errors import DraftingError, Invalid
from drafting.domain.policy import Act
from drafting.locale import current
from drafting.store.notes import MeetingAdoption, Note
from drafting.web.forms import faults_of, text_in, told
from drafting.web.routes import read, write
from drafting.web.times import day
from drafting.web.visits import Visit

ANSWERS = ("label", "date", "place", "present", "decision")


@read("/notes/{ref:str}/adoption", policy=Act.READ)
def adoption_page(visit: Visit, ref: str) -> Response[Any]:
    return _page(visit, adoption_of(visit.work, ref))


@read("/notes/{ref:str}/adoption/confirmation", policy=Act.READ)
def confirmation_page(visit: Visit, ref: str) -> Response[Any]:
    found = adoption_of(visit.work, ref)
    if not found.may_confirm:
        return visit.redirect(f"/notes/{ref}/adoption")
    context: dict[str, Any] = {"adoption": found, "note": found.opened.note, "met_on": met_on(found.recorded)}
    return visit.page("adoption/confirmation.html", current="notes", **context)


def _form_again(visit: Visit, error: DraftingError, ref: str) -> Response[Any]:
    refused = None if isinstance(error, Invalid) else told(error)
    return _page(visit, adoption_of(visit.work, ref), faults=faults_of(error, {}), refused=refused, given=visit.typed())


@write("/notes/{ref:str}/meeting-adoptions", policy=Act.RECORD_MEETING, redraw=_form_again)
def record(visit: Visit, ref: str) -> Response[Any]:
    meeting = Meeting(**{name: text_in(visit.form, name) for name in ANSWERS})
    record_meeting(visit.work, ref, meeting, expected_stage=text_in(visit.form, "expected_stage"))
    return visit.redirect(f"/notes/{ref}/adoption")


@write("/meeting-adoptions/{adoption:uuid}/confirmation", policy=Act.CONFIRM_MEETING)
def confirm(visit: Visit, adoption: UUID) -> Response[Any]:
    made = confirm_meeting(visit.work, adoption)
    return visit.redirect(f"/notes/{visit.work.session.get_one(Note, made.note_id).slug}/adoption")


def _page(visit: Visit, adoption: Adoption, **more: Any) -> Response[Any]:
    given = {"label": adoption.text.label if adoption.text else "", "date": visit.work.now.date().isoformat()}
    context: dict[str, Any] = {"adoption": adoption, "note": adoption.opened.note, "met_on": met_on(adoption.recorded)}
    context |= {"faults": [], "refused": None, "given": given, **more}
    return visit.page("adoption/adoption.html", current="notes", **context)


def met_on(recorded: MeetingAdoption | None) -> str:
    """The day of the meeting in words: a day of the calendar where it was, which no zone moves."""
    return day(datetime.fromisoformat(recorded.date).replace(tzinfo=UTC), current(), "UTC") if recorded else ""


HANDLERS = [adoption_page, confirmation_page, record, confirm]
