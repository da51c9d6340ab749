"""The interface's own words in three languages.

English is what the code says (the msgid); Spanish and Brazilian Portuguese are read from `<folder>/<noun>.po`. The
language of the reader is a context variable, so that no function has to pass it along. The framework copies the
context into the worker thread that runs a handler: what an async hook sets before it, the handler and its template see.
A hook that runs in a thread itself sets it only for that thread, so the hook that chooses the language must be async.

Sentences are whole: values go in by name (`%(name)s`), a count is always `%(num)s`, and words that change with the noun
they belong to carry it as context (`pgettext("comment", "Withdrawn")`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from drafting.locale.catalogues import catalogue
from drafting.locale.languages import DEFAULT, FOLDERS, LANGUAGES, cldr, html_lang, negotiated, own_name

__all__ = [
    "DEFAULT",
    "FOLDERS",
    "LANGUAGES",
    "N_",
    "catalogue",
    "cldr",
    "current",
    "gettext",
    "html_lang",
    "negotiated",
    "ngettext",
    "npgettext",
    "own_name",
    "pgettext",
    "set_language",
    "translate",
    "using",
]

_language: ContextVar[str] = ContextVar("language", default=DEFAULT)


def current() -> str:
    """The language that is spoken here and now."""
    return _language.get()


def set_language(language: str) -> None:
    """Speak this language for the rest of the request (or of whatever has a context of its own)."""
    _language.set(language if language in LANGUAGES else DEFAULT)


@contextmanager
def using(language: str) -> Iterator[None]:
    """Speak this language for a while: a mail goes out in the words of whoever receives it."""
    before = _language.set(language if language in LANGUAGES else DEFAULT)
    try:
        yield
    finally:
        _language.reset(before)


def N_(message: str) -> str:
    """Mark a message to be translated later, by whoever knows the reader."""
    return message


def gettext(message: str, /, **values: Any) -> str:
    return _filled(catalogue(current()).message(None, message), values)


def pgettext(context: str, message: str, /, **values: Any) -> str:
    return _filled(catalogue(current()).message(context, message), values)


def ngettext(singular: str, plural: str, num: int, /, **values: Any) -> str:
    return _filled(catalogue(current()).counted(None, singular, plural, num), {"num": num, **values})


def npgettext(context: str, singular: str, plural: str, num: int, /, **values: Any) -> str:
    return _filled(catalogue(current()).counted(context, singular, plural, num), {"num": num, **values})


def translate(language: str, message: str, /, **values: Any) -> str:
    """The message in a language other than the one spoken here."""
    return _filled(catalogue(language).message(None, message), values)


def _filled(text: str, values: dict[str, Any]) -> str:
    return text % values if values else text
