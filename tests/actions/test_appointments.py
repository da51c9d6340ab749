"""Who puts whom where, who ends it, who admits a new member; and what the directory shows."""

import uuid
from datetime import timedelta

import pytest

from drafting.actions.access import hats_held
from drafting.actions.people.appointments import Period, admit_member, appoint, end_appointment, known_post
from drafting.actions.people.directory import accounts, directory
from drafting.actions.people.persons import disable_person, enable_person
from drafting.domain.errors import Invalid, NotAllowed, NotFound, NotPossible
from drafting.domain.hats import Function, Hat, HatKind, Role, parse_hat
from drafting.domain.posts import functions_to_give, may_appoint, parse_post
from drafting.store.people import Appointment, standing_appointments
from drafting.store.work import COMMAND, Actor, Keeping
from tests.actions.entering import REAL, make_account, told
from tests.makers import BEGINNING, People, make_people


@pytest.fixture
def people(keeping: Keeping) -> People:
    return make_people(keeping)


def put(keeping: Keeping, by: Actor, name: str, *post: str) -> Appointment:
    person = make_account(keeping, name)
    with keeping.writing(by) as work:
        return appoint(work, person.id, known_post(work, *post))


def held(keeping: Keeping, person: uuid.UUID) -> list[str]:
    with keeping.reading(Actor(person, None, None)) as work:
        return [str(worn.hat) for worn in hats_held(work)]


GRANTED = {
    ("operator", Role.OPERATOR): {
        ("secretariat", "SACM", "coordinator"),
        ("delegation", "MX", "head"),
        ("delegation", "MX", "expert"),
        ("observer", "JM", "observer"),
        ("operator", "", "operator"),
    },
    ("secretariat:RCM", Role.COORDINATOR): {
        ("secretariat", "RCM", "drafter"),
        ("delegation", "MX", "head"),
        ("delegation", "MX", "focal_point"),
    },
    ("delegation:MX", Role.HEAD): {
        ("delegation", "MX", "focal_point"),
        ("delegation", "MX", "seat_official"),
        ("delegation", "MX", "deputy"),
        ("delegation", "MX", "expert"),
    },
    ("delegation:MX", Role.FOCAL_POINT): {("delegation", "MX", "deputy"), ("delegation", "MX", "expert")},
    ("delegation:MX", Role.DEPUTY): set(),
    ("secretariat:RCM", Role.DRAFTER): set(),
    ("presidency:RCM:PA", Role.PRESIDENCY): set(),
}
ASKED = [
    ("secretariat", "RCM", "drafter"),
    ("secretariat", "SACM", "coordinator"),
    ("delegation", "MX", "head"),
    ("delegation", "MX", "focal_point"),
    ("delegation", "MX", "seat_official"),
    ("delegation", "MX", "deputy"),
    ("delegation", "MX", "expert"),
    ("delegation", "UY", "expert"),
    ("delegation", "UY", "head"),
    ("observer", "JM", "observer"),
    ("operator", "", "operator"),
]


@pytest.mark.parametrize(("hat", "role"), GRANTED)
@pytest.mark.parametrize("post", ASKED)
def test_a_post_is_filled_by_those_whom_the_table_names(hat: str, role: Role, post: tuple[str, str, str]):
    conferences = {"MX": ["RCM"], "UY": ["SACM"]}.get(post[1], [])
    granted = role is Role.OPERATOR or post in GRANTED[hat, role]
    assert may_appoint(parse_hat(hat), role, parse_post(*post), conferences) is granted


@pytest.mark.parametrize(
    "words",
    [
        ("court", "MX", "head"),
        ("delegation", "MX", "king"),
        ("secretariat", "RCM", "head"),
        ("delegation", " ", "head"),
    ],
)
def test_what_is_no_post_is_refused(words: tuple[str, str, str]):
    with pytest.raises(Invalid):
        parse_post(*words)


@pytest.mark.parametrize("post", [("delegation", "XX", "head"), ("secretariat", "ASEAN", "drafter")])
def test_a_body_must_exist(keeping: Keeping, people: People, post: tuple[str, str, str]):
    with keeping.writing(people.operator) as work, pytest.raises(Invalid):
        known_post(work, *post)


def test_an_appointment_gives_its_hats_and_ending_it_takes_them_at_once(keeping: Keeping, people: People):
    made = put(keeping, people.operator, "Iris", "delegation", "GT", "head")
    assert held(keeping, made.person_id) == ["troika:RCM:GT", "delegation:GT"]
    with keeping.writing(people.operator) as work:
        end_appointment(work, made.id)
        assert told(work) == ["appointment_ended"]
    assert held(keeping, made.person_id) == []


def test_appointing_twice_makes_one_appointment(keeping: Keeping, people: People):
    first = put(keeping, people.operator, "Iris", "delegation", "GT", "head")
    assert put(keeping, people.operator, "Iris", "delegation", "GT", "head").id == first.id


def test_an_appointment_may_begin_later_and_end_by_itself(keeping: Keeping, people: People, clock):
    person = make_account(keeping, "Iris")
    with keeping.writing(people.operator) as work:
        begins, ends = clock.now + timedelta(days=1), clock.now + timedelta(days=2)
        appoint(work, person.id, known_post(work, "delegation", "MX", "expert"), Period(begins, ends))
        with pytest.raises(Invalid):
            appoint(work, person.id, known_post(work, "delegation", "MX", "deputy"), Period(ends, begins))
    assert held(keeping, person.id) == []
    clock.move(days=1)
    assert held(keeping, person.id) == ["delegation:MX"]
    clock.move(days=1)
    assert held(keeping, person.id) == []


def test_nobody_ends_an_appointment_they_could_not_make(keeping: Keeping, people: People):
    made = put(keeping, people.operator, "Iris", "delegation", "MX", "expert")
    for actor in (people.coordinator("RCM"), people.delegation("UY", Role.HEAD), people.delegation("MX", Role.DEPUTY)):
        with keeping.writing(actor) as work, pytest.raises(NotFound):
            end_appointment(work, made.id)
    with keeping.writing(people.delegation("MX", Role.FOCAL_POINT)) as work:
        end_appointment(work, made.id)


def test_nobody_appoints_beyond_their_right(keeping: Keeping, people: People):
    with pytest.raises(NotAllowed):
        put(keeping, people.delegation("MX", Role.FOCAL_POINT), "Iris", "delegation", "MX", "head")
    with pytest.raises(NotAllowed):
        put(keeping, people.coordinator("RCM"), "Iris", "delegation", "UY", "head")


def test_somebody_must_remain_who_looks_after_the_system(keeping: Keeping, people: People):
    operator = people.operator
    with keeping.reading(COMMAND) as work:
        own = standing_appointments(work.session, operator.person, work.now)[0].id
    with keeping.writing(operator) as work, pytest.raises(NotPossible):
        end_appointment(work, own)
    with keeping.writing(operator) as work, pytest.raises(NotPossible):
        disable_person(work, operator.person, REAL)


def test_somebody_let_in_again_holds_what_still_stands(keeping: Keeping, people: People):
    made = put(keeping, people.operator, "Iris", "delegation", "MX", "expert")
    with keeping.writing(people.operator) as work:
        disable_person(work, made.person_id, REAL)
    with keeping.writing(people.operator) as work:
        enable_person(work, made.person_id)
        assert [(event.kind.value, event.delegation) for event in work.told] == [("access_reset", "MX")]
    assert held(keeping, made.person_id) == ["delegation:MX"]


def test_a_member_appointed_from_outside_waits_to_be_admitted(keeping: Keeping, people: People):
    made = put(keeping, people.operator, "Iris", "delegation", "MX", "expert")
    assert made.admitted_at is None
    with keeping.writing(people.delegation("MX", Role.FOCAL_POINT)) as work:
        admit_member(work, made.id)
        assert [(event.kind.value, event.delegation) for event in work.told] == [("member_admitted", None)]
    with keeping.reading(COMMAND) as work:
        assert work.session.get_one(Appointment, made.id).admitted_at == work.now


def test_a_member_appointed_by_the_head_is_admitted_at_once(keeping: Keeping, people: People):
    assert put(keeping, people.delegation("MX", Role.HEAD), "Iris", "delegation", "MX", "expert").admitted_at


def test_the_first_member_of_all_needs_no_admission_but_the_first_after_others_left_does(
    keeping: Keeping, people: People
):
    first = put(keeping, people.operator, "Iris", "delegation", "JM", "head")
    assert first.admitted_at is not None
    with keeping.writing(people.operator) as work:
        end_appointment(work, first.id)
    assert put(keeping, people.operator, "Juan", "delegation", "JM", "head").admitted_at is None


def test_a_head_appointed_from_outside_admits_nobody_not_even_by_appointing(keeping: Keeping, people: People):
    planted = put(keeping, people.operator, "Iris", "delegation", "MX", "head")
    as_head = Actor(planted.person_id, Hat(HatKind.DELEGATION, country="MX"), Role.HEAD)
    with keeping.writing(as_head) as work, pytest.raises(NotFound):
        admit_member(work, planted.id)
    assert put(keeping, as_head, "Juan", "delegation", "MX", "expert").admitted_at is None


def test_others_do_not_admit_into_a_delegation_that_has_its_own(keeping: Keeping, people: People):
    made = put(keeping, people.operator, "Iris", "delegation", "MX", "expert")
    for actor in (people.operator, people.delegation("MX", Role.DEPUTY)):
        with keeping.writing(actor) as work, pytest.raises(NotAllowed):
            admit_member(work, made.id)
    for actor in (people.delegation("UY", Role.HEAD), people.coordinator("RCM"), people.coordinator("SACM")):
        with keeping.writing(actor) as work, pytest.raises(NotFound):
            admit_member(work, made.id)


def test_where_no_head_or_focal_point_is_left_the_coordinator_confirms_and_all_former_members_are_told(
    keeping: Keeping, people: People
):
    made = put(keeping, people.operator, "Iris", "delegation", "GT", "head")
    with keeping.reading(COMMAND) as work:
        focal = standing_appointments(work.session, people.delegation("GT").person, work.now)[0].id
    with keeping.writing(people.operator) as work:
        end_appointment(work, focal)
    with keeping.writing(people.coordinator("SACM")) as work, pytest.raises(NotFound):
        admit_member(work, made.id)
    with keeping.writing(people.coordinator("RCM")) as work:
        admit_member(work, made.id)
        (event,) = work.told
    assert (event.delegation, event.data["former"]) == ("GT", True)


def test_an_appointment_into_a_delegation_names_it_so_that_all_members_learn(keeping: Keeping, people: People):
    person = make_account(keeping, "Iris")
    with keeping.writing(people.operator) as work:
        appoint(work, person.id, parse_post("delegation", "MX", "expert"))
        assert [(event.kind.value, event.delegation) for event in work.told] == [("appointed", "MX")]


def seen(keeping: Keeping, actor: Actor) -> dict[tuple[str, str], set[str]]:
    with keeping.reading(actor) as work:
        return {(body.body, body.code): {member.function for member in body.members} for body in directory(work)}


def test_staff_is_named_inside_its_own_body_alone(keeping: Keeping, people: People):
    assert seen(keeping, people.delegation("MX", Role.EXPERT)) == {
        ("delegation", "MX"): {"head", "focal_point", "deputy", "expert"}
    }
    assert seen(keeping, people.drafter("SACM")) == {("secretariat", "SACM"): {"coordinator", "drafter"}}
    assert seen(keeping, people.presidency("RCM")) == {("delegation", "PA"): {"head", "focal_point"}}
    assert seen(keeping, people.observer) == {("observer", "JM"): {"observer"}}


def test_a_coordinator_sees_the_official_contacts_of_the_members(keeping: Keeping, people: People):
    found = seen(keeping, people.coordinator("RCM"))
    assert found["delegation", "MX"] == {"head", "focal_point"}
    assert ("delegation", "UY") not in found
    assert len(found) == 1 + 11


def test_the_operator_sees_every_body_and_account(keeping: Keeping, people: People):
    found = seen(keeping, people.operator)
    assert len(found) == 2 + 23 + 1 + 1
    with keeping.reading(people.operator) as work:
        everybody = {account.id: account.posts for account in accounts(work)}
        assert everybody[people.operator.person] == (("operator", "", "operator"),)
        assert {actor.person for actor in people.by_hat.values()} <= set(everybody)
        assert all(member.since >= BEGINNING for body in directory(work) for member in body.members)


def test_the_directory_offers_what_would_work(keeping: Keeping, people: People):
    with keeping.reading(people.delegation("MX", Role.FOCAL_POINT)) as work:
        offered = {member.function: member.may_end for body in directory(work) for member in body.members}
    assert offered == {"head": False, "focal_point": False, "deputy": True, "expert": True}


def test_every_function_has_a_place_to_be_appointed_to():
    given = functions_to_give(Role.OPERATOR)
    assert {function for functions in given.values() for function in functions} == set(Function)
    assert functions_to_give(Role.EXPERT) == {}
