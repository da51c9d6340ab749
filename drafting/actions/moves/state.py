"""The note as the guards of the moves see it: plain values, read once."""

from collections.abc import Mapping
from uuid import UUID

from drafting.actions.access import Opened, acting_for, conferences_of, presidencies_of, seats_at, seats_today
from drafting.actions.sections import sub_item_names
from drafting.domain.editing import missing_sub_items
from drafting.domain.frozen import is_sent, words_digest
from drafting.domain.guards import NoteState, SectionState
from drafting.domain.hats import SeatName
from drafting.domain.positions import cleared_by, live_request
from drafting.domain.workflow import REVIEWS, Stage
from drafting.store.agreements import meeting_recorded, passed_seats
from drafting.store.comments import unanswered_numbers, unfinished_countries
from drafting.store.frozen import frozen_hashes, frozen_texts
from drafting.store.notes import Note, Section, sections_of
from drafting.store.reviews import positions_of
from drafting.store.sections import Version, latest_versions, version_texts
from drafting.store.work import Work
from drafting.text.markdown import open_brackets

# The stages with a move whose guard (or warning) asks what the words say, not only which words they are.
_READS_WORDS = frozenset({Stage.DRAFTING, Stage.TROIKA_REVIEW, Stage.CONSOLIDATION, Stage.CLEARANCE})


def note_state(work: Work, opened: Opened) -> NoteState:
    note, session = opened.note, work.session
    stage, passage = opened.stage, opened.passage
    return NoteState(
        sections=_section_states(work, opened),
        presidencies=tuple(presiding_seats(work, opened)),
        seats=tuple(seats_of(work, opened)),
        positions=tuple(positions_of(session, note)),
        passed=passed_seats(session, note),
        has_calendar=bool(note.calendar),
        unanswered=tuple(unanswered_numbers(session, note)) if stage is Stage.CONSOLIDATION else (),
        unfinished=_unfinished(work, opened) if stage is Stage.CONSULTATION else (),
        adoption_recorded=bool(passage) and stage is Stage.ADOPTION and _adoption_recorded(work, opened),
    )


def seats_of(work: Work, opened: Opened) -> list[SeatName]:
    """The filled seats that decide on the note: of the open passage, else those of today."""
    if opened.passage:
        return seats_at(opened.passage)
    return [seat for seat, _ in seats_today(work, conferences_of(opened.note))]


def presiding_seats(work: Work, opened: Opened) -> list[SeatName]:
    """The seats whose decisions are the presidencies': those in office when the passage was entered, kept over a
    handover, unless another country acts for them by agreement."""
    if opened.passage is None:
        return presidencies_of(work, opened.note, None)
    acting = acting_for(work, opened.passage.id)
    kept = {seat.conference: seat.country for seat in seats_at(opened.passage, "current")}
    return [SeatName(code, country) for code, country in {**kept, **acting}.items()]


def asked_seats(work: Work, opened: Opened) -> list[SeatName]:
    """The seats whose decision the open stage waits for; none where nothing is decided."""
    if opened.stage is Stage.PRESIDENCY_REVIEW:
        return presiding_seats(work, opened)
    return seats_of(work, opened) if opened.stage in REVIEWS else []


def asked_sections(state: NoteState, stage: Stage) -> list[SectionState]:
    """The sections that the stage cannot be left without: in clearance those changed since members saw them."""
    return [section for section in state.in_play if stage is not Stage.CLEARANCE or section.changed]


def is_silent(state: NoteState, seat: SeatName, section: SectionState) -> bool:
    """Whether the stage waits for this seat's word on the section."""
    words = (seat, section.label, section.text_hash)
    if words in state.passed or cleared_by(state.positions, *words):
        return False
    return live_request(state.positions, seat, section.label) is None


def words_now(work: Work, note: Note) -> str:
    """The digest of the words that the whole note has at this moment."""
    latest = latest_versions(work.session, note)
    return words_digest((section.label, latest[section.id].text_hash) for section in sections_of(work.session, note))


def _section_states(work: Work, opened: Opened) -> tuple[SectionState, ...]:
    latest = latest_versions(work.session, opened.note)
    wanted = list(latest.values()) if opened.stage in _READS_WORDS else []
    texts = version_texts(work.session, wanted) if wanted else {}
    sent = _last_sent(work, opened.note)
    return tuple(
        _section_state(opened, section, latest[section.id], texts.get(latest[section.id].id), sent)
        for section in sections_of(work.session, opened.note)
    )


def _section_state(
    opened: Opened, section: Section, version: Version, text: str | None, sent: Mapping[UUID, str]
) -> SectionState:
    open_sections = opened.passage.open_sections if opened.passage else None
    names = sub_item_names(section, opened.note.original_language)
    return SectionState(
        label=section.label,
        text_hash=version.text_hash,
        ready=section.ready_hash == version.text_hash,
        open=open_sections is None or section.label in open_sections,
        set_aside=section.set_aside_at is not None,
        changed=sent.get(section.id) != version.text_hash,
        missing=missing_sub_items(text, names) if text is not None and names else (),
        brackets=open_brackets(text) if text is not None else 0,
    )


def _last_sent(work: Work, note: Note) -> Mapping[UUID, str]:
    """Section → hash in the newest text that members were sent; empty before the first."""
    sent = [frozen for frozen in frozen_texts(work.session, note) if is_sent(frozen.label)]
    return frozen_hashes(work.session, sent[-1].id) if sent else {}


def _unfinished(work: Work, opened: Opened) -> tuple[str, ...]:
    return tuple(unfinished_countries(work.session, opened.note, conferences_of(opened.note)))


def _adoption_recorded(work: Work, opened: Opened) -> bool:
    """A meeting counts for the very words it adopted."""
    if opened.passage is None:
        return False
    digest = words_now(work, opened.note)
    same = [frozen.id for frozen in frozen_texts(work.session, opened.note) if frozen.digest == digest]
    return meeting_recorded(work.session, opened.passage, same)
