"""The symbol of a note and its address."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.errors import Invalid
from drafting.domain.symbols import PREFIXES, check_symbol, slug_of, symbol_for


@pytest.mark.parametrize(
    ("scope", "symbol"),
    [("both", "RCM-SACM/CN/2018/2"), ("RCM", "RCM/CN/2018/2"), ("SACM", "SACM/CN/2018/2")],
)
def test_a_symbol_begins_with_whose_note_it_is(scope, symbol):
    assert symbol_for(scope, 2018, 2) == symbol


def test_the_slug_is_the_symbol_as_an_address():
    assert slug_of("RCM-SACM/CN/2018/2") == "rcm-sacm-cn-2018-2"


def test_a_scope_that_does_not_exist_is_refused():
    with pytest.raises(Invalid) as refused:
        symbol_for("all", 2018, 1)

    assert refused.value.faults[0].pointer == "/scope"


@pytest.mark.parametrize(
    "symbol", ["", "RCM-SACM/CN/2018", "rcm/CN/2018/1", "RCM/CN/2018/0", "RCM/CN/18/1", "RCM/CN/2018/1\n", "RCM/../1"]
)
def test_a_symbol_of_another_form_is_refused(symbol):
    with pytest.raises(Invalid) as refused:
        check_symbol(symbol)

    assert refused.value.faults[0].code == "not-a-symbol"


made = st.builds(symbol_for, st.sampled_from(sorted(PREFIXES)), st.integers(1990, 2100), st.integers(1, 9999))


@given(made, made)
def test_every_symbol_made_is_accepted_and_two_symbols_never_share_an_address(one, other):
    check_symbol(one)

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug_of(one))
    assert (slug_of(one) == slug_of(other)) == (one == other)
