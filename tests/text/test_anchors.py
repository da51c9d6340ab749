from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.text.anchors import Anchor, Placement, carry, paragraph_at
from drafting.text.tokens import is_word, tokens
from tests.text.strategies import versions

P1 = "Las autoridades competentes intercambian datos sobre los flujos migratorios.\n"
P2 = "Cada país designa un punto focal en un plazo de 30 días hábiles.\n"
P3 = "Los albergues atienden a la niñez migrante sin distinción alguna.\n"
TEXT = f"## Título\n\n{P1}\n{P2}\n{P3}"


def anchor(quote, text=TEXT):
    start = text.index(quote)
    return Anchor(start, start + len(quote), quote)


def placed(quote, new, text=TEXT):
    found = carry(anchor(quote, text), text, new)
    return found.status, new[found.start : found.end]


@pytest.mark.parametrize(
    ("quote", "new", "status", "words"),
    [
        ("punto focal", TEXT, "same", "punto focal"),
        ("punto focal", TEXT.replace("alguna", "ninguna"), "same", "punto focal"),
        ("punto focal", TEXT.replace("Título", "Otro título"), "shifted", "punto focal"),
        ("plazo de 30 días", TEXT.replace("30", "45"), "edited", "plazo de 45 días"),
        ("punto focal", TEXT.replace("punto focal", "punto muy focal"), "edited", "punto muy focal"),
        ("niñez migrante", f"## Título\n\n{P3}\n{P1}\n{P2}", "moved", "niñez migrante"),
        ("niñez migrante", f"## Título\n\n{P3.replace('alguna', 'ninguna')}\n{P1}\n{P2}", "moved", "niñez migrante"),
        ("punto focal", TEXT.replace(P2 + "\n", ""), "deleted", ""),
        ("punto focal", "", "deleted", ""),
        ("30", TEXT.replace("30", "45"), "deleted", ""),
        (P2.strip(), TEXT.replace(P2 + "\n", "") + "\n- " + P2, "moved", P2.strip()),
    ],
)
def test_an_anchor_goes_where_its_words_went(quote, new, status, words):
    assert placed(quote, new) == (status, words)


def test_the_same_words_found_twice_elsewhere_are_no_place():
    text = f"{P1}\nEl punto focal se designa.\n"
    new = f"{P1}\n- Hay un punto focal aquí mismo.\n- Y otro punto focal allá lejos.\n"
    assert placed("punto focal", new, text)[0] == "deleted"


def test_a_look_alike_sentence_is_never_taken_for_the_deleted_one():
    text = "La ley A se aplica a todos los países.\n\nLa ley B se aplica a todos los países.\n"
    new = "La ley B se aplica a todos los países.\n"
    assert placed("ley A se aplica", new, text)[0] == "deleted"
    assert placed("ley B se aplica", new, text) == ("shifted", "ley B se aplica")


def test_an_edited_anchor_comes_back_with_its_words():
    first = anchor("plazo de 30 días")
    changed = TEXT.replace("30", "45")
    there = carry(first, TEXT, changed)
    back = carry(Anchor(there.start, there.end, first.quote), changed, TEXT)
    assert TEXT[back.start : back.end] == first.quote


@given(versions(2), st.data())
def test_an_anchor_never_stands_on_words_it_does_not_share(texts, data):
    old, new = texts
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    quote = old[start:end]
    found = carry(Anchor(start, end, quote), old, new)
    assert 0 <= found.start <= found.end <= len(new)
    words = new[found.start : found.end]
    if found.status in ("same", "shifted", "moved"):
        assert words == quote
    elif found.status == "edited":
        assert set(filter(is_word, tokens(words))) & set(filter(is_word, tokens(quote)))
    else:
        assert found == Placement("deleted", found.start, found.start)


@given(versions(4), st.data())
def test_an_anchor_carried_through_many_versions_keeps_a_word_of_its_quote_or_is_lost(texts, data):
    start = data.draw(st.integers(0, len(texts[0])))
    end = data.draw(st.integers(start, len(texts[0])))
    place = Placement("same", start, end)
    quote = texts[0][start:end]
    for old, new in pairwise(texts):
        place = carry(Anchor(place.start, place.end, quote), old, new)
        if place.status == "deleted":
            return
        words = new[place.start : place.end]
        assert words == quote or set(filter(is_word, tokens(words))) & set(filter(is_word, tokens(quote)))


@pytest.mark.parametrize(
    ("words", "number"),
    [("Título", 1), ("autoridades", 1), ("Cada", 2), ("hábiles", 2), ("Los albergues", 3), ("alguna", 3)],
)
def test_an_offset_belongs_to_a_numbered_paragraph(words, number):
    assert paragraph_at(TEXT, TEXT.index(words)) == number


def test_a_text_without_paragraphs_has_no_paragraph_number():
    assert paragraph_at("## Título\n", 4) == 0
    assert paragraph_at("", 0) == 0
