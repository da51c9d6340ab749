import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.text.sentences import pieces
from drafting.text.tokens import is_weighty, tokens
from tests.text.strategies import documents


@given(st.one_of(documents, st.text()))
def test_tokens_joined_are_the_text(text):
    assert "".join(tokens(text)) == text


@pytest.mark.parametrize(
    "whole",
    [
        "extra-regional",
        "g̃uahẽ",
        "avañe'ẽ",
        "10.000",
        "2,4",
        "ana@example.org",
        "y/o",
        "👩‍👩‍👧‍👦",
        "🇵🇦",
        "✋🏽",
        "ação",
        "**",
        "n̈",
    ],
)
def test_what_belongs_together_is_one_token(whole):
    assert tokens(f"a {whole} b") == ["a", " ", whole, " ", "b"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("países,no", ["países", ",", "no"]),
        ("fin.Otro", ["fin", ".", "Otro"]),
        ("[no]", ["[", "no", "]"]),
        ("_no_", ["_", "no", "_"]),
        ("a\n\nb", ["a", "\n", "\n", "b"]),
    ],
)
def test_what_does_not_belong_together_is_not(text, found):
    assert tokens(text) == found


@pytest.mark.parametrize(
    "token", ["45", "2,4", "no", "No", "não", "nunca", "sin", "sem", "never", "can't", "ninguna", "["]
)
def test_a_number_a_negation_or_a_bracket_deserves_a_second_look(token):
    assert is_weighty(token)


@pytest.mark.parametrize("token", ["países", "nota", "note", " ", "sinergia", "(", "civil"])
def test_any_other_word_does_not(token):
    assert not is_weighty(token)


@given(st.one_of(documents, st.text()))
def test_sentences_and_joints_joined_are_the_text(text):
    assert "".join(piece.text for piece in pieces(text)) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Uno dos. Tres cuatro.\n", ["Uno dos.", "Tres cuatro."]),
        ("¿Cómo? ¡Así! «Fin.» Bien.\n", ["¿Cómo?", "¡Así!", "«Fin.»", "Bien."]),
        ("La Sra. Vidal y el Dr. Paz. Nada más.\n", ["La Sra. Vidal y el Dr. Paz.", "Nada más."]),
        ("Véase el art. 5 de la ley. Fin.\n", ["Véase el art. 5 de la ley.", "Fin."]),
        ("Con EE. UU. y México. Otra.\n", ["Con EE. UU. y México.", "Otra."]),
        ("J. Pérez firmó. Luego no.\n", ["J. Pérez firmó.", "Luego no."]),
        ("Una nota.[^1] Otra.\n", ["Una nota.[^1]", "Otra."]),
        ("Una frase\nen dos líneas. Otra.\n", ["Una frase\nen dos líneas.", "Otra."]),
        ("## Título\nTexto.\n", ["## Título", "Texto."]),
        ("- uno\n- dos. Tres.\n", ["uno", "dos.", "Tres."]),
        ("| a | b |\n|---|---|\n| c \\| d | e |\n", ["a", "b", "---", "---", "c \\| d", "e"]),
        ("> Cita uno. Cita dos.\n", ["Cita uno.", "Cita dos."]),
    ],
)
def test_a_sentence_ends_where_people_end_it(text, found):
    assert [piece.text for piece in pieces(text) if not piece.joint] == found
