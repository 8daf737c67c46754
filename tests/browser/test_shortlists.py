"""A shortlist at work: ticked in the search, ordered by keyboard, noted, compared; with script and without."""

from typing import Any

from tests.browser.conftest import Browse
from tests.browser.window import Window, barriers

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


def tick(window: Window, number: int) -> str:
    """Tick that person of the page; gives the reference."""
    box = window.page.locator(".pick input").nth(number)
    box.check()
    return box.get_attribute("value") or ""


def picked_in(window: Window) -> list[str]:
    """Who is ticked on this page and others, as the form would send them."""
    found: list[str] = window.page.evaluate(
        "() => new FormData(document.getElementById('find')).getAll('expert').sort()"
    )
    return found


def test_ticks_stay_through_pages_filters_and_sorting_and_ask_for_nothing(browse: Browse) -> None:
    window = browse("searcher")
    page = window.page
    window.open("/en/experts")
    wanted = [tick(window, 0), tick(window, 1)]
    assert window.path == "/en/experts"
    assert page.inner_text("[data-picked-count]") == "Chosen: 2"
    page.click(".pagination a[rel=next]")
    page.wait_for_url("**page=2*")
    wanted = sorted([*wanted, tick(window, 3)])
    page.select_option("#sort", "state")
    page.wait_for_function("() => location.search.includes('sort=state')")
    page.check("input[name=region][value=african]")
    page.wait_for_function("() => location.search.includes('region=african')")
    assert "expert=" not in window.path
    assert picked_in(window) == wanted
    assert page.inner_text("[data-picked-count]") == "Chosen: 3"
    page.locator(".picked-bar select").select_option("")
    page.click(".picked-bar button")
    page.wait_for_selector("main [name=title]")
    page.fill("main [name=title]", "From three pages")
    page.click("main button[type=submit]")
    page.wait_for_selector("[data-entries]")
    assert len(names(window)) == 3
    window.open("/en/experts")
    assert picked_in(window) == []


def test_nobody_is_ticked_any_more_by_one_press(browse: Browse) -> None:
    window = browse("searcher")
    window.open("/en/experts?page=2")
    tick(window, 0)
    window.open("/en/experts")
    assert window.page.inner_text("[data-picked-count]") == "Chosen: 1"
    window.page.click("[data-picked-none]")
    assert picked_in(window) == []
    assert not window.page.locator(".picked-bar").is_visible()


def test_without_script_ticks_stay_through_pages_filters_and_sorting(browse: Browse) -> None:
    window = browse("searcher", script=False)
    page = window.page
    window.open("/en/experts")
    tick(window, 0)
    tick(window, 1)
    page.click(".pagination button:has-text('Next')")
    assert page.inner_text(".pagination [aria-current]") == "2"
    assert page.inner_text("[data-picked-count]") == "Chosen on other pages: 2"
    tick(window, 2)
    page.select_option("#sort", "state")
    page.click(".bar button:has-text('Sort')")
    page.check("input[name=region][value=african]")
    page.click("text=Apply the filters")
    assert "region=african" in window.path
    page.locator(".picked-bar select").select_option("")
    page.click(".picked-bar button")
    page.fill("main [name=title]", "From three pages without script")
    page.click("main button[type=submit]")
    assert len(names(window)) == 3


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
        for language, width in (("en", 1280), ("ar", 320)):
            window.page.set_viewport_size({"width": width, "height": 900})
            window.open(f"/{language}{path}")
            wrong += barriers(window.page, OPTIONS)
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
