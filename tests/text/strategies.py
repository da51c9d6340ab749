"""Texts as people write them, and as nobody should: Markdown of the whole profile, and successive versions of it."""

import re
import unicodedata

from hypothesis import strategies as st

from drafting.text.canonical import canonical

# Spanish, English, Portuguese; Guaraní with a letter that has no code point of its own; emoji of several code points;
# numbers, an address, marks that turn the reading direction; characters that Markdown reads.
WORDS = re.findall(
    r"\S+",
    """
    la migración niñez región no menos países de los y según cooperación técnica albergues
    the shelters without never migrants of data exchange for persons
    não crianças informações proteção sem ações dos países
    g̃uahẽ avañe'ẽ 👩‍👩‍👧‍👦 🇵🇦 ✋🏽 2018 45 2,4 10.000 ana@example.org extra-regional y/o
    \u202eabc\u202c \u200fשלום p\u0430ypal ¿cómo? «así»
    [abierto] * ** _x_ \\ ` | < & ~ # > - 1. ]( [^1]
    """,
)

words = st.sampled_from(WORDS)
sentences = st.lists(words, min_size=1, max_size=9).map(lambda found: " ".join(found).capitalize() + ".")
flows = st.lists(sentences, min_size=1, max_size=3).map(" ".join)


def _styled(flow: str, style: str) -> str:
    first, _, rest = flow.partition(" ")
    return {
        "plain": flow,
        "bold": f"**{first}** {rest}",
        "italic": f"{first} *{rest}*",
        "link": f"[{first}](https://example.org/a) {rest}",
        "note": f"{flow}[^1]",
        "break": f"{first}\\\n{rest}",
        "spaces": f"{first}  \n{rest}",
        "wrapped": flow.replace(" ", "\n", 1),
    }[style]


STYLES = ("plain", "plain", "bold", "italic", "link", "note", "break", "spaces", "wrapped")
paragraphs = st.builds(_styled, flows, st.sampled_from(STYLES))
headings = st.builds("{} {}".format, st.sampled_from(["##", "###"]), sentences)


@st.composite
def lists(draw: st.DrawFn) -> str:
    marker = draw(st.sampled_from(["-", "*", "1."]))
    depths = draw(st.lists(st.integers(0, 4), min_size=1, max_size=5))
    gap = draw(st.sampled_from(["\n", "\n", "\n\n"]))
    return gap.join(f"{'   ' * depth}{marker} {draw(sentences)}" for depth in depths)


@st.composite
def tables(draw: st.DrawFn) -> str:
    columns = draw(st.integers(1, 3))
    rows = draw(st.lists(st.lists(words, min_size=columns, max_size=columns), min_size=1, max_size=4))
    ruler = "|" + "|".join(draw(st.sampled_from(["---", "--:", ":-:"])) for _ in range(columns)) + "|"
    drawn = ["| " + " | ".join(word.replace("|", "") or "x" for word in row) + " |" for row in rows]
    return "\n".join([drawn[0], ruler, *drawn[1:]])


quotes = paragraphs.map(lambda flow: "\n".join("> " + line for line in flow.split("\n")))
footnotes = st.builds("[^{}]: {}".format, st.sampled_from("12"), flows)
blocks = st.one_of(paragraphs, paragraphs, paragraphs, headings, lists(), tables(), quotes, footnotes)
block_lists = st.lists(blocks, max_size=7)
raw = st.builds(
    lambda found, gap, form, end: unicodedata.normalize(form, gap.join(found)) + end,
    block_lists,
    st.sampled_from(["\n\n", "\n\n", "\r\n\r\n", "\n \n", "\n"]),
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from(["", "\n", " \n\n", "\t"]),
)
NOISE = "aeñ\u0301 \t\n\r*_[]()^:|#>-1.\\`<&!\U0001f469\u200d\u202e\x0b\x00\x85\ud83d"
noise = st.text(st.sampled_from(NOISE), max_size=60)
documents = st.one_of(raw, raw, noise).map(canonical)


def _changed(draw: st.DrawFn, found: list[str]) -> list[str]:
    for _ in range(draw(st.integers(0, 4))):
        deed = draw(st.sampled_from(["add", "delete", "move", "word", "sentence", "join", "split", "replace"]))
        if deed == "add" or not found:
            found.insert(draw(st.integers(0, len(found))), draw(blocks))
            continue
        k = draw(st.integers(0, len(found) - 1))
        if deed == "delete":
            del found[k]
        elif deed == "move":
            found.insert(draw(st.integers(0, len(found) - 1)), found.pop(k))
        elif deed == "join" and k + 1 < len(found):
            found[k : k + 2] = [found[k] + " " + found[k + 1]]
        elif deed == "replace":
            found[k] = draw(blocks)
        else:
            found[k] = _edited(draw, found[k], deed)
    return found


def _edited(draw: st.DrawFn, block: str, deed: str) -> str:
    parts = block.split(" ")
    k = draw(st.integers(0, len(parts) - 1))
    if deed == "split":
        return " ".join(parts[:k]) + "\n\n" + " ".join(parts[k:])
    if deed == "sentence":
        return block + " " + draw(sentences)
    parts[k] = draw(words)
    return " ".join(parts)


@st.composite
def versions(draw: st.DrawFn, count: int = 2) -> tuple[str, ...]:
    """A text and others written from it, each on its own."""
    base = draw(block_lists)
    texts = [base, *(_changed(draw, list(base)) for _ in range(count - 1))]
    return tuple(canonical("\n\n".join(text)) for text in texts)


pairs = st.one_of(versions(), versions(), st.tuples(documents, documents))
