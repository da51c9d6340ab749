import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.text.canonical import canonical
from drafting.text.merging import Agreed, Clash, merge
from drafting.text.tokens import is_word, tokens
from tests.text.strategies import documents, versions

triples = st.one_of(versions(3), versions(3), st.tuples(documents, documents, documents))


@given(documents, documents)
def test_one_persons_changes_alone_are_simply_theirs(base, changed):
    assert merge(base, changed, base).text == changed
    assert merge(base, base, changed).text == changed
    assert merge(base, changed, changed).text == changed


@given(triples)
def test_it_does_not_matter_who_is_called_mine(texts):
    base, one, other = texts
    here, there = merge(base, one, other), merge(base, other, one)
    assert here.text == there.text
    assert [(c.base, c.mine, c.theirs) for c in here.clashes] == [(c.base, c.theirs, c.mine) for c in there.clashes]
    assert [p for p in here.pieces if isinstance(p, Agreed)] == [p for p in there.pieces if isinstance(p, Agreed)]


@given(triples)
def test_settling_every_clash_one_way_keeps_the_other_persons_agreed_words(texts):
    """With all clashes settled for one person, merging that with their own text adds only what was agreed."""
    base, mine, theirs = texts
    found = merge(base, mine, theirs)
    assert found.text is None or found.clashes == ()
    assert found.safe == (found.text is not None)
    for clash in found.clashes:
        assert clash.mine != clash.theirs
        assert clash.mine in mine
        assert clash.theirs in theirs
        assert clash.base in base


def fresh_words(base, text):
    return {token for token in tokens(text) if is_word(token)} - set(tokens(base))


@given(triples)
def test_every_new_word_of_both_is_in_the_result(texts):
    base, mine, theirs = texts
    found = merge(base, mine, theirs)
    shown = "".join(p.text if isinstance(p, Agreed) else f" {p.mine} {p.theirs} " for p in found.pieces)
    assert fresh_words(base, mine) | fresh_words(base, theirs) <= set(tokens(shown))


@given(triples)
def test_a_proposal_has_every_new_word_of_both_too(texts):
    base, mine, theirs = texts
    for clash in merge(base, mine, theirs).clashes:
        if clash.proposal is not None:
            new = fresh_words(clash.base, clash.mine) | fresh_words(clash.base, clash.theirs)
            assert new <= set(tokens(clash.proposal))


BASE = """## Intercambio de datos

Los países intercambian datos cada mes. La información es de uso interno. Se respeta la ley.

- Puntos de contacto
- Glosario común

| Materia | Plazo |
|---|---|
| Glosario | Anual |

Fin del texto.
"""


def changed(*replacements, base=BASE):
    for before, after in replacements:
        assert before in base
        base = base.replace(before, after)
    return base


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (("cada mes", "cada año"), ("uso interno", "uso público")),
        (("cada mes", "cada año"), ("Se respeta la ley.", "Se respeta la ley. Nada más.")),
        ((" La información es de uso interno.", ""), ("Fin del texto.", "Fin.")),
        (("- Glosario común", "- Glosario común\n- Ficha"), ("Puntos de contacto", "Puntos focales")),
        (("Glosario | Anual", "Glosario | Mensual"), ("| Materia |", "| Tema |")),
        (("Fin del texto.", "Fin del texto. Gracias."), (".\n\n- Puntos", ".\n\nAnexo.\n\n- Puntos")),
        (("Intercambio de datos", "Intercambio"), ("Los países", "Los Estados")),
        (("Los países intercambian datos cada mes. ", ""), ("Se respeta la ley.", "Se respetará la ley.")),
        (("ley.\n", "ley. Punto.\n"), ("\n- Puntos", "\nOtro párrafo.\n\n- Puntos")),
        (("- Puntos de contacto\n- Glosario común\n\n", ""), ("cada mes", "cada año")),
    ],
)
def test_changes_to_different_sentences_both_stand(mine, theirs):
    expected = changed(mine, theirs)
    assert changed(theirs, mine) == expected
    assert merge(BASE, changed(mine), changed(theirs)).text == expected


def test_changes_to_different_cells_of_a_row_both_stand():
    found = merge(BASE, changed(("Anual", "Mensual")), changed(("| Glosario |", "| Vocabulario |")))
    assert "| Vocabulario | Mensual |" in (found.text or "")


def test_what_both_changed_alike_counts_once():
    both, more = [("cada mes", "cada año")], [("Fin del texto.", "Fin.")]
    assert merge(BASE, changed(*both), changed(*both, *more)).text == changed(*both, *more)


@pytest.mark.parametrize(
    ("mine", "theirs", "clash"),
    [
        (
            [("cada mes", "cada año")],
            [("Los países", "Los Estados")],
            Clash(
                "Los países intercambian datos cada mes.",
                "Los países intercambian datos cada año.",
                "Los Estados intercambian datos cada mes.",
                "Los Estados intercambian datos cada año.",
            ),
        ),
        (
            [("cada mes", "cada año")],
            [("cada mes", "cada día")],
            Clash(
                "Los países intercambian datos cada mes.",
                "Los países intercambian datos cada año.",
                "Los países intercambian datos cada día.",
                None,
            ),
        ),
        (
            [(" La información es de uso interno.", "")],
            [("uso interno", "uso público")],
            Clash("La información es de uso interno. ", "", "La información es de uso público. ", None),
        ),
        (
            [("Fin del texto.\n", "Fin del texto.\n\nUno.\n")],
            [("Fin del texto.\n", "Fin del texto.\n\nDos.\n")],
            Clash("", "\nUno.\n", "\nDos.\n", "\nDos.\n\nUno.\n"),
        ),
    ],
)
def test_two_people_in_one_sentence_is_a_question_for_a_person(mine, theirs, clash):
    found = merge(BASE, changed(*mine), changed(*theirs))
    assert found.text is None
    assert found.clashes == (clash,)


def test_a_clash_keeps_what_was_agreed_elsewhere():
    found = merge(
        BASE,
        changed(("cada mes", "cada año"), ("Fin del texto.", "Fin.")),
        changed(("cada mes", "cada día"), ("Glosario común", "Glosario único")),
    )
    agreed = "".join(piece.text for piece in found.pieces if isinstance(piece, Agreed))
    assert "Fin.\n" in agreed
    assert "- Glosario único\n" in agreed
    assert found.proposal is None


def test_the_whole_text_is_proposed_when_every_clash_has_a_proposal():
    found = merge(BASE, changed(("cada mes", "cada año")), changed(("Los países", "Los Estados")))
    assert found.proposal == changed(("Los países", "Los Estados"), ("cada mes", "cada año"))


def test_two_first_texts_are_a_clash_with_both_in_the_proposal():
    found = merge("", "Texto mío.\n", "Texto suyo.\n")
    assert found.proposal == "Texto suyo.\n\nTexto mío.\n"
    assert canonical(found.proposal) == found.proposal


def test_an_edit_is_never_applied_to_a_look_alike():
    base = "La ley A se aplica a todos. Otra cosa.\n\nLa ley B se aplica a todos. Otra más.\n"
    mine = base.replace("La ley A se aplica a todos.", "La ley A no se aplica.")
    theirs = base.replace("La ley A se aplica a todos. ", "")
    found = merge(base, mine, theirs)
    assert found.text is None
    assert "La ley B se aplica a todos." in "".join(p.text for p in found.pieces if isinstance(p, Agreed))


@pytest.mark.parametrize(
    "texts",
    [
        ("a. " * 20_000, "a. b. " * 10_000, "a. " * 10_000),
        ("- a\n" * 20_000, "- b\n" * 20_000, "- c\n" * 20_000),
        ("a " * 40_000, "a b " * 20_000, "c a " * 20_000),
        ("|" * 50_000, "|a" * 20_000, "b|" * 20_000),
    ],
)
def test_hostile_texts_are_merged_all_the_same(texts):
    base, mine, theirs = texts
    assert merge(base, mine, base).text == mine
    found = merge(base, mine, theirs)
    assert all(clash.mine in mine and clash.theirs in theirs for clash in found.clashes)
