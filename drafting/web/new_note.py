"""Starting a note: a few questions, the answers once more to check, and then the note.

Nothing is kept between the pages: the answers travel in the form, so that going back loses none of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from litestar.response import Response

from drafting.actions.notes.creating import Plan, create_note, outlines, plan_note
from drafting.domain.errors import DraftingError, Invalid
from drafting.domain.outlines import Outline, TopicGroup, coverage, framing_sections
from drafting.domain.policy import Act
from drafting.web.forms import faults_of, number, several_in, text_in, told
from drafting.web.routes import read, write
from drafting.web.visits import Visit

GROUPS = 10
"""How many sections the topics of a note can be grouped into on the page."""


@dataclass(frozen=True)
class Answers:
    """What the form holds, as typed. `section_of`: number of a topic → number of a section, or nothing."""

    outline: str
    title: str
    year: str
    language: str
    framing: list[str]
    consultation_days: str
    headings: dict[int, str]
    section_of: dict[int, int]

    def groups(self) -> list[tuple[int, TopicGroup]]:
        """Each section that has a heading or a topic, with its number on the page."""
        used = sorted({place for place, words in self.headings.items() if words} | set(self.section_of.values()))
        return [(place, self._group(place)) for place in used]

    def _group(self, place: int) -> TopicGroup:
        words = self.headings.get(place, "")
        headings = {self.language: words} if words else {}
        return TopicGroup(headings, tuple(topic for topic, chosen in self.section_of.items() if chosen == place))

    def fields(self) -> dict[str, str]:
        """Pointers of faults → fields of the form."""
        named = {f"/title/{self.language}": "title", "/rules/consultation_days": "consultation_days"}
        named |= {"/rules/original_language": "language", "/topics": "heading-1"}
        for position, (place, _) in enumerate(self.groups()):
            named |= {f"/topics/{position}/{what}": f"heading-{place}" for what in ("headings", "topics")}
            named[f"/topics/{position}/headings/{self.language}"] = f"heading-{place}"
        return named

    def planned(self) -> dict[str, Any]:
        """The arguments of `create_note`."""
        days = number(self.consultation_days)
        topics = [group for _, group in self.groups()]
        return {
            "outline": self.outline,
            "year": number(self.year) or 0,
            "original_language": self.language,
            "titles": {self.language: self.title} if self.title else None,
            "topics": topics or None,
            "framing": self.framing,
            "rules": {"consultation_days": self.consultation_days if days is None else days},
        }


@read("/notes/new", policy=Act.CREATE_NOTE)
def questions_page(visit: Visit) -> Response[Any]:
    form = {"year": str(visit.keeping.clock().year), "language": "es", "consultation_days": "21"}
    return _questions(visit, answers_in(form))


def ask_again(visit: Visit, error: DraftingError) -> Response[Any]:
    """Back on the page that holds the field; nothing to mend there is said on the page of the questions."""
    answers = answers_in(visit.form)
    fields = [fault["field"] for fault in faults_of(error, answers.fields())]
    if any(field.startswith(("heading-", "topics")) for field in fields):
        return _topics(visit, answers, error)
    return _questions(visit, answers, error)


@write("/notes/new", policy=Act.CREATE_NOTE, redraw=ask_again, status_code=200)
def next_page(visit: Visit) -> Response[Any]:
    answers = answers_in(visit.form)
    asked = text_in(visit.form, "step")
    if asked == "questions":
        return _questions(visit, answers)
    found = {outline.code: outline for outline in outlines(visit.work)}
    chosen = found.get(answers.outline)
    if chosen and chosen.topics and (asked == "topics" or not answers.groups()):
        return _topics(visit, answers)
    return _check(visit, answers, plan_note(visit.work, **answers.planned()))


@write("/notes", policy=Act.CREATE_NOTE, redraw=ask_again)
def create(visit: Visit) -> Response[Any]:
    note = create_note(visit.work, **answers_in(visit.form).planned())
    return visit.redirect(f"/notes/{note.slug}")


def answers_in(form: Mapping[str, Any]) -> Answers:
    placed = {topic: number(text_in(form, f"topic-{topic}")) for topic in range(1, 100)}
    return Answers(
        outline=text_in(form, "outline") or "extra-regional-flows",
        title=" ".join(text_in(form, "title").split()),
        year=text_in(form, "year"),
        language=text_in(form, "language"),
        framing=several_in(form, "framing"),
        consultation_days=text_in(form, "consultation_days"),
        headings={place: " ".join(text_in(form, f"heading-{place}").split()) for place in range(1, GROUPS + 1)},
        section_of={topic: place for topic, place in placed.items() if place and place <= GROUPS},
    )


def _questions(visit: Visit, answers: Answers, error: DraftingError | None = None) -> Response[Any]:
    found = outlines(visit.work)
    framing = framing_sections()
    return visit.page("notes/new.html", current="notes", outlines=found, framing=framing, **_about(answers, error))


def _topics(visit: Visit, answers: Answers, error: DraftingError | None = None) -> Response[Any]:
    outline = _outline(visit, answers)
    return visit.page(
        "notes/new_topics.html", current="notes", outline=outline, groups=GROUPS, **_about(answers, error)
    )


def _check(visit: Visit, answers: Answers, plan: Plan) -> Response[Any]:
    covered = coverage(plan.outline, plan.sections)
    dates = [(stage, datetime.fromisoformat(instant)) for stage, instant in plan.calendar.items()]
    return visit.page(
        "notes/new_check.html", current="notes", plan=plan, covered=covered, dates=dates, **_about(answers, None)
    )


def _about(answers: Answers, error: DraftingError | None) -> dict[str, Any]:
    faults = faults_of(error, answers.fields()) if error else []
    refused = told(error) if error and not isinstance(error, Invalid) else ""
    return {"answers": answers, "faults": faults, "refused": refused, "hidden": _hidden(answers)}


def _hidden(answers: Answers) -> list[tuple[str, str]]:
    """Every answer, for the pages that do not ask for it."""
    plain = [(name, getattr(answers, name)) for name in ("outline", "title", "year", "language", "consultation_days")]
    framing = [("framing", letter) for letter in answers.framing]
    headings = [(f"heading-{place}", words) for place, words in answers.headings.items() if words]
    topics = [(f"topic-{topic}", str(place)) for topic, place in answers.section_of.items()]
    return [*plain, *framing, *headings, *topics]


def _outline(visit: Visit, answers: Answers) -> Outline:
    return next(outline for outline in outlines(visit.work) if outline.code == answers.outline)


HANDLERS = [questions_page, next_page, create]
