"""The catalogues: every `.po` of a language's folder, read when first needed and kept in memory.

There is no build step and no binary in the repository; two thousand messages are read in about 60 ms.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from drafting.locale.languages import FOLDERS

HERE = Path(__file__).parent

Key = tuple[str | None, str]  # context, msgid

# Which of its two forms a language uses for a number; the headers of the .po files say the same.
PLURALS: dict[str, tuple[str, Callable[[int], int]]] = {
    "es": ("nplurals=2; plural=(n != 1);", lambda n: int(n != 1)),
    "en": ("nplurals=2; plural=(n != 1);", lambda n: int(n != 1)),
    "pt": ("nplurals=2; plural=(n > 1);", lambda n: int(n > 1)),
}


@dataclass(frozen=True)
class Catalogue:
    messages: Mapping[Key, tuple[str, ...]]
    form: Callable[[int], int]

    def message(self, context: str | None, message: str) -> str:
        found = self.messages.get((context, message))
        return found[0] if found else message

    def counted(self, context: str | None, singular: str, plural: str, num: int) -> str:
        found = self.messages.get((context, singular)) or (singular, plural)
        return found[min(self.form(abs(num)), len(found) - 1)]


@cache
def catalogue(language: str) -> Catalogue:
    """What is said in a language; a message without translation is said in English."""
    messages: dict[Key, tuple[str, ...]] = {}
    for path in po_files(language):
        messages.update(_translations(path))
    return Catalogue(messages, PLURALS[language][1])


def po_files(language: str) -> list[Path]:
    return sorted((HERE / FOLDERS[language]).glob("*.po"))


def _translations(path: Path) -> dict[Key, tuple[str, ...]]:
    from babel.messages.pofile import read_po  # here, because a command that says nothing needs no parser

    found: dict[Key, tuple[str, ...]] = {}
    with path.open("rb") as file:
        for message in read_po(file, abort_invalid=True):
            forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
            if message.id and all(forms) and not message.fuzzy:
                name = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
                found[message.context, name] = tuple(str(form) for form in forms)
    return found
