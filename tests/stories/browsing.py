"""A researcher at a browser of their own, whose console has to stay empty."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Locator, Page, expect

SKIPPED = "BROWSER TESTS WERE SKIPPED"
WHY = f"{SKIPPED}: no chromium was found. Install it (on Debian: apt-get install chromium) and run them again."
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
DESK, PHONE = 1366, 320
HEIGHT = 800
AXE = Axe()


class Researcher:
    """One person in a browser context of their own: cookies, pages and console are nobody else's."""

    def __init__(self, chromium: Browser, address: str, *, scripts: bool = True) -> None:
        self.address = address
        self.console: list[str] = []
        self.context = chromium.new_context(
            viewport={"width": DESK, "height": HEIGHT}, java_script_enabled=scripts, reduced_motion="reduce",
            locale="en-GB",
        )  # fmt: skip
        self.context.set_default_timeout(30_000)
        self.page = self.context.new_page()
        self.page.on("console", self._said)
        self.page.on("pageerror", self._broke)

    def _said(self, message: ConsoleMessage) -> None:
        self.console.append(f"{message.type}: {message.text}")

    def _broke(self, error: Error) -> None:
        self.console.append(f"pageerror: {error.message}")

    @contextmanager
    def refused(self, status: int) -> Iterator[None]:
        """Expect that the server refuses something, which Chromium reports in its console."""
        before = len(self.console)
        yield
        heard = self.console[before:]
        assert heard, f"Nothing was refused with {status}."
        assert all(f"status of {status}" in line for line in heard), heard
        del self.console[before:]

    def open(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.address + path)

    def go(self, room: str) -> None:
        """Follow a link of the study's own navigation, and wait until the page and its scripts have come."""
        with self.page.expect_navigation():
            self.page.get_by_role("navigation", name="Study").get_by_role("link", name=room, exact=True).click()
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()

    def sign_in(self, login: str, password: str) -> None:
        self.open("/sign-in")
        self.page.get_by_label("Login").fill(login)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.heading).to_have_text("Studies")

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    @property
    def study(self) -> str:
        """Return the address of the study that the page belongs to."""
        found = re.match(r".*/studies/[0-9a-f-]{36}", self.page.url)
        assert found, self.page.url
        return found[0]


def barriers(page: Page) -> str:
    """Return what axe finds wrong with the page for readers with disabilities; nothing is the right answer."""
    found = AXE.run(page).response["violations"]
    return json.dumps(
        [{one["id"]: [(node["html"][:160], node["failureSummary"]) for node in one["nodes"][:4]]} for one in found],
        indent=1,
    ) if found else ""  # fmt: skip


# What sticks out of the page on the right, where the page itself would have to be scrolled to see it.
STICKS_OUT = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return "";
  const wide = [...document.querySelectorAll("body *")].filter(
    (it) => it.getBoundingClientRect().right > page.clientWidth + 1 && !it.closest(".scroll"));
  return `${page.scrollWidth} px: ` + wide.slice(0, 6).map((it) => it.outerHTML.slice(0, 120)).join(" | ");
}"""


def too_wide(page: Page) -> str:
    """Return what makes the page scroll sideways; nothing is the right answer."""
    return str(page.evaluate(STICKS_OUT))
