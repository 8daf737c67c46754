"""With the keyboard alone: sign in, search, open, edit, save; the focus can be seen at every stop."""

import re

from tests.browser.conftest import Browse
from tests.browser.live import PASSWORD, Live


def test_the_whole_way_by_keyboard(browse: Browse, live: Live) -> None:
    ref = live.new_profile("Chelagat", "Naomi")
    window = browse()
    page, keys = window.page, window.page.keyboard
    window.open("/en/sign-in")
    window.tab_to({"name": "email"})
    keys.type("manager@demo.example")
    window.tab_to({"name": "password"}, most=2)
    keys.type(PASSWORD)
    keys.press("Enter")
    page.wait_for_selector("header .account-name", state="attached")
    keys.press("/")
    assert window.focused["name"] == "q"
    keys.type("Chelagat")
    keys.press("Enter")
    page.wait_for_url(re.compile("q=Chelagat"))
    page.wait_for_selector(f"a[href='/en/experts/{ref}']")
    window.tab_to({"href": ref})
    keys.press("Enter")
    page.wait_for_url(re.compile(f"{ref}$"))
    window.tab_to({"href": f"{ref}/edit"})
    keys.press("Enter")
    page.wait_for_url(re.compile("/edit$"))
    window.tab_to({"name": "city"})
    keys.press("Control+a")
    keys.type("Eldoret")
    keys.press("Enter")
    page.wait_for_url(re.compile(f"{ref}$"))
    assert "Eldoret" in page.inner_text("main")


def test_the_first_stop_skips_to_the_content(browse: Browse) -> None:
    window = browse("manager")
    window.open("/en/help")
    window.tab_to({"href": "#main"}, most=1)
    window.page.keyboard.press("Enter")
    assert window.focused["name"] == "main"


def test_menus_open_and_close_by_keyboard(browse: Browse) -> None:
    window = browse("manager")
    window.open("/en/help")
    window.tab_to({"tag": "SUMMARY"})
    window.page.keyboard.press("Enter")
    assert window.page.locator("header details[open]").count() == 1
    window.page.keyboard.press("Escape")
    assert window.page.locator("header details[open]").count() == 0
    assert window.focused["tag"] == "SUMMARY"


def test_the_focus_is_not_hidden_behind_the_bar_of_the_form(browse: Browse, live: Live) -> None:
    window = browse("manager", width=320)
    window.open(f"/en/experts/{live.rich}/edit")
    window.page.focus("[name=title]")
    hidden = """() => { const box = document.activeElement.getBoundingClientRect();
        const bar = document.querySelector(".sticky-actions");
        return !bar.contains(document.activeElement) && box.top >= bar.getBoundingClientRect().top; }"""
    for _press in range(40):
        window.page.keyboard.press("Tab")
        assert window.page.evaluate(hidden) is False, window.focused
