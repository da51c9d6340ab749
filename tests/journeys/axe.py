"""What axe-core finds on a page. Its script goes in through the debugging line, so the page keeps its own policy."""

from functools import cache
from importlib.resources import files
from typing import Any, Literal

from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_RUN = """async (runOnly) => {
  const found = await axe.run(document, { runOnly, resultTypes: ["violations"] });
  return found.violations;
}"""
# In the dark only colours differ; the page is left in the light.
_RULES: dict[Scheme, Any] = {
    "dark": {"type": "rule", "values": ["color-contrast"]},
    "light": {"type": "tag", "values": list(TAGS)},
}


@cache
def _script() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """One line for each rule broken, with the places; in light and in dark."""
    page.evaluate(_script())
    found = []
    for scheme, rules in _RULES.items():
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme} {_told(violation)}" for violation in page.evaluate(_RUN, rules)]
    return found


def _told(violation: dict[str, Any]) -> str:
    places = " | ".join(node["html"][:160] for node in violation["nodes"][:4])
    return f"{violation['id']}: {places}"
