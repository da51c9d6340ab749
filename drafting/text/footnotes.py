"""The numbers of footnotes, and how their marks and their list are drawn.

A footnote is numbered where it is first referred to. One that nobody refers to, or that is defined twice, is listed
after the others all the same: its words are part of what people approve.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from drafting.text.chunks import Part

_MARK = re.compile(r'<sup class="footnote-ref"><a href="#note-([0-9a-f]+)"[^>]*>\*</a></sup>')
_LAST_PARAGRAPH = "</p>\n"


@dataclass(frozen=True)
class Footnotes:
    """The footnotes of a text in the order of their numbers, and the number of each label."""

    listed: tuple[Part, ...]
    numbers: dict[str, int]


def footnotes(parts: Sequence[Part]) -> Footnotes:
    defined: dict[str, Part] = {}
    extra: list[Part] = []
    for part in parts:
        if part.block.kind == "footnote":
            if part.label in defined:
                extra.append(part)
            else:
                defined[part.label] = part
    numbers: dict[str, int] = {}
    queue = [label for part in parts if part.block.kind != "footnote" for label in part.references]
    for label in chain(queue, defined):
        if label in defined and label not in numbers:
            numbers[label] = len(numbers) + 1
            queue.extend(defined[label].references)
    return Footnotes((*(defined[label] for label in numbers), *extra), numbers)


def with_marks(markup: str, numbers: dict[str, int], prefix: str, used: dict[str, int], *, linked: bool = True) -> str:
    """The markup with each open reference made a numbered link; one without a footnote is shown as written."""

    def drawn(found: re.Match[str]) -> str:
        label = bytes.fromhex(found.group(1)).decode()
        if label not in numbers:
            return html.escape(f"[^{label}]")
        number = numbers[label]
        if not linked:
            return f'<sup class="footnote-ref">[{number}]</sup>'
        used[label] = used.get(label, 0) + 1
        again = f"-{used[label]}" if used[label] > 1 else ""
        name = f"{prefix}{number}"
        return f'<sup class="footnote-ref"><a href="#fn-{name}" id="fnref-{name}{again}">[{number}]</a></sup>'

    return _MARK.sub(drawn, markup) if "#note-" in markup else markup


def drawn_list(notes: Footnotes, prefix: str, used: dict[str, int]) -> str:
    """The list at the end of a text, each entry leading back to where it is referred to."""
    entries = []
    for number, part in enumerate(notes.listed, 1):
        markup = with_marks(part.html, notes.numbers, prefix, used)
        entries.append((number, part, markup))
    drawn = []
    for number, part, markup in entries:
        name = f"{prefix}{number}"
        times = used.get(part.label, 0) if notes.numbers.get(part.label) == number else 0
        back = "".join(
            f' <a href="#fnref-{name}{f"-{time}" if time > 1 else ""}" class="footnote-backref">↩\ufe0e</a>'
            for time in range(1, times + 1)
        )
        drawn.append(f'<li id="fn-{name}" class="footnote-item">{_append(markup, back)}</li>\n')
    return f'<section class="footnotes">\n<ol class="footnotes-list">\n{"".join(drawn)}</ol>\n</section>\n'


def _append(markup: str, back: str) -> str:
    if back and markup.endswith(_LAST_PARAGRAPH):
        return markup[: -len(_LAST_PARAGRAPH)] + back + _LAST_PARAGRAPH
    return markup + back
