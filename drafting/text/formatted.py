"""A block as a tree of formatted words, so that two versions of it can be laid into one another."""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from drafting.text.profile import parse
from drafting.text.tokens import tokens

BREAK, SPACE = "<br>", " "


@dataclass(frozen=True)
class Mark:
    """Bold, italic or a link: its opening tag, and which link of its paragraph it is."""

    opening: str
    closing: str
    number: int = 0


@dataclass(frozen=True)
class Atom:
    """A word, a space, a sign, a line break or a footnote's mark. Equal keys read alike, whatever their marks."""

    key: str
    drawn: str
    marks: tuple[Mark, ...] = ()
    footnote: str = ""

    @property
    def look(self) -> tuple[str, ...]:
        return tuple(mark.opening for mark in self.marks)


@dataclass(frozen=True)
class Leaf:
    """Words in one line of flow: of a paragraph, a heading, a cell, an item."""

    atoms: tuple[Atom, ...]


@dataclass(frozen=True)
class Element:
    tag: str
    attributes: str
    children: "tuple[Element | Leaf, ...]"


Node = Element | Leaf


def formatted(text: str) -> tuple[Node, ...]:
    """The tree of a block's words."""
    return tuple(_children(iter(parse(text))))


def atoms(node: Node) -> list[Atom]:
    if isinstance(node, Leaf):
        return list(node.atoms)
    return [atom for child in node.children for atom in atoms(child)]


def as_leaf(node: Node) -> Leaf | None:
    """The words of a leaf, or of a paragraph that is nothing else: an item is one or the other by its empty lines."""
    if isinstance(node, Element) and node.tag == "p" and len(node.children) == 1:
        node = node.children[0]
    return node if isinstance(node, Leaf) else None


def _children(stream: Iterator[Token]) -> list[Node]:
    found: list[Node] = []
    for token in stream:
        if token.hidden:
            continue
        if token.nesting < 0:
            break
        if token.nesting > 0:
            attributes = "".join(f' {name}="{html.escape(str(value))}"' for name, value in token.attrs.items())
            tag, attributes = (token.tag, attributes) if token.tag else ("div", ' class="footnote"')
            found.append(Element(tag, attributes, tuple(_children(stream))))
        elif token.type == "inline":
            found.append(Leaf(tuple(_atoms(token.children or ()))))
    return found


def _atoms(children: Sequence[Token]) -> list[Atom]:
    found: list[Atom] = []
    marks: list[Mark] = []
    links = 0
    for child in children:
        if child.nesting > 0:
            links += child.tag == "a"
            attributes = "".join(f' {name}="{html.escape(str(value))}"' for name, value in child.attrs.items())
            number = links if child.tag == "a" else 0
            marks.append(Mark(f"<{child.tag}{attributes}>", f"</{child.tag}>", number))
        elif child.nesting < 0:
            marks.pop()
        elif child.type == "footnote_ref":
            label = str(child.meta["label"])
            found.append(Atom(f"[^{label}]", "", tuple(marks), label))
        elif child.type == "softbreak":
            found.append(Atom(SPACE, "\n", tuple(marks)))
        elif child.type == "hardbreak":
            found.append(Atom(BREAK, "<br>\n", tuple(marks)))
        else:
            found += [_word(token, tuple(marks)) for token in tokens(child.content)]
    return found


def _word(token: str, marks: tuple[Mark, ...]) -> Atom:
    return Atom(SPACE if token.isspace() else token, html.escape(token, quote=False), marks)
