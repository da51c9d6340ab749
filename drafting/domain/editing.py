"""When the words of a section may be changed. Who may change them is a row of `policy.py`."""

from collections.abc import Collection, Iterable

from drafting.domain.errors import Blocker
from drafting.domain.workflow import REVIEWS, Stage
from drafting.locale import N_
from drafting.text.markdown import numbered_paragraphs, sub_items

_OPEN_STAGES = frozenset({Stage.DRAFTING, Stage.CONSOLIDATION})


def section_open(
    stage: Stage, label: str, *, open_sections: Collection[str] | None, has_live_request: bool, opened: bool
) -> bool:
    """Whether the section may be written in.

    In drafting and consolidation: the open sections of the passage (None: all). While a text is under review it
    stands still, except a section with a live request, or opened by a presidency with a reason.
    """
    if stage in _OPEN_STAGES:
        return open_sections is None or label in open_sections
    return stage in REVIEWS and (has_live_request or opened)


def missing_sub_items(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Of the sub-items a section must have, those that are not there or have nothing under them."""
    found = sub_items(text)
    return tuple(name for name in names if not found.get(name))


def not_ready_for(label: str, text: str, names: Collection[str]) -> list[Blocker]:
    """What keeps these words from being called ready."""
    missing = missing_sub_items(text, names)
    if missing:
        message = N_("Section %(section)s: nothing is written under “%(item)s”.")
        return [Blocker("sub-item-empty", message, {"section": label, "item": name}, section=label) for name in missing]
    if not numbered_paragraphs(text):
        return [
            Blocker("section-empty", N_("Section %(section)s has no words yet."), {"section": label}, section=label)
        ]
    return []
