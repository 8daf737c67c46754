"""Every main page in every language, wide and narrow, light and dark: nothing for axe, the console or the eye."""

from itertools import product
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Browse
from tests.browser.live import Live
from tests.browser.window import Window, violations

LANGUAGES = ("en", "ar", "zh", "fr", "ru", "es")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS: dict[str, Any] = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
LOOKS = tuple(product((1280, 320), ("light", "dark")))
OUTSIDE = ("/", "/sign-in", "/experts", "/states/UY", "/account/reset", "/help/data", "/nothing-here")
INSIDE = (
    "/",
    "/experts?q=corruption",
    "/experts?q=zzzzqqq&fresh=confirmed",
    "/experts?region=african&language=en&open=state",
    "/experts/{rich}",
    "/experts/{rich}/edit",
    "/experts/import",
    "/experts/export?state=KE",
    "/experts/map?q=corruption",
    "/states/KE",
    "/articles/52",
    "/help",
    "/help/vocabularies",
    "/help/design",
    "/account",
    "/account/password",
)
THOROUGH = LANGUAGES[:3]
CENTRAL = ("/experts?q=corruption", "/experts/{rich}", "/experts/{rich}/edit")


def look_at(window: Window, path: str, width: int, scheme: str) -> list[str]:
    """What is wrong with one page in one look."""
    window.page.set_viewport_size({"width": width, "height": 900})
    window.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    window.open(path.format(rich=window.live.rich))
    page = window.page
    found = violations(Axe().run(page, options=OPTIONS).response["violations"])
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("scrolls sideways")
    return [f"{path} {width} {scheme}: {line}" for line in found]


@pytest.mark.parametrize("who", [None, "manager"], ids=["outside", "inside"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_a_barrier_or_scrolls_sideways(browse: Browse, who: str | None, language: str) -> None:
    window = browse(who)
    turn = LANGUAGES.index(language)
    wrong: list[str] = []
    for number, path in enumerate(INSIDE if who else OUTSIDE):
        if path in CENTRAL and language in THOROUGH:
            continue  # in every look by the test below
        width, scheme = LOOKS[(number + turn) % len(LOOKS)]
        wrong += look_at(window, f"/{language}{path}", width, scheme)
    assert wrong == []


@pytest.mark.parametrize("language", THOROUGH)
def test_the_expert_pages_hold_in_every_look(browse: Browse, language: str) -> None:
    window = browse("manager")
    wrong: list[str] = []
    for path, (width, scheme) in product(CENTRAL, LOOKS):
        wrong += look_at(window, f"/{language}{path}", width, scheme)
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_its_language_and_direction(browse: Browse, live: Live, language: str) -> None:
    window = browse("manager")
    tag, direction = {"zh": "zh-Hans"}.get(language, language), "rtl" if language == "ar" else "ltr"
    for path in INSIDE:
        text = window.page.request.get(f"{live.url}/{language}{path}".format(rich=live.rich)).text()
        assert f'<html lang="{tag}" dir="{direction}">' in text, path
