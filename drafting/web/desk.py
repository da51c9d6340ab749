"""My desk: the tasks of all hats in one list, each opened under its own hat."""

from typing import Any

from litestar.response import Response

from drafting.actions.desk import Desk, Task, TaskKind, desk_for
from drafting.domain.hats import Role
from drafting.locale import N_, gettext, ngettext
from drafting.web import names
from drafting.web.moves import WAYS_OUT
from drafting.web.routes import Door, read
from drafting.web.visits import Visit

ACTIONS = {
    TaskKind.DECIDE: N_("Review"),
    TaskKind.DECIDE_AGAIN: N_("See what changed"),
    TaskKind.LOOK_AGAIN: N_("See what is offered"),
    TaskKind.CONFIRM: N_("Confirm"),
    TaskKind.MOVE: N_("Open the note"),
    TaskKind.AGREE: N_("Look at it"),
    TaskKind.GET_READY: N_("Write"),
    TaskKind.MEET_REQUEST: N_("See the request"),
    TaskKind.AMEND: N_("Write"),
    TaskKind.ANSWER: N_("Answer the comments"),
    TaskKind.RELEASE: N_("Look at the answers"),
    TaskKind.COMMENT: N_("Open the delegation's room"),
    TaskKind.SUBMIT: N_("Open the delegation's room"),
    TaskKind.RECORD_MEETING: N_("Open the adoption"),
    TaskKind.CONFIRM_MEETING: N_("Open the adoption"),
}


@read("/desk", policy=Door.SIGNED_IN)
def desk_page(visit: Visit) -> Response[Any]:
    return draw_desk(visit, desk_for(visit.work))


def draw_desk(visit: Visit, desk: Desk) -> Response[Any]:
    tasks = [
        {
            "task": task,
            "hat": names.hat(str(task.worn.hat), role=task.worn.role.value),
            "words": words_of(task),
            "address": address_of(task),
            "action": ACTIONS[task.kind],
        }
        for task in desk.tasks
    ]
    waiting = [
        {
            "line": line,
            "hat": names.hat(str(line.worn.hat)),
            "seats": [names.country(seat.country) for seat in line.seats],
            "address": f"/notes/{line.note.slug}?as={line.worn.hat}",
        }
        for line in desk.waiting
    ]
    return visit.page("desk/desk.html", current="desk", desk=desk, tasks=tasks, waiting=waiting)


def words_of(task: Task) -> str:
    """What is to be done, in one line."""
    section = {"section": task.section or ""}
    one: dict[TaskKind, str] = {
        TaskKind.DECIDE_AGAIN: gettext("Decide again on section %(section)s: its words changed", **section),
        TaskKind.LOOK_AGAIN: gettext("Section %(section)s was amended after your request for changes", **section),
        TaskKind.MEET_REQUEST: gettext("Meet the request for changes in section %(section)s", **section),
        TaskKind.AMEND: gettext("Section %(section)s is open to be amended", **section),
        TaskKind.COMMENT: _asked_to_comment(task.worn.role),
        TaskKind.RECORD_MEETING: gettext("Record the meeting that adopts the text"),
        TaskKind.CONFIRM_MEETING: gettext("Confirm the meeting that adopted the text"),
        TaskKind.MOVE: gettext("Possible now: %(move)s", move=names.move(task.act or "")),
        TaskKind.AGREE: gettext("Agreement asked for: %(what)s", what=_act(task.act or "")),
    }
    return one.get(task.kind) or _counted(task)


def _asked_to_comment(role: Role) -> str:
    """Only the head and the focal point may declare for their country that there are no comments."""
    if role in (Role.HEAD, Role.FOCAL_POINT):
        return gettext("Comment on the text, or say that there are no comments")
    return gettext("Comment the text")


def _counted(task: Task) -> str:
    num = task.count
    if task.kind is TaskKind.DECIDE:
        return ngettext("Decide on %(num)s section", "Decide on %(num)s sections", num)
    if task.kind is TaskKind.CONFIRM:
        return ngettext("Confirm %(num)s ad referendum", "Confirm %(num)s ad referendums", num)
    if task.kind is TaskKind.GET_READY:
        return ngettext("%(num)s section is not ready yet", "%(num)s sections are not ready yet", num)
    if task.kind is TaskKind.ANSWER:
        return ngettext("%(num)s comment waits for an answer", "%(num)s comments wait for an answer", num)
    if task.kind is TaskKind.RELEASE:
        return ngettext("%(num)s answer waits to be released", "%(num)s answers wait to be released", num)
    return ngettext("%(num)s comment is ready to be submitted", "%(num)s comments are ready to be submitted", num)


def _act(act: str) -> str:
    kind = act.split(":")[0]
    way_out = next((words for known, words in WAYS_OUT.items() if known == kind), None)
    return gettext(way_out) if way_out else names.move(act)


def address_of(task: Task) -> str:
    """Where the task is done; the link takes up its hat."""
    note = f"/notes/{task.note.slug}"
    places = {
        TaskKind.MOVE: f"{note}/moves/{task.act}",
        TaskKind.AGREE: f"{note}/ways-out" if ":" in (task.act or "") else f"{note}/moves/{task.act}",
        TaskKind.ANSWER: f"{note}/comments",
        TaskKind.RELEASE: f"{note}/comments",
        TaskKind.COMMENT: f"{note}/delegation",
        TaskKind.SUBMIT: f"{note}/delegation",
        TaskKind.RECORD_MEETING: f"{note}/adoption",
        TaskKind.CONFIRM_MEETING: f"{note}/adoption",
    }
    place = places.get(task.kind, f"{note}/sections/{task.section}")
    return f"{place}?as={task.worn.hat}"


HANDLERS = [desk_page]
