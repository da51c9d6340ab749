"""A note as a file: what is kept of the words, and what is added."""

import re

from hypothesis import given
from hypothesis import strategies as st

from drafting.export.document import Document, ExportedSection
from drafting.export.html import to_html
from drafting.export.markdown import to_markdown
from drafting.text.canonical import canonical
from drafting.text.markdown import blocks, numbered_paragraphs

FIRST = "## Data\n\nOne.[^1]\n\n- a\n- b\n\n[^1]: A source.\n"
SECOND = "Two.[^1] With [open text].\n\n> Quoted.\n\n[^1]: Another source.\n"


def document(*texts, title="A note", standing=("RCM-SACM/CN/2018/2", "DRAFT")):
    sections, number = [], 1
    for place, text in enumerate(texts, start=1):
        sections.append(ExportedSection(str(place), f"Heading {place}", text, "", 1, number))
        number += len(numbered_paragraphs(text))
    return Document("RCM-SACM/CN/2018/2", title, "es", "drafting", None, standing, tuple(sections))


def test_headings_numbers_and_words_come_in_their_order():
    assert to_markdown(document(FIRST, SECOND)) == (
        "# A note\n\nRCM-SACM/CN/2018/2\n\nDRAFT\n\n## 1. Heading 1\n\n### Data\n\n**1.** One.[^1-1]\n\n"
        "**2.**\n\n- a\n- b\n\n[^1-1]: A source.\n\n## 2. Heading 2\n\n**3.** Two.[^2-1] With [open text].\n\n"
        "**4.**\n\n> Quoted.\n\n[^2-1]: Another source.\n"
    )


def test_a_title_is_only_words():
    assert to_markdown(document(title="A *note* [draft]")).startswith("# A \\*note\\* \\[draft\\]\n")
    assert "<h1>A &lt;note&gt;</h1>" in to_html(document(title="A <note>"), "es")


def test_html_numbers_paragraphs_through_the_note_and_keeps_footnotes_apart():
    html = to_html(document(FIRST, SECOND), "pt-BR")
    assert re.findall(r'<div id="p(\d)">', html) == ["1", "2", "3", "4"]
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert '<html lang="pt-BR">' in html


def test_a_file_is_named_after_the_symbol_the_label_and_the_language():
    frozen = Document("RCM-SACM/CN/2018/2", "A", "es", "consultation", "REV.0", (), ())
    assert frozen.file_name("md") == "RCM-SACM_CN_2018_2_REV.0_es.md"
    assert document().file_name("md") == "RCM-SACM_CN_2018_2_es.md"


@given(st.lists(st.text(alphabet="ab é.-*#>|[]^:1\n", max_size=80), max_size=3))
def test_whatever_is_written_every_numbered_paragraph_gets_its_number_once(texts):
    texts = [canonical(text) for text in texts]
    exported = to_markdown(document(*texts))
    count = sum(len(numbered_paragraphs(text)) for text in texts)
    for number in range(1, count + 1):
        assert exported.count(f"**{number}.**") >= 1
    for text in texts:
        assert all(
            line.strip() in exported for block in blocks(text) for line in block.text.splitlines() if "^" not in line
        )
