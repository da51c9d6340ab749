"""The one Markdown profile: what a section may hold, and the parser set up for it.

Two rules stand above CommonMark here. Nothing may be hidden: whatever somebody approves must be on the page, so a
construct that would swallow words (cells beyond the header, lists nested too deep, reference definitions, a footnote
nobody refers to) is shown as plain text instead. And nothing may run away: depth and table size are bounded.
"""

import re
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.blockquote import blockquote
from markdown_it.rules_block.list import list_block
from markdown_it.rules_block.table import escapedSplit, getLine, table
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.link import link
from markdown_it.rules_inline.newline import newline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def

LIST_DEPTH = 3
QUOTE_DEPTH = 3
TABLE_COLUMNS = 20
TABLE_CELLS = 4_000

# Each list spends two levels of nesting (the list and its item), each quote one.
_LIST_LEVELS = 2 * LIST_DEPTH
_QUOTE_LEVELS = _LIST_LEVELS + QUOTE_DEPTH

_BlockRule = Callable[[StateBlock, int, int, bool], bool]

_WITHOUT_BLOCKS = ["code", "fence", "hr", "html_block", "lheading", "reference"]
_WITHOUT_INLINES = ["backticks", "html_inline", "image", "entity"]


def parse(source: str, *, joined: bool = True) -> list[Token]:
    """Tokens of a piece of text; footnotes stay where they are written, and every `[^label]` is a reference.

    Not `joined`, an escaped character keeps a token of its own, so that `\\[` can be told from `[`.
    """
    tokens = _parser(joined).parse(source, {})
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            # The page owns h1 and h2: a sub-heading of a section is h3, one below it h4.
            token.tag = "h3" if token.tag in ("h1", "h2") else "h4"
        if "style" in token.attrs:
            # No inline style passes our content security policy.
            token.attrs = {"class": str(token.attrs["style"]).replace("text-align:", "align-")}
    return tokens


def to_html(tokens: list[Token]) -> str:
    """Markup of these tokens, not yet cleaned. A footnote reference is left open: see `markdown`."""
    parser = _parser()
    html: str = parser.renderer.render(tokens, parser.options, {})
    return html


@cache
def _parser(joined: bool = True) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False})
    footnote_plugin(parser, inline=False, move_to_end=False, always_match_refs=True)
    parser.enable("table")
    parser.disable(_WITHOUT_BLOCKS)
    parser.disable(_WITHOUT_INLINES)
    _replace(parser, "list", _bounded(list_block, _LIST_LEVELS))
    _replace(parser, "blockquote", _bounded(blockquote, _QUOTE_LEVELS))
    _replace(parser, "footnote_def", _bounded(footnote_def, 1))
    _replace(parser, "table", _whole_table)
    parser.inline.ruler.at("newline", _newline)
    parser.inline.ruler.at("link", _link)
    parser.validateLink = _may_link  # type: ignore[method-assign]
    parser.add_render_rule("footnote_ref", _open_reference)
    if not joined:
        parser.disable("text_join")
    return parser


def _replace(parser: MarkdownIt, name: str, rule: _BlockRule) -> None:
    interrupts = {
        "list": ["paragraph", "reference", "blockquote"],
        "blockquote": ["paragraph", "reference", "blockquote", "list"],
        "footnote_def": ["paragraph", "reference"],
        "table": ["paragraph", "reference"],
    }
    parser.block.ruler.at(name, rule, {"alt": interrupts[name]})


def _bounded(rule: _BlockRule, levels: int) -> _BlockRule:
    """The same rule, standing aside where it would nest too deep: the marks are then plain text."""

    def bounded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < levels and rule(state, start, end, silent)

    return bounded


def _whole_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table in which every word is shown and whose size is bounded; otherwise no table."""
    if silent or not table(state, start, end, True):
        return silent and table(state, start, end, True)
    columns = len(_cells(getLine(state, start)))
    if columns > TABLE_COLUMNS or columns * (_end_of_run(state, start, end) - start) > TABLE_CELLS:
        return False
    before = len(state.tokens)
    if not table(state, start, end, False):
        return False
    if any(len(_cells(getLine(state, line))) > columns for line in range(start + 2, state.line)):
        del state.tokens[before:]
        state.line = start
        return False
    return True


def _end_of_run(state: StateBlock, start: int, end: int) -> int:
    """The next empty line; kept, since the lines of one run ask for it again and again."""
    first, last = state.env.get("run", (0, -1))
    if not first <= start < last:
        last = start
        while last < end and not state.isEmpty(last):
            last += 1
        state.env["run"] = (start, last)
    return int(last)


def _cells(line: str) -> list[str]:
    cells = escapedSplit(line.strip())
    if cells and cells[0] == "":
        del cells[0]
    if cells and cells[-1] == "":
        del cells[-1]
    return cells


def _link(state: StateInline, silent: bool) -> bool:
    """A link, looked for only where an address can still follow: else thousands of brackets cost their square."""
    known, last = state.env.get("last address", (None, -1))
    if known is not state.src:
        last = state.src.rfind("](")
        state.env["last address"] = (state.src, last)
    return state.pos < last and link(state, silent)


def _newline(state: StateInline, silent: bool) -> bool:
    """A line break, and for a hard one where it stands, so that the canonical form can write it visibly."""
    at = state.pos
    if not newline(state, silent):
        return False
    if not silent and state.tokens and state.tokens[-1].type == "hardbreak":
        state.tokens[-1].meta["at"] = at
    return True


_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def _may_link(url: str) -> bool:
    """Whether an address may be followed; it has been normalised, a backslash in it is encoded."""
    url = url.strip().lower()
    if _SCHEME.match(url):
        return url.startswith(("https://", "mailto:"))
    return not url.startswith("//")


def _open_reference(_self: object, tokens: list[Token], index: int, _options: object, _env: object) -> str:
    label = str(tokens[index].meta["label"])
    return f'<sup class="footnote-ref"><a href="#note-{label.encode().hex()}">*</a></sup>'
