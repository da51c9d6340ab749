"""What a country's comment is: kinds, outcomes, states, numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from drafting.domain.errors import Fault, Invalid, TooLarge
from drafting.domain.workflow import Stage
from drafting.locale import LANGUAGES, N_
from drafting.text.anchors import paragraph_at
from drafting.text.canonical import canonical
from drafting.text.markdown import numbered_paragraphs


class CommentKind(StrEnum):
    GENERAL = "general"
    SUBSTANTIVE = "substantive"
    TECHNICAL = "technical"
    EDITORIAL = "editorial"
    TRANSLATION = "translation"


class Outcome(StrEnum):
    TAKEN_UP = "taken_up"
    IN_PART = "in_part"
    NOTED = "noted"
    NOT_TAKEN_UP = "not_taken_up"
    TO_THE_TROIKA = "to_the_troika"


NEEDS_REASON = frozenset({Outcome.IN_PART, Outcome.NOT_TAKEN_UP})
NEEDS_VERSION = frozenset({Outcome.TAKEN_UP})


class DraftState(StrEnum):
    DRAFT = "draft"
    READY = "ready"


class Visible(StrEnum):
    """When the other members see a submission: the country chooses, so that nobody has to be first."""

    NOW = "now"
    WITH_COMPILATION = "with_compilation"


class DelegationStatus(StrEnum):
    COMMENTING = "commenting"
    NO_COMMENTS = "no_comments"
    FINISHED = "finished"


class ReplyStance(StrEnum):
    SATISFIED = "satisfied"
    MAINTAINED = "maintained"


LONGEST = 20_000
"""Code points of one field: one comment is one point, not an annex."""

WHOLE_NOTE = "0"
"""What stands for the section in the number of a comment on the whole note."""


@dataclass(frozen=True)
class CommentWords:
    """What a comment says."""

    kind: CommentKind
    body: str
    proposed_text: str | None
    reason: str | None
    language: str


def comment_words(
    *, kind: str, body: str, proposed_text: str | None = None, reason: str | None = None, language: str
) -> CommentWords:
    """The words as they are kept, in canonical form. Raises `Invalid` naming each field, `TooLarge` for an annex."""
    faults = []
    if kind not in set(CommentKind):
        faults.append(Fault("/kind", "unknown-kind", N_("Choose what kind of comment this is.")))
    if language not in LANGUAGES:
        faults.append(Fault("/language", "unknown-language", N_("Choose the language of the comment.")))
    kept_body = _kept(body)
    if kept_body is None:
        faults.append(Fault("/body", "empty", N_("Write the comment.")))
    if faults or kept_body is None:
        raise Invalid(faults)
    return CommentWords(CommentKind(kind), kept_body, _kept(proposed_text), _kept(reason), language)


def _kept(words: str | None) -> str | None:
    kept = canonical(words or "").strip()
    if len(kept) > LONGEST:
        message = N_("One comment holds at most %(limit)s characters in each field. Divide it into several.")
        raise TooLarge("comment-too-large", message, limit=LONGEST)
    return kept or None


@dataclass(frozen=True)
class FrozenWords:
    """A section of a frozen text: its words, and the number of its first paragraph in the whole note."""

    section: str
    text: str
    first_paragraph: int
    paragraphs: int

    def holds(self, paragraph: int) -> bool:
        return self.first_paragraph <= paragraph < self.first_paragraph + self.paragraphs

    def each(self) -> list[str]:
        """The words of its paragraphs, in order."""
        return [block.text for block in numbered_paragraphs(self.text)]


@dataclass(frozen=True)
class Spot:
    """What a comment is on: the whole note, a section, a paragraph of it, or words of it.

    `start` and `end` are code points of the frozen section's canonical text.
    """

    section: str | None = None
    paragraph: int | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None


def spot_on_note() -> Spot:
    return Spot()


def spot_in(
    frozen: FrozenWords, *, paragraph: int | None, quote: str | None, start: int | None = None, end: int | None = None
) -> Spot:
    """The place in a frozen section, held against its exact words. Raises `Invalid` where they are not there."""
    if paragraph is not None and not frozen.holds(paragraph):
        message = N_("Section %(section)s has no paragraph %(paragraph)s in this text.")
        values = {"section": frozen.section, "paragraph": paragraph}
        raise Invalid([Fault("/paragraph", "no-such-paragraph", message, values)])
    if not quote:
        return Spot(frozen.section, paragraph)
    first, last = _range_of(frozen, paragraph, quote, start, end)
    found = frozen.first_paragraph + max(paragraph_at(frozen.text, first), 1) - 1 if frozen.paragraphs else None
    if paragraph is not None and found != paragraph:
        message = N_("The quoted words are not in paragraph %(paragraph)s.")
        raise Invalid([Fault("/paragraph", "other-paragraph", message, {"paragraph": paragraph})])
    return Spot(frozen.section, found, first, last, quote)


def _range_of(
    frozen: FrozenWords, paragraph: int | None, quote: str, start: int | None, end: int | None
) -> tuple[int, int]:
    """Exactly start to end; without them the only place where the words stand. No guess ever decides."""
    if start is not None or end is not None:
        if start is None or end is None or not 0 <= start < end or frozen.text[start:end] != quote:
            message = N_("The text does not hold the quoted words at this place.")
            raise Invalid([Fault("/quote", "quote-differs", message)])
        return start, end
    low, high = 0, len(frozen.text)
    if paragraph is not None:
        block = numbered_paragraphs(frozen.text)[paragraph - frozen.first_paragraph]
        low, high = block.start, block.end
    found = frozen.text.find(quote, low, high)
    if found < 0:
        raise Invalid([Fault("/quote", "quote-not-found", N_("The quoted words are not in the text."))])
    if frozen.text.find(quote, found + 1, high) >= 0:
        message = N_("The quoted words stand there more than once: quote more of them.")
        raise Invalid([Fault("/quote", "quote-not-unique", message)])
    return found, found + len(quote)


def comment_number(section: str | None, alpha3: str, running: int) -> str:
    """`3-MEX-04`: section (0 for the whole note), country, running number per note, country and section."""
    return f"{section or WHOLE_NOTE}-{alpha3}-{running:02d}"


@dataclass(frozen=True)
class Numbered:
    section: str
    running: int
    number: str


def numbered(used: Mapping[str, int], sections: Iterable[str | None], alpha3: str) -> list[Numbered]:
    """Numbers for the comments of one country on these sections, in order; `used`: section → highest number given."""
    highest = dict(used)
    given = []
    for section in sections:
        label = section or WHOLE_NOTE
        highest[label] = highest.get(label, 0) + 1
        given.append(Numbered(label, highest[label], comment_number(label, alpha3, highest[label])))
    return given


def is_late(stage: Stage, deadline: datetime | None, now: datetime) -> bool:
    """In time means received strictly before the instant, whether or not the clock has closed the consultation."""
    return stage is not Stage.CONSULTATION or (deadline is not None and now >= deadline)


def standing_status(declared: DelegationStatus | None, submitted: int) -> DelegationStatus | None:
    """What a delegation is doing: as it declared, unless what it submitted says otherwise. None: nothing yet."""
    if submitted and declared in (None, DelegationStatus.NO_COMMENTS):
        return DelegationStatus.COMMENTING
    return declared


@dataclass(frozen=True)
class AnswerWords:
    outcome: Outcome
    observation: str
    version: int | None


def answer_words(outcome: str, observation: str | None, version: int | None) -> AnswerWords:
    """The answer as it is kept. Raises `Invalid` where its reason or the version that carries it is missing."""
    if outcome not in set(Outcome):
        raise Invalid([Fault("/outcome", "unknown-outcome", N_("Choose what becomes of the comment."))])
    chosen, kept = Outcome(outcome), _kept(observation)
    if chosen in NEEDS_REASON and kept is None:
        message = N_("Give the reason: the country will read it.")
        raise Invalid([Fault("/observation", "reason-needed", message)])
    return AnswerWords(chosen, kept or "", version if chosen in NEEDS_VERSION | {Outcome.IN_PART} else None)


def comment_reply(stance: str, text: str | None) -> tuple[ReplyStance, str]:
    """A country's reply as it is kept: who maintains a comment says why."""
    if stance not in set(ReplyStance):
        raise Invalid([Fault("/stance", "unknown-stance", N_("Say whether your country is satisfied or maintains."))])
    kept = _kept(text)
    if stance == ReplyStance.MAINTAINED and kept is None:
        raise Invalid([Fault("/text", "reason-needed", N_("Say why your country maintains the comment."))])
    return ReplyStance(stance), kept or ""
