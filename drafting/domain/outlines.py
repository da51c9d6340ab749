"""Outlines: the headings of a kind of note, in three languages, and the sections that a note gets from them.

An outline has either sections of its own or a list of topics, which the coordinator groups into sections when the note
is created. Lettered framing sections may stand around either, so that the numbers of the headings never move.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from drafting import presets
from drafting.domain.errors import Fault, Invalid
from drafting.domain.outline_parsing import Parsing
from drafting.locale import DEFAULT, LANGUAGES, N_

Heading = Mapping[str, str]

FRAMING_BEFORE = ("A", "B", "C")
FRAMING_AFTER = ("D", "E", "F")


@dataclass(frozen=True)
class SubItem:
    """A fixed line inside a section: `1a`, letter `a`, its name in each language."""

    label: str
    letter: str
    names: Heading


@dataclass(frozen=True)
class OutlineSection:
    """`topics`: the numbers of the listed topics that the section takes up, when it was made from topics."""

    label: str
    headings: Heading
    sub_items: tuple[SubItem, ...] = ()
    guidance: Heading | None = None
    topics: tuple[int, ...] = ()


@dataclass(frozen=True)
class Topic:
    """A listed topic. `repeats`: the number of the topic of which it is a second mention."""

    number: int
    names: Heading
    repeats: int | None = None

    @property
    def counted_as(self) -> int:
        return self.repeats or self.number


@dataclass(frozen=True)
class TopicGroup:
    """What the coordinator makes into one section: a heading (in one language at least) and the topics in it.

    The heading may be left empty for a single topic, whose own name is then the heading.
    """

    headings: Heading
    topics: tuple[int, ...]


@dataclass(frozen=True)
class Outline:
    """`locked`: the headings are fixed strings that nobody renames. `guidance`: for sections made from topics."""

    code: str
    title: Heading
    sections: tuple[OutlineSection, ...] = ()
    topics: tuple[Topic, ...] = ()
    locked: bool = False
    guidance: Heading | None = None


def in_language(names: Heading, language: str) -> str:
    """The name in a language; a heading that the coordinator gave in fewer languages is shown in one that it has."""
    return next(names[choice] for choice in (language, DEFAULT, *LANGUAGES) if names.get(choice))


def first_text(section: OutlineSection, language: str) -> str:
    """Version 0 of a section: nothing but the lines of its sub-items, in canonical form."""
    lines = [f"## {in_language(item.names, language)}\n" for item in section.sub_items]
    return "\n".join(lines)


def sections_for(
    outline: Outline, framing: Iterable[str] = (), topics: Sequence[TopicGroup] | None = None
) -> list[OutlineSection]:
    """The sections of a new note, in their order. Raises `Invalid` for a framing or a grouping that cannot be."""
    chosen = set(framing)
    own = _own_sections(outline, topics)
    faults = [*_framing_faults(chosen), *_grouping_faults(outline, topics)]
    if faults:
        raise Invalid(faults)
    before, after = (
        [framing_sections()[letter] for letter in letters if letter in chosen]
        for letters in (FRAMING_BEFORE, FRAMING_AFTER)
    )
    return [*before, *own, *after]


def coverage(outline: Outline, sections: Iterable[OutlineSection]) -> list[tuple[Topic, str | None]]:
    """Each listed topic with the label of the section that takes it up; None: not taken."""
    label_of = {number: section.label for section in sections for number in section.topics}
    return [(topic, label_of.get(topic.counted_as)) for topic in outline.topics]


def parse_outline(data: Any) -> Outline:
    """An outline from the values of its file. Raises `Invalid` naming everything that is wrong with it."""
    parsing = Parsing()
    fields = parsing.fields(data, "", needs=("code", "title"), may=("sections", "topics", "locked", "guidance"))
    outline = Outline(
        code=parsing.code(fields.get("code"), "/code"),
        title=parsing.names(fields.get("title"), "/title"),
        sections=_parsed_sections(parsing, fields.get("sections", []), "/sections"),
        topics=_parsed_topics(parsing, fields.get("topics", [])),
        locked=parsing.truth(fields.get("locked", False), "/locked"),
        guidance=parsing.names(fields["guidance"], "/guidance", longest=1000) if "guidance" in fields else None,
    )
    if bool(outline.sections) == bool(outline.topics) and not parsing.faults:
        parsing.add("/sections", "sections-or-topics", N_("An outline has either sections or topics."))
    labels = [section.label for section in outline.sections]
    parsing.expect_sequence(labels, [str(number + 1) for number in range(len(labels))], "/sections/%d/label")
    parsing.finish()
    return outline


@cache
def preset_outlines() -> Mapping[str, Outline]:
    """The outlines that the service is delivered with, by code."""
    return {code: parse_outline(data) for code, data in presets.outline_files().items()}


@cache
def framing_sections() -> Mapping[str, OutlineSection]:
    """The lettered sections, by letter."""
    parsing = Parsing()
    sections = _parsed_sections(parsing, presets.framing(), "")
    parsing.expect_sequence([s.label for s in sections], [*FRAMING_BEFORE, *FRAMING_AFTER], "/%d/label")
    parsing.finish()
    return {section.label: section for section in sections}


def _parsed_sections(parsing: Parsing, data: Any, pointer: str) -> tuple[OutlineSection, ...]:
    sections = []
    for at, fields in parsing.rows(data, pointer, needs=("label", "headings"), may=("sub_items", "guidance")):
        label = parsing.label(fields.get("label"), f"{at}/label")
        guidance = fields.get("guidance")
        section = OutlineSection(
            label=label,
            headings=parsing.names(fields.get("headings"), f"{at}/headings"),
            sub_items=_parsed_sub_items(parsing, fields.get("sub_items", []), f"{at}/sub_items", label),
            guidance=parsing.names(guidance, f"{at}/guidance", longest=1000) if guidance is not None else None,
        )
        sections.append(section)
    return tuple(sections)


def _parsed_sub_items(parsing: Parsing, data: Any, pointer: str, section: str) -> tuple[SubItem, ...]:
    items = []
    for at, fields in parsing.rows(data, pointer, needs=("label", "letter", "names"), may=()):
        names = parsing.names(fields.get("names"), f"{at}/names")
        items.append(SubItem(str(fields.get("label")), str(fields.get("letter")), names))
    letters = [chr(ord("a") + number) for number in range(len(items))]
    parsing.expect_sequence([item.letter for item in items], letters, pointer + "/%d/letter")
    parsing.expect_sequence([item.label for item in items], [section + a for a in letters], pointer + "/%d/label")
    for language in LANGUAGES:
        parsing.expect_different([item.names.get(language) for item in items], f"{pointer}/%d/names/{language}")
    return tuple(items)


def _parsed_topics(parsing: Parsing, data: Any) -> tuple[Topic, ...]:
    topics: list[Topic] = []
    for at, fields in parsing.rows(data, "/topics", needs=("number", "names"), may=("repeats",)):
        names = parsing.names(fields.get("names"), f"{at}/names")
        repeats = fields.get("repeats")
        if repeats is not None and repeats not in [topic.number for topic in topics if topic.repeats is None]:
            message = N_("A topic can only repeat one that stands before it.")
            parsing.add(f"{at}/repeats", "unknown-topic", message)
        topics.append(Topic(fields.get("number", 0), names, repeats))
    parsing.expect_sequence([topic.number for topic in topics], list(range(1, len(topics) + 1)), "/topics/%d/number")
    return tuple(topics)


def _framing_faults(chosen: Iterable[str]) -> Iterable[Fault]:
    for letter in sorted(set(chosen) - {*FRAMING_BEFORE, *FRAMING_AFTER}):
        message = N_("There is no framing section “%(letter)s”.")
        yield Fault("/framing", "unknown-framing", message, {"letter": letter[:40]})


def _own_sections(outline: Outline, groups: Sequence[TopicGroup] | None) -> list[OutlineSection]:
    if not outline.topics:
        return list(outline.sections)
    by_number = {topic.number: topic for topic in outline.topics}
    return [_grouped(outline, by_number, str(number), group) for number, group in enumerate(groups or (), start=1)]


def _grouped(outline: Outline, by_number: Mapping[int, Topic], label: str, group: TopicGroup) -> OutlineSection:
    taken = dict.fromkeys(by_number[number].counted_as for number in group.topics if number in by_number)
    headings = {language: name.strip() for language, name in group.headings.items() if name.strip()}
    if not headings and len(taken) == 1:
        headings = dict(by_number[next(iter(taken))].names)
    return OutlineSection(label, headings, guidance=outline.guidance, topics=tuple(taken))


def _grouping_faults(outline: Outline, groups: Sequence[TopicGroup] | None) -> Iterable[Fault]:
    if not outline.topics:
        if groups:
            yield Fault("/topics", "no-topics", N_("This outline has no topics to be grouped."))
        return
    if not groups:
        yield Fault("/topics", "topics-missing", N_("Group the topics into sections first."))
    for position, section in enumerate(_own_sections(outline, groups)):
        yield from _heading_faults(section.headings, f"/topics/{position}/headings")
    yield from _topic_faults(outline, groups or ())


def _heading_faults(headings: Heading, pointer: str) -> Iterable[Fault]:
    if not headings:
        yield Fault(pointer, "heading-missing", N_("This section needs a heading."))
    checked = Parsing()
    for language, name in headings.items():
        if language not in LANGUAGES:
            message = N_("There is no language “%(language)s”.")
            yield Fault(f"{pointer}/{language}", "unknown-language", message, {"language": language[:40]})
        checked.line(name, f"{pointer}/{language}")
    yield from checked.faults


def _topic_faults(outline: Outline, groups: Sequence[TopicGroup]) -> Iterable[Fault]:
    by_number = {topic.number: topic for topic in outline.topics}
    taken_by: dict[int, int] = {}
    for position, group in enumerate(groups):
        pointer = f"/topics/{position}/topics"
        if not group.topics:
            yield Fault(pointer, "topics-missing", N_("This section takes up no topic."))
        for number in group.topics:
            if number not in by_number:
                yield Fault(pointer, "unknown-topic", N_("There is no topic %(number)s."), {"number": number})
            elif taken_by.setdefault(by_number[number].counted_as, position) != position:
                message = N_("Topic %(number)s is taken up by another section already.")
                yield Fault(pointer, "topic-twice", message, {"number": number})
