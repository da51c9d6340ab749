"""The words of a redline in the reader's language."""

from drafting.locale import gettext as _
from drafting.text.redline import Words


def words() -> Words:
    """What is said around each change, for those who listen, and beside what has moved."""
    return Words(
        added=_("added:") + " ",
        end_added=" " + _("end of what was added"),
        deleted=_("deleted:") + " ",
        end_deleted=" " + _("end of what was deleted"),
        format_changed=_("format changed:") + " ",
        end_format_changed=" " + _("end of the format change"),
        moved_from=_("Moved here from after paragraph %(number)s"),
        moved_from_start=_("Moved here from the beginning"),
        moved_to=_("Moved to paragraph %(number)s"),
        moved_elsewhere=_("Moved elsewhere"),
    )
