"""A State's own profiles: seen, confirmed together, suspended, nominated again, followed by a successor."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from roster.core import clock
from roster.core.actor import Assignment, Role
from roster.core.correspondence import note_bounce
from roster.core.db import db
from roster.core.errors import ForbiddenError
from roster.core.unit_of_work import unit_of_work
from roster.experts.inputs import input_of
from roster.experts.models import Profile
from roster.experts.services import edit_profile
from roster.nominations.answers import input_of as answers_in
from roster.nominations.ours.queries import Leaving, leaving
from roster.nominations.ours.services import confirm_together, nominate_successor
from roster.nominations.queries import nominations_at
from tests.factories.accounts import World, make_account
from tests.factories.experts import make_profile
from tests.visitor import Visitor

Visit = Callable[..., Visitor]


def _profile(**changes: object) -> Profile:
    with unit_of_work():
        return make_profile(**changes)  # type: ignore[arg-type]


def _edited(world: World, profile: Profile, **changes: object) -> None:
    with unit_of_work():
        given = replace(input_of(profile), **changes)  # type: ignore[arg-type]
        edit_profile(world.focal_ke.actor, profile, given=given)


def _read_afresh() -> None:
    """See what requests wrote: the picture that this session has of the database ends."""
    db.session.rollback()
    db.session.expire_all()


def test_the_list_shows_the_own_state_only(world: World, visitor: Visit) -> None:
    _profile(family_name="Ouma")
    _profile(family_name="Zorrilla", state="UY")
    text = visitor(world.drafter_ke).get("/en/nominations/ours").text
    assert "Ouma" in text
    assert "Zorrilla" not in text


def test_nobody_outside_a_state_has_the_pages(world: World, visitor: Visit) -> None:
    for account in (world.manager, world.officer_ke, world.observer_ke):
        assert visitor(account).get("/en/nominations/ours").status_code == 403
        assert visitor(account).get("/en/nominations/ours/confirm?expert=EXP-000000").status_code == 403


def test_what_changed_since_the_last_confirmation_is_shown_before(world: World, visitor: Visit) -> None:
    profile = _profile()
    _edited(world, profile, post="Head of the unit")
    text = visitor(world.focal_ke).get(f"/en/nominations/ours/confirm?expert={profile.ref}").text
    assert "Head of the unit" in text
    assert "Senior investigator" in text


def test_a_change_before_the_last_confirmation_is_not_shown(world: World, visitor: Visit) -> None:
    profile = _profile()
    _edited(world, profile, post="Head of the unit")
    with unit_of_work():
        confirm_together(world.focal_ke.actor, [(profile, profile.version)])
    text = visitor(world.focal_ke).get(f"/en/nominations/ours/confirm?expert={profile.ref}").text
    assert "Senior investigator" not in text


def test_several_are_confirmed_by_one_click(world: World, visitor: Visit) -> None:
    long_ago = clock.today() - timedelta(days=400)
    profiles = [_profile(confirmed_on=long_ago, family_name=name) for name in ("Ouma", "Achieng")]
    visit = visitor(world.focal_ke)
    seen = [f"{profile.ref}:{profile.version}" for profile in profiles]
    answer = visit.post("/en/nominations/ours/confirm", {"seen": seen})
    assert answer.status_code == 303
    _read_afresh()
    assert all(profile.confirmed_at.date() == clock.today() for profile in profiles if profile.confirmed_at)
    assert {profile.confirmed_by_role for profile in profiles} == {Role.FOCAL_POINT}


def test_what_changed_meanwhile_is_not_confirmed_unseen(world: World) -> None:
    long_ago = clock.today() - timedelta(days=400)
    read, changed = _profile(confirmed_on=long_ago), _profile(confirmed_on=long_ago, family_name="Ouma")
    seen = [(read, read.version), (changed, changed.version)]
    _edited(world, changed, post="Head of the unit")
    with unit_of_work():
        result = confirm_together(world.focal_ke.actor, seen)
    assert result.done == (read,)
    assert result.changed == (changed,)
    assert changed.confirmed_at is not None
    assert changed.confirmed_at.date() == long_ago


def test_another_states_profile_is_not_confirmed_by_its_reference(world: World, visitor: Visit) -> None:
    other = _profile(state="UY", confirmed_on=clock.today() - timedelta(days=400))
    visitor(world.focal_ke).post("/en/nominations/ours/confirm", {"seen": [f"{other.ref}:{other.version}"]})
    _read_afresh()
    assert other.confirmed_at is not None
    assert other.confirmed_at.date() != clock.today()


def test_a_focal_point_suspends_with_a_reason_and_shows_again(world: World, visitor: Visit) -> None:
    profile = _profile()
    visit, path = visitor(world.focal_ke), f"/en/nominations/ours/{profile.ref}"
    given = {"version": str(profile.version)}
    assert visit.post(f"{path}/suspend", given).status_code == 422
    assert visit.post(f"{path}/suspend", {**given, "reason": "not-available"}).status_code == 303
    _read_afresh()
    assert profile.stage.value == "suspended"
    assert visit.post(f"{path}/resume", {}).status_code == 303
    _read_afresh()
    assert profile.stage.value == "published"


def test_a_drafter_does_not_suspend(world: World, visitor: Visit) -> None:
    profile = _profile()
    path = f"/en/nominations/ours/{profile.ref}/suspend"
    assert visitor(world.drafter_ke).get(path).status_code == 403


def test_an_expert_is_nominated_again_from_what_the_profile_says(world: World, visitor: Visit) -> None:
    profile = _profile()
    answer = visitor(world.focal_ke).post(f"/en/nominations/ours/{profile.ref}/again", {"once": "k1"})
    assert answer.status_code == 303
    nomination = nominations_at(world.focal_ke.actor)[0]
    assert nomination.profile_id == profile.id
    assert answers_in(nomination).family_name == profile.person.family_name


def test_a_changed_post_prompts_for_a_successor_in_the_old_post(world: World) -> None:
    profile = _profile()
    actor = world.focal_ke.actor
    assert leaving(actor) == {}
    _edited(world, profile, post="Judge", employer="High Court")
    assert leaving(actor) == {profile.id: Leaving.POST_CHANGED}
    with unit_of_work():
        given = answers_in(nominate_successor(actor, profile))
    assert (given.post, given.employer) == ("Senior investigator", "Office of Asset Tracing")
    assert given.organisation_type == "anti-corruption-body"
    assert (given.family_name, given.email) == ("", "")


@pytest.mark.parametrize("at", ["profile", "account"])
def test_letters_that_come_back_prompt_for_a_successor(world: World, at: str) -> None:
    profile = _profile()
    with unit_of_work():
        account = make_account(Assignment(Role.EXPERT, f"self:{profile.ref}"))
        recipient = f"profile:{profile.id}" if at == "profile" else f"user:{account.id}"
        note_bounce({"recipient": recipient, "template": "profile_confirm"}, code=550)
    assert leaving(world.focal_ke.actor) == {profile.id: Leaving.MAIL_BACK}
    assert leaving(world.focal_uy.actor) == {}


def test_nobody_nominates_a_successor_for_another_state(world: World) -> None:
    profile = _profile()
    with pytest.raises(ForbiddenError), unit_of_work():
        nominate_successor(world.focal_uy.actor, profile)


def test_the_first_page_says_who_may_have_left(app: Flask, world: World, visitor: Visit) -> None:
    profile = _profile()
    _edited(world, profile, post="Judge")
    assert "show=left" in visitor(world.focal_ke).get("/en/").text
    assert "show=left" not in visitor(world.focal_uy).get("/en/").text
