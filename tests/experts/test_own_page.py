"""The expert's own page: for the expert alone; what is decided there holds at once; own data hold nobody else's."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.assistance.shortlists.services import ShortlistInput, add_people, create_shortlist
from roster.core import clock
from roster.core.actor import SYSTEM_SCOPE, Actor, Assignment, Role
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.errors import ForbiddenError
from roster.core.unit_of_work import unit_of_work
from roster.experts.exposure.flushing import flush
from roster.experts.exposure.tally import TALLY
from roster.experts.inputs import input_of
from roster.experts.models import Profile
from roster.experts.own.services import change_publicity
from roster.experts.queries import expert_by_ref
from roster.experts.services import edit_profile
from roster.messages.services import NewMessage, write_to_expert
from tests.factories.accounts import Account, World, make_account
from tests.factories.experts import make_profile
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
MEMBER = Actor(user_id=1, assignments=frozenset({Assignment(Role.SEARCHER, SYSTEM_SCOPE)}))
TITLE = "<h1>My profile</h1>"


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    TALLY.take()
    yield
    TALLY.take()


@pytest.fixture
def ref(world: World, work: Callable[[], int]) -> str:
    with unit_of_work():
        ref = make_profile(is_public=True, confirmed_on=clock.today() - timedelta(days=400)).ref
    work()
    db.session.remove()
    return ref


@pytest.fixture
def expert(ref: str) -> Account:
    with unit_of_work():
        account = make_account(Assignment(Role.EXPERT, f"self:{ref}"), name="Atieno Wanjala")
    db.session.remove()
    return account


def stored() -> Profile:
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(sa.select(Profile)).one()


def version() -> str:
    return str(stored().version)


def test_it_is_there_for_the_expert_and_for_nobody_else(
    world: World, visitor: Visit, ref: str, expert: Account
) -> None:
    addresses = [f"/en/experts/{ref}/own{rest}" for rest in ("", "/withdraw", "/data", "/data.json")]
    me = visitor(expert)
    for address in addresses:
        assert me.get(address).status_code == 200
        assert visitor().get(address).status_code == 302
        for account in world.everybody.values():
            assert visitor(account).get(address).status_code == 404
    assert TITLE in me.get("/en/experts/own", follow_redirects=True).text
    for page in ("/en/", f"/en/experts/{ref}"):
        assert f"/en/experts/{ref}/own" in me.get(page).text
        assert "/own" not in visitor(world.manager).get(page).text


def test_exposure_is_told_in_a_paragraph_and_a_table(ref: str, expert: Account, visitor: Visit) -> None:
    me = visitor(expert)
    assert "was not among the results" in me.get(f"/en/experts/{ref}/own").text
    for _time in range(3):
        TALLY.add_results(MEMBER, [ref], filters={}, is_first=True)
    TALLY.add_opened(MEMBER, ref)
    flush()
    text = me.get(f"/en/experts/{ref}/own").text
    assert "among the results of a search 3 times." in text
    assert "It was opened 1 time." in text
    assert '<td class="number">3</td><td class="number">1</td>' in text


def test_it_names_what_was_asked_for_and_is_missing_with_the_way_to_add_it(
    ref: str, expert: Account, visitor: Visit
) -> None:
    for filters in (
        {"language": {"fr", "en"}, "topic": {"asset-recovery"}, "region": {"grulac"}, "state": {"UY"}},
    ):
        for _time in range(5):
            TALLY.add_results(MEMBER, [], filters=filters, is_first=True)
    for _time in range(4):
        TALLY.add_results(MEMBER, [], filters={"language": {"ar"}}, is_first=True)
    flush()
    text = visitor(expert).get(f"/en/experts/{ref}/own").text
    missing = text[text.index('id="missing"') : text.index('id="availability"')]
    assert "French" in missing
    assert f"/en/experts/{ref}/edit#languages-section" in missing
    assert "Group of Latin American" in missing
    assert "Follows from your State" in missing
    for unsaid in ("English", "Asset recovery", "Uruguay", "Arabic"):
        assert unsaid not in missing


def test_numbers_of_other_rooms_stand_there_as_numbers(
    world: World, ref: str, expert: Account, visitor: Visit
) -> None:
    with unit_of_work():
        listed = create_shortlist(world.searcher.actor, ShortlistInput("Canary of a list", "A workshop"))
        profile = expert_by_ref(world.searcher.actor, ref)
        assert profile is not None
        add_people(world.searcher.actor, listed, profiles=[profile])
    db.session.remove()
    text = visitor(expert).get(f"/en/experts/{ref}/own").text
    assert '<dt>on shortlists</dt><dd class="figure">1</dd>' in text
    assert "Canary" not in text


def test_availability_is_changed_in_place(ref: str, expert: Account, visitor: Visit) -> None:
    me = visitor(expert)
    address = f"/en/experts/{ref}/own/availability"
    given = {
        "version": version(),
        "notice_days": "21",
        "days_per_year": "40",
        "mode": "remote",
        "absences-0-starts_on": "2027-01-01",
        "absences-0-ends_on": "2027-02-01",
    }
    assert '<details class="own-fold" open' in me.get(address).text
    assert me.post(address, given).status_code == 303
    profile = stored()
    assert (profile.notice_days, profile.days_per_year, profile.mode) == (21, 40, "remote")
    assert len(profile.absences) == 1
    assert profile.employer == "Office of Asset Tracing"
    assert profile.person.gender == "female"


def test_what_cannot_be_kept_comes_back_as_typed(ref: str, expert: Account, visitor: Visit) -> None:
    me = visitor(expert)
    address = f"/en/experts/{ref}/own/availability"
    answer = me.post(address, {"version": version(), "notice_days": "many"})
    assert (answer.status_code, "many" in answer.text) == (422, True)
    stale = me.post(address, {"version": "0", "notice_days": "77"})
    assert (stale.status_code, "77" in stale.text, "Changed meanwhile" in stale.text) == (409, True, True)
    added = me.post(address, {"version": version(), "add_row": "absences"})
    assert (added.status_code, "absences-0-starts_on" in added.text) == (200, True)
    assert stored().notice_days is None


def test_a_due_confirmation_waits_there_and_is_given_there(ref: str, expert: Account, visitor: Visit) -> None:
    me = visitor(expert)
    assert "Your confirmation is due" in me.get(f"/en/experts/{ref}/own").text
    old = version()
    assert me.post(f"/en/experts/{ref}/own/confirm", {"version": "0"}).status_code == 409
    page = f"/en/experts/{ref}/own"
    assert me.post(f"/en/experts/{ref}/own/confirm", {"version": old}, page=page).status_code == 303
    assert stored().confirmed_by_role == Role.EXPERT
    assert "Your confirmation is due" not in me.get(f"/en/experts/{ref}/own").text


def test_publicity_is_the_experts_to_change_and_holds_at_once(
    world: World, ref: str, expert: Account, visitor: Visit
) -> None:
    me, page = visitor(expert), f"/en/experts/{ref}/own"
    assert visitor().get(f"/en/experts/{ref}").status_code == 200
    assert me.post(f"{page}/publicity", {"version": version(), "public": "no"}, page=page).status_code == 303
    assert visitor().get(f"/en/experts/{ref}").status_code == 302
    assert ref not in visitor().get("/en/experts?q=Wanjala").text
    assert me.post(f"{page}/publicity", {"version": version(), "public": "maybe"}).status_code == 422
    assert me.post(f"{page}/publicity", {"version": version(), "public": "yes"}).status_code == 303
    assert visitor().get(f"/en/experts/{ref}").status_code == 200
    for actor in (world.manager.actor, world.focal_ke.actor):
        with pytest.raises(ForbiddenError), unit_of_work():
            change_publicity(actor, stored(), is_public=False)


def test_a_pause_hides_the_profile_until_it_is_shown_again(
    world: World, ref: str, expert: Account, visitor: Visit
) -> None:
    me, page = visitor(expert), f"/en/experts/{ref}/own"
    assert me.post(f"{page}/suspend", {"version": version(), "reason": ""}).status_code == 422
    given = {"version": version(), "reason": "not-available"}
    assert me.post(f"{page}/suspend", given, page=page).status_code == 303
    assert visitor(world.provider).get(f"/en/experts/{ref}").status_code == 404
    assert "1 expert<" not in visitor(world.provider).get("/en/experts?q=Wanjala&fresh=due").text
    assert "Your profile is hidden" in me.get(page).text
    assert me.post(f"{page}/resume", {"version": version()}, page=page).status_code == 303
    assert visitor(world.provider).get(f"/en/experts/{ref}").status_code == 200


def test_a_withdrawn_consent_hides_the_profile_everywhere_at_once(
    world: World, ref: str, expert: Account, visitor: Visit
) -> None:
    """The worker has not run: what the index still holds must tell nobody anything."""
    me, page = visitor(expert), f"/en/experts/{ref}/own"
    readers = [visitor(), visitor(world.provider), visitor(world.focal_uy)]
    before = [reader.get("/en/experts?q=Wanjala&fresh=due").text for reader in readers]
    assert all(ref in text and "1 expert<" in text for text in before)
    assert "What happens" in me.get(f"{page}/withdraw").text
    assert me.post(f"{page}/withdraw", {"version": version()}).status_code == 303
    for reader in readers:
        found = reader.get("/en/experts?q=Wanjala&fresh=due").text
        assert ref not in found
        assert "1 expert<" not in found
        assert reader.get(f"/en/experts/{ref}").status_code in (302, 404)
    assert "No consent is in force" in me.get(page).text
    assert "There is nothing to withdraw" in me.get(f"{page}/withdraw").text
    assert visitor(world.focal_ke).get(f"/en/experts/{ref}").status_code == 200


def test_own_data_are_everything_of_the_expert_and_nothing_of_anybody_else(
    app: Flask, world: World, ref: str, expert: Account, visitor: Visit
) -> None:
    with unit_of_work():
        db.session.execute(
            sa.text("UPDATE user_account SET name = 'Canary ' || id WHERE id <> :id"), {"id": expert.id}
        )
        manager, focal = world.manager.actor, world.focal_ke.actor
        profile = expert_by_ref(manager, ref)
        assert profile is not None
        other = make_profile(family_name="Canaryson", email="canary@people.example").ref
        edit_profile(manager, profile, given=replace(input_of(profile), staff_notes="Canary of staff"))
    with unit_of_work():
        profile = expert_by_ref(focal, ref)
        assert profile is not None
        edit_profile(focal, profile, given=replace(input_of(profile), post="Director of tracing"))
    with unit_of_work():
        profile = expert_by_ref(world.provider.actor, ref)
        assert profile is not None
        question = NewMessage("A question about tracing", "advice", "Would you advise us?")
        write_to_expert(world.provider.actor, profile, given=question, most_per_day=20)
    db.session.remove()
    TALLY.add_opened(MEMBER, ref)
    flush()
    me = visitor(expert)
    answer = me.get(f"/en/experts/{ref}/own/data.json")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"
    for text in (answer.text, me.get(f"/en/experts/{ref}/own/data").text):
        assert "anary" not in text
        assert "staff_notes" not in text
        assert other not in text
        assert "Director of tracing" in text
    data = json.loads(answer.text)
    assert data["profile"]["fields"]["email"] == "atieno.wanjala@people.example"
    assert data["account"]["email"] == expert.email
    assert [change["fields"] for change in data["changes"]] == [["post"]]
    assert data["changes"][0]["by"] == "focal-point"
    assert data["exposure"] == [{"month": f"{clock.today():%Y-%m}", "kind": "opened", "times": 1}]
    assert data["shortlists"] == 0
    (talk,) = data["conversations"]
    assert (talk["with"], talk["messages"][0]["text"]) == ("provider", "Would you advise us?")
    edits = [line for line in data["log"] if line["action"] == "experts:profile:edit"]
    assert [line["by"] for line in edits] == [["focal-point"]]
    taken = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "experts:own_data:take"))
    assert [entry.subject for entry in taken] == [ref]


def test_somebody_with_two_profiles_chooses(world: World, visitor: Visit) -> None:
    with unit_of_work():
        refs = [make_profile().ref, make_profile(family_name="Otieno").ref]
        account = make_account(*(Assignment(Role.EXPERT, f"self:{ref}") for ref in refs))
        lost = make_account(Assignment(Role.EXPERT, "self:EXP-999999"))
    db.session.remove()
    text = visitor(account).get("/en/experts/own").text
    assert all(f"/en/experts/{ref}/own" in text for ref in refs)
    assert visitor(lost).get("/en/experts/own").status_code == 404
    assert visitor(world.manager).get("/en/experts/own").status_code == 403
