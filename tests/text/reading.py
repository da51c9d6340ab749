"""What a reader gets of HTML: its words, and its markup as a tree that can be compared."""

from html.parser import HTMLParser

VOID = {"br", "hr"}


class Tree(HTMLParser):
    """A strict reader: a tag closed out of order, or left open, is an error."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root: list = ["root", {}, []]
        self.open = [self.root]
        self.feed(html)
        self.close()
        assert len(self.open) == 1, f"{self.open[-1][0]} is left open"

    def handle_starttag(self, tag, attrs):
        node = [tag, dict(attrs), []]
        self.open[-1][2].append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag):
        assert self.open[-1][0] == tag, f"{tag} closes {self.open[-1][0]}"
        self.open.pop()

    def handle_data(self, data):
        self.open[-1][2].append(data)


def tree(html: str) -> list:
    return Tree(html).root


def text_of(node) -> str:
    return node if isinstance(node, str) else "".join(map(text_of, node[2]))


def visible_words(html: str) -> str:
    """Text content in words, with a space wherever a tag or a line ends."""
    return " ".join(_flat(tree(html)).replace("↩\ufe0e", "").split())


def _flat(node) -> str:
    if isinstance(node, str):
        return node
    inner = "".join(map(_flat, node[2]))
    return inner if node[0] in ("strong", "em", "a", "ins", "del", "span", "sup") else f" {inner} "
