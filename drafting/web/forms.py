"""Reading the fields of a form. What is missing is empty; what is no text is taken for missing."""

from collections.abc import Mapping
from typing import Any

from drafting.domain.errors import Blocker, DraftingError, Fault, Invalid
from drafting.locale import gettext
from drafting.web import names

LONGEST_NUMBER = 9


def is_secret(name: str) -> bool:
    """Whether a field holds what is never drawn again and never put by: a password, a code."""
    return any(word in name for word in ("password", "code", "secret"))


def text_in(form: Mapping[str, Any], name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def number_in(form: Mapping[str, Any], name: str) -> int | None:
    return number(text_in(form, name))


def several_in(form: Mapping[str, Any], name: str) -> list[str]:
    """All values of a field that may be given more than once, such as ticked boxes."""
    value = form.get(name)
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str) and text]


def number(text: str) -> int | None:
    """The whole number that is written here in ordinary digits; None for anything else."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None


def told(problem: DraftingError | Blocker | Fault) -> str:
    """The sentence of a refusal, in the reader's language."""
    return gettext(problem.message, **names.in_words(problem.values or {}))


def faults_of(error: DraftingError, fields: Mapping[str, str]) -> list[dict[str, str]]:
    """What is wrong with a form, for the summary above it and beside each field.

    `fields`: the pointer of a fault → the name of the form's field, where they differ.
    """
    if not isinstance(error, Invalid):
        return []
    return [
        {"field": fields.get(fault.pointer, fault.pointer.strip("/").replace("/", "-")), "message": told(fault)}
        for fault in error.faults
    ]
