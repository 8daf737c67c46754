"""Saving: once is once, and two people who save one profile lose nothing."""

import re

import sqlalchemy as sa
from playwright.sync_api import expect

from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.experts.models import Profile
from tests.browser.conftest import Browse
from tests.browser.live import Live


def changes_of(live: Live, ref: str) -> tuple[int, int]:
    """The version of a profile, and how many entries of the audit trail speak of it."""
    with live.app.app_context():
        version = db.session.scalar(sa.select(Profile.version).where(Profile.ref == ref))
        entries = db.session.scalar(
            sa.select(sa.func.count()).select_from(AuditEntry).where(AuditEntry.subject == ref)
        )
        db.session.remove()
    return version or 0, entries or 0


def test_a_double_click_on_save_makes_one_change(browse: Browse, live: Live) -> None:
    ref = live.new_profile("Barasa", "Tom")
    before = changes_of(live, ref)
    window = browse("manager")
    window.open(f"/en/experts/{ref}/edit")
    window.page.fill("[name=city]", "Kakamega")
    window.page.dblclick(".sticky-actions button")
    window.page.wait_for_url(re.compile(f"{ref}$"))
    expect(window.page.locator("[role=status]")).to_contain_text("The profile is saved.")
    version, entries = changes_of(live, ref)
    assert (version, entries) == (before[0] + 1, before[1] + 1)


def test_the_second_of_two_windows_sees_both_texts_and_loses_nothing(browse: Browse, live: Live) -> None:
    ref = live.new_profile("Kiprono", "Esther")
    first, second = browse("manager"), browse("focal-ke")
    for window in (first, second):
        window.open(f"/en/experts/{ref}/edit")
    first.page.fill("[name=city]", "Kericho")
    first.page.select_option("[name=expertise-0-level]", "authority")
    first.save()
    first.page.wait_for_url(re.compile(f"{ref}$"))
    second.page.fill("[name=city]", "Bomet")
    second.page.fill("[name=post]", "Head of unit")
    second.save()
    both = second.page.locator("#differences")
    expect(both).to_contain_text("Kericho")
    expect(both).to_contain_text("Bomet")
    expect(both).to_contain_text("Recognized authority")
    assert second.page.input_value("[name=city]") == "Bomet"
    assert second.page.input_value("[name=post]") == "Head of unit"
    second.save()
    second.page.wait_for_url(re.compile(f"{ref}$"))
    shown = second.page.inner_text("main")
    assert "Bomet" in shown
    assert "Head of unit" in shown


def test_rows_are_added_and_removed_in_the_page(browse: Browse, live: Live) -> None:
    ref = live.new_profile("Wekesa", "Paul")
    window = browse("manager")
    page = window.page
    window.open(f"/en/experts/{ref}/edit")
    page.evaluate("window.sameDocument = true")
    page.click("[data-repeat=expertise] [data-repeat-add]")
    assert window.focused["name"] == "expertise-1-topic_id"
    page.select_option("[name=expertise-1-topic_id]", "mla")
    page.fill("[name=expertise-1-evidence]", "Drafted requests")
    page.click("[data-repeat=languages] [data-repeat-remove] >> nth=1")
    assert page.evaluate("window.sameDocument") is True
    window.save()
    page.wait_for_url(re.compile(f"{ref}$"))
    shown = page.inner_text("main")
    assert "Mutual legal assistance" in shown
    assert "Swahili" not in shown
