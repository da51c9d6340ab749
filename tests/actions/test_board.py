"""The approval board: one cell for each seat and section, what it says, and who has a board."""

import pytest

from drafting.actions.access import open_note
from drafting.actions.reviews.board import board_for, board_view
from drafting.actions.reviews.deciding import decision_view
from drafting.domain.errors import DraftingError
from drafting.domain.hats import SeatName
from drafting.domain.positions import Decision, Standing
from drafting.domain.workflow import Stage
from drafting.store.notes import section_of
from tests.makers import make_note
from tests.reviewing import again, amend, clear, decide, note_at, people_of

SEATS = ["RCM:SV", "RCM:PA", "RCM:GT", "SACM:PY", "SACM:UY", "SACM:BO"]
GT = SeatName("RCM", "GT")


@pytest.fixture
def note(keeping):
    return note_at(keeping, Stage.TROIKA_REVIEW)


def board_of(keeping, note, actor=None):
    with keeping.reading(actor or people_of(keeping).drafter()) as work:
        return board_for(work, str(note.id))


def review_of(keeping, note, label, actor):
    with keeping.reading(actor) as work:
        opened = open_note(work, again(work, note))
        return decision_view(work, opened, section_of(work.session, opened.note, label))


def test_seats_stand_previous_in_office_and_next_in_each_conference(keeping, note):
    board = board_of(keeping, note, people_of(keeping).troika("GT"))

    assert [str(each.seat) for each in board.seats] == SEATS
    assert [each.place for each in board.seats] == ["previous", "current", "next"] * 2
    assert board.mine.seat == GT
    assert all(each.asked for each in board.seats)


def test_in_the_review_of_the_presidencies_only_they_are_asked(keeping):
    board = board_of(keeping, note_at(keeping, Stage.PRESIDENCY_REVIEW))

    assert [str(each.seat) for each in board.seats if each.asked] == ["RCM:PA", "SACM:UY"]


def test_each_cell_says_where_its_seat_stands_on_the_present_words(keeping, note):
    people = people_of(keeping)
    for country, decision in (
        ("SV", Decision.APPROVE),
        ("GT", Decision.REQUEST_CHANGES),
        ("PY", Decision.NO_OBJECTION),
    ):
        decide(keeping, note, "4", decision, people.troika(country))
    amend(keeping, note, "4", "Tres palabras nuevas.")
    decide(keeping, note, "4", Decision.AD_REFERENDUM, people.troika("BO"))
    decide(keeping, note, "4", Decision.IN_CONSULTATION, people.presidency("SACM"))

    row = board_of(keeping, note).row("4")

    assert [cell.standing for cell in row.cells] == [
        Standing.EARLIER_TEXT,
        Standing.EARLIER_TEXT,
        Standing.REQUEST_CHANGES,
        Standing.EARLIER_TEXT,
        Standing.IN_CONSULTATION,
        Standing.AD_REFERENDUM,
    ]
    assert row.cleared == 1
    earlier = row.of(SeatName("SACM", "PY"))
    assert (earlier.words_changed, earlier.only_spacing) == (3, False)
    assert earlier.decided.decision is Decision.NO_OBJECTION
    assert row.of(GT).decided.row.reason == "Falta una palabra."


def test_a_change_of_spacing_alone_is_said_to_be_one(keeping, note):
    from drafting.actions.sections.saving import save_version

    people = people_of(keeping)
    decide(keeping, note, "4", Decision.APPROVE, people.troika("GT"))
    decide(keeping, note, "4", Decision.REQUEST_CHANGES, people.troika("PY"))
    with keeping.writing(people.drafter()) as work:
        save_version(work, str(note.id), "4", "Palabras  de la sección 4.\n", based_on=1)

    cell = board_of(keeping, note).row("4").of(GT)

    assert (cell.standing, cell.only_spacing, cell.words_changed) == (Standing.EARLIER_TEXT, True, 0)


def test_sections_are_counted_as_settled_when_every_asked_seat_has_cleared_them(keeping, note):
    people = people_of(keeping)
    clear(keeping, note, *map(people.troika, ("SV", "GT", "PY", "BO")), labels="12")

    assert board_of(keeping, note).settled == 2


@pytest.mark.parametrize(("who", "sees"), [("drafter", True), ("presidency", True), ("delegation", False)])
def test_only_readers_with_a_board_see_it(keeping, note, who, sees):
    actor = getattr(people_of(keeping), who)()
    with keeping.reading(actor) as work:
        assert (board_view(work, open_note(work, again(work, note))) is not None) == sees
    if not sees:
        with pytest.raises(DraftingError):
            board_of(keeping, note, actor)


def test_a_troika_seat_has_no_board_before_its_stage(keeping):
    note = make_note(keeping)

    assert review_of(keeping, note, "4", people_of(keeping).troika("GT")) is None


def test_the_decision_box_shows_what_changed_since_the_seat_decided_and_where_to_go_next(keeping, note):
    people = people_of(keeping)
    clear(keeping, note, people.troika("GT"), labels="123467")
    decide(keeping, note, "4", Decision.REQUEST_CHANGES, people.troika("PY"))
    amend(keeping, note, "4", "Otra frase.")

    review = review_of(keeping, note, "4", people.troika("GT"))

    assert (review.may_decide, review.waiting, review.next_section) == (True, 2, "5")
    assert "Otra frase." in review.since.new_text
    assert "Otra frase." not in review.since.old_text
    assert review_of(keeping, note, "5", people.troika("GT")).since is None
    assert review_of(keeping, note, "7", people.troika("GT")).next_section == "4"
