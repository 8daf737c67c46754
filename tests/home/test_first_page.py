"""The first page: what waits, search, what changed, each for the reader's roles; signed out, no record."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from roster.core import clock
from roster.core.actor import Actor, Assignment, Role
from roster.core.config import Mode
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.experts.states import Stage
from roster.home.demonstration import ACCOUNTS
from roster.web.room import Task
from tests.factories.accounts import Account, World, make_account
from tests.factories.experts import make_profile
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


def a_profile(**values: object) -> str:
    with unit_of_work():
        ref = make_profile(**values).ref  # type: ignore[arg-type]
    db.session.remove()
    return ref


def the_expert(ref: str) -> Account:
    with unit_of_work():
        account = make_account(Assignment(Role.EXPERT, f"self:{ref}"))
    db.session.remove()
    return account


def long_ago(days: int) -> object:
    return clock.today() - timedelta(days=days)


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_signed_out_reads_what_this_is_in_each_language(visitor: Visit, language: str) -> None:
    answer = visitor().get(f"/{language}/")
    assert answer.status_code == 200
    assert re.search(r"<title>[^<]{5,}</title>", answer.text)
    assert f'href="/{language}/sign-in"' in answer.text
    assert f'action="/{language}/experts/"' in answer.text or f'action="/{language}/experts"' in answer.text


def test_somebody_signed_out_sees_no_record_not_even_a_public_one(visitor: Visit) -> None:
    refs = [
        a_profile(is_public=True, family_name="Opengate"),
        a_profile(family_name="Closedgate"),
    ]
    text = visitor().get("/en/").text
    for secret in (*refs, "Opengate", "Closedgate", "Office of Asset Tracing"):
        assert secret not in text


def test_demonstration_accounts_are_listed_in_demonstration_only(app: Flask, visitor: Visit) -> None:
    assert "@demo.example" not in visitor().get("/en/").text
    usual = app.extensions["roster_settings"]
    shown = replace(usual, mode=Mode.DEMONSTRATION, demo_password="nine grey cranes")
    app.extensions["roster_settings"] = shown
    try:
        text = visitor().get("/en/").text
    finally:
        app.extensions["roster_settings"] = usual
    assert sorted(re.findall(r"[\w-]+@demo\.example", text)) == sorted(account.email for account in ACCOUNTS)
    assert len(ACCOUNTS) == 13
    assert "nine grey cranes" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_has_a_first_page_in_each_language(visitor: Visit, world: World, language: str) -> None:
    a_profile()
    for name, account in world.everybody.items():
        answer = visitor(account).get(f"/{language}/")
        assert answer.status_code == 200, name
        assert answer.text.count("<h1") == 1, name


def test_what_waits_stands_first_and_says_what_is_urgent(
    app: Flask, visitor: Visit, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waiting(actor: Actor) -> list[Task]:
        assert actor.has(Role.MANAGER)
        return [Task("Answer the <offer>", "/en/one", is_urgent=True), Task("Look at these", "/en/two", 17)]

    monkeypatch.setitem(app.extensions, "roster_tasks", waiting)
    text = visitor(world.manager).get("/en/").text
    assert "Answer the &lt;offer&gt;" in text
    assert 'href="/en/two"' in text
    assert "Urgent" in text
    assert ">17<" in text
    assert text.index("Look at these") < text.index('id="search-title"') < text.index('id="changes-title"')


def test_a_page_without_tasks_says_so(
    app: Flask, visitor: Visit, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "roster_tasks", lambda _actor: [])
    text = visitor(world.manager).get("/en/").text
    assert "Nothing waits for you" in text
    assert "Nothing has changed yet" in text


def test_what_changed_shows_only_what_the_reader_may_read(visitor: Visit, world: World) -> None:
    published = a_profile(family_name="Kept")
    imported = a_profile(family_name="Unseen", stage=Stage.IMPORTED, state="UY")
    for account, sees_imported in ((world.manager, True), (world.focal_uy, True), (world.focal_ke, False)):
        text = visitor(account).get("/en/").text
        assert published in text
        assert (imported in text) is sees_imported
        assert ("Unseen" in text) is sees_imported


def test_an_observer_of_one_state_sees_changes_of_that_state_only(visitor: Visit, world: World) -> None:
    own, foreign = a_profile(state="KE"), a_profile(state="UY")
    text = visitor(world.observer_ke).get("/en/").text
    assert own in text
    assert foreign not in text


def test_administrator_and_data_protection_see_no_record_and_no_large_search(
    visitor: Visit, world: World
) -> None:
    ref = a_profile(is_public=True, family_name="Opengate")
    for account, part in ((world.admin, "administration"), (world.dpo, "data-protection")):
        text = visitor(account).get("/en/").text
        assert f'id="{part}"' in text
        assert ref not in text
        assert "Opengate" not in text
        assert 'id="search-title"' not in text
        assert "changes-title" not in text


def test_an_expert_finds_the_own_profile_with_its_freshness_and_confirms_it(visitor: Visit) -> None:
    ref = a_profile(confirmed_on=long_ago(400))
    other = a_profile(family_name="Somebodyelse")
    mine = visitor(the_expert(ref))
    text = mine.get("/en/").text
    assert f'action="/en/experts/{ref}/confirm"' in text
    assert f'href="/en/experts/{ref}/edit"' in text
    assert "Confirmation due" in text
    assert other not in text
    assert mine.post(f"/en/experts/{ref}/confirm", page="/en/").status_code == 303
    assert "Confirmation due" not in mine.get("/en/").text


def test_an_expert_whose_profile_is_gone_is_told_whom_to_ask(visitor: Visit) -> None:
    text = visitor(the_expert("EXP-2222ZZ")).get("/en/").text
    assert "Your profile is not here" in text


def figures(text: str) -> list[str]:
    return re.findall(r'class="figure">(?:<a[^>]*>)?([^<]+)<', text)


def test_a_focal_point_sees_the_figures_of_the_own_state(visitor: Visit, world: World) -> None:
    a_profile(state="KE")
    a_profile(state="KE", confirmed_on=long_ago(366))
    a_profile(state="KE", confirmed_on=long_ago(365))
    a_profile(state="KE", stage=Stage.UNPUBLISHED)
    a_profile(state="KE", stage=Stage.ARCHIVED)
    a_profile(state="UY", confirmed_on=long_ago(400))
    text = visitor(world.focal_ke).get("/en/").text
    assert "Kenya" in text
    assert figures(text) == ["4", "3", "1"]
    assert "state=KE&amp;fresh=due&amp;fresh=not-confirmed" in text
    assert figures(visitor(world.drafter_ke).get("/en/").text) == ["4", "3", "1"]
    assert figures(visitor(world.manager).get("/en/").text) == []


def test_a_focal_point_without_experts_is_told_how_they_come(visitor: Visit, world: World) -> None:
    a_profile(state="UY")
    text = visitor(world.focal_ke).get("/en/").text
    assert figures(text) == []
    assert "Nobody is on the roster for your State yet" in text


def test_an_account_without_a_role_is_told_whom_to_ask(visitor: Visit) -> None:
    with unit_of_work():
        account = make_account()
    db.session.remove()
    text = visitor(account).get("/en/").text
    assert "Your account has no role yet" in text
