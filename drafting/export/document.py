"""A note as a document: the plain values that every kind of file is made from."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class ExportedSection:
    """`first_paragraph` numbers the section's first paragraph within the note."""

    label: str
    heading: str
    text: str
    text_hash: str
    version: int
    first_paragraph: int


@dataclass(frozen=True)
class Document:
    """`label` of a frozen text, else None. `standing`: lines of the cover in the reader's language, such as "DRAFT"."""

    symbol: str
    title: str
    language: str
    stage: str
    label: str | None
    standing: tuple[str, ...]
    sections: tuple[ExportedSection, ...]

    def file_name(self, extension: str) -> str:
        """`RCM-SACM_CN_2018_2_REV.0_es.md`."""
        parts = [self.symbol.replace("/", "_"), *([self.label] if self.label else []), self.language]
        return f"{'_'.join(parts)}.{extension}"


def as_dict(document: Document) -> dict[str, Any]:
    """For JSON: the words exactly as they are kept."""
    return asdict(document)
