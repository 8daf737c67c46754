"""A nomination as people make it: with the keyboard alone, from the first page to the published profile."""

import re
import time
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from roster.core.db import db
from roster.nominations.models import Nomination
from roster.nominations.states import Stage
from tests.browser.conftest import Browse
from tests.browser.live import PASSWORD, Live
from tests.browser.nominating import Keyboard
from tests.browser.window import Window
from tests.conftest import IN_FULL

BRIEF = {
    "en": "Investigator with twelve years of work on illicit enrichment.",
    "ar": "محققة لها اثنتا عشرة سنة من العمل في قضايا الإثراء غير المشروع.",
}
SAVED = "[data-saved]:text-matches('^Saved')"
NAMES = {"en": ("Wekesa", "Amina"), "ar": ("الوكيسي", "أمينة")}


def _stage(live: Live, ref: str) -> Stage | None:
    with live.app.app_context():
        try:
            return db.session.scalar(sa.select(Nomination.stage).where(Nomination.ref == ref))
        finally:
            db.session.remove()


def _wait(done: Callable[[], bool], what: str) -> None:
    for _try in range(200):
        if done():
            return
        time.sleep(0.05)
    raise AssertionError(f"{what} did not happen")


def _sign_in(keys: Keyboard, name: str, *, then: str) -> None:
    keys.window.open(f"/en/sign-in?next={then}")
    keys.into("email", f"{name}@demo.example")
    keys.into("password", PASSWORD)
    keys.enter(until="header .account-name")


def _letter_to(window: Window, email: str, language: str) -> str:
    """The link in the newest letter to this address, as the mail page of the demonstration shows it."""
    found: list[str] = []

    def is_there() -> bool:
        window.open("/en/demonstration/mail")
        row = window.page.locator("main tr", has_text=email)
        if row.count():
            window.open(str(row.first.locator("a").first.get_attribute("href")))
            found.extend(re.findall(rf"/{language}/consent/[\w.\-]+", window.page.content()))
            for frame in window.page.frames:
                found.extend(re.findall(rf"/{language}/consent/[\w.\-]+", frame.content()))
        return bool(found)

    _wait(is_there, "the letter to the expert")
    return found[0]


def _write(keys: Keyboard, language: str, email: str) -> str:
    """The whole form; the reference of what came out."""
    family, given = NAMES[language]
    keys.go_on(until="[name=family_name]")
    found = re.search(r"NOM-\w+", keys.window.path)
    assert found is not None
    keys.into("family_name", family)
    keys.into("given_name", given)
    if language == "ar":
        keys.into("latin_family_name", "Alwekesi")
        keys.into("latin_given_name", "Amina")
    keys.enter(until="[name=email]")
    keys.into("email", email)
    keys.enter(until="[name=employer]")
    keys.into("post", "Head of investigations")
    keys.into("employer", "Office of Public Integrity")
    keys.choose("organisation_type", "court")
    keys.go_on(until="[name=expertise-0-topic_id]")
    keys.choose("expertise-0-topic_id", "asset-recovery")
    keys.choose("expertise-0-level", "lead")
    keys.into("expertise-0-evidence", "Led twelve financial investigations")
    keys.enter(until="[name=languages-0-code]")
    keys.choose("languages-0-code", language)
    keys.choose("languages-0-speaking", "C1")
    keys.go_on(until=f"[name=brief_{language}]")
    keys.into(f"brief_{language}", BRIEF[language])
    keys.go_on(until="[name=legal_system]")
    keys.go_on(until="[name=notice_days]")
    keys.go_on(until="[name=education]")
    keys.go_on(until="[name=category]")
    keys.choose("category", "assistance-expert")
    keys.tick("criteria", all_of=5)
    keys.go_on(until="form[action$='/invite']")
    keys.go_on(until="#standing")
    return found[0]


@pytest.mark.parametrize("language", ["en", "ar"] if IN_FULL else ["ar"])
def test_from_focal_point_to_expert_and_back_to_the_roster_by_keyboard(
    browse: Browse, live: Live, language: str
) -> None:
    email = f"amina.{language}@people.example"
    state = Keyboard(browse())
    _sign_in(state, "focal-ke", then=f"/{language}/nominations/new")
    ref = _write(state, language, email)
    assert _stage(live, ref) is Stage.WITH_EXPERT

    expert = Keyboard(browse())
    expert.window.open(_letter_to(expert.window, email, language))
    expert.arrive("#answer")
    expert.press({"href": "/consent/correct"}, until="[name=city]")
    expert.into("city", "Kisumu")
    expert.enter(until="#answer")
    assert "Kisumu" in expert.window.page.inner_text("#restricted")
    expert.go_on(until="a[href$='/consent/withdraw']")
    assert _stage(live, ref) is Stage.CONSENTED

    state.window.open(f"/{language}/nominations")
    state.arrive(f"a[href$='{ref}']")
    state.press({"href": ref}, until="#standing")
    state.press({"href": f"{ref}/clear"}, until="[name=note_verbale]")
    state.into("note_verbale", "NV 12/2026")
    state.enter(until="#standing")
    _wait(lambda: _stage(live, ref) is Stage.UNDER_CHECK, "the check")

    manager = Keyboard(browse())
    _sign_in(manager, "manager", then=f"/{language}/nominations/vetting")
    manager.press({"href": f"{ref}/vetting"}, until="#decision")
    manager.tick("items", all_of=6)
    manager.press({"tag": "BUTTON", "action": "/vetting/checklist"}, until="#decision")
    manager.press({"tag": "BUTTON", "action": "/vetting/approve"}, until="main h1")
    assert _stage(live, ref) is Stage.APPROVED
    assert "/experts/EXP-" in manager.window.path


def _begin(window: Window) -> str:
    window.open("/en/nominations/new")
    window.page.click("main form .primary")
    window.page.wait_for_selector("[name=family_name]")
    return window.path.removesuffix("/name")


def test_what_was_typed_is_there_after_the_window_was_closed(browse: Browse) -> None:
    window = browse("focal-ke")
    steps = _begin(window)
    window.open(f"{steps}/work")
    window.page.fill("[name=post]", "Head of inv")
    window.page.wait_for_selector(SAVED)
    window.page.locator("[name=post]").press_sequentially("estigations")
    window.page.close(run_before_unload=True)  # at once: the pause after typing is not over
    again = browse("focal-ke")

    def is_there() -> bool:
        again.open(f"{steps}/work")
        return again.page.input_value("[name=post]") == "Head of investigations"

    _wait(is_there, "the last letters")
    assert "This step is not finished yet" in again.page.inner_text("main")


def test_what_was_typed_stays_while_the_session_is_over_and_is_saved_after_a_new_sign_in(
    browse: Browse,
) -> None:
    window = browse()
    window.sign_in("focal-ke")
    steps = _begin(window)
    window.open(f"{steps}/work")
    window.page.context.clear_cookies()
    window.page.fill("[name=post]", "Head of investigations")
    window.page.keyboard.press("Enter")
    window.page.wait_for_selector("[data-saved]:text('You were signed out.')")
    assert window.page.input_value("[name=post]") == "Head of investigations", "the form stayed"
    other = Window(window.page.context.new_page(), window.live)
    other.sign_in("focal-ke")
    window.page.fill("[name=employer]", "Office of Public Integrity")
    window.page.wait_for_selector(SAVED)
    assert all("status of 400" in line and "/autosave/" in line for line in window.said), (
        "the old token, once"
    )
    window.said.clear()
    window.page.select_option("[name=organisation_type]", "court")
    window.page.click(".sticky-actions button >> nth=0")
    window.page.wait_for_selector("[name='expertise-0-topic_id']")
    window.open(f"{steps}/work")
    assert window.page.input_value("[name=post]") == "Head of investigations"
