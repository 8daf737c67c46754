"""The finder with the keyboard alone, from the first page to a number that can be called; no barrier in the answer."""

import re
from typing import Any

from tests.browser.conftest import Browse
from tests.browser.window import barriers

OPTIONS: dict[str, Any] = {"resultTypes": ["violations"]}


def test_four_answers_by_keyboard_lead_to_the_authority_without_a_barrier(browse: Browse) -> None:
    window = browse("officer-uy", width=320)
    page, keys = window.page, window.page.keyboard
    window.open("/en/authorities")
    for words, known in (
        ("Find the right authority in four questions", "/find$"),
        ("Evidence:", "need=evidence"),
    ):
        window.tab_to({"tag": "A", "text": words})
        keys.press("Enter")
        page.wait_for_url(re.compile(known))
    window.tab_to({"name": "state"})
    keys.type("Kenya")
    window.tab_to({"text": "Continue"}, most=2)
    keys.press("Enter")
    page.wait_for_url(re.compile("state=KE"))
    for words, known in (("Prosecution or trial", "matter=trial"), ("Within 24 hours", "days=1")):
        window.tab_to({"tag": "A", "text": words})
        keys.press("Enter")
        page.wait_for_url(re.compile(known))
    assert "Do this first" in page.inner_text("main")
    answer = window.path
    assert answer == "/en/authorities/find?need=evidence&state=KE&matter=trial&days=1"
    wrong = []
    for language, width in (("ar", 320), ("ar", 1280)):
        page.set_viewport_size({"width": width, "height": 900})
        window.open(answer.replace("/en/", f"/{language}/"))
        wrong += barriers(page, OPTIONS)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{language} {width} scrolls sideways")
    assert wrong == []
