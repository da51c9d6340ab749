"""A coordinator creates a note; while it is being set up, it can be given up again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from drafting.actions.access import acting_person, note_for
from drafting.actions.notes.calendar import calendar_from_now, zone_of_presidency
from drafting.domain.errors import Fault, Invalid, NotAllowed
from drafting.domain.events import Event, EventKind
from drafting.domain.outlines import Outline, OutlineSection, TopicGroup, first_text, parse_outline, sections_for
from drafting.domain.policy import Act, allows
from drafting.domain.rules import rules_of
from drafting.domain.symbols import slug_of, symbol_for
from drafting.domain.titles import check_titles
from drafting.domain.workflow import Stage
from drafting.locale import N_
from drafting.store.conferences import all_outline_details, lock_conferences, outline_details
from drafting.store.notes import Note, Section, notes_made, symbols_beginning
from drafting.store.sections import Version, add_version
from drafting.store.work import Work
from drafting.text.canonical import plain_hash, text_hash

YEARS = range(2000, 2100)


def create_note(
    work: Work,
    *,
    outline: str,
    year: int,
    scope: str = "both",
    original_language: str = "es",
    titles: Mapping[str, str] | None = None,
    topics: Sequence[TopicGroup] | None = None,
    framing: Iterable[str] = (),
    rules: Mapping[str, Any] | None = None,
) -> Note:
    """A new note in set-up: its symbol, its sections holding the lines of their sub-items, a calendar from today."""
    plan = plan_note(
        work,
        outline=outline,
        year=year,
        scope=scope,
        original_language=original_language,
        titles=titles,
        topics=topics,
        framing=framing,
        rules=rules,
    )
    note = _add_note(work, plan)
    for place, section in enumerate(plan.sections, start=1):
        _add_section(work, note, section, place)
    data = {"symbol": note.symbol, "outline": outline, "sections": [section.label for section in plan.sections]}
    work.tell(Event(EventKind.NOTE_CREATED, note.id, data))
    return note


@dataclass(frozen=True)
class Plan:
    """What a note would be made of. `calendar`: stage → deadline, as kept."""

    conference: str
    outline: Outline
    year: int
    titles: Mapping[str, str]
    rules: Mapping[str, Any]
    sections: tuple[OutlineSection, ...]
    calendar: Mapping[str, str]
    zone: str


def plan_note(
    work: Work,
    *,
    outline: str,
    year: int,
    scope: str = "both",
    original_language: str = "es",
    titles: Mapping[str, str] | None = None,
    topics: Sequence[TopicGroup] | None = None,
    framing: Iterable[str] = (),
    rules: Mapping[str, Any] | None = None,
) -> Plan:
    """Everything that `create_note` asks and works out, with nothing kept: for checking the answers first."""
    conference = _lead_conference(work)
    framing = list(framing)
    chosen = _rules(scope, original_language, framing, rules)
    found = outline_called(work, outline)
    sections = sections_for(found, framing, topics)
    check_titles(titles or {})
    if year not in YEARS:
        raise Invalid([Fault("/year", "not-a-year", N_("Give a year of four digits."))])
    return Plan(
        conference=conference,
        outline=found,
        year=year,
        titles=dict(titles or found.title),
        rules=chosen,
        sections=tuple(sections),
        calendar=calendar_from_now(work, conference, chosen),
        zone=zone_of_presidency(work, conference),
    )


def discard_note(work: Work, ref: str) -> None:
    """Give up a note that is still being set up: it is not found any more, and its symbol is free again."""
    opened = note_for(work, ref, Act.DISCARD_NOTE, lock=True)
    note = opened.note
    symbol = note.symbol
    note.discarded_at = work.now
    note.symbol = note.slug = str(note.id)
    work.tell(Event(EventKind.NOTE_DISCARDED, note.id, {"note": str(note.id), "symbol": symbol}))


def _rules(
    scope: str, original_language: str, framing: Sequence[str], rules: Mapping[str, Any] | None
) -> dict[str, Any]:
    """All rules of the note to be. Scope, language and framing are rules too, asked for by their own names."""
    asked = {"scope": scope, "original_language": original_language, "framing": "chosen" if framing else "none"}
    for name, value in asked.items():
        if rules and rules.get(name, value) != value:
            message = N_("The rule “%(name)s” contradicts another answer.")
            raise Invalid([Fault(f"/rules/{name}", "contradiction", message, {"name": name})])
    return rules_of({**(rules or {}), **asked})


def outline_called(work: Work, code: str) -> Outline:
    details = outline_details(work.session, code)
    if details is None:
        message = N_("There is no outline “%(code)s”.")
        raise Invalid([Fault("/outline", "unknown-outline", message, {"code": code[:80]})])
    return parse_outline(details)


def outlines(work: Work) -> list[Outline]:
    """The outlines that a note can be made from, in the order of their codes."""
    return [parse_outline(details) for details in all_outline_details(work.session)]


def _lead_conference(work: Work) -> str:
    hat = work.actor.hat
    if hat is None or hat.conference is None or not allows(work.actor.role, Act.CREATE_NOTE, Stage.SET_UP):
        raise NotAllowed("not-yours", N_("This is not for the hat you act under."), act=Act.CREATE_NOTE)
    return hat.conference


def _add_note(work: Work, plan: Plan) -> Note:
    scope = plan.rules["scope"]
    lock_conferences(work.session, ("RCM", "SACM") if scope == "both" else (scope,))
    symbol = _next_symbol(work, scope, plan.year)
    note = Note(
        id=work.new_id("note", notes_made(work.session)),
        slug=slug_of(symbol),
        symbol=symbol,
        titles=dict(plan.titles),
        outline=plan.outline.code,
        topics=[
            {"label": section.label, "topics": list(section.topics)} for section in plan.sections if section.topics
        ],
        scope=scope,
        year=plan.year,
        lead_conference=plan.conference,
        original_language=plan.rules["original_language"],
        rules=dict(plan.rules),
        calendar=dict(plan.calendar),
        stage=Stage.SET_UP.value,
        created_at=work.now,
        created_by=acting_person(work),
    )
    work.session.add(note)
    return note


def _next_symbol(work: Work, scope: str, year: int) -> str:
    beginning = symbol_for(scope, year, 1).removesuffix("1")
    taken = (symbol.removeprefix(beginning) for symbol in symbols_beginning(work.session, beginning))
    return symbol_for(scope, year, max((int(number) for number in taken), default=0) + 1)


def _add_section(work: Work, note: Note, planned: OutlineSection, place: int) -> None:
    section = Section(
        id=work.new_id("section", note.id, planned.label),
        note_id=note.id,
        label=planned.label,
        place=place,
        headings=dict(planned.headings),
        sub_items=[
            {"label": item.label, "letter": item.letter, "names": dict(item.names)} for item in planned.sub_items
        ],
        guidance=dict(planned.guidance or {}),
    )
    work.session.add(section)
    work.session.flush()
    text = first_text(planned, note.original_language)
    add_version(work.session, section, _version_zero(work, section.id, note.original_language, text), text)


def _version_zero(work: Work, section_id: UUID, language: str, text: str) -> Version:
    return Version(
        id=work.new_id("version", section_id, language, 0),
        section_id=section_id,
        language=language,
        number=0,
        text_hash=text_hash(text),
        plain_hash=plain_hash(text),
        words_added=0,
        words_deleted=0,
        kind="saved",
        summary="",
        person_id=acting_person(work),
        hat=str(work.actor),
        at=work.now,
    )
