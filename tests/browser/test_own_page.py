"""The expert's own page in every look, and its short form without script."""

import pytest

from tests.browser.conftest import Browse
from tests.browser.test_every_page import LOOKS, look_at
from tests.conftest import IN_FULL

OPPOSITE = {"en": LOOKS[:1], "ar": LOOKS[-1:]}
PAGES = ("own", "own/availability", "own/withdraw", "own/data")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_own_pages_have_no_barrier_in_any_look(browse: Browse, language: str) -> None:
    window = browse("expert")
    own = f"/{language}/experts/{window.live.kenyan}"
    wrong: list[str] = []
    for path in PAGES:
        wrong += look_at(window, f"{own}/{path}", LOOKS if IN_FULL else OPPOSITE[language])
    assert wrong == []


def test_availability_is_changed_without_script(browse: Browse) -> None:
    window = browse("expert", script=False, width=320)
    page = window.page
    window.open(f"/en/experts/{window.live.kenyan}/own/availability")
    page.fill("[name=notice_days]", "33")
    page.click("#availability form p.actions button[type=submit]:has-text('Save')")
    page.wait_for_load_state()
    assert "33 days" in page.inner_text("#availability")
