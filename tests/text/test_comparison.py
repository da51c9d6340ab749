import json
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given

from drafting.text import comparison, differences
from drafting.text.comparison import compare, words_changed
from drafting.text.markdown import blocks
from tests.text.strategies import documents, pairs

TURNED = {"equal": "equal", "insert": "delete", "delete": "insert"}


def changes(old, new):
    return [(o.op, o.text) for o in compare(old, new).operations if o.op != "equal"]


@given(pairs)
def test_taking_all_changes_gives_the_new_text_and_taking_none_the_old(pair):
    old, new = pair
    operations = compare(old, new).operations
    assert "".join(o.text for o in operations if o.op != "insert") == old
    assert "".join(o.text for o in operations if o.op != "delete") == new
    assert all(o.text for o in operations)


@given(pairs)
def test_blocks_rebuild_the_blocks_of_both_texts(pair):
    old, new = pair
    found = compare(old, new).blocks
    for side, text, away in (("old", old, "moved_away"), ("new", new, None)):
        shown = [getattr(c, side) for c in found if c.kind != "moved_away" and getattr(c, side)]
        assert sorted(shown) == [(b.start, b.end) for b in blocks(text)]
        if away is None:
            assert shown == sorted(shown)
    for change in found:
        if change.operations:
            assert "".join(o.text for o in change.operations if o.op != "insert") == old[slice(*change.old or (0, 0))]
            assert "".join(o.text for o in change.operations if o.op != "delete") == new[slice(*change.new or (0, 0))]


@given(documents)
def test_a_text_compared_with_itself_has_no_change(text):
    found = compare(text, text)
    assert all(change.kind == "same" for change in found.blocks)
    assert all(operation.op == "equal" for operation in found.operations)
    assert found.counts == comparison.Counts(0, 0, 0, 0, 0, 0)


@given(pairs)
def test_the_inverse_is_the_mirror(pair):
    old, new = pair
    there, back = compare(old, new), compare(new, old)
    assert differences.joined(differences.Operation(TURNED[o.op], o.text) for o in back.operations) == there.operations
    turned = replace(back.counts, words_added=back.counts.words_deleted, words_deleted=back.counts.words_added)
    assert there.counts == turned


@given(pairs)
def test_counts_agree_with_each_other(pair):
    counts = compare(*pair).counts
    assert counts.words_changed <= counts.words_added + counts.words_deleted <= 2 * counts.words_changed
    assert counts.paragraphs <= counts.changes or counts.changes == 0
    assert words_changed(*pair) == counts.words_changed


@given(pairs)
def test_a_comparison_can_be_sent_as_json(pair):
    sent = json.loads(json.dumps(compare(*pair).as_dict()))
    assert "".join(o["text"] for o in sent["operations"] if o["op"] != "delete") == pair[1]
    assert sent["algorithm"] == comparison.ALGORITHM


P1 = "Las autoridades competentes intercambian datos sobre los flujos migratorios.\n"
P2 = "Cada país designa un punto focal en un plazo de 30 días hábiles.\n"
P3 = "Los albergues atienden a la niñez migrante sin distinción alguna.\n"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (P2, P2.replace("30", "45"), [("delete", "30"), ("insert", "45")]),
        (P1, P1.replace("intercambian", "no intercambian"), [("insert", "no ")]),
        ("Uma ação conjunta.\n", "Uma acão conjunta.\n", [("delete", "ação"), ("insert", "acão")]),
        ("extra-regional x\n", "extrarregional x\n", [("delete", "extra-regional"), ("insert", "extrarregional")]),
        ("uno 👩‍👩‍👧 dos\n", "uno 👩‍👩‍👦 dos\n", [("delete", "👩‍👩‍👧"), ("insert", "👩‍👩‍👦")]),
        (P1 + "\n" + P3, P1 + "\n" + P2 + "\n" + P3, [("insert", P2 + "\n")]),
        (P1, P1 + "\n" + P2, [("insert", "\n" + P2)]),
        (P1 + "\n" + P2, P1, [("delete", "\n" + P2)]),
        ("- uno\n- tres\n", "- uno\n- dos\n- tres\n", [("insert", "- dos\n")]),
        ("", P1, [("insert", P1)]),
        (P1, "", [("delete", P1)]),
        (
            "Se usan los puntos de control del país vecino.\n",
            "Se usan los puestos fronterizos del país vecino.\n",
            [("delete", "puntos de control"), ("insert", "puestos fronterizos")],
        ),
    ],
)
def test_a_change_is_shown_in_whole_words(old, new, found):
    assert changes(old, new) == found


def test_a_moved_block_is_a_move_and_changes_no_word():
    found = compare(f"{P1}\n{P2}\n{P3}", f"{P3}\n{P1}\n{P2}")
    assert [change.kind for change in found.blocks] == ["moved", "same", "same", "moved_away"]
    assert found.counts == comparison.Counts(0, 0, 0, 1, 1, 1)
    assert (found.blocks[0].old_paragraph, found.blocks[0].new_paragraph) == (3, 1)
    assert not found.blocks[0].edited


def test_a_block_edited_on_its_way_has_moved_too():
    found = compare(f"{P1}\n{P2}\n{P3}", f"{P3.replace('alguna', 'ninguna')}\n{P1}\n{P2}")
    assert [change.kind for change in found.blocks] == ["moved", "same", "same", "moved_away"]
    assert found.blocks[0].edited
    assert (found.counts.moved, found.counts.words_changed) == (1, 1)


def test_another_paragraph_in_the_same_place_is_not_the_old_one_rewritten():
    assert [change.kind for change in compare(P1, P3).blocks] == ["deleted", "added"]


def test_the_paragraphs_of_a_change_are_numbered_in_each_text():
    found = compare(f"## Título\n\n{P2}", f"## Título\n\n{P1}\n{P2.replace('30', '45')}")
    assert [(c.kind, c.old_paragraph, c.new_paragraph) for c in found.blocks] == [
        ("same", None, None),
        ("added", None, 1),
        ("changed", 1, 2),
    ]


def test_only_an_empty_line_more_is_no_change_of_words():
    found = compare(f"{P1}\n{P2}", f"{P1}\n\n{P2}")
    assert [o.op for o in found.operations] == ["equal", "insert", "equal"]
    assert found.counts.changes == 0


HOSTILE = {
    "one line": ("a b " * 25_000, "b c a " * 16_000),
    "signs": ("!?" * 50_000, "?!;" * 33_000),
    "other items": ("- a{}\n", "- a{}b\n"),
    "longer items": ("- a{}\n", "- a{} z\n"),
    "other paragraphs": ("a{}\n\n", "b{}\n\n"),
    "equal paragraphs": ("a\n\n" * 30_000, "a\n\n" * 29_000 + "b\n\n" * 100),
    "brackets": ("[" * 5_000, "]" * 5_000),
    "all moved": ("a{0} b{0} c{0} d{0}\n\n", None),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pair_is_compared_all_the_same(name):
    old, new = HOSTILE[name]
    if "{" in old:
        numbered = [old.format(number) for number in range(3_000)]
        old, new = "".join(numbered), "".join((new or old).format(n) for n in range(2_999, -1, -1))
    found = compare(old, new)
    assert "".join(o.text for o in found.operations if o.op != "insert") == old
    assert "".join(o.text for o in found.operations if o.op != "delete") == new


def test_a_piece_too_long_for_words_is_marked_as_coarse(monkeypatch):
    old, new = "uno dos tres. cuatro cinco seis.\n", "uno DOS tres. cuatro cinco siete.\n"
    monkeypatch.setattr(differences, "_CELLS", 16)
    comparison._cache.clear()
    found = compare(old, new)
    comparison._cache.clear()
    assert found.coarse
    assert "".join(o.text for o in found.operations if o.op != "delete") == new


def test_a_comparison_is_the_same_in_every_process():
    old, new = f"{P1}\n{P2}\n{P3}\n- a\n- b\n", f"{P3}\n{P2.replace('30', '45')}\n- b c\n- a\n\n{P1}"
    code = (
        "import json,sys; from drafting.text.comparison import compare;"
        "print(json.dumps(compare(*json.load(sys.stdin)).as_dict(), sort_keys=True))"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=json.dumps([old, new]),
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert answers == {json.dumps(compare(old, new).as_dict(), sort_keys=True) + "\n"}
