"""The pages: from a draft to a listed entry, what the officer may change, and what readers never see."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.authorities.models import Authority
from roster.authorities.states import Stage
from roster.core import clock
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import World
from tests.factories.authorities import (
    DUTY,
    MAILBOX,
    PERSON,
    PERSON_EMAIL,
    PERSON_PHONE,
    PHONE,
    make_authority,
)
from tests.forms import values_of
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
LIST = "/en/authorities"
REF = "AUT-KE0001"
PAGE = f"{LIST}/{REF}"


@pytest.fixture
def entry(world: World) -> str:
    with unit_of_work():
        make_authority(ref=REF, confirmed_at=clock.now() - timedelta(days=400))
    db.session.remove()
    return REF


def stored(ref: str = REF) -> Authority:
    db.session.remove()
    found = db.session.scalar(sa.select(Authority).where(Authority.ref == ref))
    assert found is not None
    return found


def act(who: Visitor, step: str, page: str = PAGE) -> int:
    """One of the buttons of the page, with the version that it shows."""
    return who.post(f"{page}/{step}", {"version": str(stored(page.rpartition("/")[2]).version)}).status_code


def test_a_draft_is_begun_submitted_and_listed_by_three_pairs_of_hands(world: World, visitor: Visit) -> None:
    drafter, focal, manager = visitor(world.drafter_ke), visitor(world.focal_ke), visitor(world.manager)
    form = values_of(drafter.get(f"{LIST}/new").text)
    form |= {
        "state": "KE",
        "name_text": "Mamlaka Kuu",
        "name_language": "en",
        "english_name": "Central Authority",
        "duties-0-function_id": "uncac-mla",
        "mailbox": "central@authority.example",
        "phone": "+٢٥٤ ٢٠ ٥٥٥ ٠١٠١",
        "time_zone": "Africa/Nairobi",
        "hours_0": "08:00–12:30, 13:30–17:00",
        "holidays": "2027-01-01 New Year",
        "request_languages-0-code": "en",
        "request_languages-0-accepted": "always",
    }
    answer = drafter.post(f"{LIST}/new", form)
    assert answer.status_code == 303
    assert drafter.post(f"{LIST}/new", form).location == answer.location  # sent twice, made once
    page = answer.location
    ref = page.rpartition("/")[2]
    assert stored(ref).phone == "+254 20 555 0101"
    assert visitor(world.searcher).get(page).status_code == 404
    assert act(drafter, "submit", page) == 403
    assert act(focal, "submit", page) == 303
    assert focal.get(f"{page}/edit").status_code == 403
    assert "waits to be listed" in manager.get("/en/").text
    assert act(focal, "list", page) == 403
    assert act(manager, "list", page) == 303
    assert stored(ref).stage is Stage.LISTED
    assert "Mamlaka Kuu" in visitor(world.searcher).get(f"{LIST}?q=mamlaka").text


@pytest.mark.parametrize(
    "wrong",
    [
        ("phone", "call us", "Write a telephone number"),
        ("hours_1", "nine to five", "Write hours like"),
        ("hours_1", "25:00–26:00", "Hours go from"),
        ("holidays", "Christmas", "Write one holiday on each line"),
        ("time_zone", "Mars/Olympus", "Choose one of the values"),
        ("mailbox", "nobody", "This is not an e-mail address"),
        ("usual_time_days", "9" * 30, "Write a whole number"),
        ("links", "javascript:alert(1)", "Each link begins with"),
        ("request_languages-0-code", "xx-none", "Choose one of the values"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_lost(
    world: World, visitor: Visit, entry: str, wrong: tuple[str, str, str]
) -> None:
    field, typed, said = wrong
    officer = visitor(world.officer_ke)
    form = values_of(officer.get(f"{PAGE}/edit").text) | {field: typed, "address": "Kept Street 1"}
    answer = officer.post(f"{PAGE}/edit", form)
    assert answer.status_code == 422
    assert said in answer.text
    assert "Kept Street 1" in answer.text
    assert stored().address == ""


def test_an_authority_that_nobody_can_reach_stays_as_it_was(world: World, visitor: Visit, entry: str) -> None:
    officer = visitor(world.officer_ke)
    form = values_of(officer.get(f"{PAGE}/edit").text)
    form |= {"mailbox": "", "phone": "", "duty_line": "", "address": ""}
    answer = officer.post(f"{PAGE}/edit", form)
    assert "Give at least one way to reach" in answer.text
    assert stored().mailbox == MAILBOX


def test_what_the_officer_changes_holds_at_once_and_confirms(
    world: World, visitor: Visit, entry: str
) -> None:
    officer = visitor(world.officer_ke)
    page = officer.get(f"{PAGE}/edit").text
    assert 'name="name_text"' not in page
    assert "waits for your confirmation" in officer.get("/en/").text
    form = values_of(page) | {"duty_line": "+254 20 555 0177", "name_text": "Another name"}
    assert officer.post(f"{PAGE}/edit", form).status_code == 303
    after = stored()
    assert (after.duty_line, after.english_name) == ("+254 20 555 0177", "Central Authority (invented)")
    assert after.confirmed_at is not None
    assert after.confirmed_at.date() == clock.today()
    assert [contact.name for contact in after.contacts] == [PERSON]
    assert "waits for your confirmation" not in officer.get("/en/").text


def test_saving_what_the_form_shows_changes_nothing(world: World, visitor: Visit, entry: str) -> None:
    before = stored()
    focal = visitor(world.focal_ke)
    assert focal.post(f"{PAGE}/edit", values_of(focal.get(f"{PAGE}/edit").text)).status_code == 303
    after = stored()
    for name in ("opening_hours", "holidays", "request_languages", "channels", "phone", "rest_days"):
        assert getattr(after, name) == getattr(before, name), name
    assert after.proposal is None
    assert [contact.ref for contact in after.contacts] == [contact.ref for contact in before.contacts]
    assert [duty.scope_note for duty in after.duties] == [duty.scope_note for duty in before.duties]


def test_a_new_name_waits_for_the_manager(world: World, visitor: Visit, entry: str) -> None:
    focal, manager = visitor(world.focal_ke), visitor(world.manager)
    for step, name in (("decline", "Central Authority (invented)"), ("agree", "Renamed")):
        form = values_of(focal.get(f"{PAGE}/edit").text) | {"english_name": "Renamed"}
        assert focal.post(f"{PAGE}/edit", form).status_code == 303
        assert stored().english_name == "Central Authority (invented)"
        assert "Renamed" not in visitor(world.searcher).get(PAGE).text
        assert "Renamed" in manager.get(PAGE).text
        assert act(focal, step) == 403
        assert act(manager, step) == 303
        assert stored().english_name == name


def test_of_two_confirmations_at_once_the_second_hears_of_the_first(
    world: World, visitor: Visit, entry: str
) -> None:
    officer, focal = visitor(world.officer_ke), visitor(world.focal_ke)
    seen = str(stored().version)
    assert officer.post(f"{PAGE}/confirm", {"version": seen}).status_code == 303
    confirmed_at = stored().confirmed_at
    answer = focal.post(f"{PAGE}/confirm", {"version": seen})
    assert answer.status_code == 409
    assert stored().confirmed_at == confirmed_at
    assert stored().confirmed_by == world.officer_ke.id


def test_the_officer_of_another_authority_changes_nothing(world: World, visitor: Visit, entry: str) -> None:
    with unit_of_work():
        other = make_authority(state="UY").ref
        draft = make_authority(state="UY", stage=Stage.DRAFT).ref
    officer = visitor(world.officer_ke)
    page = f"{LIST}/{other}"
    assert officer.get(page).status_code == 200
    assert officer.get(f"{page}/edit").status_code == 403
    assert [act(officer, step, page) for step in ("confirm", "submit", "list")] == [403, 403, 403]
    assert officer.get(f"{LIST}/{draft}").status_code == 404
    assert officer.get(f"{LIST}/{draft}/edit").status_code == 404


@pytest.mark.parametrize("reader", ["provider", "observer", "observer_ke"])
def test_providers_and_observers_never_see_a_telephone_number_or_a_contact_person(
    world: World, visitor: Visit, entry: str, reader: str
) -> None:
    account = world.everybody[reader]
    who = visitor(account)
    answers = [
        who.get(path).text for path in (PAGE, LIST, f"{PAGE}.json", "/en/states/KE", "/ar/authorities")
    ]
    for text in answers:
        for planted in (PHONE, DUTY, PHONE.replace(" ", ""), DUTY.replace(" ", ""), PERSON, PERSON_PHONE):
            assert planted not in text
        assert PERSON_EMAIL not in text
    assert MAILBOX in answers[0]
    assert "telephone" not in json.loads(answers[2])


def test_members_see_the_numbers_and_nobody_sees_a_person_without_asking(
    world: World, visitor: Visit, entry: str
) -> None:
    searcher = visitor(world.searcher)
    page = searcher.get(PAGE).text
    assert f'href="tel:{DUTY.replace(" ", "")}"' in page
    assert json.loads(searcher.get(f"{PAGE}.json").text)["duty_line"] == DUTY
    for path in (PAGE, f"{PAGE}.json", LIST, "/en/states/KE"):
        assert PERSON not in searcher.get(path).text


def test_a_contact_person_is_shown_on_request_and_the_keeper_sees_to_whom(
    world: World, visitor: Visit, entry: str
) -> None:
    contact = stored().contacts[0].ref
    searcher = visitor(world.searcher)
    shown = searcher.post(f"{PAGE}/reveal/{contact}")
    assert PERSON in shown.text
    assert PERSON_EMAIL in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    assert searcher.get(f"{PAGE}/reveal/{contact}").status_code == 405
    assert "Who was shown a contact person" in visitor(world.officer_ke).get(PAGE).text
    assert "Who was shown a contact person" not in searcher.get(PAGE).text
    for reader in ("drafter_ke", "provider", "observer", "coordinator"):
        who = visitor(world.everybody[reader])
        allowed = who.post(f"{PAGE}/reveal/{contact}").status_code == 200
        assert allowed is (reader == "drafter_ke"), reader
    assert searcher.post(f"{PAGE}/reveal/ACP-000000").status_code == 404


def test_filters_find_and_leave_out(world: World, visitor: Visit, entry: str) -> None:
    searcher = visitor(world.searcher)
    found: tuple[str, ...] = (
        "q=KENYA",
        "q=k%C3%A9nya",
        "state=KE",
        "function=uncac-mla",
        "convention=UNCAC",
        "language=fr",
    )
    found += ("channel=interpol", "urgent=at-all-hours", "fresh=due", "stage=listed", "page=0", "page=%D9%A1")
    left_out: tuple[str, ...] = (
        "q=zzz",
        "function=uncac-fiu",
        "convention=UNTOC",
        "language=ru",
        "channel=platform",
    )
    left_out += (
        "urgent=none",
        "fresh=confirmed",
        "fresh=not-confirmed",
        "function=uncac-fiu&convention=UNCAC",
    )
    for question in found:
        assert REF in searcher.get(f"{LIST}?{question}").text, question
    for question in left_out:
        assert REF not in searcher.get(f"{LIST}?{question}").text, question


def test_the_page_and_the_list_cost_few_queries_whatever_they_show(
    app: Flask, world: World, visitor: Visit, entry: str
) -> None:
    with unit_of_work():
        for _ in range(25):
            make_authority(state="UY")
    searcher = visitor(world.searcher)
    statements: list[str] = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    assert searcher.get(LIST).status_code == 200
    assert len([text for text in statements if text.startswith("SELECT")]) <= 10
