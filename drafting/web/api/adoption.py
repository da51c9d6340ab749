"""Adoption at a meeting, for programs."""

from typing import Any
from uuid import UUID

import msgspec
from litestar.response import Response

from drafting.actions.adoption import Meeting, adoption_of, confirm_meeting, record_meeting
from drafting.domain.policy import Act
from drafting.store.notes import FrozenText, MeetingAdoption, Note
from drafting.web.routes import read, write
from drafting.web.visits import Visit


class NewAdoption(msgspec.Struct):
    """`present`: who took part, in words or as a list of them."""

    label: str
    date: str
    place: str
    present: str | list[str]
    decision: str
    expected_stage: str


@read("/api/v1/notes/{ref:str}/meeting-adoptions", policy=Act.READ)
def adoptions_api(visit: Visit, ref: str) -> Response[Any]:
    """The record of a meeting that counts, if there is one."""
    recorded = adoption_of(visit.work, ref).recorded
    return visit.json({"items": [_described(visit, recorded)] if recorded else [], "next": None})


@write("/api/v1/notes/{ref:str}/meeting-adoptions", policy=Act.RECORD_MEETING, status_code=201)
def record_api(visit: Visit, ref: str, data: NewAdoption) -> Response[Any]:
    present = data.present if isinstance(data.present, str) else "\n".join(data.present)
    meeting = Meeting(data.label, data.date, data.place, present, data.decision)
    made = record_meeting(visit.work, ref, meeting, expected_stage=data.expected_stage)
    return visit.json(_described(visit, made), status=201)


@write("/api/v1/meeting-adoptions/{adoption:uuid}/confirmation", policy=Act.CONFIRM_MEETING, status_code=201)
def confirm_api(visit: Visit, adoption: UUID) -> Response[Any]:
    return visit.json(_described(visit, confirm_meeting(visit.work, adoption)), status=201)


def _described(visit: Visit, made: MeetingAdoption) -> dict[str, Any]:
    session = visit.work.session
    return {
        "id": made.id,
        "note": made.note_id,
        "label": session.get_one(FrozenText, made.frozen_id).label,
        "date": made.date,
        "place": made.place,
        "present": made.present,
        "decision": made.decision,
        "recorded_by": made.hat,
        "recorded_at": made.at,
        "confirmed_by": made.confirmed_hat,
        "confirmed_at": made.confirmed_at,
        "stage": session.get_one(Note, made.note_id).stage,
    }


HANDLERS = [adoptions_api, record_api, confirm_api]
