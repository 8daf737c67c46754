"""A shortlist at work: ticked in the search, ordered by keyboard, noted, compared; with script and without."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Browse
from tests.browser.window import Window, violations

OPTIONS: dict[str, Any] = {"resultTypes": ["violations"]}


def a_list_of(window: Window, count: int, title: str) -> str:
    """Tick people in the search, begin a list with them, and stand on its page; gives its address."""
    window.open("/en/experts")
    for number in range(count):
        window.page.locator(".pick input").nth(number).check()
    window.page.locator(".picked-bar select").select_option("")
    window.page.click(".picked-bar button")
    window.page.fill("main [name=title]", title)
    window.page.click("main button[type=submit]")
    window.page.wait_for_selector("[data-entries]")
    return window.path


def names(window: Window) -> list[str]:
    return window.page.locator("[data-entry] h2 a").all_inner_texts()


def voice(window: Window, words: str) -> None:
    window.page.wait_for_function(
        "words => [...document.querySelectorAll('p[aria-live]')].some(p => p.textContent.includes(words))",
        arg=words,
    )


def test_ticks_stay_when_results_are_replaced_and_ask_for_nothing(browse: Browse) -> None:
    window = browse("searcher")
    window.open("/en/experts")
    box = window.page.locator(".pick input").first
    box.check()
    assert window.page.inner_text("[data-picked-count]") == "Chosen: 1"
    value = box.get_attribute("value")
    address = window.path
    window.page.select_option("#sort", "state")
    window.page.wait_for_function("() => location.search.includes('sort=state')")
    kept = window.page.locator(f".pick input[value={value}]")
    assert address == "/en/experts"
    assert not kept.count() or kept.is_checked()


def test_people_are_ordered_by_keyboard_and_what_is_being_typed_stays(browse: Browse) -> None:
    window = browse("searcher")
    address = a_list_of(window, 4, "By keyboard")
    first, second, third, fourth = names(window)
    entries = window.page.locator("[data-entry]")
    entries.nth(0).locator("summary").click()
    entries.nth(0).locator("textarea").fill("not saved yet")
    entries.nth(2).locator("h2 a").focus()
    window.page.keyboard.press("Alt+ArrowUp")
    window.page.keyboard.press("Alt+ArrowUp")
    voice(window, f"{third} is now number 1 of 4.")
    assert names(window) == [third, first, second, fourth]
    assert window.focused["text"] == third
    assert window.path == address
    assert entries.nth(1).locator("textarea").input_value() == "not saved yet"
    assert window.page.locator("[data-place]").all_inner_texts() == ["1", "2", "3", "4"]
    window.open(address)
    assert names(window) == [third, first, second, fourth]


def test_a_note_is_saved_and_a_person_taken_off_without_leaving(browse: Browse) -> None:
    window = browse("searcher")
    address = a_list_of(window, 3, "Notes")
    entry = window.page.locator("[data-entry]").first
    entry.locator("summary").click()
    entry.locator("textarea").fill("Ask the ministry")
    entry.locator("[data-note] button").click()
    voice(window, "is saved")
    assert entry.locator(".lines").inner_text() == "Ask the ministry"
    entry.locator("button[data-confirm]").click()
    window.page.locator("dialog button.danger").click()
    voice(window, "is no longer on the list")
    assert len(names(window)) == 2
    assert window.page.inner_text("[data-count]") == "2 people"
    assert window.path == address


def test_the_pages_have_no_barrier_wide_or_narrow(browse: Browse) -> None:
    window = browse("manager")
    address = a_list_of(window, 6, "In every look").removeprefix("/en")
    wrong = []
    for path in (address, f"{address}/compare", f"{address}/edit", f"{address}/delete", "/shortlists"):
        for language, width in (("en", 320), ("ar", 320), ("ar", 1280)):
            window.page.set_viewport_size({"width": width, "height": 900})
            window.open(f"/{language}{path}")
            wrong += violations(Axe().run(window.page, options=OPTIONS).response["violations"])
            if window.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"{path} scrolls sideways")
    assert wrong == []


def test_without_script_the_same_is_done_by_buttons(browse: Browse) -> None:
    window = browse("searcher", script=False)
    a_list_of(window, 3, "Plain")
    first, second, third = names(window)
    window.page.locator("[data-move=down]").first.click()
    assert f"{first} is now number 2 of 3." in window.page.inner_text(".flashes")
    assert names(window) == [second, first, third]
    window.page.locator(".compare input").nth(0).check()
    window.page.locator(".compare input").nth(1).check()
    window.page.click(".compare-bar button")
    assert window.page.locator("thead .person-name").count() == 2
