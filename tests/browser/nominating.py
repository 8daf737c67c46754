"""A nomination made in a real browser with nothing but keys."""

from dataclasses import dataclass

from tests.browser.test_every_page import OPTIONS
from tests.browser.window import Window, barriers


@dataclass
class Keyboard:
    """A window that is worked by Tab, arrows, space, Enter and letters; each page that is passed is looked at."""

    window: Window
    presses: int = 0
    pages: int = 0

    def _press(self, key: str) -> None:
        self.window.page.keyboard.press(key)
        self.presses += 1

    def to(self, wanted: dict[str, str]) -> None:
        """Tab on until this has the focus; where the page ends before it, round again."""
        self.window.tab_to(wanted)

    def into(self, name: str, text: str) -> None:
        """Type into the field of this name."""
        self.to({"name": name})
        self.window.page.keyboard.press("Control+a")
        self.window.page.keyboard.type(text)
        self.presses += len(text)

    def choose(self, name: str, value: str) -> None:
        """Take this value in a list by its first letters and arrows, as one does without a mouse."""
        self.to({"name": name})
        index = self.window.page.evaluate(
            """([name, value]) => { const list = document.activeElement;
               return [...list.options].findIndex((option) => option.value === value) - list.selectedIndex; }""",
            [name, value],
        )
        for _step in range(abs(index)):
            self._press("ArrowDown" if index > 0 else "ArrowUp")
        assert self.window.page.evaluate("document.activeElement.value") == value

    def tick(self, name: str, *, all_of: int = 1) -> None:
        """Tick so many boxes of this name, one after another."""
        for _box in range(all_of):
            self.to({"name": name})
            if not self.window.page.evaluate("document.activeElement.checked"):
                self._press("Space")

    def press(self, wanted: dict[str, str], *, until: str) -> None:
        """Go to a button or link, press Enter, and wait for the page that has this in it."""
        self.to(wanted)
        self._press("Enter")
        self.arrive(until)

    def go_on(self, *, until: str) -> None:
        """Press the main button of the page."""
        self.press({"tag": "BUTTON", "kind": "primary", "within": "MAIN"}, until=until)

    def enter(self, *, until: str) -> None:
        """Press Enter where one is."""
        self._press("Enter")
        self.arrive(until)

    def arrive(self, until: str) -> None:
        """Wait for the page, and have axe look at it."""
        self.window.page.wait_for_selector(until, state="attached")
        self.window.page.wait_for_load_state()
        self.pages += 1
        found = barriers(self.window.page, OPTIONS)
        assert found == [], (self.window.path, found)
