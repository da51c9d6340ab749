"""What the code and the templates say, what the catalogues hold, and where the two differ."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from drafting.locale.catalogues import PLURALS, po_files

ROOT = Path(__file__).resolve().parents[2]
TRANSLATED = ("es", "pt")

KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "translate": (2,),
}
TEMPLATE_OPTIONS = {"silent": "false", "newstyle_gettext": "true", "trimmed": "true", "extensions": "jinja2.ext.do"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%%")

Key = tuple[str | None, str]


@dataclass
class Said:
    """A message as the code says it, and where."""

    context: str | None
    singular: str
    plural: str | None
    places: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return self.context, self.singular

    @property
    def noun(self) -> str:
        """The catalogue file a message belongs to: the noun its first place is about."""
        path = Path(self.places[0].rsplit(":", 1)[0])
        if path.parts[0] == "templates" and len(path.parts) > 2:
            return path.parts[1]
        return path.parent.name if path.stem == "__init__" else path.stem.strip("_")


@cache
def said() -> dict[Key, Said]:
    """Every message of the code and the templates."""
    found: dict[Key, Said] = {}
    for place, message, context in _extracted():
        forms = message if isinstance(message, tuple) else (message, None)
        key = (context, forms[0])
        one = found.setdefault(key, Said(context, forms[0], forms[1]))
        one.plural = one.plural or forms[1]
        one.places.append(place)
    return found


def _extracted() -> Iterator[tuple[str, Any, str | None]]:
    for folder, method in ((ROOT / "drafting", "python"), (ROOT / "templates", "jinja2")):
        options = TEMPLATE_OPTIONS if method == "jinja2" else {}
        pattern = "**.py" if method == "python" else "**"
        rows = extract_from_dir(
            str(folder), method_map=[(pattern, method)], options_map={pattern: options}, keywords=KEYWORDS
        )
        for name, line, message, _, context in rows:
            yield f"{folder.name}/{name}:{line}", message, context


@dataclass
class Faults:
    """What is wrong with the catalogues of one language, each fault a line to read."""

    missing: list[Said] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    fuzzy: list[str] = field(default_factory=list)
    placeholders: list[str] = field(default_factory=list)
    plurals: list[str] = field(default_factory=list)


def faults(language: str) -> Faults:
    found = Faults()
    where: dict[Key, list[str]] = defaultdict(list)
    for path in po_files(language):
        with path.open("rb") as file:
            catalog = read_po(file, abort_invalid=True)
        if catalog.plural_forms != PLURALS[language][0]:
            found.plurals.append(f"{path.name}: the header says {catalog.plural_forms!r}")
        found.orphans += [f"{path.name}: obsolete {message.id!r}" for message in catalog.obsolete.values()]
        for message in catalog:
            if message.id:
                where[_key(message)].append(path.name)
                _judge(message, path.name, found)
    found.duplicates = [f"{key} in {', '.join(names)}" for key, names in where.items() if len(names) > 1]
    return found


def missing(language: str) -> list[Said]:
    have = {_key(m) for path in po_files(language) for m in _messages(path) if all(_forms(m))}
    return [message for key, message in sorted(said().items(), key=lambda item: item[1].places) if key not in have]


def _judge(message: Message, name: str, found: Faults) -> None:
    told = said().get(_key(message))
    if told is None:
        found.orphans.append(f"{name}: nobody says {message.id!r}")
        return
    if message.fuzzy:
        found.fuzzy.append(f"{name}: {message.id!r}")
    if told.plural and len(_forms(message)) != 2:
        found.plurals.append(f"{name}: {told.singular!r} needs two forms")
    if told.plural and isinstance(message.id, (tuple, list)) and message.id[1] != told.plural:
        found.plurals.append(f"{name}: the plural of {told.singular!r} is {told.plural!r}")
    wanted = _placeholders(told.plural or told.singular)
    for form in _forms(message):
        # The form for one may leave the number out: "un comentario".
        if form and _placeholders(form) - {"num"} != wanted - {"num"}:
            found.placeholders.append(f"{name}: {form!r} should hold {sorted(wanted)}")
    last = _forms(message)[-1]
    if last and _placeholders(last) != wanted:
        found.placeholders.append(f"{name}: {last!r} should hold {sorted(wanted)}")


def _placeholders(text: str) -> set[str]:
    return {match.group(1) for match in PLACEHOLDER.finditer(text) if match.group(1)}


def _messages(path: Path) -> list[Message]:
    with path.open("rb") as file:
        return [message for message in read_po(file, abort_invalid=True) if message.id]


def _key(message: Message) -> Key:
    name = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
    return message.context, name


def _forms(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (message.string or "",)
