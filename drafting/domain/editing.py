"""When the words of a section may be changed. Who may change them is a row of `policy.py`."""

from collections.abc import Collection

from drafting.domain.workflow import REVIEWS, Stage

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
