"""Loading what is delivered, keeping it current, and passing the presidency on."""

import copy
import uuid

import pytest

from drafting import presets
from drafting.actions.access import hats_held, troika_today
from drafting.actions.conferences import conference_view, conference_views, designate, set_standing
from drafting.actions.handovers import confirm_handover, handover_views, propose_handover
from drafting.actions.loading import load_conference, load_outline, load_presets
from drafting.domain.errors import Invalid, NotAllowed, NotFound, NotPossible
from drafting.domain.hats import Hat, HatKind, Role
from drafting.store.work import COMMAND, Actor, Keeping
from tests.actions.entering import told
from tests.makers import People, make_people


@pytest.fixture
def people(keeping: Keeping) -> People:
    return make_people(keeping)


def rcm() -> dict:
    return copy.deepcopy(presets.conferences()[0])


def test_loading_the_same_again_changes_nothing(keeping: Keeping):
    with keeping.writing(COMMAND) as work:
        load_presets(work)
        before = conference_views(work)
        assert told(work).count("conference_loaded") == 2
    with keeping.writing(COMMAND) as work:
        load_presets(work)
        assert (told(work), conference_views(work)) == ([], before)
    assert (len(before[0].members), len(before[1].members)) == (11, 12)


def test_names_and_members_follow_the_file(keeping: Keeping):
    data = rcm()
    with keeping.writing(COMMAND) as work:
        load_conference(work, data)
    data["names"]["en"] = "Another name"
    data["members"].remove("CA")
    data["observers"].append("CA")
    with keeping.writing(COMMAND) as work:
        assert load_conference(work, data) is True
        view = conference_view(work, "rcm")
    assert view.names["en"] == "Another name"
    assert "CA" not in view.members
    assert "CA" in view.observers


def test_a_recorded_handover_is_never_undone_by_loading(keeping: Keeping, people: People):
    _hand_over(keeping, people)
    with keeping.writing(COMMAND) as work:
        before = conference_view(work, "RCM").terms
        assert load_conference(work, rcm()) is False
        assert conference_view(work, "RCM").terms == before


@pytest.mark.parametrize(
    "spoil", [lambda d: d.pop("names"), lambda d: d["members"].append("AR"), lambda d: d["members"].append("XX")]
)
def test_a_file_that_is_no_conference_is_refused(keeping: Keeping, spoil):
    data = rcm()
    spoil(data)
    with keeping.writing(COMMAND) as work, pytest.raises(Invalid):
        load_conference(work, data)


def test_an_outline_is_loaded_once_and_again_when_it_changed(keeping: Keeping):
    data = copy.deepcopy(presets.outline_files()["extra-regional-flows"])
    with keeping.writing(COMMAND) as work:
        assert load_outline(work, data) is True
        assert load_outline(work, data) is False
        data["title"]["en"] = "Another title"
        assert load_outline(work, data) is True


def test_only_the_operator_and_the_command_load(keeping: Keeping, people: People):
    with keeping.writing(people.coordinator()) as work, pytest.raises(NotAllowed):
        load_conference(work, rcm())
    with keeping.writing(people.operator) as work:
        assert load_conference(work, rcm()) is False


def test_the_next_presidency_is_designated_changed_and_left_vacant(keeping: Keeping, people: People):
    found = []
    for country in ("CR", None, "MX"):
        with keeping.writing(people.operator) as work:
            designate(work, "RCM", country)
            found.append(troika_today(work, "RCM"))
    assert found == [{"previous": "SV", "current": "PA", "next": country} for country in ("CR", None, "MX")]
    with keeping.writing(people.operator) as work, pytest.raises(Invalid):
        designate(work, "RCM", "UY")
    with keeping.writing(people.coordinator()) as work, pytest.raises(NotAllowed):
        designate(work, "RCM", "CR")


def test_a_country_becomes_member_observer_or_neither_but_not_while_it_sits(keeping: Keeping, people: People):
    for standing, members, observers in (("observer", False, True), ("member", True, False), (None, False, False)):
        with keeping.writing(people.operator) as work:
            set_standing(work, "RCM", "JM", standing)
            view = conference_view(work, "RCM")
            assert ("JM" in view.members, "JM" in view.observers) == (members, observers)
    with keeping.writing(people.operator) as work, pytest.raises(NotPossible):
        set_standing(work, "RCM", "GT", None)


def _hand_over(keeping: Keeping, people: People) -> uuid.UUID:
    with keeping.writing(people.presidency("RCM")) as work:
        proposed = propose_handover(work, "RCM", "GT")
    with keeping.writing(people.troika("GT")) as work:
        confirm_handover(work, "RCM", proposed.id)
    return proposed.id


def test_the_presidency_passes_when_the_incoming_country_confirms_and_not_before(
    keeping: Keeping, people: People, clock
):
    with keeping.writing(people.presidency("RCM")) as work:
        proposed = propose_handover(work, "RCM", "gt")
        assert troika_today(work, "RCM")["current"] == "PA"
        assert told(work) == ["handover_proposed"]
    clock.move(days=3)
    with keeping.writing(people.troika("GT")) as work:
        assert confirm_handover(work, "RCM", proposed.id).confirmed_at == clock.now
        assert troika_today(work, "RCM") == {"previous": "PA", "current": "GT", "next": None}
        assert told(work) == ["handover_confirmed"]
        ended = {term.country: term.until for term in conference_view(work, "RCM").terms}
        assert ended["PA"] == clock.now
    with keeping.reading(Actor(people.troika("GT").person, None, None)) as work:
        assert "presidency:RCM:GT" in [str(worn.hat) for worn in hats_held(work)]


def test_confirming_twice_passes_the_presidency_once(keeping: Keeping, people: People):
    handover = _hand_over(keeping, people)
    with keeping.reading(COMMAND) as work:
        before = conference_view(work, "RCM").terms
    with keeping.writing(people.troika("GT")) as work:
        confirm_handover(work, "RCM", handover)
        assert (told(work), conference_view(work, "RCM").terms) == ([], before)


@pytest.mark.parametrize("who", ["coordinator", "presidency"])
def test_coordinator_and_presidency_propose_for_their_own_conference(keeping: Keeping, people: People, who: str):
    with keeping.writing(getattr(people, who)("RCM")) as work:
        assert propose_handover(work, "RCM", "GT").open
    with keeping.writing(getattr(people, who)("RCM")) as work, pytest.raises(NotAllowed):
        propose_handover(work, "SACM", "BO")


def test_who_acts_for_a_presidency_on_a_note_gives_no_office_away(keeping: Keeping, people: People):
    previous = people.troika("SV")
    acting = Actor(previous.person, Hat(HatKind.PRESIDENCY, "RCM", "SV"), Role.PRESIDENCY)
    for country in ("SV", "GT"):
        with keeping.writing(acting) as work, pytest.raises(NotAllowed):
            propose_handover(work, "RCM", country)


def test_nobody_else_proposes(keeping: Keeping, people: People):
    for actor in (people.drafter(), people.troika("GT"), people.delegation("PA", Role.FOCAL_POINT), people.operator):
        with keeping.writing(actor) as work, pytest.raises(NotAllowed):
            propose_handover(work, "RCM", "GT")


def test_nobody_but_the_incoming_country_confirms(keeping: Keeping, people: People):
    with keeping.writing(people.coordinator()) as work:
        proposed = propose_handover(work, "RCM", "GT")
    outsiders = [people.presidency(), people.coordinator(), people.troika("SV"), people.delegation("GT")]
    for actor in outsiders:
        with keeping.writing(actor) as work, pytest.raises(NotAllowed):
            confirm_handover(work, "RCM", proposed.id)


def test_a_country_without_a_seat_confirms_by_its_head_or_focal_point(keeping: Keeping, people: People):
    with keeping.writing(people.operator) as work:
        designate(work, "RCM", None)
    with keeping.writing(people.coordinator()) as work:
        proposed = propose_handover(work, "RCM", "MX")
    with keeping.writing(people.delegation("MX", Role.EXPERT)) as work, pytest.raises(NotAllowed):
        confirm_handover(work, "RCM", proposed.id)
    with keeping.writing(people.delegation("MX", Role.FOCAL_POINT)) as work:
        confirm_handover(work, "RCM", proposed.id)
        assert troika_today(work, "RCM")["current"] == "MX"


def test_a_later_proposal_takes_the_place_of_an_earlier_one(keeping: Keeping, people: People, clock):
    with keeping.writing(people.operator) as work:
        designate(work, "RCM", None)
    with keeping.writing(people.coordinator()) as work:
        first = propose_handover(work, "RCM", "MX")
        assert propose_handover(work, "RCM", "MX").id == first.id
    clock.move(hours=1)
    with keeping.writing(people.coordinator()) as work:
        propose_handover(work, "RCM", "CR")
        assert [(view.country, view.open) for view in handover_views(work, "RCM")] == [("CR", True), ("MX", False)]
    with keeping.writing(people.delegation("MX")) as work, pytest.raises(NotPossible):
        confirm_handover(work, "RCM", first.id)


def test_what_cannot_follow_is_not_proposed(keeping: Keeping, people: People):
    with keeping.writing(people.coordinator()) as work:
        with pytest.raises(NotPossible):
            propose_handover(work, "RCM", "PA")
        with pytest.raises(Invalid):
            propose_handover(work, "RCM", "UY")
        with pytest.raises(Invalid):
            propose_handover(work, "RCM", "MX")
        with pytest.raises(NotFound):
            propose_handover(work, "ASEAN", "MX")
        assert told(work) == []
