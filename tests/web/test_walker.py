"""The walker sees what it is there to see."""

import pytest

from tests.web.walker import faults

GOOD = """<!doctype html><html lang="es"><head><title>x</title></head><body>
<main id="content"><h1>x</h1>{}</main></body></html>"""


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<h1>y</h1>", "2 h1"),
        ("<h4>y</h4>", "jumps from 1 to 4"),
        ('<input id="a" name="a">', "has no label"),
        ('<input type="radio" name="a" aria-label="x">', "without a fieldset"),
        ("<fieldset><p>x</p></fieldset>", "has no legend"),
        ('<p id="content">x</p>', "is there 2 times"),
        ('<a href="#nowhere">x</a>', "which is not there"),
        ("<table><tbody><tr><td>x</td></tr></tbody></table>", "has no heads"),
        ("<table><tbody><tr><th>x</th></tr></tbody></table>", "has no scope"),
        ('<p tabindex="2">x</p>', "has tabindex 2"),
        ('<button onclick="x()">x</button>', "inline onclick"),
        ('<p style="color: red">x</p>', "inline style"),
        ("<script>x()</script>", "is inline"),
        ('<a href="/x"><svg aria-hidden="true"></svg></a>', "has no words"),
        ('<img src="/x.svg">', "has no alt"),
        ("<svg></svg>", "neither hidden nor named"),
        ("<a>x</a>", "leads nowhere"),
        ('<a href="/x">x <button>y</button></a>', "inside another"),
        ("<ul><p>x</p></ul>", "stands bare"),
        ("<li>x</li>", "not in a list"),
        ("<p>x", "closes <p>"),
        ('<p id="a" id="b">x</p>', "has two id"),
        ('<form method="post"><p>x</p></form>', "has no button"),
    ],
)
def test_the_walker_names_the_fault(html: str, fault: str) -> None:
    assert any(fault in line for line in faults(GOOD.format(html))), faults(GOOD.format(html))


def test_the_walker_has_nothing_to_say_about_a_good_page() -> None:
    field = '<form method="post"><label for="a">A</label><input id="a" name="a"><button>B</button></form>'
    assert faults(GOOD.format(field)) == []


def test_a_page_must_say_its_language() -> None:
    assert "the page does not say its language" in faults("<html><main><h1>x</h1></main></html>")


def test_a_fragment_needs_no_frame() -> None:
    assert faults("<p>x</p>", whole=False) == []
