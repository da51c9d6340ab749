import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.text.canonical import MAX_BYTES, canonical, hidden_marks, plain_hash, text_hash, too_large
from drafting.text.profile import parse, to_html
from tests.text.strategies import noise, raw

texts = st.one_of(raw, noise, st.text())


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("", ""),
        (" \n\t\n", ""),
        ("Migración", "Migración\n"),
        ("Migracio\u0301n\r\ny niñez\r\n\r\n", "Migración\ny niñez\n"),
        ("a\rb", "a\nb\n"),
        ("uno  \ndos", "uno\\\ndos\n"),
        ("uno \ndos\t\n", "uno\ndos\n"),
        ("## Título  \nTexto  ", "## Título\nTexto\n"),
        ("- uno  \n  dos  \n\nfin", "- uno\\\n  dos\n\nfin\n"),
        ("> uno  \n> dos", "> uno\\\n> dos\n"),
        ("[^1]: uno  \n    dos", "[^1]: uno\\\n    dos\n"),
        ("barra\\ \nfin", "barra\\\\\nfin\n"),
        ("timbre\x07 nulo\x00 tab\taquí", "timbre nulo tab\taquí\n"),
        ("página\x0bnueva\x0cotra\x85más", "página\nnueva\notra\nmás\n"),
        ("e\x07\u0301", "é\n"),
        ("roto \ud83d y entero \ud83d\ude00", "roto \ufffd y entero 😀\n"),
        ("\u202eabc\u202c", "\u202eabc\u202c\n"),
        ("espacio duro\u00a0", "espacio duro\u00a0\n"),
    ],
)
def test_the_canonical_form_keeps_the_words_and_nothing_unseen(written, kept):
    assert canonical(written) == kept


@given(texts)
def test_the_canonical_form_is_its_own_canonical_form(text):
    assert canonical(canonical(text)) == canonical(text)


@given(texts)
def test_the_canonical_form_has_no_trailing_space_no_control_and_one_final_newline(text):
    kept = canonical(text)
    assert unicodedata.is_normalized("NFC", kept)
    assert not any(line.endswith((" ", "\t")) for line in kept.split("\n"))
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in kept)
    assert kept == "" or (kept.endswith("\n") and not kept.endswith("\n\n"))
    assert kept.encode().decode() == kept


@given(st.one_of(raw, noise.map(lambda text: "".join(c for c in text if c not in "\x00\x0b\x85\ud83d"))))
def test_the_canonical_form_renders_like_the_nfc_text(text):
    plain = unicodedata.normalize("NFC", text)
    assert to_html(parse(canonical(text))).split() == to_html(parse(plain)).split()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("la “niñez” migrante", 'la "niñez"  migrante'),
        ("el «texto»", "el “texto”"),
        ("d’Ivoire", "d'Ivoire\n"),
        ("uno\ndos", "uno dos"),
    ],
)
def test_a_plain_hash_ignores_spaces_and_typographic_quotes(one, other):
    assert plain_hash(one) == plain_hash(other)
    assert text_hash(one) != text_hash(other)


@pytest.mark.parametrize("other", ["30 días", "45 dias", "45 días.", "45 Días"])
def test_a_plain_hash_tells_other_words_apart(other):
    assert plain_hash("45 días") != plain_hash(other)


def test_a_text_hash_is_that_of_the_canonical_form():
    assert text_hash("Co\u0302te\r\n") == text_hash("Côte")
    assert text_hash("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("a" * MAX_BYTES, False),
        ("a" * (MAX_BYTES + 1), True),
        ("ñ" * (MAX_BYTES // 2), False),
        ("ñ" * (MAX_BYTES // 2 + 1), True),
        ("\ud83d" * MAX_BYTES, True),
        ("", False),
    ],
)
def test_a_text_is_too_large_by_its_bytes(text, answer):
    assert too_large(text) is answer


BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_every_one_of_the_twelve_bidi_controls_is_shown():
    assert [mark.text for mark in hidden_marks(f"a{BIDI}b")] == list(BIDI)
    assert {mark.kind for mark in hidden_marks(BIDI)} == {"bidi"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("un país", []),
        ("Conferencia Suramericana, Guaraní: g̃", []),
        ("\u0440аypal y más", [("lookalike", 0, 6)]),
        ("El Sаlvador", [("lookalike", 3, 11)]),
        ("Ελλάδα y Россия", []),
        ("ce\u200bro", [("invisible", 2, 3)]),
        ("👩‍👩‍👧", []),
    ],
)
def test_a_word_of_two_alphabets_is_shown_and_a_word_of_one_is_not(text, found):
    assert [(mark.kind, mark.start, mark.end) for mark in hidden_marks(text)] == found


@given(texts)
def test_hidden_marks_stand_where_they_say(text):
    assert all(text[mark.start : mark.end] == mark.text for mark in hidden_marks(text))
