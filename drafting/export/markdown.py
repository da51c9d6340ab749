"""A note as one Markdown file: headings, numbered paragraphs, footnotes that do not collide."""

import re
from collections.abc import Iterator

from drafting.export.document import Document, ExportedSection
from drafting.text.markdown import blocks, is_numbered

_DEFINED = re.compile(r"^\[\^([^\]\s]+)\]:", re.MULTILINE)
_NAMED = re.compile(r"\[\^([^\]\s]+)\]")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


def to_markdown(document: Document) -> str:
    """The words of each section are kept; only the level of its sub-headings and its footnotes' names are changed."""
    cover = [f"# {_plain(document.title)}", *(f"{_plain(line)}" for line in document.standing)]
    parts = [*cover, *(part for section in document.sections for part in _section(section))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(section: ExportedSection) -> Iterator[str]:
    yield f"## {_plain(section.label)}. {_plain(section.heading)}"
    names = set(_DEFINED.findall(section.text))
    number = section.first_paragraph
    for block in blocks(section.text):
        words = _NAMED.sub(lambda found: _named(found, section.label, names), block.text)
        if block.kind == "heading":
            yield "#" + words
        elif not is_numbered(block):
            yield words
        else:
            yield f"**{number}.** {words}" if block.kind == "paragraph" else f"**{number}.**\n\n{words}"
            number += 1


def _named(found: re.Match[str], label: str, names: set[str]) -> str:
    """Two sections may each have a footnote 1: in one file each carries its section's label."""
    return f"[^{label}-{found[1]}]" if found[1] in names else found[0]


def _plain(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)
