"""Reading the fields of a form. What is missing is empty; what is no text is taken for missing."""

from collections.abc import Mapping
from typing import Any

LONGEST_NUMBER = 9


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
