"""What delegations declare, and the board on which secretariats and presidencies see it."""

import pytest

from drafting.actions.comments.official import withdraw_comment
from drafting.actions.comments.statuses import acknowledge, country_board, declare_status
from drafting.domain.errors import Invalid, NotAllowed, NotFound, NotPossible
from drafting.domain.hats import Role
from drafting.store.comments import unfinished_countries
from drafting.store.work import COMMAND, Keeping
from tests.consultation import DEADLINE, consolidate, make_consultation, submitted, written
from tests.makers import CONFERENCES, make_people


@pytest.fixture
def note(keeping):
    return make_consultation(keeping)


@pytest.fixture
def people(keeping, note):
    return make_people(keeping)


def declare(keeping, people, note, country, status):
    with keeping.writing(people.delegation(country)) as work:
        return declare_status(work, note.slug, status)


def board(keeping, people, note):
    with keeping.reading(people.coordinator()) as work:
        return {row.country: row.declared for row in country_board(work, note.slug).rows}


def test_no_comments_and_finished_can_be_taken_back_until_the_consultation_closes(keeping, people, note, clock):
    for status in ("no_comments", "commenting", "finished", "finished", "no_comments"):
        assert declare(keeping, people, note, "PE", status).status == status
    with pytest.raises(Invalid):
        declare(keeping, people, note, "PE", "tired")
    clock.now = DEADLINE
    with pytest.raises(NotAllowed):
        declare(keeping, people, note, "PE", "finished")
    consolidate(keeping, note)
    with pytest.raises(NotAllowed):
        declare(keeping, people, note, "PE", "finished")


def test_only_focal_points_and_heads_speak_for_the_country(keeping, people, note):
    for role in (Role.DEPUTY, Role.EXPERT):
        with keeping.writing(people.delegation("MX", role)) as work, pytest.raises(NotAllowed):
            declare_status(work, note.slug, "finished")
    with keeping.writing(people.operator) as work, pytest.raises(NotFound):
        declare_status(work, note.slug, "finished")


def test_who_submits_is_commenting_whatever_was_declared(keeping, people, note):
    assert board(keeping, people, note)["MX"].status is None
    submitted(keeping, note, "MX")
    assert board(keeping, people, note)["MX"].status == "commenting"
    declare(keeping, people, note, "MX", "finished")
    assert board(keeping, people, note)["MX"].status == "finished"
    [again] = submitted(keeping, note, "MX").comments
    assert (board(keeping, people, note)["MX"].status, board(keeping, people, note)["MX"].submitted) == (
        "commenting",
        2,
    )
    with pytest.raises(NotPossible) as refused:
        declare(keeping, people, note, "MX", "no_comments")
    assert refused.value.code == "has-comments"
    with keeping.writing(people.delegation("MX")) as work:
        withdraw_comment(work, again)
    assert board(keeping, people, note)["MX"].submitted == 1


def test_the_board_lists_all_members_and_counts_nothing_that_is_not_submitted(keeping, people, note):
    before = board(keeping, people, note)
    for _ in range(3):
        written(keeping, note, "UY", Role.EXPERT)
    assert board(keeping, people, note) == before
    assert len(before) == 23
    with keeping.reading(people.presidency("SACM")) as work:
        rows = {row.country: row for row in country_board(work, note.slug).rows}
    assert (rows["MX"].alpha3, rows["MX"].conferences, rows["UY"].conferences) == ("MEX", ("RCM",), ("SACM",))


def test_the_board_is_for_secretariats_and_presidencies(keeping, people, note):
    for actor in (people.troika("GT"), people.delegation("MX"), people.delegation("MX", Role.HEAD)):
        with keeping.reading(actor) as work, pytest.raises(NotAllowed):
            country_board(work, note.slug)
    for actor in (people.observer, people.operator):
        with keeping.reading(actor) as work, pytest.raises(NotFound):
            country_board(work, note.slug)


def test_receipt_of_a_circulated_text_is_acknowledged_once(keeping, people, note):
    with keeping.writing(people.delegation("MX", Role.DEPUTY)) as work:
        first = acknowledge(work, note.slug)
        assert len(work.told) == 1
    with keeping.writing(people.delegation("MX")) as work:
        assert acknowledge(work, note.slug, "REV.0").acknowledged_at == first.acknowledged_at
        assert work.told == []
        with pytest.raises(Invalid):
            acknowledge(work, note.slug, "W1")
    with keeping.writing(people.delegation("MX", Role.EXPERT)) as work, pytest.raises(NotAllowed):
        acknowledge(work, note.slug)
    assert board(keeping, people, note)["MX"].acknowledged_at is not None
    assert board(keeping, people, note)["UY"].acknowledged_at is None


def test_who_has_neither_finished_nor_said_no_comments_is_unfinished(keeping: Keeping, people, note):
    declare(keeping, people, note, "PE", "no_comments")
    declare(keeping, people, note, "CL", "finished")
    declare(keeping, people, note, "MX", "commenting")
    with keeping.reading(COMMAND) as work:
        missing = unfinished_countries(work.session, note, CONFERENCES)
        assert unfinished_countries(work.session, note, ["RCM"])[0] == "BZ"
    assert len(missing) == 21
    assert {"PE", "CL"}.isdisjoint(missing)
    assert "MX" in missing
