"""What can go wrong, told to the person it happens to.

An error carries a stable `code` for programs, an English sentence (a gettext msgid with %(name)s placeholders) and
the values for it; `web` translates the sentence for its reader. Nobody below `web` knows a status number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from drafting.locale import N_


class DraftingError(Exception):
    """A request that cannot be met. Its sentence is shown to the person who made it."""

    def __init__(self, code: str, message: str, /, **values: Any) -> None:
        super().__init__(code, message, values)
        self.code = code
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return self.message % self.values if self.values else self.message


class NotFound(DraftingError):
    """It is not there, or the hat may not know of it: a stranger learns nothing."""


class SignInNeeded(DraftingError):
    """Nobody is signed in, or no longer."""


class NotAllowed(DraftingError):
    """The hat may read it, but not do this, or not now."""


class NotPossible(DraftingError):
    """The deed does not fit the state of things: a move of another stage, a seat already decided."""


class TooLarge(DraftingError):
    """More words, or more bytes, than are accepted in one piece."""


class TooMany(DraftingError):
    """Too many tries; `retry_after` seconds say when to come back."""

    def __init__(self, code: str, message: str, /, *, retry_after: int, **values: Any) -> None:
        super().__init__(code, message, retry_after=retry_after, **values)
        self.retry_after = retry_after


@dataclass(frozen=True)
class Fault:
    """One thing wrong with what was sent: where (a JSON pointer such as "/reason"), a code, a sentence."""

    pointer: str
    code: str
    message: str
    values: Mapping[str, Any] | None = None


class Invalid(DraftingError):
    """What was sent cannot be taken as it is; `faults` name each field."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("invalid", faults[0].message, **(faults[0].values or {}))
        self.faults = tuple(faults)


class Stale(DraftingError):
    """If-Match named a state that has passed; `current` is the standing one."""

    def __init__(self, current: str) -> None:
        super().__init__("stale", N_("Somebody changed this in the meantime."), current=current)
        self.current = current


class Outdated(DraftingError):
    """The words moved while the person was deciding or writing: nothing was recorded.

    `details` holds what they need to see: base, mine, theirs, proposal of a clash; or old and new of a decision.
    """

    def __init__(self, code: str, message: str, /, *, details: Mapping[str, Any], **values: Any) -> None:
        super().__init__(code, message, **values)
        self.details = details


@dataclass(frozen=True)
class Blocker:
    """One thing that stands in the way of a move: what, of whom, in which section (a label)."""

    code: str
    message: str
    values: Mapping[str, Any]
    who: str | None = None
    section: str | None = None


class Blocked(NotPossible):
    """A move whose guard is not satisfied; `blockers` say what is missing."""

    def __init__(self, blockers: Sequence[Blocker]) -> None:
        super().__init__("blocked", N_("This move is not possible yet."))
        self.blockers = tuple(blockers)
