"""What axe-core finds on a page. Its script goes in through the debugging line, so the page keeps its own policy."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_RUN = """async (tags) => {
  const found = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  return found.violations;
}"""


@cache
def _script() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, tags: Sequence[str] = TAGS) -> list[str]:
    """One line for each rule broken, with the places; in light and in dark."""
    page.evaluate(_script())
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme} {_told(violation)}" for violation in page.evaluate(_RUN, list(tags))]
    page.emulate_media(color_scheme="light")
    return found


def _told(violation: dict[str, Any]) -> str:
    places = " | ".join(node["html"][:160] for node in violation["nodes"][:4])
    return f"{violation['id']}: {places}"
