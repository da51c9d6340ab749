"""What stands in the way of a move: one function for each guard of the table in `workflow.py`.

In every guard vacant seats (they are not listed), seats passed on the words they were passed on, and headings set
aside count as satisfied. A country that no longer has a seat stands in no way, neither by silence nor by a request.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from drafting.domain.errors import Blocker
from drafting.domain.hats import SeatName
from drafting.domain.positions import Decision, Position, cleared_by, live_requests, standing_position
from drafting.domain.workflow import Guard, Rule
from drafting.locale import N_


@dataclass(frozen=True)
class SectionState:
    """A section as the guards see it. `missing`: sub-items without words; `changed`: since the last circulated text."""

    label: str
    text_hash: str
    ready: bool = False
    open: bool = True
    set_aside: bool = False
    changed: bool = True
    missing: tuple[str, ...] = ()
    brackets: int = 0


@dataclass(frozen=True)
class NoteState:
    """All that a guard may ask, as plain values.

    `presidencies` and `seats` are the filled seats of the open passage; `passed` names seat, section and the words the
    seat was passed on.
    """

    sections: tuple[SectionState, ...]
    presidencies: tuple[SeatName, ...] = ()
    seats: tuple[SeatName, ...] = ()
    positions: tuple[Position, ...] = ()
    passed: frozenset[tuple[SeatName, str, str]] = frozenset()
    has_calendar: bool = True
    unanswered: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()
    languages_missing: tuple[str, ...] = ()
    adoption_recorded: bool = False

    @property
    def in_play(self) -> tuple[SectionState, ...]:
        return tuple(section for section in self.sections if not section.set_aside)


Blockers = Iterator[Blocker]


def blockers(rule: Rule, state: NoteState) -> list[Blocker]:
    return [blocker for guard in rule.guards for blocker in GUARDS[guard](state)]


def seats_and_calendar(state: NoteState) -> Blockers:
    if not state.presidencies:
        yield Blocker("no-presidency", N_("No conference has a presidency."), {})
    if not state.has_calendar:
        yield Blocker("no-calendar", N_("The calendar has no dates."), {})


def sections_ready(state: NoteState) -> Blockers:
    for section in state.in_play:
        if not section.open:
            continue
        values = {"section": section.label}
        for item in section.missing:
            message = N_("Section %(section)s: nothing is written under “%(item)s”.")
            yield Blocker("sub-item-empty", message, {**values, "item": item}, section=section.label)
        if not section.ready:
            message = N_("Section %(section)s is not marked ready on its present words.")
            yield Blocker("section-not-ready", message, values, section=section.label)


def presidencies_clear(state: NoteState) -> Blockers:
    yield from _not_cleared(state, state.presidencies, state.in_play)


def seats_clear(state: NoteState) -> Blockers:
    yield from _not_cleared(state, state.seats, state.in_play)


def changed_cleared(state: NoteState) -> Blockers:
    yield from _not_cleared(state, state.seats, tuple(s for s in state.in_play if s.changed))


def no_presidency_request(state: NoteState) -> Blockers:
    yield from _requests(state, state.presidencies)


def no_request(state: NoteState) -> Blockers:
    yield from _requests(state, state.seats)


def no_brackets(state: NoteState) -> Blockers:
    for section in state.in_play:
        if section.brackets:
            values = {"section": section.label, "count": section.brackets}
            message = N_("Section %(section)s: open brackets: %(count)s.")
            yield Blocker("open-brackets", message, values, section=section.label)


def no_ad_referendum(state: NoteState) -> Blockers:
    for section in state.in_play:
        for seat in state.seats:
            position = standing_position(state.positions, seat, section.label, section.text_hash)
            if position and position.decision is Decision.AD_REFERENDUM:
                message = N_("Section %(section)s: the ad referendum of %(seat)s is not confirmed.")
                yield _of_seat("ad-referendum", message, seat, section.label)


def answers_released(state: NoteState) -> Blockers:
    if state.unanswered:
        values = {"count": len(state.unanswered), "numbers": ", ".join(state.unanswered[:10])}
        yield Blocker("unanswered", N_("Comments without a released answer: %(count)s (%(numbers)s)."), values)


def all_finished(state: NoteState) -> Blockers:
    for country in state.unfinished:
        message = N_("Not finished commenting: %(seat)s.")
        yield Blocker("not-finished", message, {"seat": country}, who=country)


def languages(state: NoteState) -> Blockers:
    for language in state.languages_missing:
        yield Blocker("language-missing", N_("A translation is missing: %(language)s."), {"language": language})


def adoption_recorded(state: NoteState) -> Blockers:
    if not state.adoption_recorded:
        message = N_("No meeting is recorded at which this text was adopted.")
        yield Blocker("adoption-not-recorded", message, {})


def _not_cleared(state: NoteState, seats: tuple[SeatName, ...], sections: tuple[SectionState, ...]) -> Blockers:
    for section in sections:
        for seat in seats:
            words = (seat, section.label, section.text_hash)
            if words in state.passed or cleared_by(state.positions, *words):
                continue
            message = N_("Section %(section)s: no clearance of the present words by %(seat)s.")
            yield _of_seat("not-cleared", message, seat, section.label)


def _requests(state: NoteState, seats: tuple[SeatName, ...]) -> Blockers:
    for section in state.in_play:
        for request in live_requests(state.positions, section.label):
            if request.seat in seats:
                message = N_("Section %(section)s: %(seat)s requests changes.")
                yield _of_seat("request-for-changes", message, request.seat, section.label)


def _of_seat(code: str, message: str, seat: SeatName, section: str) -> Blocker:
    return Blocker(code, message, {"section": section, "seat": seat.country}, who=str(seat), section=section)


GUARDS: Mapping[Guard, Callable[[NoteState], Blockers]] = {
    Guard.SEATS_AND_CALENDAR: seats_and_calendar,
    Guard.SECTIONS_READY: sections_ready,
    Guard.PRESIDENCIES_CLEAR: presidencies_clear,
    Guard.SEATS_CLEAR: seats_clear,
    Guard.CHANGED_CLEARED: changed_cleared,
    Guard.NO_PRESIDENCY_REQUEST: no_presidency_request,
    Guard.NO_REQUEST: no_request,
    Guard.NO_BRACKETS: no_brackets,
    Guard.NO_AD_REFERENDUM: no_ad_referendum,
    Guard.ANSWERS_RELEASED: answers_released,
    Guard.ALL_FINISHED: all_finished,
    Guard.LANGUAGES: languages,
    Guard.ADOPTION_RECORDED: adoption_recorded,
}
