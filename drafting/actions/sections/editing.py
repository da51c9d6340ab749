"""What the editor shows: the newest words, or those its writer left unsaved."""

from dataclasses import dataclass
from datetime import datetime

from drafting.actions.access import acting_person, check
from drafting.actions.openness import require_open
from drafting.actions.sections.showing import SectionView, show_section
from drafting.domain.policy import Act
from drafting.store.sections import working_copy
from drafting.store.work import Work
from drafting.text.canonical import canonical


@dataclass(frozen=True)
class EditView:
    """`text` is what stands in the field and `based_on` the version it was written from.

    `unsaved_at`: since when these are words that their writer has not saved as a version; None for the newest words.
    """

    view: SectionView
    text: str
    based_on: int
    unsaved_at: datetime | None

    @property
    def overtaken(self) -> bool:
        return self.based_on != self.view.version.number


def show_editor(work: Work, ref: str, label: str) -> EditView:
    """Unsaved words are shown at once: an editor that opened on the newest words would soon save over them."""
    view = show_section(work, ref, label)
    check(view.opened, Act.WRITE)
    require_open(work, view.opened, view.section)
    copy = working_copy(work.session, acting_person(work), view.section.id, view.version.language)
    if copy is None or canonical(copy.text) == view.text:
        return EditView(view, view.text, view.version.number, None)
    return EditView(view, copy.text, copy.based_on, copy.saved_at)


def unsaved_text(work: Work, ref: str, label: str) -> str | None:
    """The words that the actor left unsaved in this section, for a file; also when it is closed by now."""
    view = show_section(work, ref, label)
    copy = working_copy(work.session, acting_person(work), view.section.id, view.version.language)
    return copy.text if copy else None
