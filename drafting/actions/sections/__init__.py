"""Writing in a section: versions, restoring, readiness, private working copies, and what its pages show."""

from drafting.actions.sections.copies import KeptCopy, discard_working_copy, keep_working_copy
from drafting.actions.sections.readiness import is_ready, set_ready, sub_item_names
from drafting.actions.sections.saving import Saved, restore_version, save_version

__all__ = [
    "KeptCopy",
    "Saved",
    "discard_working_copy",
    "is_ready",
    "keep_working_copy",
    "restore_version",
    "save_version",
    "set_ready",
    "sub_item_names",
]
