"""What is accepted as words, and which version they were written from."""

from drafting.actions.access import Opened
from drafting.domain.errors import Fault, Invalid, NotFound, TooLarge
from drafting.locale import N_
from drafting.store.notes import Section
from drafting.store.sections import Version, version
from drafting.store.work import Work
from drafting.text.canonical import MAX_BYTES, canonical, too_large

LONGEST_SUMMARY = 300


def accepted(text: str) -> str:
    refuse_too_large(text)
    text = canonical(text)
    refuse_too_large(text)
    return text


def refuse_too_large(text: str) -> None:
    if too_large(text):
        size = len(text.encode("utf-8", "replace"))
        message = N_("A section holds at most %(limit)s bytes of text; this one has %(size)s. Nothing was saved.")
        raise TooLarge("text-too-large", message, limit=MAX_BYTES, size=size)


def accepted_summary(summary: str) -> str:
    summary = " ".join(storable(summary).split())
    if len(summary) > LONGEST_SUMMARY:
        message = N_("At most %(longest)s characters are accepted here.")
        raise Invalid([Fault("/summary", "too-long", message, {"longest": LONGEST_SUMMARY})])
    return summary


def storable(text: str) -> str:
    """What both databases can keep of a text that is not canonical yet: PostgreSQL has no zero character."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def original(opened: Opened, language: str | None) -> str:
    original = opened.note.original_language
    if language not in (None, original):
        message = N_("Only the text in the original language can be written so far.")
        raise Invalid([Fault("/lang", "not-available-yet", message)])
    return original


def base_version(work: Work, section: Section, language: str, number: int | None) -> Version:
    if number is None:
        message = N_("The number of the version that the text is based on is missing.")
        raise Invalid([Fault("/based_on", "missing", message)])
    found = version(work.session, section.id, language, number)
    if found is None:
        message = N_("There is no version %(number)s of this section.")
        raise Invalid([Fault("/based_on", "unknown-version", message, {"number": number})])
    return found


def no_version() -> NotFound:
    return NotFound("no-such-version", N_("There is no such version, or it is not open to you."))
