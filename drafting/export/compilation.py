"""The compilation of comments as a table for a spreadsheet: one line per comment, in the reader's words."""

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from drafting.locale import N_, gettext

BOM = "\ufeff"
"""Without it spreadsheets take UTF-8 for something older, and accents are lost."""

_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with when a spreadsheet takes it for a formula."""


@dataclass(frozen=True)
class Line:
    """One comment, each value already in the words of its reader."""

    number: str
    country: str
    section: str
    paragraph: str
    kind: str
    comment: str
    proposed_change: str
    reason: str
    observation: str
    outcome: str
    associated: str


COLUMNS = {
    "number": N_("Number"),
    "country": N_("Country"),
    "section": N_("Section"),
    "paragraph": N_("Paragraph"),
    "kind": N_("Kind"),
    "comment": N_("Comment"),
    "proposed_change": N_("Proposed change"),
    "reason": N_("Reason"),
    "observation": N_("Secretariat's observations"),
    "outcome": N_("Outcome"),
    "associated": N_("Associated countries"),
}


def to_csv(lines: Iterable[Line]) -> bytes:
    """A heading and a line per comment, with a byte order mark; no cell is a formula."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow([gettext(heading) for heading in COLUMNS.values()])
    writer.writerows([harmless(cell) for cell in astuple(line)] for line in lines)
    return (BOM + written.getvalue()).encode()


def harmless(cell: str) -> str:
    """The cell as words: what a spreadsheet would compute is held back by an apostrophe."""
    return "'" + cell if cell.startswith(_ACTIVE) else cell
