"""Reading an outline's file: every fault is gathered, so that whoever wrote it mends it in one go."""

import re
import unicodedata
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from drafting.domain.errors import Fault, Invalid
from drafting.locale import LANGUAGES, N_

_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LABEL = re.compile(r"[1-9][0-9]?|[A-F]")
# A heading or a sub-item stands on one line: controls and line separators would break it in two.
_NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
LONGEST_LINE = 300


class Parsing:
    """What was found wrong so far. Each method answers a value that is safe to go on with."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def add(self, pointer: str, code: str, message: str, **values: Any) -> None:
        self.faults.append(Fault(pointer, code, message, values or None))

    def finish(self) -> None:
        if self.faults:
            raise Invalid(self.faults)

    def fields(self, data: Any, pointer: str, *, needs: Sequence[str], may: Sequence[str]) -> Mapping[str, Any]:
        """The fields of an object, of which none is missing and none unheard of."""
        if not isinstance(data, dict):
            self.add(pointer or "/", "not-an-object", N_("An object with named fields is expected here."))
            return {}
        for name in needs:
            if name not in data:
                self.add(f"{pointer}/{name}", "missing", N_("“%(field)s” is missing."), field=name)
        for name in data:
            if name not in (*needs, *may):
                self.add(f"{pointer}/{name}", "unknown-field", N_("“%(field)s” is not a known field."), field=name[:80])
        return data

    def rows(
        self, data: Any, pointer: str, *, needs: Sequence[str], may: Sequence[str]
    ) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Each object of a list, with the pointer to it."""
        if not isinstance(data, list):
            self.add(pointer or "/", "not-a-list", N_("A list is expected here."))
            return
        for number, row in enumerate(data):
            yield f"{pointer}/{number}", self.fields(row, f"{pointer}/{number}", needs=needs, may=may)

    def names(self, data: Any, pointer: str, longest: int = LONGEST_LINE) -> dict[str, str]:
        """A name in all three languages."""
        fields = self.fields(data, pointer, needs=LANGUAGES, may=())
        return {
            language: self.line(fields[language], f"{pointer}/{language}", longest)
            for language in LANGUAGES
            if language in fields
        }

    def line(self, data: Any, pointer: str, longest: int = LONGEST_LINE) -> str:
        if not isinstance(data, str) or not data.strip():
            self.add(pointer, "not-text", N_("A line of text is expected here."))
            return ""
        if len(data) > longest:
            self.add(pointer, "too-long", N_("At most %(longest)s characters are accepted here."), longest=longest)
        if data != data.strip() or _NOT_IN_A_LINE.search(data) or data != unicodedata.normalize("NFC", data):
            message = N_("The text must stand on one line, without spaces around it, in composed characters (NFC).")
            self.add(pointer, "not-canonical", message)
        return data

    def code(self, data: Any, pointer: str) -> str:
        return self._matching(_CODE, data, pointer)

    def label(self, data: Any, pointer: str) -> str:
        return self._matching(_LABEL, data, pointer)

    def truth(self, data: Any, pointer: str) -> bool:
        if not isinstance(data, bool):
            self.add(pointer, "not-true-or-false", N_("True or false is expected here."))
        return bool(data)

    def expect_sequence(self, found: Sequence[Any], expected: Sequence[Any], pointer: str) -> None:
        """Labels, letters and numbers run on without a gap; `pointer` holds %d for the place in the list."""
        for number, (is_now, should_be) in enumerate(zip(found, expected, strict=True)):
            if is_now != should_be or type(is_now) is not type(should_be):
                message = N_("“%(expected)s” is expected here.")
                self.add(pointer % number, "out-of-order", message, expected=should_be)

    def expect_different(self, found: Sequence[Hashable], pointer: str) -> None:
        for number, value in enumerate(found):
            if value and value in found[:number]:
                self.add(pointer % number, "twice", N_("“%(value)s” is there twice."), value=value)

    def _matching(self, pattern: re.Pattern[str], data: Any, pointer: str) -> str:
        if not isinstance(data, str) or not pattern.fullmatch(data):
            self.add(pointer, "not-accepted", N_("“%(value)s” is not accepted here."), value=str(data)[:80])
            return ""
        return data
