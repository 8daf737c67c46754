"""Who sees which profile: one rule in three places, asked over a grid of actors and profiles.

`can_view` (Python), `visible_to` (SQL) and the audience in the index must agree on every pair.
"""

from collections.abc import Callable
from itertools import product

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.core.actor import NOBODY, SCOPE_KIND, SYSTEM, Actor, Assignment, Role
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.experts import policy
from roster.experts.models import Profile
from roster.experts.policy import Part
from roster.experts.search import document
from roster.experts.services import SEARCH_KIND
from roster.experts.states import Stage
from roster.search.engine import SearchEngine
from roster.search.request import SearchRequest
from tests.factories.experts import make_profile

OWN = "EXP-0WN000"
SCOPES = {
    "system": ("system",),
    "state": ("state:KE", "state:UY"),
    "self": (f"self:{OWN}", "self:EXP-999999"),
    "authority": ("authority:AUT-KE0001",),
    "network": ("network:globe",),
    "organisation": ("organisation:ORG-1",),
}
ANY_SCOPE = ("system", "state:KE", "state:UY", f"self:{OWN}", "network:globe", "organisation:ORG-1")


def _actors() -> dict[str, Actor]:
    found = {"nobody": NOBODY, "no role": Actor(user_id=1), "system": SYSTEM}
    for role in Role:
        for scope in SCOPES.get(SCOPE_KIND.get(role, ""), ANY_SCOPE):
            found[f"{role} {scope}"] = Actor(user_id=1, assignments=frozenset({Assignment(role, scope)}))
        found[f"{role} without scope"] = Actor(user_id=1, assignments=frozenset({Assignment(role, "")}))
    two = frozenset({Assignment(Role.EXPERT, f"self:{OWN}"), Assignment(Role.DRAFTER, "state:UY")})
    return {**found, "expert and drafter": Actor(user_id=1, assignments=two)}


ACTORS = _actors()


@pytest.fixture
def profiles(app: Flask, work: Callable[[], int]) -> list[Profile]:
    """Each stage, of either State or of none, public or not; one of them is somebody's own."""
    with unit_of_work():
        for stage, state, is_public in product(Stage, ("KE", "UY", None), (False, True)):
            make_profile(stage=stage, state=state, is_public=is_public)
        for stage in Stage:
            own = make_profile(stage=stage, state="UY")
            own.ref = OWN if stage is Stage.UNPUBLISHED else own.ref
    work()
    return list(db.session.scalars(sa.select(Profile).order_by(Profile.id)))


def test_python_sql_and_search_agree_on_every_pair(app: Flask, profiles: list[Profile]) -> None:
    engine: SearchEngine = app.extensions["roster_search"]
    for name, actor in ACTORS.items():
        by_rule = {profile.id for profile in profiles if policy.can_view(actor, profile)}
        by_sql = set(db.session.scalars(sa.select(Profile.id).where(policy.visible_to(actor))))
        found = engine.search(SearchRequest(SEARCH_KIND, actor.audiences, limit=100))
        assert by_sql == by_rule, name
        assert {hit.id for hit in found.hits} == by_rule, name
        assert found.total == len(by_rule), name


def test_what_is_found_by_restricted_words_is_what_may_be_read(app: Flask, profiles: list[Profile]) -> None:
    engine: SearchEngine = app.extensions["roster_search"]
    for name, actor in ACTORS.items():
        readable = {
            profile.id
            for profile in profiles
            if policy.can_view(actor, profile) and Part.RESTRICTED in policy.readable_parts(actor, profile)
        }
        found = engine.search(SearchRequest(SEARCH_KIND, actor.audiences, text="Nairobi", limit=100))
        assert {hit.id for hit in found.hits} == readable, name


def test_the_document_names_the_audiences_of_the_rule(profiles: list[Profile]) -> None:
    for profile in profiles:
        made = document(profile)
        assert made.audiences == policy.audiences(profile)
        for field, readers in made.field_audiences.items():
            closed = field in ("restricted", "cv")
            assert readers == (policy.close_audiences(profile) if closed else None), field


def test_whoever_reads_the_restricted_part_sees_the_profile(profiles: list[Profile]) -> None:
    for actor, profile in product(ACTORS.values(), profiles):
        assert policy.close_audiences(profile) <= policy.audiences(profile)
        if policy.can_edit(actor, profile) or policy.can_confirm(actor, profile):
            assert policy.can_view(actor, profile)


OPEN = frozenset({Part.PROFILE})
CLOSE = OPEN | {Part.RESTRICTED}
SELF = CLOSE | {Part.INTERESTS}
EVERYTHING = SELF | {Part.STAFF}


def _one(role: Role, scope: str) -> Actor:
    return Actor(user_id=1, assignments=frozenset({Assignment(role, scope)}))


TABLE = {
    "manager": (_one(Role.MANAGER, "system"), EVERYTHING),
    "searcher": (_one(Role.SEARCHER, "system"), SELF),
    "focal point of the State": (_one(Role.FOCAL_POINT, "state:KE"), CLOSE),
    "drafter of the State": (_one(Role.DRAFTER, "state:KE"), CLOSE),
    "focal point of another State": (_one(Role.FOCAL_POINT, "state:UY"), OPEN),
    "officer": (_one(Role.OFFICER, "authority:AUT-KE0001"), OPEN),
    "coordinator": (_one(Role.COORDINATOR, "network:globe"), OPEN),
    "provider": (_one(Role.PROVIDER, "organisation:ORG-1"), OPEN),
    "observer of all": (_one(Role.OBSERVER, "system"), OPEN),
    "observer of the State": (_one(Role.OBSERVER, "state:KE"), OPEN),
}
NOT_READING = {
    "nobody": NOBODY,
    "administrator": _one(Role.ADMINISTRATOR, "system"),
    "data protection": _one(Role.DATA_PROTECTION, "system"),
    "another expert": _one(Role.EXPERT, "self:EXP-999999"),
    "observer of another State": _one(Role.OBSERVER, "state:UY"),
}


@pytest.fixture
def kenyan(app: Flask) -> Profile:
    with unit_of_work():
        return make_profile(state="KE")


@pytest.mark.parametrize("name", TABLE)
def test_a_published_profile_is_read_as_the_table_says(kenyan: Profile, name: str) -> None:
    actor, parts = TABLE[name]
    assert policy.can_view(actor, kenyan)
    assert policy.readable_parts(actor, kenyan) == parts


@pytest.mark.parametrize("name", NOT_READING)
def test_to_others_a_profile_that_is_not_public_does_not_exist(kenyan: Profile, name: str) -> None:
    assert not policy.can_view(NOT_READING[name], kenyan)


@pytest.mark.parametrize("name", NOT_READING)
def test_a_public_profile_shows_its_open_part_to_all(app: Flask, name: str) -> None:
    with unit_of_work():
        profile = make_profile(state="KE", is_public=True)
    assert policy.can_view(NOT_READING[name], profile)
    assert policy.readable_parts(NOT_READING[name], profile) == OPEN


def test_the_expert_reads_all_of_the_own_profile_but_staff_notes(kenyan: Profile) -> None:
    own = _one(Role.EXPERT, f"self:{kenyan.ref}")
    assert policy.readable_parts(own, kenyan) == SELF


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.PUBLISHED])
def test_other_stages_are_for_the_expert_the_state_and_the_secretariat(app: Flask, stage: Stage) -> None:
    with unit_of_work():
        profile = make_profile(state="KE", stage=stage, is_public=True)
    seeing = {name for name, (actor, _parts) in TABLE.items() if policy.can_view(actor, profile)}
    assert seeing == {"manager", "searcher", "focal point of the State", "drafter of the State"}
    assert not any(policy.can_view(actor, profile) for actor in NOT_READING.values())
    assert policy.can_view(_one(Role.EXPERT, f"self:{profile.ref}"), profile)


EDITORS = {
    Stage.PUBLISHED: {"manager", "focal", "drafter", "expert"},
    Stage.SUSPENDED: {"manager", "focal", "drafter", "expert"},
    Stage.UNPUBLISHED: {"manager", "focal", "drafter", "expert"},
    Stage.IMPORTED: {"manager", "focal", "drafter"},
    Stage.ARCHIVED: set(),
}


@pytest.mark.parametrize("stage", Stage)
def test_who_edits_at_which_stage(app: Flask, stage: Stage) -> None:
    with unit_of_work():
        profile = make_profile(state="KE", stage=stage)
    actors = {
        "manager": _one(Role.MANAGER, "system"),
        "focal": _one(Role.FOCAL_POINT, "state:KE"),
        "drafter": _one(Role.DRAFTER, "state:KE"),
        "expert": _one(Role.EXPERT, f"self:{profile.ref}"),
        "searcher": _one(Role.SEARCHER, "system"),
        "other focal": _one(Role.FOCAL_POINT, "state:UY"),
        "officer": _one(Role.OFFICER, "authority:AUT-KE0001"),
        "observer": _one(Role.OBSERVER, "state:KE"),
        "admin": _one(Role.ADMINISTRATOR, "system"),
    }
    editing = {name for name, actor in actors.items() if policy.can_edit(actor, profile)}
    confirming = {name for name, actor in actors.items() if policy.can_confirm(actor, profile)}
    assert editing == EDITORS[stage]
    assert confirming == (EDITORS[stage] if stage is Stage.PUBLISHED else set())


def test_a_profile_without_a_state_belongs_to_no_state(app: Flask) -> None:
    with unit_of_work():
        profile = make_profile(state=None, stage="imported")
    for name in ("focal point of the State", "drafter of the State", "officer", "observer of the State"):
        assert not policy.can_view(TABLE[name][0], profile)
        assert not policy.can_edit(TABLE[name][0], profile)
