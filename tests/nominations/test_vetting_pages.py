"""The roster manager's queue and desk."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from roster.accounts.models import User
from roster.core import clock
from roster.core.actor import SYSTEM_SCOPE, Assignment, Role
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.experts.states import Stage as ProfileStage
from roster.nominations.codes import ChecklistItem
from roster.nominations.states import Stage
from roster.nominations.vetting_services import comment
from tests.factories.accounts import Account, World, make_account
from tests.factories.experts import make_profile
from tests.factories.nominations import tick_all
from tests.nominations.desk import HOME, a_nomination, page_of, stored
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
QUEUE = f"{HOME}/vetting"
EVERY_ITEM = [item.value for item in ChecklistItem]


@pytest.fixture
def ref(world: World) -> str:
    return a_nomination(stage=Stage.UNDER_CHECK)


@pytest.fixture
def second_manager(world: World) -> Account:
    with unit_of_work():
        made = make_account(Assignment(Role.MANAGER, SYSTEM_SCOPE), name="Second Manager")
    db.session.remove()
    return made


def do(somebody: Visitor, ref: str, act: str, **values: object) -> TestResponse:
    """Press a button of the desk as it stands now."""
    given = {"version": str(stored(ref).version), **values}
    return somebody.post(f"{HOME}/{ref}/vetting/{act}", given)


def refs_in(page: str) -> set[str]:
    return set(re.findall(r"NOM-\w{6}", page))


def test_the_queue_holds_what_is_cleared_the_oldest_first_and_what_is_late_is_marked(
    world: World, visitor: Visit
) -> None:
    with clock.use(clock.now() - timedelta(days=20)):
        old = a_nomination(stage=Stage.UNDER_CHECK, family_name="Oldest")
    new = a_nomination(stage=Stage.UNDER_CHECK, state="UY", family_name="Newest", email="n@people.example")
    draft = a_nomination(email="d@people.example")
    page = visitor(world.manager).get(QUEUE).text
    assert page.index(old) < page.index(new)
    assert draft not in page
    assert "20 days" in page
    assert page.count('class="badge due"') == 1
    for name in ("focal_ke", "searcher", "admin"):
        assert visitor(world.everybody[name]).get(QUEUE).status_code == 403, name


def test_the_queue_is_filtered_by_state_assignment_and_what_came_back(
    world: World, visitor: Visit, second_manager: Account
) -> None:
    mine = a_nomination(stage=Stage.UNDER_CHECK)
    theirs = a_nomination(stage=Stage.UNDER_CHECK, state="UY", email="u@people.example")
    nobodys = a_nomination(stage=Stage.UNDER_CHECK, state="UY", email="v@people.example")
    returned = a_nomination(stage=Stage.RETURNED, email="w@people.example")
    manager = visitor(world.manager)
    do(manager, mine, "assign", manager=str(world.manager.id))
    do(manager, theirs, "assign", manager=str(second_manager.id))

    def found(question: str) -> set[str]:
        return refs_in(manager.get(f"{QUEUE}?{question}").text)

    assert found("") == {mine, theirs, nobodys}
    assert found("whose=mine") == {mine}
    assert found("whose=nobody") == {nobodys}
    assert found("state=UY") == {theirs, nobodys}
    assert found("state=UY&whose=nobody") == {nobodys}
    assert found("stage=returned") == {returned}
    assert found("whose=shoes&state=XX&stage=shoes") == {mine, theirs, nobodys}
    answer = manager.get(f"{HOME}?assigned=me")
    assert answer.location.endswith("whose=mine"), "letters and tasks lead to the own part"
    assert "Second Manager" in manager.get(QUEUE).text
    do(manager, mine, "assign", manager="")
    assert "Nothing waits here" in manager.get(f"{QUEUE}?whose=mine").text


def test_the_desk_shows_answers_interests_and_papers(ref: str, world: World, visitor: Visit) -> None:
    with unit_of_work():
        stored(ref).declared_interests = "A brother in the Court"
    page = page_of(visitor(world.manager), ref, "/vetting")
    for words in ("Traced accounts in four States", "NV 114/2026", "A brother in the Court", "Kenya"):
        assert words in page
    assert "No signed letter was added." in page


def test_levels_and_years_say_what_they_are(ref: str, world: World, visitor: Visit) -> None:
    page = page_of(visitor(world.manager), ref, "/vetting").replace("\u2068", "").replace("\u2069", "")
    assert "Can lead · Years of experience: 9 · Traced accounts in four States" in page
    assert "Writing: C2 (proficient) · Drafts legal texts in it" in page


def test_the_desk_is_the_roster_managers_alone(ref: str, world: World, visitor: Visit) -> None:
    for name in ("focal_uy", "searcher", "observer_ke", "officer_ke", "provider", "admin", "dpo"):
        assert visitor(world.everybody[name]).get(f"{HOME}/{ref}/vetting").status_code == 404, name
    for name in ("focal_ke", "drafter_ke"):
        assert visitor(world.everybody[name]).get(f"{HOME}/{ref}/vetting").status_code == 403, name


def test_likely_duplicates_stand_on_the_desk(world: World, visitor: Visit) -> None:
    with unit_of_work():
        known = make_profile(state="UY", email="elsewhere@people.example").ref
    ref = a_nomination(stage=Stage.UNDER_CHECK)
    page = page_of(visitor(world.manager), ref, "/vetting")
    assert "Perhaps on the roster already" in page
    assert known in page


def test_it_is_assigned_and_given_back(
    ref: str, world: World, visitor: Visit, second_manager: Account
) -> None:
    manager = visitor(world.manager)
    assert do(manager, ref, "assign", manager=str(second_manager.id)).status_code == 303
    assert stored(ref).assigned_to == second_manager.id
    assert do(manager, ref, "assign", manager=str(world.focal_uy.id)).status_code == 422
    assert do(manager, ref, "assign", manager="").status_code == 303
    assert stored(ref).assigned_to is None


def test_a_manager_of_the_nominating_state_is_refused_with_the_reason(
    ref: str, world: World, visitor: Visit, second_manager: Account
) -> None:
    with unit_of_work():
        kenyan = db.session.get(User, second_manager.id)
        assert kenyan is not None
        kenyan.nationalities = ["KE"]
    manager = visitor(second_manager)
    page = page_of(manager, ref, "/vetting")
    assert "Nobody decides on a nominee of the own State." in page
    for words in ("Approve and publish", "Return it", "Decline it", "Save the checklist"):
        assert words not in page
    assert "Not yours to decide" in manager.get(QUEUE).text
    for act in ("approve", "return", "decline", "checklist", "remark"):
        values = {"note": "x", "reason": "other", "text": "x", "field": "post"}
        assert do(manager, ref, act, **values).status_code == 403, act
    options = page_of(visitor(world.manager), ref, "/vetting")
    assert f'value="{second_manager.id}"' not in options, "nor is it assigned to them"
    assert stored(ref).stage is Stage.UNDER_CHECK


def test_the_checklist_is_kept_with_who_ticked_and_ticks_are_taken_back(
    ref: str, world: World, visitor: Visit
) -> None:
    manager = visitor(world.manager)
    do(manager, ref, "checklist", items=["identity", "consent"])
    assert {name: mark["done_by"] for name, mark in stored(ref).checklist.items()} == {
        "identity": world.manager.id,
        "consent": world.manager.id,
    }
    do(manager, ref, "checklist", items=["identity"])
    assert set(stored(ref).checklist) == {"identity"}
    page = page_of(manager, ref, "/vetting")
    assert len(re.findall(r'name="items"[^>]* checked', page)) == 1


def test_a_decision_takes_along_what_was_ticked(ref: str, world: World, visitor: Visit) -> None:
    """One form holds both; what is refused comes back with its ticks, ready to be sent again."""
    manager = visitor(world.manager)
    page = page_of(manager, ref, "/vetting")
    form = page[page.index('id="decide"') : page.index("</form>", page.index('id="decide"'))]
    for words in (
        'name="items"',
        'name="listed"',
        *(f"/vetting/{act}" for act in ("approve", "return", "decline")),
    ):
        assert words in form
    do(manager, ref, "checklist", items=["identity", "consent"])
    for act in ("approve", "return", "decline"):
        answer = do(manager, ref, act, listed="1", items=EVERY_ITEM[1:])
        assert answer.status_code == 422, act
        assert len(re.findall(r'name="items"[^>]* checked', answer.text)) == len(EVERY_ITEM) - 1, act
        assert f'name="version" type="hidden" value="{stored(ref).version}"' in answer.text, act
    assert set(stored(ref).checklist) == {"identity", "consent"}, "what was refused changes nothing"
    assert do(manager, ref, "return", listed="1", items=["identity"], note="Look").status_code == 303
    assert set(stored(ref).checklist) == {"identity"}


def test_an_approval_keeps_the_ticks_that_come_with_it(ref: str, world: World, visitor: Visit) -> None:
    manager = visitor(world.manager)
    assert do(manager, ref, "approve", listed="1", items=EVERY_ITEM).status_code == 303
    assert (stored(ref).stage, set(stored(ref).checklist)) == (Stage.APPROVED, set(EVERY_ITEM))


def test_remarks_reach_the_state_only_when_it_is_returned(ref: str, world: World, visitor: Visit) -> None:
    manager, drafter = visitor(world.manager), visitor(world.drafter_ke)
    assert do(manager, ref, "remark", field="post", text="Since when?").status_code == 303
    assert do(manager, ref, "remark", field="general", text="A good nomination.").status_code == 303
    assert "Since when?" in page_of(manager, ref, "/vetting")
    assert "Since when?" not in page_of(drafter, ref)
    assert do(manager, ref, "return", note="").status_code == 303
    page = page_of(drafter, ref)
    assert "Since when?" in page
    assert "Correct this in “Work”" in page
    assert "A good nomination." in page


def test_a_settled_remark_does_not_go_with_it(ref: str, world: World, visitor: Visit) -> None:
    manager = visitor(world.manager)
    do(manager, ref, "remark", field="post", text="Since when?")
    do(manager, ref, "remark", field="email", text="Does this address work?")
    first = stored(ref).comments[0].id
    answer = manager.post(f"{HOME}/{ref}/remarks/{first}", {"version": str(stored(ref).version)})
    assert answer.location.endswith("/vetting")
    do(manager, ref, "return", note="")
    page = page_of(visitor(world.drafter_ke), ref)
    assert "Since when?" not in page
    assert "Does this address work?" in page


def test_remarks_on_nothing_or_without_words_are_refused(ref: str, world: World, visitor: Visit) -> None:
    manager = visitor(world.manager)
    assert do(manager, ref, "remark", field="shoes", text="x").status_code == 422
    answer = do(manager, ref, "remark", field="post", text=" ")
    assert answer.status_code == 422
    assert "open" in answer.text[answer.text.index('<details class="remark-form" open') :][:40]
    assert do(manager, ref, "return", note="").status_code == 422
    assert stored(ref).stage is Stage.UNDER_CHECK


def test_a_decline_has_a_reason_that_the_state_reads(ref: str, world: World, visitor: Visit) -> None:
    manager = visitor(world.manager)
    assert do(manager, ref, "decline", reason="", text="").status_code == 422
    answer = do(manager, ref, "decline", reason="other", text="")
    assert answer.status_code == 422
    assert "Say the reason in words." in answer.text
    assert do(manager, ref, "decline", reason="other", text="The post is vacant.").status_code == 303
    assert stored(ref).stage is Stage.DECLINED
    assert "The post is vacant." in page_of(visitor(world.focal_ke), ref)


def test_an_approval_needs_the_whole_checklist_and_publishes(
    ref: str, world: World, visitor: Visit, work: Callable[[], int]
) -> None:
    manager = visitor(world.manager)
    answer = do(manager, ref, "approve")
    assert answer.status_code == 422
    assert "Work through the whole checklist first." in answer.text
    do(manager, ref, "checklist", items=EVERY_ITEM)
    answer = do(manager, ref, "approve")
    assert answer.status_code == 303
    profile = stored(ref).profile
    assert profile is not None
    assert answer.location.endswith(f"/experts/{profile.ref}")
    assert profile.stage is ProfileStage.PUBLISHED
    work()
    assert profile.ref in visitor(world.provider).get("/en/experts?q=Wanjala").text


@pytest.mark.parametrize("act", ["approve", "return", "decline", "remark", "checklist", "assign"])
def test_of_two_managers_the_second_is_told_that_somebody_was_first(
    ref: str, world: World, visitor: Visit, second_manager: Account, act: str
) -> None:
    with unit_of_work():
        tick_all(stored(ref), manager=world.manager.actor)
    seen = str(stored(ref).version)
    assert do(visitor(world.manager), ref, "approve").status_code == 303
    late = {"version": seen, "note": "Late", "reason": "other", "text": "Late", "field": "post"}
    answer = visitor(second_manager).post(f"{HOME}/{ref}/vetting/{act}", late)
    assert answer.status_code == 409
    assert stored(ref).stage is Stage.APPROVED


def test_what_was_typed_over_somebody_elses_tick_comes_back(
    ref: str, world: World, visitor: Visit, second_manager: Account
) -> None:
    seen = str(stored(ref).version)
    do(visitor(world.manager), ref, "checklist", items=["identity"])
    second = visitor(second_manager)
    for act, name in (("remark", "text"), ("return", "note"), ("decline", "text")):
        late = {"version": seen, "field": "post", "reason": "other", name: "Typed with care"}
        answer = second.post(f"{HOME}/{ref}/vetting/{act}", late)
        assert answer.status_code == 409, act
        assert "Typed with care" in answer.text, act
        assert "Somebody else changed the nomination meanwhile." in answer.text, act
    assert stored(ref).comments == []


def test_a_remark_of_another_nomination_is_not_ticked_off(ref: str, world: World, visitor: Visit) -> None:
    other = a_nomination(stage=Stage.UNDER_CHECK, email="o@people.example")
    with unit_of_work():
        number = comment(world.manager.actor, stored(ref), field="post", text="Since when?").id
    manager = visitor(world.manager)
    for wrong in (number, 999_999, "x", "²"):
        values = {"version": str(stored(other).version)}
        assert manager.post(f"{HOME}/{other}/remarks/{wrong}", values).status_code == 404, wrong
    assert stored(ref).comments[0].resolved_at is None


def test_the_state_ticks_off_what_came_back(ref: str, world: World, visitor: Visit) -> None:
    do(visitor(world.manager), ref, "remark", field="post", text="Since when?")
    do(visitor(world.manager), ref, "return", note="")
    number = stored(ref).comments[0].id
    drafter = visitor(world.drafter_ke)
    assert f"/remarks/{number}" in page_of(drafter, ref)
    answer = drafter.post(f"{HOME}/{ref}/remarks/{number}", {"version": str(stored(ref).version)})
    assert answer.location.endswith(ref)
    assert "Since when?" not in page_of(drafter, ref)
