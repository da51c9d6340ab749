"""Reads a page as an assistive program would, and names what is wrong with it; no browser needed.

`faults(html)` for a whole page, `faults(html, whole=False)` for a fragment.
"""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
FIELDS = {"input", "select", "textarea"}
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}
NAMED = {"a", "button", "h1", "h2", "h3", "h4", "legend", "label", "th", "summary", "title"}
POINTERS = ("aria-labelledby", "aria-describedby", "aria-controls")


@dataclass
class Node:
    tag: str
    attrs: dict[str, str]
    line: int
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def all(self, *tags: str) -> list["Node"]:
        found = [self] if not tags or self.tag in tags else []
        return found + [node for child in self.children for node in child.all(*tags)]

    def inside(self, *tags: str) -> bool:
        return self.parent is not None and (self.parent.tag in tags or self.parent.inside(*tags))

    @property
    def hidden(self) -> bool:
        return self.attrs.get("aria-hidden") == "true" or "hidden" in self.attrs

    @property
    def name(self) -> str:
        """The words it is known by: its label, its text, or what its pictures stand for."""
        if self.attrs.get("aria-label"):
            return self.attrs["aria-label"].strip()
        if self.hidden or self.tag in ("script", "style"):
            return ""
        parts = [*self.texts, self.attrs.get("alt", ""), *(child.name for child in self.children)]
        return " ".join(part.strip() for part in parts if part.strip())

    def __str__(self) -> str:
        shown = "".join(f' {key}="{self.attrs[key]}"' for key in ("id", "name", "href", "class") if key in self.attrs)
        return f"line {self.line}: <{self.tag}{shown}>"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("#root", {}, 0)
        self.here = self.root
        self.crossed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = Counter(name for name, _ in attrs)
        node = Node(tag, {name: value or "" for name, value in reversed(attrs)}, self.getpos()[0], self.here)
        self.crossed += [f"{node} has two {name}" for name, times in names.items() if times > 1]
        self.here.children.append(node)
        if tag not in VOID:
            self.here = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.here.tag == tag and self.here.parent:
            self.here = self.here.parent
        else:
            self.crossed.append(f"line {self.getpos()[0]}: </{tag}> closes <{self.here.tag}>")

    def handle_data(self, data: str) -> None:
        self.here.texts.append(data)


def read(html: str) -> tuple[Node, list[str]]:
    """The page as a tree, and what does not nest. Every element must be closed by hand, `<li>` and `<p>` too."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    still_open = [f"{reader.here} is never closed"] if reader.here is not reader.root else []
    return reader.root, reader.crossed + still_open


def faults(html: str, *, whole: bool = True) -> list[str]:
    root, found = read(html)
    if whole:
        found += _frame(root)
    return found + _names(root) + _fields(root) + _ids(root, whole) + _tables(root) + _habits(root) + _lists(root)


def _frame(root: Node) -> list[str]:
    found = []
    pages = root.all("html")
    if not pages or not pages[0].attrs.get("lang"):
        found.append("the page does not say its language")
    if len(root.all("h1")) != 1:
        found.append(f"{len(root.all('h1'))} h1, not one")
    if len(root.all("main")) != 1:
        found.append(f"{len(root.all('main'))} main, not one")
    if not root.all("title"):
        found.append("the page has no title")
    levels = [int(node.tag[1]) for node in root.all("h1", "h2", "h3", "h4", "h5", "h6")]
    found += [f"a heading jumps from {a} to {b}" for a, b in pairwise(levels) if b > a + 1]
    return found


def _names(root: Node) -> list[str]:
    found = [f"{node} has no words" for node in root.all(*NAMED) if not node.name and not node.hidden]
    found += [f"{node} has no alt" for node in root.all("img") if "alt" not in node.attrs]
    found += [
        f"{node} is neither hidden nor named"
        for node in root.all("svg")
        if not node.hidden and not node.attrs.get("aria-label") and node.attrs.get("role") != "img"
    ]
    navigations = Counter(node.attrs.get("aria-label") or node.attrs.get("aria-labelledby") for node in root.all("nav"))
    if len(navigations) > 1 or sum(navigations.values()) > 1:
        found += [
            f"{times} navigations called {name!r}" for name, times in navigations.items() if times > 1 or not name
        ]
    return found


def _fields(root: Node) -> list[str]:
    labelled = {node.attrs["for"] for node in root.all("label") if node.attrs.get("for")}
    found = []
    for node in root.all(*FIELDS):
        if node.tag == "input" and node.attrs.get("type") in UNLABELLED:
            continue
        own = node.attrs.get("aria-label") or node.attrs.get("aria-labelledby")
        if not own and node.attrs.get("id") not in labelled and not node.inside("label"):
            found.append(f"{node} has no label")
        if node.attrs.get("type") == "radio" and not node.inside("fieldset"):
            found.append(f"{node} is a choice without a fieldset")
    for node in root.all("fieldset"):
        if not any(child.tag == "legend" for child in node.children):
            found.append(f"{node} has no legend")
    for node in root.all("form"):
        if not node.all("button") and node.attrs.get("method", "get").lower() == "post":
            found.append(f"{node} has no button")
    return found


def _ids(root: Node, whole: bool) -> list[str]:
    ids = Counter(node.attrs["id"] for node in root.all() if "id" in node.attrs)
    found = [f"id {name!r} is there {times} times" for name, times in ids.items() if times > 1]
    if not whole:
        return found
    for node in root.all():
        pointed = [name for pointer in POINTERS for name in node.attrs.get(pointer, "").split()]
        pointed += [node.attrs["for"]] if node.tag == "label" and "for" in node.attrs else []
        if node.tag in ("a", "use") and node.attrs.get("href", "").startswith("#"):
            pointed.append(node.attrs["href"][1:])
        found += [f"{node} points to {name!r}, which is not there" for name in pointed if name not in ids]
    return found


def _tables(root: Node) -> list[str]:
    found = []
    for table in root.all("table"):
        heads = table.all("th")
        if not heads and table.attrs.get("role") != "presentation" and not table.inside("table"):
            found.append(f"{table} has no heads")
        found += [f"{head} has no scope" for head in heads if not head.attrs.get("scope")]
    return found


def _habits(root: Node) -> list[str]:
    found = []
    for node in root.all():
        index = node.attrs.get("tabindex", "0")
        if index not in ("0", "-1"):
            found.append(f"{node} has tabindex {index}")
        found += [f"{node} has an inline {name}" for name in node.attrs if name.startswith("on") or name == "style"]
        if node.tag == "style" or (node.tag == "script" and not node.attrs.get("src")):
            found.append(f"{node} is inline")
        if node.tag == "a" and "href" not in node.attrs:
            found.append(f"{node} leads nowhere")
        if node.tag == "a" and node.attrs.get("href", "").lower().startswith("javascript:"):
            found.append(f"{node} is a script")
        if node.tag in ("a", "button") and node.inside("a", "button"):
            found.append(f"{node} is inside another link or button")
    return found


def _lists(root: Node) -> list[str]:
    found = [
        f"{node} is not in a list" for node in root.all("li") if not node.parent or node.parent.tag not in ("ol", "ul")
    ]
    for node in root.all("ol", "ul"):
        found += [f"{child} stands bare in a list" for child in node.children if child.tag not in ("li", "script")]
    return found
