import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.text.offsets import from_utf8, from_utf16, to_utf8, to_utf16


@given(st.text(), st.data())
def test_an_offset_survives_the_way_there_and_back(text, data):
    offset = data.draw(st.integers(0, len(text)))
    assert from_utf16(text, to_utf16(text, offset)) == offset
    assert from_utf8(text, to_utf8(text, offset)) == offset


@pytest.mark.parametrize(
    ("text", "offset", "units", "count"),
    [("aé😀b", 3, 4, 7), ("g̃uarani", 2, 2, 3), ("👩‍👩‍👧‍👦", 7, 11, 25), ("", 0, 0, 0), ("ñ", 1, 1, 2)],
)
def test_units_are_those_of_browsers_and_of_bytes(text, offset, units, count):
    assert (to_utf16(text, offset), to_utf8(text, offset)) == (units, count)


@pytest.mark.parametrize(
    ("convert", "text", "offset"),
    [
        (from_utf16, "😀", 1),
        (from_utf16, "a", 2),
        (from_utf8, "é", 1),
        (from_utf8, "a", -1),
        (to_utf16, "a", 2),
        (to_utf8, "a", -1),
    ],
)
def test_an_offset_inside_a_character_or_outside_the_text_is_refused(convert, text, offset):
    with pytest.raises(ValueError, match="offset"):
        convert(text, offset)
