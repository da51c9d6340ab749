"""Browsers as people use them: each person has one, and anything that goes wrong in it fails the test."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Route, sync_playwright

from tests.journeys.axe import violations
from tests.journeys.demonstration import PASSWORD, Demonstration

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
"""The machine's own; without one, the browser that `playwright install chromium` has fetched."""

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
# A page that answers a refusal is no fault of the page; what it says about it is looked at by the test.
_REFUSED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


@dataclass
class Window:
    """One person's browser. `wrong`: what the browser complained of, which must stay empty."""

    page: Page
    address: str
    shots: Path
    wrong: list[str] = field(default_factory=list)

    def go(self, path: str, hat: str = "") -> None:
        """Open a page of the site, under one of the person's hats if it is named."""
        named = f"{'&' if '?' in path else '?'}as={hat}" if hat else ""
        self.page.goto(f"{self.address}{path}{named}")
        self.well()

    def press(self, name: str, within: str = "main") -> None:
        """Press the button (or the link that looks like one) of this name, and wait for the page that it leads to."""
        with self.page.expect_navigation():
            self.button(name, within).first.click()
        self.well()

    def button(self, name: str, within: str = "main") -> Locator:
        place = self.page.locator(within)
        return place.get_by_role("button", name=name).or_(place.get_by_role("link", name=name))

    def fill(self, name: str, words: str) -> None:
        self.page.locator(f"main [name={name}]:not([type=hidden])").fill(words)

    def choose(self, name: str, value: str) -> None:
        self.page.locator(f'main [name={name}][value="{value}"]').check()

    def sign_in(self, email: str) -> None:
        self.go("/signin")
        self.fill("email", email)
        self.fill("password", PASSWORD)
        self.press("Ingresar")
        assert "/signin" not in self.page.url, self.text

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def look(self, name: str) -> None:
        """Take a picture of the whole page, and let axe look for what keeps people out."""
        self.page.screenshot(path=self.shots / f"{name}.png", full_page=True)
        found = violations(self.page)
        assert found == [], f"{name}: {found}"

    def well(self) -> None:
        """Nothing was complained of, and the page fits into its window."""
        assert self.wrong == [], f"{self.page.url}: {self.wrong}"
        fits = self.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert fits, f"{self.page.url} is wider than its window"


@dataclass
class Browsers:
    chromium: Browser
    demonstration: Demonstration
    shots: Path
    windows: dict[tuple[str, str, str], Window] = field(default_factory=dict)

    def of(self, hat: str, role: str, *, phone: bool = False, script: bool = True) -> Window:
        """The browser of somebody with this hat and role, signed in through the page; the same one when asked again."""
        email = self.demonstration.email(hat, role)
        key = (email, hat, f"{phone} {script}")
        if key not in self.windows:
            window = self.opened(phone=phone, script=script)
            window.sign_in(email)
            window.go("/desk", hat)
            self.windows[key] = window
        return self.windows[key]

    def opened(self, *, phone: bool = False, script: bool = True, **about: Any) -> Window:
        """A browser in which nobody is signed in."""
        size = PHONE if phone else DESKTOP
        about = {"locale": "es-UY", "viewport": size, "has_touch": phone, "java_script_enabled": script, **about}
        context = self.chromium.new_context(**about)
        context.route("**/*", self._only_ours)
        context.set_default_timeout(60_000)
        window = Window(context.new_page(), self.demonstration.address, self.shots)
        _listen(context, window.wrong)
        return window

    def _only_ours(self, route: Route) -> None:
        ours = urlsplit(self.demonstration.address).netloc
        if urlsplit(route.request.url).netloc == ours:
            route.continue_()
        else:
            route.abort()


def _listen(context: BrowserContext, wrong: list[str]) -> None:
    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not _REFUSED.match(message.text):
            wrong.append(f"console: {message.text}")

    context.on("console", said)
    context.on("weberror", lambda error: wrong.append(f"script: {error.error}"))
    context.on("requestfailed", lambda request: wrong.append(f"not loaded: {request.url} {request.failure}"))


@contextmanager
def browsers(demonstration: Demonstration, shots: Path) -> Iterator[Browsers]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield Browsers(chromium, demonstration, shots)
        chromium.close()
