"""One window of a browser, and what its console said."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Response

from tests.browser.live import PASSWORD, Live

REFUSALS = (
    "status of 404",
    "status of 409",
    "status of 422",
    "status of 429",
)  # a page that says no is not a fault

AXE = Axe().axe_script
# Only what is wrong is handed over: all that was found right is fifty kilobytes a page.
RUN_AXE = "options => axe.run(document, options).then((found) => JSON.stringify(found.violations))"

FOCUSED = """() => {
  const one = document.activeElement;
  const frame = one.closest(".mast-search") ?? one;
  const drawn = [one, frame].map((part) => getComputedStyle(part));
  return {
    tag: one.tagName,
    name: one.name || one.id || "",
    text: (one.innerText || "").trim(),
    href: one.getAttribute("href") || "",
    kind: one.className || "",
    action: one.getAttribute("formaction") || one.form?.getAttribute("action") || "",
    within: one.closest("main, header, footer")?.tagName || "",
    ring: one.type === "date"
      || drawn.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
  };
}"""


@dataclass
class Window:
    """A page with the addresses of the live roster; it keeps what the console says."""

    page: Page
    live: Live
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(15_000)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(words in message.text for words in REFUSALS):
            self.said.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    def open(self, path: str) -> Response:
        """Go to an address of the roster."""
        answer = self.page.goto(self.live.url + path)
        assert answer is not None
        return answer

    def sign_in(self, name: str, *, then: str = "/en/") -> None:
        """Sign in by the form, as that account of the demonstration."""
        self.open(f"/en/sign-in?next={then}")
        self.page.fill("main [name=email]", f"{name}@demo.example")
        self.page.fill("main [name=password]", PASSWORD)
        self.page.click("main button[type=submit]")
        self.page.wait_for_selector("header .account-name", state="attached")

    def save(self) -> None:
        """Press the visible button of the profile's form."""
        self.page.click(".sticky-actions button")

    @property
    def path(self) -> str:
        """The address without the host."""
        return self.page.url.removeprefix(self.live.url)

    @property
    def count(self) -> str:
        """The sentence that says how many were found."""
        return self.page.inner_text("[data-live-count]")

    @property
    def focused(self) -> dict[str, Any]:
        """What has the focus: its name or id, words, and whether a ring is drawn.

        Within a date field the focus goes on to the calendar button, whose ring is the browser's own.
        """
        return self.page.evaluate(FOCUSED)

    def tab_to(self, wanted: dict[str, str], *, most: int = 200) -> None:
        """Press Tab until something with these properties has the focus; every stop on the way shows its ring."""
        seen: list[str] = []
        for _press in range(most):
            self.page.keyboard.press("Tab")
            here = self.focused
            seen.append(f"{here['tag']} {here['name']} {here['text'][:30]}")
            assert here["ring"] or here["tag"] in ("BODY", "HTML"), f"no visible focus: {seen[-1]}"
            if all(value in here[key] for key, value in wanted.items()):
                return
        raise AssertionError(f"{wanted} was not reached: {seen}")


def barriers(page: Page, options: dict[str, Any]) -> list[str]:
    """What axe finds in the page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return violations(json.loads(page.evaluate(RUN_AXE, options)))


def violations(found: Sequence[dict[str, Any]]) -> list[str]:
    """What axe found, in lines that name rule and element."""
    return [
        f"{rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
        for rule in found
        for node in rule["nodes"][:3]
    ]
