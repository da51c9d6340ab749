"""The colours can be told apart: computed from the tokens, for every accent, light and dark."""

import re
from itertools import product

import pytest

from drafting.web.assets import FOLDER

CSS = (FOLDER / "app.css").read_text()
GROUNDS = ("paper", "tint")
WORDS = ("ink", "soft", "accent", "ok", "wait", "stop")
PAIRS = [
    *product(WORDS, GROUNDS),
    ("ink", "wash"),
    ("ins", "ins-tint"),
    ("del", "del-tint"),
    ("ink", "wait-tint"),
    ("wait", "wait-tint"),
    ("ink", "stop-tint"),
    ("stop", "stop-tint"),
    ("soft", "stop-tint"),
    ("soft", "wait-tint"),
    ("on-accent", "accent"),
]
LINES = [("edge", "paper"), ("edge", "tint"), ("focus", "paper"), ("focus", "tint")]


def tokens(selector: str) -> dict[str, str]:
    block = re.search(re.escape(selector) + r"\s*\{([^}]*)\}", CSS)
    assert block, selector
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})", block[1]))


LIGHT = tokens(":root")
DARK = LIGHT | tokens(':root[data-theme="dark"]')
LOOKS = {
    "light": LIGHT,
    "light rcm": LIGHT | tokens('[data-conference="rcm"]'),
    "light sacm": LIGHT | tokens('[data-conference="sacm"]'),
    "dark": DARK,
    "dark rcm": DARK | tokens(':root[data-theme="dark"] [data-conference="rcm"]'),
    "dark sacm": DARK | tokens(':root[data-theme="dark"] [data-conference="sacm"]'),
}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", LOOKS)
def test_words_can_be_read_on_every_ground_they_stand_on(look: str) -> None:
    found = {pair: contrast(LOOKS[look][pair[0]], LOOKS[look][pair[1]]) for pair in PAIRS}
    assert {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("look", LOOKS)
def test_edges_of_fields_and_the_focus_can_be_seen(look: str) -> None:
    found = {pair: contrast(LOOKS[look][pair[0]], LOOKS[look][pair[1]]) for pair in LINES}
    assert {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < 3} == {}


def test_dark_by_choice_is_dark_by_the_computers_setting() -> None:
    assert tokens(':root:not([data-theme="light"])') == tokens(':root[data-theme="dark"]')
    for conference in ("rcm", "sacm"):
        by_setting = tokens(f':root:not([data-theme="light"]) [data-conference="{conference}"]')
        assert by_setting == tokens(f':root[data-theme="dark"] [data-conference="{conference}"]')
