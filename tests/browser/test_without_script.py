"""Without script every page works: it only asks for one press more."""

import re

from tests.browser.conftest import Browse
from tests.browser.live import Live


def test_search_filter_sort_and_pages(browse: Browse) -> None:
    window = browse("manager", script=False)
    page = window.page
    window.open("/en/experts")
    everybody = window.count
    page.check("input[name=region][value=african]")
    page.click("text=Apply the filters")
    assert "region=african" in window.path
    assert window.count != everybody
    page.select_option("#sort", "confirmed")
    page.click(".bar button:has-text('Sort')")
    assert "sort=confirmed" in window.path
    assert page.input_value("#sort") == "confirmed"
    page.click(".chip-remove")
    assert window.count == everybody
    page.click(".pagination button:has-text('Next')")
    assert "page=2" in window.path
    assert page.inner_text(".pagination [aria-current]") == "2"
    page.click("#more-state")
    assert page.locator("[data-facet=state] .facet-value").count() > 6
    page.fill("main input[name=q]", "Wanjala")
    page.click("main .search-box button")
    assert window.count == "1 expert"


def test_filters_unfold_on_a_narrow_screen(browse: Browse) -> None:
    window = browse("manager", script=False, width=320)
    window.open("/en/experts")
    window.page.click("details.filters > summary")
    window.page.check("input[name=region][value=african]")
    window.page.click("text=Apply the filters")
    assert "region=african" in window.path


def test_edit_add_a_row_save_confirm_and_sign_out(browse: Browse, live: Live) -> None:
    ref = live.new_profile("Mutiso", "Beatrice")
    window = browse(script=False)
    page = window.page
    window.sign_in("focal-ke", then=f"/en/experts/{ref}")
    page.click("text=Edit")
    page.fill("[name=city]", "Nakuru")
    page.click("[name=add_row][value=languages]")
    assert page.input_value("[name=city]") == "Nakuru", "what was typed is kept when a row is added"
    page.select_option("[name=languages-2-code]", "fr")
    page.select_option("[name=languages-2-reading]", "B2")
    page.click("[name=remove_row][value=languages-1]")
    assert page.locator("[name=languages-1-code]").count() == 0
    window.save()
    assert window.path == f"/en/experts/{ref}"
    assert "The profile is saved." in page.inner_text("[role=status]")
    assert "Nakuru" in page.inner_text("main")
    assert "French" in page.inner_text("main")
    assert "Swahili" not in page.inner_text("main")
    page.click("text=Confirm that this still holds")
    assert "The profile is confirmed" in page.inner_text("[role=status]")
    page.click("header .menu:has(.account-name) summary")
    page.click("text=Sign out")
    assert page.locator("header .account-name").count() == 0


def test_a_problem_stands_at_its_field(browse: Browse, live: Live) -> None:
    window = browse("manager", script=False)
    page = window.page
    window.open(f"/en/experts/{live.rich}/edit")
    page.fill("[name=expertise-0-years]", "99")
    page.fill("[name=city]", "Kisumu")
    window.save()
    field = page.locator("[name=expertise-0-years]")
    assert field.get_attribute("aria-invalid") == "true"
    told = page.locator(f"#{(field.get_attribute('aria-describedby') or '').split()[-1]}").inner_text()
    assert re.search("0.*60", told)
    assert page.input_value("[name=city]") == "Kisumu"
    page.click("[data-error-summary] a")
    assert page.url.endswith("#expertise-0-years")
