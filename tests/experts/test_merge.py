"""Two profiles of one person become one, and two again: rows, search, addresses, and who may."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.core.actor import NOBODY, SYSTEM, Actor, Assignment, Role
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, StaleError
from roster.core.unit_of_work import unit_of_work
from roster.experts import policy
from roster.experts.history.revisions import ProfileRevision
from roster.experts.inputs import ProfileInput, input_of
from roster.experts.merging.models import ProfileMerge
from roster.experts.merging.services import merge_profiles, undo_merge
from roster.experts.models import Profile
from roster.experts.queries import expert_by_ref
from roster.experts.services import edit_profile
from roster.experts.states import Stage
from roster.search.request import SearchRequest
from tests.factories.accounts import World, make_account
from tests.factories.experts import make_profile
from tests.forms import values_of
from tests.parallel import at_once
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
OTHER = {
    "family_name": "Ванджала",
    "given_name": "Атиено",
    "latin_family_name": "Vandzhala",
    "latin_given_name": "Atieno",
    "email": "other@people.example",
    "employer": "Institute of Comparative Audit",
    "education": "Doctor of laws",
}


def two(stage: Stage = Stage.PUBLISHED, state: str | None = "KE", **values: object) -> tuple[str, str]:
    """References of the one that shall stay and of the other one."""
    with unit_of_work():
        kept, gone = make_profile(), make_profile(stage=stage, state=state, **{**OTHER, **values})  # type: ignore[arg-type]
    db.session.remove()
    return kept.ref, gone.ref


def profile(ref: str) -> Profile:
    return db.session.scalars(sa.select(Profile).where(Profile.ref == ref)).one()


def merge(actor: Actor, kept: str, gone: str, *taken: str) -> str:
    with unit_of_work():
        ref = merge_profiles(actor, profile(kept), gone=profile(gone), taken=taken).ref
    db.session.remove()
    return ref


def undo(actor: Actor, ref: str) -> None:
    with unit_of_work():
        undo_merge(actor, db.session.scalars(sa.select(ProfileMerge).where(ProfileMerge.ref == ref)).one())
    db.session.remove()


def state_of(ref: str) -> tuple[ProfileInput, Stage, int | None]:
    db.session.remove()
    found = profile(ref)
    return input_of(found), found.stage, found.merged_into_id


def found(app: Flask, text: str, actor: Actor = SYSTEM) -> int:
    request = SearchRequest(kind="expert", audiences=actor.audiences, text=text, language="en")
    return app.extensions["roster_search"].search(request).total


def test_the_one_that_stays_takes_the_chosen_fields_and_the_other_is_gone_everywhere(
    app: Flask, world: World, visitor: Visit, work: Callable[[], int]
) -> None:
    kept, gone = two()
    manager = visitor(world.manager)
    page = manager.get(f"/en/experts/{kept}/merge?other={gone}").text
    assert "Institute of Comparative Audit" in page
    form = {**values_of(page), "take-employer": "other"}
    assert form["take-education"] == "other", "what the one that stays lacks is proposed from the other"
    assert manager.post(f"/en/experts/{kept}/merge?other={gone}", form).status_code == 303
    work()
    given, stage, _into = state_of(kept)
    assert (given.employer, given.education) == ("Institute of Comparative Audit", "Doctor of laws")
    assert (given.family_name, stage) == ("Wanjala", Stage.PUBLISHED)
    assert state_of(gone)[1] is Stage.ARCHIVED
    assert (found(app, "Vandzhala"), found(app, "Comparative")) == (0, 1)
    assert gone not in manager.get("/en/experts?q=Audit&fresh=never&fresh=confirmed").text
    for address in ("edit", "history", "merge"):
        assert manager.get(f"/en/experts/{gone}/{address}").status_code == 404
    assert manager.get(f"/en/experts/{gone}.json").status_code == 404


@pytest.mark.parametrize("name", ["manager", "searcher", "focal_ke", "focal_uy", "officer_ke", "observer"])
def test_the_old_address_leads_those_who_saw_it_to_the_one_that_stays(
    world: World, visitor: Visit, name: str
) -> None:
    kept, gone = two()
    merge(SYSTEM, kept, gone)
    answer = visitor(world.everybody[name]).get(f"/en/experts/{gone}")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/en/experts/{kept}")


def test_the_old_address_of_a_hidden_profile_stays_hidden(world: World, visitor: Visit) -> None:
    kept, gone = two(stage=Stage.IMPORTED, state="UY")
    merge(SYSTEM, kept, gone)
    outsider = visitor(world.officer_ke)
    hidden, missing = outsider.get(f"/en/experts/{gone}"), outsider.get("/en/experts/EXP-000000")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert visitor(world.admin).get(f"/en/experts/{gone}").status_code == 404
    assert visitor(world.focal_uy).get(f"/en/experts/{gone}").status_code == 303
    assert visitor().get(f"/en/experts/{gone}").status_code == 302


def test_an_address_follows_several_merges(world: World, visitor: Visit) -> None:
    first, second = two()
    third, _other = two()
    merge(SYSTEM, first, second)
    merge(SYSTEM, third, first)
    assert visitor(world.manager).get(f"/en/experts/{second}").headers["Location"].endswith(third)


def test_rule_and_sql_agree_that_a_merged_one_exists_for_nobody(world: World) -> None:
    kept, gone = two()
    merge(SYSTEM, kept, gone)
    own = Actor(user_id=1, assignments=frozenset({Assignment(Role.EXPERT, f"self:{gone}")}))
    for actor in (SYSTEM, NOBODY, own, *(account.actor for account in world.everybody.values())):
        assert not policy.can_view(actor, profile(gone))
        assert expert_by_ref(actor, gone) is None


def test_an_undo_gives_both_back_exactly(app: Flask, work: Callable[[], int]) -> None:
    kept, gone = two(stage=Stage.UNPUBLISHED)
    before = state_of(kept), state_of(gone)
    ref = merge(SYSTEM, kept, gone, "family_name", "given_name", "latin_family_name", "employer", "email")
    work()
    assert state_of(kept) != before[0]
    undo(SYSTEM, ref)
    work()
    assert (state_of(kept), state_of(gone)) == before
    assert (found(app, "Wanjala"), found(app, "Vandzhala")) == (1, 1)


def test_an_undo_is_refused_once_somebody_changed_the_one_that_stays(world: World, visitor: Visit) -> None:
    kept, gone = two()
    ref = merge(SYSTEM, kept, gone)
    manager = visitor(world.manager)
    assert "Undo this merge" in manager.get(f"/en/experts/{kept}").text
    with unit_of_work():
        edited = profile(kept)
        edit_profile(SYSTEM, edited, given=replace(input_of(edited), post="Director"))
    with pytest.raises(StaleError):
        undo(SYSTEM, ref)
    page = manager.get(f"/en/experts/{kept}").text
    assert "Undo this merge" not in page
    assert "can no longer be undone" in page
    assert manager.post(f"/en/experts/{kept}/merge/{ref}/undo", page=f"/en/experts/{kept}").status_code == 409
    assert state_of(kept)[0].post == "Director"


def test_a_merge_and_its_undo_by_page_and_pressed_twice(world: World, visitor: Visit) -> None:
    kept, gone = two()
    before = state_of(kept), state_of(gone)
    manager = visitor(world.manager)
    address = f"/en/experts/{kept}/merge?other={gone}"
    form = {**values_of(manager.get(address).text), "take-employer": "other"}
    for _press in range(2):
        assert manager.post(address, form, page=f"/en/experts/{kept}").status_code == 303
    db.session.remove()
    (ref,) = db.session.scalars(sa.select(ProfileMerge.ref))
    for _press in range(2):
        undo_address = f"/en/experts/{kept}/merge/{ref}/undo"
        assert manager.post(undo_address, page=f"/en/experts/{kept}").status_code == 303
    assert (state_of(kept), state_of(gone)) == before


def test_over_a_change_of_either_it_is_refused(world: World, visitor: Visit) -> None:
    kept, gone = two()
    manager = visitor(world.manager)
    address = f"/en/experts/{kept}/merge?other={gone}"
    form = values_of(manager.get(address).text)
    with unit_of_work():
        edited = profile(gone)
        edit_profile(SYSTEM, edited, given=replace(input_of(edited), post="Director"))
    assert manager.post(address, form).status_code == 409
    assert state_of(gone)[2] is None


def test_of_two_at_once_in_opposite_directions_one_happens(app: Flask) -> None:
    one, other = two()
    answers = at_once(app, lambda: merge(SYSTEM, one, other), lambda: merge(SYSTEM, other, one))
    assert sum(isinstance(answer, str) for answer in answers) == 1
    assert sum(isinstance(answer, StaleError) for answer in answers) == 1
    db.session.remove()
    gone = db.session.scalars(sa.select(Profile).where(Profile.merged_into_id.is_not(None))).all()
    assert len(gone) == 1


def test_two_undos_at_once_are_one(app: Flask) -> None:
    kept, gone = two()
    ref = merge(SYSTEM, kept, gone, "employer")
    answers = at_once(app, lambda: undo(SYSTEM, ref), lambda: undo(SYSTEM, ref))
    assert sorted(type(answer).__name__ for answer in answers) == ["NoneType", "StaleError"]


@pytest.mark.parametrize(
    "name", ["searcher", "focal_ke", "drafter_ke", "admin", "dpo", "observer", "officer_ke"]
)
def test_only_the_manager_may(world: World, visitor: Visit, name: str) -> None:
    kept, gone = two()
    before = state_of(kept), state_of(gone)
    account = world.everybody[name]
    address = f"/en/experts/{kept}/merge?other={gone}"
    somebody = visitor(account)
    assert somebody.get(address).status_code in (403, 404)
    assert somebody.post(address, {"version": "1", "other_version": "1"}, page="/en/help").status_code in (
        403,
        404,
    )
    with pytest.raises(ForbiddenError):
        merge(account.actor, kept, gone)
    assert (state_of(kept), state_of(gone)) == before
    ref = merge(SYSTEM, kept, gone)
    with pytest.raises(ForbiddenError):
        undo(account.actor, ref)
    assert somebody.post(f"/en/experts/{kept}/merge/{ref}/undo", page="/en/help").status_code == 404
    assert "Merged into this profile" not in somebody.get(f"/en/experts/{kept}").text


def test_the_one_with_an_account_must_stay(world: World) -> None:
    kept, gone = two()
    with unit_of_work():
        make_account(Assignment(Role.EXPERT, f"self:{gone}"))
    with pytest.raises(InvalidError):
        merge(SYSTEM, kept, gone)
    merge(SYSTEM, gone, kept)
    assert state_of(kept)[1] is Stage.ARCHIVED


def test_a_profile_does_not_merge_with_itself_nor_into_an_archived_one(app: Flask) -> None:
    kept, gone = two(stage=Stage.ARCHIVED)
    for one, other in ((kept, kept), (gone, kept)):
        with pytest.raises(InvalidError):
            merge(SYSTEM, one, other)


def test_what_breaks_a_rule_is_said_and_nothing_happens(world: World, visitor: Visit) -> None:
    kept, gone = two(stage=Stage.IMPORTED, email="")
    manager = visitor(world.manager)
    address = f"/en/experts/{kept}/merge?other={gone}"
    form = {**values_of(manager.get(address).text), "take-email": "other"}
    answer = manager.post(address, form)
    assert answer.status_code == 422
    assert "This is needed." in answer.text
    assert state_of(gone)[2] is None


def test_it_is_audited_for_both_and_the_values_stand_in_the_history(world: World) -> None:
    kept, gone = two()
    merge(world.manager.actor, kept, gone, "employer")
    actions = {
        (entry.action, entry.subject)
        for entry in db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action.like("%merge%")))
    }
    assert actions == {("experts:profile:merge", kept), ("experts:profile:merge_away", gone)}
    (revision,) = db.session.scalars(sa.select(ProfileRevision))
    assert revision.after == {"employer": "Institute of Comparative Audit"}


def test_without_a_second_profile_the_likely_ones_are_offered(world: World, visitor: Visit) -> None:
    kept, gone = two()
    manager = visitor(world.manager)
    page = manager.get(f"/en/experts/{kept}/merge").text
    assert f"/en/experts/{kept}/merge?other={gone}" in page
    assert "no other profile" in manager.get(f"/en/experts/{kept}/merge?other=EXP-000000").text
