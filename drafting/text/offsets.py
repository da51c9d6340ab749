"""The one place where offsets change their unit.

Inside the service an offset counts code points of the canonical text. Browsers count UTF-16 units, some libraries
UTF-8 bytes. An offset inside a character has no meaning and is refused: guessing would put words elsewhere.
"""


def to_utf16(text: str, offset: int) -> int:
    return len(text[: _within(text, offset)].encode("utf-16-le", "surrogatepass")) // 2


def from_utf16(text: str, units: int) -> int:
    encoded = text.encode("utf-16-le", "surrogatepass")
    if not 0 <= 2 * units <= len(encoded):
        raise ValueError(f"The text has no UTF-16 offset {units}.")
    offset = len(encoded[: 2 * units].decode("utf-16-le", "surrogatepass"))
    if to_utf16(text, offset) != units or (2 * units < len(encoded) and _is_low_half(encoded, units)):
        raise ValueError(f"The UTF-16 offset {units} is inside a character.")
    return offset


def to_utf8(text: str, offset: int) -> int:
    return len(text[: _within(text, offset)].encode("utf-8", "surrogatepass"))


def from_utf8(text: str, count: int) -> int:
    encoded = text.encode("utf-8", "surrogatepass")
    if not 0 <= count <= len(encoded):
        raise ValueError(f"The text has no UTF-8 offset {count}.")
    if count < len(encoded) and encoded[count] & 0xC0 == 0x80:
        raise ValueError(f"The UTF-8 offset {count} is inside a character.")
    return len(encoded[:count].decode("utf-8", "surrogatepass"))


def _within(text: str, offset: int) -> int:
    if not 0 <= offset <= len(text):
        raise ValueError(f"The text has no offset {offset}.")
    return offset


def _is_low_half(encoded: bytes, units: int) -> bool:
    high, low = encoded[2 * units - 1] if units else 0, encoded[2 * units + 1]
    return 0xD8 <= high <= 0xDB and 0xDC <= low <= 0xDF
