"""Passwords that are refused, and those that are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting import presets
from drafting.domain.errors import Invalid
from drafting.domain.passwords import SHORTEST, check_password

EMAIL, NAME = "maria.nunez.silva@uy.example", "María Núñez Silva"


def refusal(password: str) -> str | None:
    return refusal_for(password, EMAIL, NAME)


def refusal_for(password: str, email: str, name: str) -> str | None:
    """The code of the refusal; None for a password that is accepted."""
    try:
        check_password(password, email, name)
    except Invalid as refused:
        return refused.faults[0].code
    return None


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("once letras", "password-short"),
        ("x" * 1001, "password-long"),
        ("ConferenciaRegional", "password-common"),
        ("conferenciaregional2031", "password-common"),
        ("CONTRASEÑASEGURA99", "password-common"),
        ("contrasen\u0303asegura", "password-common"),
        ("zuzuzuzuzuzu", "password-common"),
        ("maria.nunez.silva@uy.example", "password-own"),
        ("Maria Nunez Silva", "password-own"),
        ("marianunezsilva2018", "password-own"),
        ("María-Núñez-Silva!", "password-own"),
    ],
)
def test_a_password_that_can_be_guessed_is_refused(password, code):
    assert refusal(password) == code


@pytest.mark.parametrize(
    "password", ["tres lanchas verdes", "x4-Rt9-pp2-Lm", "María come peras", "ñandú ñandú ñacurutú"]
)
def test_a_password_of_ones_own_is_accepted(password):
    assert refusal(password) is None


def test_every_password_of_the_list_is_long_enough_to_matter_and_refused_in_any_case():
    common = presets.common_passwords()

    assert len(common) > 300
    for password in common:
        assert password == password.casefold()
        assert len(password) >= SHORTEST
        assert refusal(password.title()) == "password-common"


@given(st.text(min_size=SHORTEST, max_size=40), st.text(max_size=30), st.text(max_size=30))
def test_a_password_of_any_characters_is_judged_without_breaking(password, email, name):
    code = refusal_for(password, email, name)

    assert code in {None, "password-common", "password-own"}
    assert code is not None or password != email
