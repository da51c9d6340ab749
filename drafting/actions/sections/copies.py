"""Private working copies: what autosave writes, seen by one person alone."""

from dataclasses import dataclass
from datetime import datetime

from drafting.actions.access import acting_person, section_for
from drafting.actions.openness import require_open
from drafting.actions.sections.words import base_version, original, refuse_too_large, storable
from drafting.domain.policy import Act
from drafting.store.sections import Version, WorkingCopy, drop_working_copy, latest_version, working_copy
from drafting.store.work import Work


@dataclass(frozen=True)
class KeptCopy:
    """`newest`: the version that stands by now; another number than `based_on` means that others saved meanwhile."""

    saved_at: datetime
    based_on: int
    newest: Version

    @property
    def overtaken(self) -> bool:
        return self.newest.number != self.based_on


def keep_working_copy(
    work: Work, ref: str, label: str, text: str, *, based_on: int | None, language: str | None = None
) -> KeptCopy:
    """Keep what somebody is writing, for them alone. It is kept as typed, and also when others saved meanwhile."""
    opened, section = section_for(work, ref, label, Act.WRITE, lock=True)
    require_open(work, opened, section)
    language = original(opened, language)
    refuse_too_large(text)
    base = base_version(work, section, language, based_on)
    person = acting_person(work)
    copy = working_copy(work.session, person, section.id, language)
    if copy is None:
        copy = WorkingCopy(id=work.new_id("working-copy", person, section.id, language), person_id=person)
        copy.section_id, copy.language = section.id, language
        work.session.add(copy)
    copy.text, copy.based_on, copy.saved_at = storable(text), base.number, work.now
    return KeptCopy(work.now, base.number, latest_version(work.session, section, language))


def discard_working_copy(work: Work, ref: str, label: str) -> None:
    opened, section = section_for(work, ref, label, Act.READ)
    drop_working_copy(work.session, acting_person(work), section.id, opened.note.original_language)
