"""Signing in returns to the page asked for; after signing out nothing private can be seen again."""

from tests.browser.conftest import Browse
from tests.browser.live import Live


def test_signing_in_returns_to_the_page_asked_for(browse: Browse, live: Live) -> None:
    window = browse()
    wanted = f"/fr/experts/{live.rich}/edit"
    window.open(wanted)
    assert "/fr/sign-in" in window.path
    window.page.fill("main [name=email]", "focal-ke@demo.example")
    window.page.fill("main [name=password]", "demonstration-2026")
    window.page.click("main button[type=submit]")
    window.page.wait_for_selector("[name=family_name]")
    assert window.path == wanted


def test_after_signing_out_the_back_button_shows_nothing_private(browse: Browse, live: Live) -> None:
    window = browse()
    private = f"/en/experts/{live.rich}/edit"
    window.sign_in("focal-ke", then=private)
    assert window.open(private).headers["cache-control"] == "no-store"
    assert window.page.input_value("[name=email]") == "atieno.wanjala@people.example"
    window.page.click("header .menu:has(.account-name) summary")
    window.page.click("text=Sign out")
    window.page.wait_for_selector("header .account-name", state="detached")
    window.page.go_back()
    window.page.wait_for_selector("main [name=password]")
    assert "atieno.wanjala" not in window.page.content()
    assert "/sign-in" in window.open(private).url


def test_a_session_that_ended_elsewhere_asks_again_before_it_answers(browse: Browse) -> None:
    window = browse()
    window.sign_in("observer")
    window.open("/en/account")
    window.page.context.clear_cookies()
    window.open("/en/account")
    assert "/en/sign-in" in window.path
