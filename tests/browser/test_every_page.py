"""Every main page in every language, wide and narrow, light and dark: nothing for axe, the console or the eye."""

from collections.abc import Sequence
from itertools import product
from typing import Any

import pytest

from tests.browser.conftest import Browse
from tests.browser.live import Live
from tests.browser.window import Window, barriers
from tests.conftest import IN_FULL

LANGUAGES = ("en", "ar", "zh", "fr", "ru", "es")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS: dict[str, Any] = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
NARROW = 320
LOOKS = tuple(product((1280, NARROW), ("light", "dark")))
OUTSIDE = (
    "/",
    "/sign-in",
    "/experts",
    "/states/UY",
    "/account/reset",
    "/help/data",
    "/demonstration/mail",
    "/nothing-here",
    "/consent/{link}",
    "/consent/correct",
)
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
    "/authorities?language=fr",
    "/authorities/AUT-KE0001",
    "/authorities/AUT-KE0001/write",
    "/authorities/edition?state=KE",
    "/authorities/edition/check?code=BCDF-GHJK-LMNP",
    "/authorities/stale",
    "/networks?scope=regional",
    "/networks/globe",
    "/networks/globe/members/MEM-KE0001",
    "/articles/52",
    "/help",
    "/help/vocabularies",
    "/help/design",
    "/account",
    "/account/password",
    "/nominations/vetting",
    "/nominations/{desk}/vetting",
)
STATE = (
    "/nominations",
    "/nominations/new",
    "/nominations/{draft}",
    "/nominations/{draft}/edit/name",
    "/nominations/{draft}/edit/expertise",
    "/nominations/{draft}/edit/category",
    "/nominations/{draft}/check",
    "/nominations/{draft}/letter",
    "/networks/globe/apply",
    "/authorities/AUT-KE0001/edit",
)
PAGES = {None: OUTSIDE, "manager": INSIDE, "focal-ke": STATE}
OTHERS = tuple(language for language in LANGUAGES if language != "ar")
LONGEST_WORDS = "ru"  # what does not scroll sideways here hardly does elsewhere
CENTRAL = ("/experts?q=corruption", "/experts/{rich}", "/experts/{rich}/edit")


def looks_of(number: int, path: str, language: str) -> tuple[tuple[int, str], ...]:
    """In which looks axe sees this page in this language.

    In full: in all. Else the expert pages in all looks in Arabic, and every page twice, in opposite looks: in Arabic,
    and in another language by turns. Barriers come from markup and colours, and hardly from words.
    """
    if IN_FULL or (path in CENTRAL and language == "ar"):
        return LOOKS
    look = number % len(LOOKS)
    if language == "ar":
        return (LOOKS[look],)
    return (LOOKS[-1 - look],) if language == OTHERS[number % len(OTHERS)] else ()


def look_at(window: Window, path: str, looks: Sequence[tuple[int, str]]) -> list[str]:
    """What is wrong with one page: barriers in these looks, and whether it scrolls sideways there and when narrow.

    In full it is opened anew for each width; else the window is made wider and narrower with the page in it.
    """
    wrong: list[str] = []
    shown = ""
    for width, scheme in sorted(looks, key=lambda look: look[1]):
        _show(window, path, width, scheme, opened=scheme != shown or IN_FULL)
        shown = scheme
        found = barriers(window.page, OPTIONS)
        wrong += [f"{path} {width} {scheme}: {line}" for line in [*found, *_sideways(window)]]
    if all(width != NARROW for width, _scheme in looks):
        _show(window, path, NARROW, shown or "light", opened=not shown or IN_FULL)
        wrong += [f"{path} {NARROW}: {line}" for line in _sideways(window)]
    return wrong


def _show(window: Window, path: str, width: int, scheme: str, *, opened: bool) -> None:
    window.page.set_viewport_size({"width": width, "height": 900})
    if opened:
        window.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        window.open(window.live.address(path))


def _sideways(window: Window) -> list[str]:
    scrolls = window.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return ["scrolls sideways"] if scrolls else []


@pytest.mark.parametrize("who", PAGES, ids=["outside", "inside", "state"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_a_barrier_or_scrolls_sideways(browse: Browse, who: str | None, language: str) -> None:
    window = browse(who)
    wrong: list[str] = []
    for number, path in enumerate(PAGES[who]):
        looks = looks_of(number, path, language)
        if looks or language == LONGEST_WORDS:
            wrong += look_at(window, f"/{language}{path}", looks)
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_its_language_and_direction(browse: Browse, live: Live, language: str) -> None:
    window = browse("manager")
    tag, direction = {"zh": "zh-Hans"}.get(language, language), "rtl" if language == "ar" else "ltr"
    for path in INSIDE if IN_FULL else INSIDE[::3]:
        text = window.page.request.get(live.url + live.address(f"/{language}{path}")).text()
        assert f'<html lang="{tag}" dir="{direction}">' in text, path
