import re

import pytest
from hypothesis import given

from drafting.text.comparison import compare
from drafting.text.markdown import render
from drafting.text.redline import Words, inline, side_by_side, summary
from tests.text.reading import text_of, tree, visible_words
from tests.text.strategies import documents, pairs

HELP = {"vh", "where", "footnote-backref"}
OURS = {"added", "deleted", "moved", "footnote", "format", "check"}


def without(node, unwanted):
    """The tree with one side's words taken out, and the marks of the redline with them."""
    children = []
    for child in node[2]:
        if isinstance(child, str):
            children.append(child)
            continue
        tag, attributes, _ = child
        classes = set((attributes.get("class") or "").split())
        if tag == unwanted or classes & {
            "vh",
            "where",
            "footnote-backref",
            {"del": "deleted", "ins": "added"}[unwanted],
        }:
            continue
        kept = without(child, unwanted)
        ours = tag in ("ins", "del", "span", "div") or (tag == "a" and node[0] == "sup")
        children += kept[2] if ours else [[tag, plain_attributes(attributes), kept[2]]]
    return [node[0], node[1], joined(children)]


def plain_attributes(attributes):
    kept = {name: value for name, value in attributes.items() if name not in ("id", "value")}
    classes = sorted(set((kept.pop("class", None) or "").split()) - OURS)
    return kept | ({"class": classes} if classes else {})


def joined(children):
    """Neighbours of the same kind made one; white space between blocks left out."""
    result = []
    for child in children:
        if isinstance(child, str) and result and isinstance(result[-1], str):
            result[-1] += child
        elif (
            isinstance(child, list)
            and child[0] in ("strong", "em", "a")
            and result
            and isinstance(result[-1], list)
            and result[-1][:2] == child[:2]
        ):
            result[-1] = [child[0], child[1], joined(result[-1][2] + child[2])]
        else:
            result.append(child)
    found = [re.sub(r"\s+", " ", child) if isinstance(child, str) else child for child in result]
    return [child for child in found if not isinstance(child, str) or child.strip()] if has_blocks(found) else found


def has_blocks(children):
    inline_tags = ("strong", "em", "a", "br", "sup")
    return any(isinstance(child, list) and child[0] not in inline_tags for child in children)


def stripped(children):
    """White space at the ends of a line says nothing."""
    result = []
    for k, child in enumerate(children):
        if isinstance(child, list):
            result.append([child[0], child[1], stripped(child[2])])
            continue
        before, after = children[k - 1] if k else None, children[k + 1] if k + 1 < len(children) else None
        child = child.lstrip() if ends_line(before) else child
        child = child.rstrip() if ends_line(after) else child
        result += [child] if child else []
    return result


def ends_line(node):
    return node is None or (isinstance(node, list) and node[0] not in ("strong", "em", "a", "sup"))


def page(html, unwanted):
    return stripped(without(tree(html), unwanted)[2])


def test_what_the_tests_take_out_is_only_what_the_redline_put_in():
    html = "<p>uno <del>dos</del><ins>tres</ins> <strong>a</strong><strong>b</strong></p>"
    assert page(html, "del") == [["p", {}, ["uno tres ", ["strong", {}, ["ab"]]]]]
    assert page(html, "ins") == [["p", {}, ["uno dos ", ["strong", {}, ["ab"]]]]]


@given(pairs)
def test_a_redline_without_its_deletions_is_the_new_document(pair):
    old, new = pair
    assert page(inline(old, new).html, "del") == page(render(new), "del")


def characters(html, unwanted):
    """In any order, without the marks of footnotes: a moved block and a footnote are shown at their new place."""
    found = []

    def read(node):
        if isinstance(node, str):
            found.extend(re.sub(r"\[\^[^\]\s]+\]|↩\ufe0e", "", node).split())
        elif node[0] != "sup":
            for child in node[2]:
                read(child)

    read(without(tree(html), unwanted))
    return sorted("".join(found))


@given(pairs)
def test_a_redline_without_its_insertions_has_the_words_of_the_old_document(pair):
    old, new = pair
    assert characters(inline(old, new).html, "ins") == characters(render(old), "ins")


@given(pairs)
def test_each_column_has_the_words_of_its_text_and_no_mark_of_the_other(pair):
    old, new = pair
    rows = side_by_side(old, new)
    left, right = "".join(row.old_html for row in rows), "".join(row.new_html for row in rows)
    assert "<ins" not in left
    assert "<del" not in right
    assert characters(left, "ins") == characters(render(old), "ins")
    assert characters(right, "del") == characters(render(new), "del")


@given(pairs)
def test_every_change_has_its_place_and_every_place_its_change(pair):
    drawn = inline(*pair)
    addresses = re.findall(r' id="([^"]*)"', drawn.html)
    assert len(addresses) == len(set(addresses))
    assert sorted(addresses) == sorted(change.anchor for change in drawn.changes)
    assert set(re.findall(r'href="#([^"]*)"', drawn.html)) <= set(addresses)


@given(documents)
def test_a_text_beside_itself_has_no_mark(text):
    drawn = inline(text, text)
    assert drawn.changes == ()
    assert not re.search(r"<(?:ins|del)|class=\"(?:moved|added|deleted|format)", drawn.html)
    assert all(row.kind == "same" for row in side_by_side(text, text))


@given(pairs)
def test_a_summary_has_all_changes(pair):
    assert summary(*pair).changes == inline(*pair).changes


@given(pairs)
def test_a_comparison_is_drawn_like_its_two_texts(pair):
    assert inline(compare(*pair)) == inline(*pair)


SILENT = Words(added="", end_added="", deleted="", end_deleted="", format_changed="", end_format_changed="")


@pytest.mark.parametrize(
    ("old", "new", "html"),
    [
        ("uno dos\n", "uno tres\n", '<p>uno <del id="c1">dos</del><ins>tres</ins></p>'),
        (
            "**uno dos**\n",
            "**uno tres**\n",
            '<p><strong>uno <del id="c1">dos</del><ins>tres</ins></strong></p>',
        ),
        ("uno dos\n", "uno **dos**\n", '<p>uno <span class="format" id="c1"><strong>dos</strong></span></p>'),
        (
            "plazo de 30 días\n",
            "plazo de 45 días\n",
            '<p>plazo de <del id="c1"><span class="check">30</span></del>'
            '<ins><span class="check">45</span></ins> días</p>',
        ),
        (
            "sí será así\n",
            "no será así\n",
            '<p><del id="c1">sí</del><ins><span class="check">no</span></ins> será así</p>',
        ),
        (
            "Los países podrán cooperar.\n",
            "Los países [podrán] cooperar.\n",
            '<p>Los países <ins id="c1"><span class="check">[</span></ins>podrán'
            '<ins id="c2"><span class="check">]</span></ins> cooperar.</p>',
        ),
        (
            "[uno dos](https://a.org)\n",
            "[uno tres](https://a.org)\n",
            '<p><a href="https://a.org" rel="noopener noreferrer">uno <del id="c1">dos</del><ins>tres</ins></a></p>',
        ),
        (
            "- uno\n- tres\n",
            "- uno\n- dos\n- tres\n",
            '<ul><li>uno</li> <li class="added" id="c1"><ins>dos</ins></li> <li>tres</li> </ul>',
        ),
        (
            "| a | b |\n|---|---|\n| 1 | x |\n",
            "| a | b |\n|---|---|\n| 1 | y |\n",
            "<table><thead><tr><th>a</th> <th>b</th> </tr> </thead> <tbody><tr><td>1</td> "
            '<td><del id="c1">x</del><ins>y</ins></td> </tr> </tbody> </table>',
        ),
        (
            "uno\n",
            "## uno\n",
            '<div class="deleted" id="c1"><p><del>uno</del></p> </div> '
            '<div class="added" id="c2"><h3><ins>uno</ins></h3> </div>',
        ),
        ("uno dos\n", "uno\ndos\n", "<p>uno dos</p>"),
    ],
)
def test_changes_are_marked_inside_the_formatting(old, new, html):
    assert " ".join(inline(old, new, SILENT).html.split()) == html


def test_what_changed_is_heard_in_whole_sentences():
    spoken = text_of(tree(inline("uno dos tres\n", "uno cuatro tres\n").html)).strip()
    assert spoken == "uno deleted: dos end deletedadded: cuatro end added tres"


def test_the_words_come_in_the_readers_language():
    spanish = Words(
        added="agregado: ", end_added=" fin de lo agregado", moved_from="Estaba después del párrafo %(number)s"
    )
    assert "agregado: " in inline("uno\n", "uno dos\n", spanish).html


LONG = [f"Párrafo número {word} con palabras bastantes para ser reconocido.\n" for word in "abcd"]


def test_a_moved_paragraph_is_shown_once_and_pointed_at_from_its_old_place():
    old, new = "\n".join(LONG), "\n".join([LONG[3], *LONG[:3]])
    drawn = inline(old, new, first=14, old_first=14)
    assert [(c.kind, c.anchor, c.paragraph, c.old_paragraph) for c in drawn.changes] == [("moved", "cm1", 14, 17)]
    assert visible_words(drawn.html).count(LONG[3].strip()) == 1
    assert "Moved here from after paragraph 16" in drawn.html
    assert '<a href="#cm1">Moved to paragraph 14</a>' in drawn.html


def test_a_summary_shows_a_change_with_its_neighbours_only():
    paragraphs = [f"Texto {word} sin más.\n" for word in "abcdefg"]
    old = "\n".join(paragraphs)
    drawn = summary(old, old.replace("Texto d", "Texto nuevo d"))
    assert [block.kind for block in drawn.blocks] == ["gap", "same", "changed", "same", "gap"]
    assert [block.paragraph for block in drawn.blocks] == [None, 3, 4, 5, None]


def test_two_kinds_of_quotes_are_no_reason_for_a_whole_new_paragraph():
    drawn = inline("El «plan» de los países.\n", "El “plan” de los países.\n", SILENT)
    assert "países" not in "".join(change.old + change.new for change in drawn.changes)


@pytest.mark.parametrize(
    "mark", ['<img src=x onerror="alert(1)">', "<script>x</script>", "</ins></p><b>", '" onclick="x']
)
def test_words_that_look_like_markup_stay_words(mark):
    for html in (inline("uno\n", f"uno {mark}\n").html, inline(f"uno {mark}\n", f"dos {mark} x\n").html):
        assert mark in text_of(tree(html))
        assert not re.search(r"<(?:img|script|b)\b|<[^>]*onclick", html)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- a\n" * 3_000, "- a\n- b\n" * 1_500),
        ("**a** *b* " * 4_000, "*a* **b** " * 4_000),
        ("> " * 30 + "x", "- " * 30 + "y"),
        ("[" * 5_000, "[a](b" * 2_000),
        ("|a|\n|-|\n" * 2_000, "|b|\n|-|\n" * 2_000),
    ],
)
def test_a_hostile_pair_is_drawn_all_the_same(old, new):
    drawn = inline(old, new)
    assert visible_words(re.sub(r'<span class="vh">[^<]*</span>', "", drawn.html))
    assert len(drawn.changes) > 0
