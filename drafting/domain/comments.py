"""What a country's comment is: kinds, outcomes, states, numbers."""

from enum import StrEnum


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


def comment_number(section: str | None, alpha3: str, running: int) -> str:
    """`3-MEX-04`: section (0 for the whole note), country, running number per note, country and section."""
    return f"{section or '0'}-{alpha3}-{running:02d}"
