"""`drafting note`: what whoever runs the service needs to see of its notes."""

import json
from pathlib import Path

from drafting.domain.workflow import Stage
from drafting.store.work import Keeping
from tests.commands.conftest import Given
from tests.reviewing import note_at


def test_notes_are_listed_shown_and_exported(installed: Given, keeping: Keeping, tmp_path: Path):
    note = note_at(keeping, Stage.TROIKA_REVIEW)
    [line] = json.loads(installed("note", "list", "--json").out)
    assert (line["symbol"], line["stage"]) == (note.symbol, "troika_review")
    assert note.symbol in installed("note", "list").out

    shown = json.loads(installed("note", "show", note.slug, "--json").out)
    assert [section["label"] for section in shown["sections"]] == list("1234567")
    assert [text["label"] for text in shown["frozen_texts"]] == ["W1"]
    assert "W1" in installed("note", "show", str(note.id)).out

    assert "Palabras de la sección 7." in installed("note", "export", note.slug).out
    file = tmp_path / "note.html"
    assert installed("note", "export", note.slug, "--as", "html", "--label", "W1", "--output", str(file)).code == 0
    assert "Palabras de la sección 7." in file.read_text()
    exported = json.loads(installed("note", "export", note.slug, "--as", "json", "--label", "W1").out)
    assert (exported["label"], len(exported["sections"])) == ("W1", 7)


def test_what_is_not_there_is_said_in_a_line(installed: Given, keeping: Keeping):
    assert installed("note", "list").out == "There is no note yet.\n"
    assert "note list" in installed("note", "show", "rcm-sacm-cn-2018-2").err
    note = note_at(keeping, Stage.DRAFTING)
    refused = installed("note", "export", note.slug, "--label", "REV.0")
    assert (refused.code, "REV.0" in refused.err) == (1, True)
