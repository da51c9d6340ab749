import re

import pytest
from hypothesis import given

from drafting.text.chunks import cut, groups
from drafting.text.markdown import (
    blocks,
    numbered_paragraphs,
    open_brackets,
    render,
    render_numbered,
    sub_items,
    words,
)
from drafting.text.profile import parse
from tests.text.reading import visible_words
from tests.text.strategies import documents


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Uno **dos** *tres*\n", "<p>Uno <strong>dos</strong> <em>tres</em></p>"),
        ("## Albergues\n", "<h3>Albergues</h3>"),
        ("### Costos\n", "<h4>Costos</h4>"),
        ("# Título\n", "<h3>Título</h3>"),
        ("#### Hondo\n", "<h4>Hondo</h4>"),
        ("> cita\n", "<blockquote> <p>cita</p> </blockquote>"),
        ("3. tres\n", '<ol start="3"> <li>tres</li> </ol>'),
        ("uno\\\ndos\n", "<p>uno<br> dos</p>"),
        ("[a](mailto:x@y.org)\n", '<p><a href="mailto:x@y.org" rel="noopener noreferrer">a</a></p>'),
        ("[a](/notes/1)\n", '<p><a href="/notes/1" rel="noopener noreferrer">a</a></p>'),
    ],
)
def test_the_profile_is_rendered(text, html):
    assert " ".join(render(text).split()) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<b onclick=x>hola</b>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,x)",
        "[x](vbscript:x)",
        "[x](http://example.org)",
        "[x](ftp://example.org)",
        "[x](//example.org)",
        "<http://example.org>",
        "<javascript:alert(1)>",
        "&lt;script&gt;",
        "~~tachado~~",
        "`código`",
        "    sangrado",
        "```\ncerca\n```",
        "---",
        "Título\n===",
        "[x]: https://example.org",
        "[^nadie]",
    ],
)
def test_what_is_outside_the_profile_is_shown_as_it_was_written(text):
    html = render(text + "\n")
    assert set(re.findall(r"<[^>]*>", html)) <= {"<p>", "</p>"}
    assert re.sub(r"\s", "", visible_words(html)) == re.sub(r"\s", "", text)


def test_an_image_is_never_fetched():
    assert "<img" not in render("![mapa](https://example.org/a.png)\n")


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n|---|---|\n| 1 | 2 | escondido |\n",
        "- - - - - - - - escondido\n",
        "> " * 40 + "escondido\n",
        "visible\n\n[^1]: escondido\n",
        "uno[^1]\n\n[^1]: primera\n\n[^1]: escondido\n",
        "- a\n  - b\n    - c\n      - d\n        - escondido\n",
        "[^1]: uno\n\n    [^2]: escondido\n",
        "[escondido]: /url\n",
    ],
)
def test_no_construct_hides_words(text):
    assert "escondido" in visible_words(render(text))


@given(documents)
def test_every_word_is_rendered(text):
    """Whatever somebody approves is on the page. Addresses and the marks of Markdown are not words."""
    bare = re.sub(r"\]\([^()\s]*\)|\[\^[^\]\s]*\]|^\s*\d+[.)]", " ", text, flags=re.MULTILINE)
    shown = visible_words(render(text))
    assert [word for word in re.findall(r"[^\W\d_]{2,}", bare) if word not in shown] == []


@given(documents)
def test_a_text_in_pieces_reads_like_the_whole_text(text):
    pieces = cut(text)
    assert "".join(piece for _, piece in pieces) == text
    in_pieces = [(t.type, t.tag, t.content, t.level) for _, piece in pieces for t in parse(piece)]
    assert in_pieces == [(t.type, t.tag, t.content, t.level) for t in parse(text)]


@given(documents)
def test_blocks_are_ranges_of_the_text_in_order_and_leave_out_only_empty_lines(text):
    found = blocks(text)
    reached = 0
    for block in found:
        assert text[block.start : block.end] == block.text != ""
        assert text[reached : block.start].strip() == ""
        reached = block.end
    assert text[reached:].strip() == ""
    assert len(found) == len(groups(parse(text)))


NOTE = """## Intercambio de datos

Primer párrafo.

- uno
- dos

### Detalle

| A | B |
|---|---|
| 1 | 2 |

> cita[^f]

[^f]: Nota al pie.

## Análisis de la información
"""


def test_blocks_have_their_kinds():
    kinds = [(block.kind, block.level) for block in blocks(NOTE)]
    assert kinds == [
        ("heading", 2),
        ("paragraph", 0),
        ("list", 0),
        ("heading", 3),
        ("table", 0),
        ("quote", 0),
        ("footnote", 0),
        ("heading", 2),
    ]


def test_paragraph_numbers_run_over_all_but_headings_and_footnotes():
    assert [block.kind for block in numbered_paragraphs(NOTE)] == ["paragraph", "list", "table", "quote"]
    drawn = render_numbered(NOTE, 14)
    assert [number for number, _ in drawn] == [None, 14, 15, None, 16, 17, None, None]
    assert drawn[-1][1].startswith('<section class="footnotes">')


@given(documents)
def test_a_numbered_text_has_the_words_of_the_rendered_text(text):
    drawn = "".join(html for _, html in render_numbered(text, 1))
    assert visible_words(drawn) == visible_words(render(text))


def test_footnotes_are_numbered_where_they_are_first_referred_to_and_lead_back():
    html = render("Uno[^b] dos[^a] tres[^b].\n\n[^a]: Nota a.\n\n[^b]: Nota b[^c].\n\n[^c]: Nota c.\n", "s4-")
    assert re.findall(r'href="#(fn-[^"]*)" id="([^"]*)"', html) == [
        ("fn-s4-1", "fnref-s4-1"),
        ("fn-s4-2", "fnref-s4-2"),
        ("fn-s4-1", "fnref-s4-1-2"),
        ("fn-s4-3", "fnref-s4-3"),
    ]
    assert re.findall(r'<li id="([^"]*)".*?<p>(Nota .)', html) == [
        ("fn-s4-1", "Nota b"),
        ("fn-s4-2", "Nota a"),
        ("fn-s4-3", "Nota c"),
    ]
    targets = set(re.findall(r'id="([^"]*)"', html))
    assert set(re.findall(r'href="#([^"]*)"', html)) <= targets


@given(documents)
def test_no_address_is_used_twice_and_none_leads_nowhere(text):
    html = render(text)
    targets = re.findall(r' id="([^"]*)"', html)
    assert len(targets) == len(set(targets))
    assert set(re.findall(r'href="#(fn[^"]*)"', html)) <= set(targets)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (NOTE, {"Intercambio de datos": True, "Análisis de la información": False}),
        ("", {}),
        ("Nada.\n", {}),
        ("## Documentación\n\n## Albergues\n\nTexto.\n", {"Documentación": False, "Albergues": True}),
        ("## Documentación\nTexto.\n", {"Documentación": True}),
        ("## Documentación\n\n### Costos\n", {"Documentación": False}),
        ("## Abrigos\n\n[^1]: só uma nota\n", {"Abrigos": False}),
        ("## Shelters\n\n- one\n", {"Shelters": True}),
        ("- ## Albergues\n", {}),
    ],
)
def test_a_sub_item_is_filled_when_something_stands_under_it(text, found):
    assert sub_items(text) == found


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Sin corchetes.\n", 0),
        ("[Los países] podrán [deberán] cooperar.\n", 2),
        ("[a [b] c]\n", 2),
        ("[**negrita**]\n", 1),
        ("[Primero.\n\nSegundo.]\n", 1),
        ("| [a] | b |\n|---|---|\n", 1),
        ("[enlace](https://example.org)\n", 0),
        ("[enlace](http://example.org)\n", 0),
        ("[enlace [abierto]](https://example.org)\n", 1),
        ("nota[^1]\n\n[^1]: [abierta]\n", 1),
        ("nota[^nadie]\n", 0),
        ("cita \\[sic\\]\n", 0),
        ("[sin cerrar\n", 1),
        ("[x]: https://example.org\n", 1),
    ],
)
def test_open_brackets_are_those_left_in_the_words(text, count):
    assert open_brackets(text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("## Gestión de fronteras\n\nTexto extra-regional, de 2,4 km y/o más.\n", 10),
        ("Veja [o texto](https://example.org/abc) aqui.[^1]\n", 4),
        ("g̃uarani avañe'ẽ 👩‍👩‍👧 !\n", 2),
        ("write to ana@example.org\n", 3),
    ],
)
def test_words_are_counted_as_people_count_them(text, count):
    assert words(text) == count
