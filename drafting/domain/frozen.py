"""Which label a frozen text gets, and when a text that stands already serves a further purpose.

Working numbers W1, W2… are for texts that stay among the offices and seats; REV.0, REV.1… for what members are sent.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drafting.domain.workflow import Purpose

# What members receive: it always bears a REV number, also where a working number has the same words.
SENT = frozenset({Purpose.TO_MEMBERS, Purpose.TO_ADOPTION, Purpose.ADOPTED})
_SENT_PREFIX = "REV."


@dataclass(frozen=True)
class Kept:
    """A frozen text that stands, in the order they were made."""

    label: str
    digest: str


def words_digest(sections: Iterable[tuple[str, str]]) -> str:
    """One hash for the words of a whole note: over the label and the text hash of each section, in order."""
    listed = "\n".join(f"{label} {text_hash}" for label, text_hash in sections)
    return hashlib.sha256(listed.encode()).hexdigest()


def is_sent(label: str) -> bool:
    """Whether members were sent the text with this label."""
    return label.startswith(_SENT_PREFIX)


def newest_sent(kept: Sequence[Kept]) -> Kept | None:
    return next((text for text in reversed(kept) if is_sent(text.label)), None)


def serving(purpose: Purpose, digest: str, kept: Sequence[Kept]) -> Kept | None:
    """The standing text that serves this purpose as well, because not a word has changed; it spends no number."""
    newest = newest_sent(kept) if purpose in SENT else (kept[-1] if kept else None)
    return newest if newest and newest.digest == digest else None


def next_label(purpose: Purpose, kept: Sequence[Kept]) -> str:
    sent = sum(is_sent(text.label) for text in kept)
    return f"{_SENT_PREFIX}{sent}" if purpose in SENT else f"W{len(kept) - sent + 1}"
