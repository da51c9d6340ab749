"""What is open to everybody, without signing in: adopted texts whose presidencies published them so."""

from dataclasses import dataclass
from datetime import datetime

from drafting.actions.access import no_note, open_note
from drafting.actions.notes.showing import WholeText
from drafting.actions.reading import readable_texts
from drafting.store.adoptions import newest_adoption, public_notes, publication_of
from drafting.store.notes import MeetingAdoption, Note, note_by_ref
from drafting.store.work import Work


@dataclass(frozen=True)
class PublicNote:
    """`label`: of the adopted text; `at`: when it was published."""

    note: Note
    label: str
    at: datetime


@dataclass(frozen=True)
class Published:
    whole: WholeText
    at: datetime
    adoption: MeetingAdoption | None


def public_list(work: Work) -> list[PublicNote]:
    """The newest first."""
    return [PublicNote(note, frozen.label, publication.at) for note, publication, frozen in public_notes(work.session)]


def published_text(work: Work, ref: str) -> Published:
    """The adopted text, whoever asks; a note that is published to the members alone is not there."""
    note = note_by_ref(work.session, ref)
    found = publication_of(work.session, note) if note else None
    if note is None or found is None or not found[0].public:
        raise no_note()
    publication, frozen = found
    opened = open_note(work, note)
    sections = readable_texts(work, opened, frozen)
    adoption = newest_adoption(work.session, note, None)
    return Published(WholeText(opened, tuple(sections), frozen), publication.at, adoption)
