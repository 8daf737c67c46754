"""The fold "Where they are from" above the results."""

from tests.browser.conftest import Browse


def test_the_fold_fetches_the_map_and_stays_open_while_the_results_change(browse: Browse) -> None:
    window = browse("manager")
    window.open("/en/experts")
    page = window.page
    assert page.locator(".tile-map").count() == 0
    page.click("details.origin > summary")
    page.wait_for_selector("details.origin .tile-map rect")
    assert page.locator("details.origin table tbody tr").count() > 5
    before = page.inner_text("details.origin figcaption")
    page.check('input[name="region"][value="african"]')
    page.wait_for_url("**region=african**")
    page.wait_for_selector("details.origin[open] .tile-map rect")
    assert page.inner_text("details.origin figcaption") != before
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_tile_leads_to_the_people_of_its_state(browse: Browse) -> None:
    window = browse("manager")
    window.open("/en/experts")
    window.page.click("details.origin > summary")
    tile = window.page.wait_for_selector('details.origin svg a[href$="state=KE"]')
    assert tile is not None
    said = tile.get_attribute("aria-label") or ""
    window.page.goto(window.live.url + (tile.get_attribute("href") or ""))
    assert said.removeprefix("Kenya: ") == window.count.split()[0]


def test_without_script_a_link_leads_to_the_map(browse: Browse) -> None:
    window = browse("manager", script=False)
    window.open("/en/experts?q=corruption")
    window.page.click("details.origin > summary")
    window.page.click("details.origin a")
    assert window.path == "/en/experts/map?q=corruption"
    assert window.page.locator(".tile-map rect").count() > 100


def test_the_file_arrives(browse: Browse) -> None:
    window = browse("manager")
    window.open("/en/experts?q=corruption")
    window.page.click("text=Export this list")
    window.page.fill("[name=purpose]", "Panel in Doha")
    with window.page.expect_download() as coming:
        window.page.click("main form[method=post] button")
    assert coming.value.suggested_filename.endswith(".xlsx")
