"""Hats: printed and read back, and which ones a person's appointments give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.errors import Invalid
from drafting.domain.hats import (
    FUNCTIONS_OF,
    ROLE_IN_BODY,
    SPEAKS_FOR_THE_SEAT,
    Appointed,
    Body,
    Function,
    Hat,
    HatKind,
    Role,
    SeatName,
    Worn,
    hats_of,
    parse_hat,
)

UY, PY, PA = SeatName("SACM", "UY"), SeatName("SACM", "PY"), SeatName("RCM", "PA")
PRINTED = [
    "secretariat:RCM",
    "presidency:SACM:UY",
    "troika:SACM:PY",
    "delegation:UY",
    "observer:JM",
    "operator",
]


@pytest.mark.parametrize("text", PRINTED)
def test_a_hat_is_read_back_as_it_is_printed(text):
    assert str(parse_hat(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "king", "presidency:UY", "presidency:SACM:UY:x", "delegation", "delegation:", "operator:UY", "troika::PY"],
)
def test_what_is_no_hat_is_refused(text):
    with pytest.raises(Invalid) as refused:
        parse_hat(text)

    assert [fault.code for fault in refused.value.faults] == ["unknown-hat"]


@given(st.text(max_size=30))
def test_any_text_is_a_hat_that_prints_as_itself_or_is_refused(text):
    try:
        hat = parse_hat(text)
    except Invalid:
        return
    assert str(hat) == text


def test_only_hats_of_seats_have_a_seat():
    seats = {text: parse_hat(text).seat for text in PRINTED}

    assert {text: seat for text, seat in seats.items() if seat} == {"presidency:SACM:UY": UY, "troika:SACM:PY": PY}


def worn(function: Function, code: str = "UY", body: Body = Body.DELEGATION) -> dict[str, Role]:
    found = hats_of([Appointed(body, code, function)], [(UY, True), (PY, False), (PA, True)])
    return {str(each.hat): each.role for each in found}


@pytest.mark.parametrize("function", sorted(FUNCTIONS_OF[Body.DELEGATION]))
def test_deputies_and_experts_carry_no_seat(function):
    expected = {"delegation:UY": ROLE_IN_BODY[function]}
    if function in SPEAKS_FOR_THE_SEAT:
        expected["presidency:SACM:UY"] = Role.PRESIDENCY

    assert worn(function) == expected


def test_a_seat_official_is_an_expert_under_the_delegation_hat():
    assert worn(Function.SEAT_OFFICIAL, "PY") == {"delegation:PY": Role.EXPERT, "troika:SACM:PY": Role.TROIKA}


def test_a_seat_is_carried_by_its_own_country_alone():
    assert worn(Function.HEAD, "CL") == {"delegation:CL": Role.HEAD}


def test_a_secretariat_carries_no_seat():
    assert worn(Function.COORDINATOR, "SACM", Body.SECRETARIAT) == {"secretariat:SACM": Role.COORDINATOR}


def test_a_country_that_acts_for_its_presidency_keeps_its_own_seat_too():
    found = hats_of([Appointed(Body.DELEGATION, "PY", Function.HEAD)], [(PY, True), (PY, False)])

    assert [str(each.hat) for each in found] == ["presidency:SACM:PY", "troika:SACM:PY", "delegation:PY"]


appointments = st.lists(
    st.sampled_from(
        [
            Appointed(body, code, function)
            for body in Body
            for code in ("UY", "RCM", "")
            for function in FUNCTIONS_OF[body]
        ]
    ),
    max_size=5,
)


@given(appointments, st.lists(st.tuples(st.sampled_from([UY, PY, PA]), st.booleans()), max_size=4))
def test_a_hat_is_worn_once_and_with_the_strongest_of_its_roles(given_, seats):
    found = hats_of(given_, seats)

    assert len({each.hat for each in found}) == len(found)
    for each in found:
        if each.hat.kind is HatKind.DELEGATION:
            roles = {
                ROLE_IN_BODY[a.function] for a in given_ if a.body is Body.DELEGATION and a.code == each.hat.country
            }
            assert each.role is min(roles, key=list(Role).index)


@given(appointments)
def test_the_order_of_hats_does_not_depend_on_the_order_of_appointments(given_):
    assert hats_of(given_, [(UY, True)]) == hats_of(reversed(given_), [(UY, True)])


def test_hats_are_values():
    assert Worn(Hat(HatKind.OPERATOR), Role.OPERATOR) == Worn(parse_hat("operator"), Role.OPERATOR)
