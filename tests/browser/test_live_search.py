"""Results while typing: the page keeps up, keeps the focus, says how many, and its address is always a link."""

import re
import time

from playwright.sync_api import Route, expect

from tests.browser.conftest import Browse
from tests.browser.live import Live

BOX = "main input[name=q]"


def test_results_follow_the_words_and_the_focus_stays(browse: Browse) -> None:
    window = browse("manager")
    window.open("/en/experts")
    before = window.count
    window.page.click(BOX)
    window.page.keyboard.type("Wanjala", delay=20)
    expect(window.page.locator("[data-live-count]")).to_have_text("1 expert")
    assert before != "1 expert"
    assert window.focused["name"] == "q"
    assert window.page.input_value(BOX) == "Wanjala"
    assert window.path == "/en/experts?q=Wanjala"
    expect(window.page.locator("[aria-live=polite]")).to_have_text("1 expert")
    language_links = window.page.locator("header .menu-list a[hreflang=fr]")
    assert "q=Wanjala" in (language_links.get_attribute("href") or "")


def test_a_filter_narrows_at_once_and_the_back_button_undoes_it(browse: Browse) -> None:
    window = browse("manager")
    window.open("/en/experts")
    before = window.count
    window.page.check("input[name=region][value=african]")
    expect(window.page.locator("ul.chips[aria-label] .chip")).to_have_count(1)
    assert "region=african" in window.path
    assert window.count != before
    assert window.page.is_checked("input[name=region][value=african]")
    window.page.go_back()
    expect(window.page.locator("[data-live-count]")).to_have_text(before)
    assert "region" not in window.path
    assert not window.page.is_checked("input[name=region][value=african]")


def test_a_chip_removes_its_filter_and_the_whole_list_opens_without_leaving(browse: Browse) -> None:
    window = browse("manager")
    window.open("/en/experts?region=african")
    window.page.evaluate("window.sameDocument = true")
    window.page.click(".chip-remove")
    expect(window.page.locator(".chip-remove")).to_have_count(0)
    window.page.click("#more-state")
    window.page.fill("[data-facet=state] [data-facet-filter]", "keny")
    expect(window.page.locator("[data-facet=state] .facet-value:visible")).to_have_count(1)
    window.page.check("[data-facet=state] input[value=KE]")
    expect(window.page.locator("ul.chips[aria-label] .chip")).to_have_text(re.compile("Kenya"))
    assert "state=KE" in window.path
    assert window.page.evaluate("window.sameDocument") is True


def test_words_typed_after_a_list_by_name_come_with_the_best_match_first(browse: Browse) -> None:
    window = browse("manager")
    window.open("/en/experts")
    assert window.page.input_value("#sort") == ""
    window.page.fill(BOX, "corruption")
    expect(window.page.locator("#sort option").first).to_have_text("Best match")
    assert "sort" not in window.path


def test_an_answer_that_comes_too_late_is_dropped(browse: Browse) -> None:
    window = browse("manager")
    window.open("/en/experts")

    def hold(route: Route) -> None:
        time.sleep(1.0)
        route.continue_()

    window.page.route(re.compile(r"q=Wanj$"), hold)
    window.page.fill(BOX, "Wanj")
    window.page.wait_for_timeout(400)  # the slow question is under way
    window.page.fill(BOX, "zzzzqqq")
    expect(window.page.locator("[data-live-count]")).to_have_text("0 experts")
    window.page.wait_for_timeout(1_200)  # by now the slow answer would have come
    assert window.count == "0 experts"
    assert window.path == "/en/experts?q=zzzzqqq"


def test_where_the_server_asks_for_patience_the_page_says_so_and_asks_again(browse: Browse) -> None:
    window = browse("manager")
    window.open("/en/experts")
    window.page.evaluate("window.sameDocument = true")
    refused: list[str] = []

    def refuse_once(route: Route) -> None:
        if refused:
            route.continue_()
        else:
            refused.append(route.request.url)
            route.fulfill(status=429, headers={"Retry-After": "1"}, body="")

    window.page.route(re.compile(r"q=Wanjala$"), refuse_once)
    window.page.fill(BOX, "Wanjala")
    note = window.page.locator("[data-live-region=problem] .understood")
    expect(note).to_contain_text("Many searches in a short time")
    expect(window.page.locator("[aria-live=polite]")).to_contain_text("Many searches in a short time")
    expect(window.page.locator("[data-live-count]")).to_have_text("1 expert")
    expect(note).to_have_count(0)
    assert refused
    assert window.page.evaluate("window.sameDocument") is True
    assert window.path == "/en/experts?q=Wanjala"


def test_an_edit_is_found_within_two_seconds(browse: Browse, live: Live) -> None:
    ref = live.new_profile("Okonjo", "Ngozi")
    window, searcher = browse("manager"), browse("manager")
    window.open(f"/en/experts/{ref}/edit")
    window.page.fill("[name=post]", "Keeper of the quillwort ledger")
    window.save()
    window.page.wait_for_url(re.compile(rf"/en/experts/{ref}$"))
    saved = time.monotonic()
    while searcher.open("/en/experts?q=quillwort") and searcher.count != "1 expert":
        assert time.monotonic() - saved < 2, "the edit is not found after two seconds"
    assert ref in searcher.page.content()
