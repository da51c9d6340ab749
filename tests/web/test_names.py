"""What things are called: every value has a word, in the order and with the letters of the reader's language."""

from collections.abc import Mapping
from enum import StrEnum

import pytest

from drafting.domain.comments import CommentKind, DelegationStatus, DraftState, Outcome, ReplyStance, Visible
from drafting.domain.countries import Place
from drafting.domain.hats import Function, Role
from drafting.domain.positions import Decision, Standing
from drafting.domain.workflow import Move, Stage
from drafting.locale import using
from drafting.web import names


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (names.STAGES, Stage),
        (names.MOVES, Move),
        (names.DECISIONS, Decision),
        (names.STANDINGS, Standing),
        (names.OFFICES, Place),
        (names.SHORT_OFFICES, Place),
        (names.COMMENT_KINDS, CommentKind),
        (names.OUTCOMES, Outcome),
        (names.DRAFT_STATES, DraftState),
        (names.VISIBILITIES, Visible),
        (names.DELEGATION_STATUSES, DelegationStatus),
        (names.STANCES, ReplyStance),
    ],
)
def test_each_value_of_the_domain_has_a_word_and_no_word_is_idle(
    table: Mapping[str, str], values: type[StrEnum]
) -> None:
    assert set(table) == {value.value for value in values}


def test_roles_and_functions_share_one_table() -> None:
    assert set(names.ROLES) == {*Role, *Function}


def test_the_road_is_made_of_stages() -> None:
    assert len(names.ROAD) == 7
    assert set(names.ROAD) < set(names.STAGES)


@pytest.mark.parametrize(
    ("language", "hat", "office", "words"),
    [
        ("es", "troika:SACM:PY", "previous", "Troika · Paraguay (CSM, presidencia anterior)"),
        ("pt", "troika:RCM:GT", "next", "Troika · Guatemala (CRM, presidência entrante)"),
        ("en", "troika:RCM:GT", None, "Troika · Guatemala (RCM)"),
        ("es", "presidency:SACM:UY", None, "Presidencia · Uruguay (CSM)"),
        ("es", "secretariat:RCM", None, "Secretaría Técnica · CRM"),
        ("pt", "delegation:BR", None, "Delegação · Brasil"),
        ("en", "observer:JM", None, "Observer · Jamaica"),
        ("es", "operator", None, "Administración del sistema"),
    ],
)
def test_a_hat_is_told_in_words(language: str, hat: str, office: str | None, words: str) -> None:
    with using(language):
        assert names.hat(hat, office=office) == words


def test_a_hat_may_name_what_the_person_is_under_it() -> None:
    with using("es"):
        assert names.hat("delegation:UY", role="focal_point") == "Delegación · Uruguay, punto focal"
        assert names.hat("presidency:SACM:UY", role="presidency") == "Presidencia · Uruguay (CSM)"


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("es", ["Brasil", "Chile", "Ecuador", "El Salvador", "Estados Unidos", "México", "Panamá", "Perú"]),
        ("en", ["Brazil", "Chile", "Ecuador", "El Salvador", "Mexico", "Panama", "Peru", "United States"]),
        ("pt", ["Brasil", "Chile", "El Salvador", "Equador", "Estados Unidos", "México", "Panamá", "Peru"]),
    ],
)
def test_countries_stand_in_the_order_of_the_readers_alphabet(language: str, order: list[str]) -> None:
    with using(language):
        assert [name for _, name in names.countries(["US", "PE", "PA", "MX", "SV", "EC", "CL", "BR"])] == order


def test_the_letter_n_with_tilde_stands_after_n_in_spanish_alone() -> None:
    with using("es"):
        assert sorted(["Ñuble", "Nzema", "Oaxaca"], key=names.alphabetical) == ["Nzema", "Ñuble", "Oaxaca"]
    with using("pt"):
        assert sorted(["Ñuble", "Nzema"], key=names.alphabetical) == ["Ñuble", "Nzema"]


@pytest.mark.parametrize(("language", "words"), [("es", "A, B y C"), ("en", "A, B and C"), ("pt", "A, B e C")])
def test_a_list_is_joined_as_it_is_spoken(language: str, words: str) -> None:
    with using(language):
        assert names.listing(["A", "B", "C"]) == words


@pytest.mark.parametrize(
    ("items", "words"),
    [(["Chile", "Irlanda"], "Chile e Irlanda"), (["hierro", "hielo"], "hierro y hielo"), (["Italia"], "Italia")],
)
def test_y_becomes_e_before_the_sound_of_i(items: list[str], words: str) -> None:
    with using("es"):
        assert names.listing(items) == words


@pytest.mark.parametrize(
    ("hat", "accent"), [("troika:SACM:PY", "sacm"), ("secretariat:RCM", "rcm"), ("delegation:UY", None), (None, None)]
)
def test_the_accent_is_that_of_the_hats_conference(hat: str | None, accent: str | None) -> None:
    assert names.accent(hat) == accent


def test_a_label_loses_its_capital_inside_a_sentence_unless_it_is_an_acronym() -> None:
    assert names.in_sentence("Revisión de la troika") == "revisión de la troika"
    assert names.in_sentence("CRM") == "CRM"
