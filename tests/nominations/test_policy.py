"""Who reads which nomination: one rule in Python and in SQL, asked over a grid of actors and nominations."""

import pytest
import sqlalchemy as sa

from roster.core.actor import STATE_ROLES, Actor, Assignment, Role
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.experts.states import Stage as ProfileStage
from roster.nominations import policy, queries
from roster.nominations.drafting_services import redraft, take_back
from roster.nominations.models import Nomination
from roster.nominations.states import Stage
from tests.experts.test_policy import ACTORS
from tests.factories.accounts import World, make_account
from tests.factories.experts import make_profile
from tests.factories.nominations import cast_for, make_nomination

KENYA = "state:KE"
STATES = (KENYA, "state:UY")


@pytest.fixture(scope="module")
def nominations(module_world: World) -> list[Nomination]:
    """Every stage, of either State; some of an expert with a profile, some drafts again after an answer."""
    with unit_of_work():
        make_account(Assignment(Role.MANAGER, "system"))
        for state in ("KE", "UY"):
            for stage in Stage:
                make_nomination(stage=stage, state=state)
                make_nomination(
                    stage=stage, state=state, profile=make_profile(state=state, stage=ProfileStage.ARCHIVED)
                )
            cast = cast_for(state)
            take_back(cast.drafter, make_nomination(stage=Stage.CONSENTED, state=state))
            redraft(cast.drafter, make_nomination(stage=Stage.REFUSED, state=state))
    return list(db.session.scalars(sa.select(Nomination).order_by(Nomination.id)))


def test_python_and_sql_agree_on_every_pair(nominations: list[Nomination]) -> None:
    actors = dict(ACTORS)
    for nomination in nominations:
        scopes = [f"self:{nomination.ref}"]
        if nomination.profile is not None:
            scopes.append(f"self:{nomination.profile.ref}")
        for scope in scopes:
            actors[scope] = Actor(user_id=1, assignments=frozenset({Assignment(Role.EXPERT, scope)}))
    for name, actor in actors.items():
        by_rule = {item.id for item in nominations if policy.can_view(actor, item)}
        by_sql = set(db.session.scalars(sa.select(Nomination.id).where(policy.visible_to(actor))))
        assert by_sql == by_rule, name


def _stages_seen(actor: Actor, nominations: list[Nomination]) -> set[tuple[str, Stage]]:
    return {(item.state, item.stage) for item in nominations if policy.can_view(actor, item)}


def test_the_own_state_reads_all_of_its_own_and_nothing_else(nominations: list[Nomination]) -> None:
    for role in (Role.FOCAL_POINT, Role.DRAFTER):
        actor = Actor(user_id=1, assignments=frozenset({Assignment(role, KENYA)}))
        assert _stages_seen(actor, nominations) == {("KE", stage) for stage in Stage}


def test_the_manager_reads_from_the_clearance_on(nominations: list[Nomination]) -> None:
    seen = _stages_seen(ACTORS["manager system"], nominations)
    cleared = {
        Stage.CLEARED,
        Stage.UNDER_CHECK,
        Stage.RETURNED,
        Stage.DECLINED,
        Stage.APPROVED,
        Stage.WITHDRAWN,
    }
    assert seen == {(state, stage) for state in ("KE", "UY") for stage in cleared}


def test_nobody_else_knows_of_any(nominations: list[Nomination]) -> None:
    reading = {"system", "manager system"} | {f"{role} {scope}" for role in STATE_ROLES for scope in STATES}
    others = {name: actor for name, actor in ACTORS.items() if name not in reading and not actor.states}
    assert {"searcher system", "administrator system", "observer state:KE", "nobody"} <= set(others)
    for name, actor in others.items():
        assert _stages_seen(actor, nominations) == set(), name
        assert queries.nominations_at(actor) == [], name
        assert queries.counts_by_stage(actor) == {}, name


def test_the_expert_reads_the_own_one_from_the_invitation_on(nominations: list[Nomination]) -> None:
    for nomination in nominations:
        own = frozenset({Assignment(Role.EXPERT, f"self:{nomination.ref}")})
        seen = [item for item in nominations if policy.can_view(Actor(assignments=own), item)]
        assert seen == ([] if nomination.stage is Stage.DRAFT else [nomination])


def test_one_that_was_withdrawn_before_its_clearance_stays_within_the_state(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.CONSENTED)
        nomination.stage = Stage.WITHDRAWN
    assert not policy.can_view(world.manager.actor, nomination)
    assert policy.can_view(world.focal_ke.actor, nomination)


def test_interests_and_the_checklist_are_not_the_states_to_read(world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.UNDER_CHECK)
    for account in (world.focal_ke, world.drafter_ke):
        assert not policy.can_read_interests(account.actor, nomination)
        assert not policy.can_see_vetting(account.actor, nomination)
    assert policy.can_read_interests(world.manager.actor, nomination)
