"""A request as people make it: from a State's draft through match, choice, offer and work to the closed report."""

import re
import time
from dataclasses import dataclass
from datetime import timedelta

import pytest
import sqlalchemy as sa

from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.states import Stage
from roster.core import clock
from roster.core.db import db
from tests.browser.conftest import Browse
from tests.browser.live import Live
from tests.browser.test_every_page import OPTIONS
from tests.browser.window import Window, barriers
from tests.conftest import IN_FULL

TITLES = {
    "en": "Tracing of assets held abroad",
    "fr": "Traçage des avoirs détenus à l’étranger",
}
SAVE = ".sticky-actions button"


def _stage(live: Live, ref: str) -> Stage | None:
    with live.app.app_context():
        try:
            return db.session.scalar(sa.select(AssistanceRequest.stage).where(AssistanceRequest.ref == ref))
        finally:
            db.session.remove()


@dataclass
class Reader:
    """Somebody at a window, in one language."""

    window: Window
    language: str

    def __post_init__(self) -> None:
        self.window.page.on("dialog", lambda asked: asked.accept())

    def open(self, path: str) -> None:
        """A page, without what is said about it before."""
        answer = self.window.open(f"/{self.language}{path}")
        assert answer.status == 200, (path, answer.status)

    def fill(self, **values: str) -> None:
        """Type into fields, or take a value in a list."""
        for name, value in values.items():
            field = self.window.page.locator(f"main [name={name}]:not([type=hidden])").first
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def tick(self, name: str, value: str) -> None:
        """Choose one value."""
        self.window.page.check(f"main [name={name}][value='{value}']")

    def press(self, selector: str) -> None:
        """Press a button and wait for the page that follows; where it asks whether, say yes."""
        page = self.window.page
        with page.expect_navigation():
            page.locator(f"main {selector}").first.click()
            asked = page.locator("dialog[open] [data-yes], dialog[open] .primary, dialog[open] .danger")
            if asked.count():
                asked.first.click()

    def send(self, action: str) -> None:
        """Press the button of the form that leads there."""
        self.press(f"form[action$='/{action}'] button[type=submit]")


def _write(state: Reader) -> str:
    """A draft, step by step, and submitted; its reference."""
    state.open("/assistance/new")
    state.tick("modality", "remote-clinic")
    state.press(".form .actions button")
    found = re.search(r"REQ-\w+", state.window.path)
    assert found is not None
    starts = clock.today() + timedelta(days=120)
    state.fill(title=TITLES[state.language], source_language=state.language)
    state.fill(assistance_type_id="capacity-building")
    state.fill(**{"subjects-0-topic_id": "asset-recovery"})
    state.press(SAVE)
    state.fill(outcome="Twelve investigators trace assets.", participants="12")
    state.press(SAVE)
    state.fill(starts_on=starts.isoformat(), ends_on=(starts + timedelta(days=20)).isoformat())
    state.fill(**{"languages-0-code": "en", "languages-0-level": "B1"})
    state.press(SAVE)
    state.fill(authority_name="Fiscalía", contact_name="Ana Pereira", contact_email="ana@fiscalia.example")
    state.press(SAVE)
    state.press(SAVE)
    state.send("submit")
    return found[0]


def _choose(manager: Reader, ref: str, expert: str) -> None:
    """Accepted, matched, chosen, frozen."""
    manager.open(f"/assistance/{ref}")
    manager.send("accept")
    manager.open(f"/assistance/{ref}/match")
    manager.press("#choose button.quiet")
    manager.open(f"/assistance/{ref}/match")
    manager.tick("expert", expert)
    manager.press("#choose button.primary")
    manager.open(f"/assistance/{ref}/selection")
    manager.fill(decision="Chosen for the subject.")
    manager.send("selection")


def _letter(reader: Reader, kind: str) -> str:
    """The link in the newest letter of the demonstration's mail that leads to such an address."""
    window = reader.window
    for _try in range(100):
        window.open("/en/demonstration/mail")
        links = [str(row.get_attribute("href")) for row in window.page.locator("main tr a").all()[:3]]
        for link in links:
            window.open(link)
            texts = [window.page.content(), *(frame.content() for frame in window.page.frames)]
            found = re.findall(rf"/\w\w/{kind}/[\w.\-]+", " ".join(texts))
            if found:
                return found[0].removeprefix(f"/{found[0][1:3]}")
        time.sleep(0.1)
    raise AssertionError("no letter came")


def _report(reader: Reader, address: str) -> None:
    reader.open(f"{address}/report")
    reader.tick("achieved", "mostly")
    page = reader.window.page
    for name in {str(one.get_attribute("name")) for one in page.locator("main form.form [type=radio]").all()}:
        if not page.locator(f"main [name={name}]:checked").count():
            page.locator(f"main [name={name}]").first.check()
    reader.fill(result="Twelve people were trained.")
    reader.press("form.form .actions button")


@pytest.mark.parametrize("language", ["fr", "en"] if IN_FULL else ["fr"])
def test_from_the_draft_of_a_state_to_the_closed_report(browse: Browse, live: Live, language: str) -> None:
    state, manager, expert, outside = (
        Reader(browse(who), language) for who in ("focal-uy", "manager", "expert", None)
    )
    ref = _write(state)
    assert _stage(live, ref) is Stage.SUBMITTED
    _choose(manager, ref, live.kenyan)
    assert _stage(live, ref) is Stage.SHORTLISTED

    manager.open(f"/assistance/{ref}/asked/offer")
    manager.press("form.form .actions button")
    assert _stage(live, ref) is Stage.OFFERED
    outside.open(_letter(outside, "offers"))
    outside.tick("answer", "yes")
    outside.press("form.form .actions button")

    state.open(f"/assistance/{ref}")
    state.press("a[href*='/expert-offers/']")
    offer = state.window.path.removeprefix(f"/{language}")
    state.send("agree")
    assert _stage(live, ref) is Stage.AGREED
    manager.open(offer)
    manager.send("start")  # early: before its first day the State cannot
    assert _stage(live, ref) is Stage.RUNNING

    manager.open(f"/assistance/{ref}")
    manager.press("a[href*='/engagements/']")
    engagement = manager.window.path.removeprefix(f"/{language}")
    manager.send("finish")
    _report(state, engagement)
    _report(expert, engagement)
    manager.open(engagement)
    manager.send("close")
    assert _stage(live, ref) is Stage.CLOSED
    if language == "fr":
        pages = (f"/assistance/{ref}", f"/assistance/{ref}/selection", f"/assistance/{ref}/asked", engagement)
        for path in (*pages, "/assistance/figures", "/assistance/figures?as=others"):
            manager.window.open(f"/ar{path}")
            assert barriers(manager.window.page, OPTIONS) == [], path
