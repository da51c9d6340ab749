"""The compilation as a file for a spreadsheet."""

import csv
import io
from dataclasses import astuple, fields

from hypothesis import given
from hypothesis import strategies as st

from drafting.export.compilation import COLUMNS, Line, harmless, to_csv
from drafting.locale import using

EMPTY = Line(*[""] * len(fields(Line)))
# A spreadsheet's rows end with CR LF; what canonical words hold is LF alone.
CELLS = st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]))


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_columns_are_those_of_a_line_in_the_readers_language():
    assert list(COLUMNS) == [field.name for field in fields(Line)]
    with using("es"):
        [heading] = rows(to_csv([]))
    assert heading[:5] == ["Número", "País", "Sección", "Párrafo", "Tipo"]
    assert heading[-3:] == ["Observaciones de la Secretaría", "Resultado", "Países que se suman"]


def test_the_file_says_that_it_is_utf_8():
    assert to_csv([EMPTY]).startswith(b"\xef\xbb\xbf")


@given(cells=st.lists(CELLS, min_size=len(COLUMNS), max_size=len(COLUMNS)))
def test_every_cell_comes_back_as_it_was_but_for_what_a_spreadsheet_would_compute(cells):
    line = Line(*cells)
    [_heading, row] = rows(to_csv([line]))
    assert row == [harmless(cell) for cell in astuple(line)]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in row)
    assert [cell.removeprefix("'") if cell != kept else cell for cell, kept in zip(row, cells, strict=True)] == cells


def test_an_ordinary_cell_is_left_alone():
    assert harmless("3-MEX-04") == "3-MEX-04"
    assert harmless("") == ""
    assert [harmless(cell) for cell in ("=1", "+1", "-1", "@a", "\tx", "\rx")] == [
        "'=1",
        "'+1",
        "'-1",
        "'@a",
        "'\tx",
        "'\rx",
    ]
