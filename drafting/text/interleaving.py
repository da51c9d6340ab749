"""Two versions of a block laid into one another: every word once, with whether it stayed, went or came."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from drafting.text.alignment import align
from drafting.text.differences import Codes, Op, alike, runs
from drafting.text.formatted import SPACE, Atom, Element, Leaf, Node, as_leaf, atoms

Status = Literal["same", "added", "deleted"]


@dataclass(frozen=True)
class Span:
    """Words in one state; both sides have them when they stayed. `restyled`: they stayed, their formatting did not."""

    op: Op
    old: tuple[Atom, ...]
    new: tuple[Atom, ...]
    restyled: bool = False


@dataclass(frozen=True)
class Woven:
    """A line of words of both versions, in its tag if it has one. Whole: it came or went with all its words."""

    spans: tuple[Span, ...]
    old_tag: str
    new_tag: str
    status: Status


@dataclass(frozen=True)
class Branch:
    tag: str
    old_attributes: str
    new_attributes: str
    status: Status
    children: "tuple[Branch | Woven, ...]"


def interleave(old: Sequence[Node], new: Sequence[Node]) -> tuple[Branch | Woven, ...]:
    """Both sequences in one. Where the structure differs, the old part goes whole and the new one comes whole."""
    codes = Codes()
    return tuple(_interleave(old, new, codes))


def whole(nodes: Sequence[Node], status: Status) -> tuple[Branch | Woven, ...]:
    return tuple(_whole(node, status) for node in nodes)


def _interleave(old: Sequence[Node], new: Sequence[Node], codes: Codes) -> list[Branch | Woven]:
    if len(old) == len(new) and all(_same_place(a, b) for a, b in zip(old, new, strict=True)):
        return [_pair(a, b, codes) for a, b in zip(old, new, strict=True)]
    old_words, new_words = [_words(node, codes) for node in old], [_words(node, codes) for node in new]
    woven: list[Branch | Woven] = []

    def likeness(i: int, j: int) -> float:
        return alike(old_words[i], new_words[j]) if _fits(old[i], new[j]) else 0.0

    for i, j in align([repr(node) for node in old], [repr(node) for node in new], likeness):
        if i is not None and j is not None:
            woven.append(_pair(old[i], new[j], codes))
        elif i is not None:
            woven.append(_whole(old[i], "deleted"))
        elif j is not None:
            woven.append(_whole(new[j], "added"))
    return woven


def _same_place(old: Node, new: Node) -> bool:
    """Cells of a row, head and body of a table, the one paragraph of an item: paired by place, not by likeness."""
    return _fits(old, new) and (isinstance(old, Leaf) or old.tag in ("p", "td", "th", "thead", "tbody", "tr"))


def _fits(old: Node, new: Node) -> bool:
    if as_leaf(old) is not None and as_leaf(new) is not None:
        return True
    return isinstance(old, Element) and isinstance(new, Element) and old.tag == new.tag


def _pair(old: Node, new: Node, codes: Codes) -> Branch | Woven:
    here, there = as_leaf(old), as_leaf(new)
    if here is not None and there is not None:
        return Woven(tuple(_spans(here, there, codes)), _tag(old), _tag(new), "same")
    if not isinstance(old, Element) or not isinstance(new, Element):
        raise TypeError("Only what fits is paired.")
    children = tuple(_interleave(old.children, new.children, codes))
    return Branch(new.tag, old.attributes, new.attributes, "same", children)


def _whole(node: Node, status: Status) -> Branch | Woven:
    leaf = as_leaf(node)
    if leaf is not None:
        span = Span("delete", leaf.atoms, ()) if status == "deleted" else Span("insert", (), leaf.atoms)
        return Woven((span,) if leaf.atoms else (), _tag(node), _tag(node), status)
    if isinstance(node, Leaf):
        raise TypeError("A leaf is a leaf.")
    return Branch(node.tag, node.attributes, node.attributes, status, whole(node.children, status))


def _tag(node: Node) -> str:
    return node.tag if isinstance(node, Element) else ""


def _spans(old: Leaf, new: Leaf, codes: Codes) -> list[Span]:
    spans: list[Span] = []
    i = j = 0
    for op, count in runs([atom.key for atom in old.atoms], [atom.key for atom in new.atoms], codes)[0]:
        gone = old.atoms[i : i + count] if op != "insert" else ()
        came = new.atoms[j : j + count] if op != "delete" else ()
        i, j = i + len(gone), j + len(came)
        spans += _by_look(gone, came) if op == "equal" else [Span(op, gone, came)]
    return spans


def _by_look(old: tuple[Atom, ...], new: tuple[Atom, ...]) -> list[Span]:
    """Words that stayed, those with other formatting apart. A bare space between two such belongs to them."""
    changed = [a.look != b.look and a.key != SPACE for a, b in zip(old, new, strict=True)]
    for k in range(1, len(changed) - 1):
        changed[k] |= old[k].look != new[k].look and changed[k - 1]
    spans: list[Span] = []
    start = 0
    for end in range(1, len(changed) + 1):
        if end == len(changed) or changed[end] != changed[start]:
            spans.append(Span("equal", old[start:end], new[start:end], changed[start]))
            start = end
    return spans


def _words(node: Node, codes: Codes) -> str:
    return codes.encode(atom.key for atom in atoms(node) if atom.key != SPACE)
