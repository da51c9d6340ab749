"""The words that go with a decision, and what is shown to somebody who decided on words that have moved."""

from collections.abc import Callable
from datetime import date
from typing import Any

from drafting.actions.access import Opened
from drafting.domain.errors import Fault, Invalid, Outdated
from drafting.domain.positions import Decision
from drafting.locale import N_
from drafting.store.notes import Section
from drafting.store.sections import Version, version_texts, version_with_hash
from drafting.store.work import Work
from drafting.text.canonical import canonical, too_large
from drafting.text.comparison import compare

LONGEST = 4000


def checked_words(
    work: Work,
    decision: Decision,
    *,
    reason: str | None,
    satisfied_by: str | None,
    proposed_text: str | None,
    expected_on: str | None,
) -> dict[str, Any]:
    """The words of a decision as they are kept. Raises `Invalid` with every field that needs another look."""
    faults: list[Fault] = []
    checks: dict[str, Callable[[], Any]] = {
        "reason": lambda: optional_words(reason, "/reason"),
        "satisfied_by": lambda: optional_words(satisfied_by, "/satisfied_by"),
        "proposed_text": lambda: _proposal(proposed_text),
        "expected_on": lambda: _date(work, expected_on),
    }
    words: dict[str, Any] = {}
    for name, found in checks.items():
        try:
            words[name] = found()
        except Invalid as error:
            faults += error.faults
    if decision is Decision.REQUEST_CHANGES and not words.get("reason", "?"):
        faults.append(Fault("/reason", "missing", N_("A request for changes needs a reason.")))
    if decision is Decision.IN_CONSULTATION and not words.get("expected_on", "?"):
        message = N_("Say by when the answer of the capital is expected.")
        faults.append(Fault("/expected_on", "missing", message))
    if faults:
        raise Invalid(faults)
    return words


def optional_words(words: str | None, pointer: str) -> str | None:
    kept = (words or "").replace("\x00", "").strip()
    if len(kept) > LONGEST:
        message = N_("At most %(longest)s characters are accepted here.")
        raise Invalid([Fault(pointer, "too-long", message, {"longest": LONGEST})])
    return kept or None


def outdated(work: Work, opened: Opened, section: Section, text_hash: str, latest: Version) -> Outdated:
    """The words moved: what was read, what stands now, and the difference between them."""
    language = opened.note.original_language
    read = version_with_hash(work.session, section.id, language, text_hash)
    texts = version_texts(work.session, [latest, read] if read else [latest])
    old, new = (texts[read.id] if read else None), texts[latest.id]
    details: dict[str, Any] = {
        "section": section.label,
        "old": old,
        "new": new,
        "version": latest.number,
        "text_hash": latest.text_hash,
        "comparison": compare(old, new).as_dict() if old is not None else None,
    }
    message = N_("The text of section %(section)s changed while you were reading it. Nothing was recorded.")
    return Outdated("text-changed", message, details=details, section=section.label)


def _proposal(text: str | None) -> str | None:
    if too_large(text or ""):
        message = N_("This is larger than a section may be.")
        raise Invalid([Fault("/proposed_text", "too-large", message)])
    return canonical(text or "") or None


def _date(work: Work, day: str | None) -> str | None:
    if not (day or "").strip():
        return None
    try:
        expected = date.fromisoformat(str(day).strip())
    except ValueError:
        raise Invalid([Fault("/expected_on", "not-a-date", N_("Give a date."))]) from None
    if expected < work.now.date():
        raise Invalid([Fault("/expected_on", "in-the-past", N_("This day has passed already."))])
    return expected.isoformat()
