"""From two lists of States to the quickest way and back again, with the keyboard alone; axe looks at it in Arabic."""

from typing import Any

from roster.core.actor import SYSTEM
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.networks.network_services import load_networks
from roster.networks.states import Branch
from tests.browser.conftest import Browse
from tests.browser.live import Live
from tests.browser.window import barriers
from tests.factories.networks import make_membership, make_point

OPTIONS: dict[str, Any] = {"resultTypes": ["violations"]}


def link(live: Live) -> None:
    """An authority each in one network, with somebody who answers."""
    with live.app.app_context():
        with unit_of_work():
            load_networks(SYSTEM)
            for state in ("GH", "CL"):
                make_point(make_membership(state=state), branch=Branch.LAW_ENFORCEMENT)
        db.session.remove()


def test_two_states_are_chosen_and_swapped_by_keyboard_and_axe_finds_nothing(
    browse: Browse, live: Live
) -> None:
    link(live)
    window = browse("searcher")
    window.open("/en/networks/pairs")
    window.tab_to({"name": "from"})
    window.page.keyboard.type("Ghana")
    window.page.keyboard.press("Tab")
    window.page.keyboard.type("Chile")
    window.tab_to({"tag": "BUTTON", "text": "Show the ways"})
    window.page.keyboard.press("Enter")
    window.page.wait_for_selector("#ways")
    assert window.path == "/en/networks/pairs/GH/CL"
    assert window.page.locator("#quickest-title").bounding_box() is not None
    window.tab_to({"tag": "A", "text": "Swap the two"})
    window.page.keyboard.press("Enter")
    window.page.wait_for_url("**/CL/GH")
    window.tab_to({"tag": "A", "text": "Extradition"})

    narrow = browse("searcher", width=320)
    for address in ("/ar/networks/pairs/GH/CL", "/ar/networks/matrix?group=african"):
        narrow.open(address)
        assert barriers(narrow.page, OPTIONS) == [], address
        assert narrow.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
