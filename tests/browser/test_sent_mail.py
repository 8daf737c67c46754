"""The mail of a demonstration in a real browser: the letter is shown within its page, and its button leads on."""

import time

import pytest

from roster.accounts import services
from roster.accounts.services import NewInvitation
from roster.core import correspondence
from roster.core.actor import SYSTEM, Assignment, Role
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from tests.browser.conftest import Browse
from tests.browser.live import Live
from tests.browser.test_every_page import look_at


def _invited(live: Live, language: str) -> int:
    """Invite somebody; gives the number of the letter once it was sent."""
    email = f"{language}.{time.monotonic_ns()}@ministry.example"
    with live.app.app_context():
        with unit_of_work():
            role = Assignment(Role.FOCAL_POINT, "state:KE")
            services.invite(SYSTEM, NewInvitation(email, "Wanjirũ Mwangi", role, language, "NV 12/26"))
        for _try in range(200):
            db.session.remove()
            for letter in correspondence.kept_letters(size=20, number=1):
                if letter.address == email:
                    return letter.id
            time.sleep(0.1)
    raise AssertionError("the letter was not sent")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_button_of_a_letter_leads_out_of_its_frame_to_the_form(
    browse: Browse, live: Live, language: str
) -> None:
    number = _invited(live, language)
    window = browse()
    window.open(f"/{language}/demonstration/mail")
    window.page.click(f'main a[href$="/mail/{number}"]')
    button = window.page.frame_locator("iframe").locator("a.go")
    assert button.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(0, 88, 138)"
    button.click()
    window.page.wait_for_selector("main [name=password]")
    assert window.path == f"/{language}/account/invitation"
    # The driver looks into the frame by script, which the sandbox refuses: so it should.
    window.said[:] = [line for line in window.said if "the document's frame is sandboxed" not in line]


def test_without_script_the_text_leads_there_too(browse: Browse, live: Live) -> None:
    number = _invited(live, "en")
    window = browse(script=False)
    window.open(f"/en/demonstration/mail/{number}")
    window.page.click('main .letter-words a[href*="/account/invitation/"]')
    window.page.wait_for_selector("main [name=password]")


@pytest.mark.parametrize(("language", "width", "scheme"), [("en", 320, "dark"), ("ar", 1280, "light")])
def test_a_letter_and_its_page_have_no_barrier(
    browse: Browse, live: Live, language: str, width: int, scheme: str
) -> None:
    number = _invited(live, language)
    address = f"/{language}/demonstration/mail/{number}"
    assert look_at(browse(), address, [(width, scheme)]) == []
