"""Who sees which request and which of its parts: the rule in Python and in SQL are one, over a grid."""

from itertools import product

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.assistance.codes import Visibility
from roster.assistance.requests import policy, queries
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.policy import Part
from roster.assistance.requests.states import Stage
from roster.core.actor import NOBODY, SYSTEM, Actor, Assignment, Role
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import World, make_account
from tests.factories.assistance import make_organisation, make_request

NAMED, OTHER = "ORG-DEM001", "ORG-DEM002"
STAGES = (Stage.DRAFT, Stage.SUBMITTED, Stage.CLARIFYING, Stage.ACCEPTED, Stage.DECLINED, Stage.CLOSED)


def _actors(world: World) -> dict[str, Actor]:
    with unit_of_work():
        more = {
            "provider_other": make_account(Assignment(Role.PROVIDER, f"organisation:{OTHER}")),
            "observer_provider": make_account(Assignment(Role.OBSERVER, f"organisation:{NAMED}")),
            "no_role": make_account(),
            "expert": make_account(Assignment(Role.EXPERT, "self:EXP-000000")),
            "both": make_account(
                Assignment(Role.DRAFTER, "state:UY"), Assignment(Role.PROVIDER, f"organisation:{NAMED}")
            ),
        }
    everybody = {name: item.actor for name, item in (world.everybody | more).items()}
    return everybody | {"nobody": NOBODY, "system": SYSTEM}


@pytest.fixture
def requests(world: World) -> list[AssistanceRequest]:
    with unit_of_work():
        make_organisation(ref=NAMED)
        make_organisation(ref=OTHER, name="Another centre")
        made = [
            make_request(state=state, stage=stage, visibility=visibility.value, providers=(NAMED,))
            for state, stage, visibility in product(("KE", "UY"), STAGES, Visibility)
        ]
        made.append(make_request(stage=Stage.WITHDRAWN))
    return made


def test_can_view_and_its_twin_in_sql_agree(
    app: Flask, world: World, requests: list[AssistanceRequest]
) -> None:
    for name, actor in _actors(world).items():
        seen = set(db.session.scalars(sa.select(AssistanceRequest.ref).where(policy.visible_to(actor))))
        assert seen == {item.ref for item in requests if policy.can_view(actor, item)}, name
        titles = sa.select(AssistanceRequest.ref).where(policy.title_visible_to(actor))
        expected = {item.ref for item in requests if policy.can_read_title(actor, item)}
        assert set(db.session.scalars(titles)) == expected, name
        course = sa.select(AssistanceRequest.ref).where(policy.course_visible_to(actor))
        expected = {item.ref for item in requests if Part.COURSE in policy.readable_parts(actor, item)}
        assert set(db.session.scalars(course)) == expected, name


@pytest.mark.parametrize(
    ("stage", "visibility", "readers"),
    [
        (Stage.DRAFT, Visibility.PUBLIC_TITLE, {"focal_ke", "drafter_ke", "system"}),
        (
            Stage.SUBMITTED,
            Visibility.PUBLIC_TITLE,
            {"focal_ke", "drafter_ke", "manager", "searcher", "system"},
        ),
        (
            Stage.ACCEPTED,
            Visibility.SECRETARIAT,
            {"focal_ke", "drafter_ke", "manager", "searcher", "system"},
        ),
        (
            Stage.ACCEPTED,
            Visibility.NAMED_PROVIDERS,
            {"focal_ke", "drafter_ke", "manager", "searcher", "system", "provider", "both"},
        ),
        (
            Stage.ACCEPTED,
            Visibility.ALL_PROVIDERS,
            {
                "focal_ke",
                "drafter_ke",
                "manager",
                "searcher",
                "system",
                "provider",
                "both",
                "provider_other",
            },
        ),
    ],
)
def test_a_request_is_read_by_its_state_the_secretariat_and_by_whom_it_says(
    app: Flask, world: World, stage: Stage, visibility: Visibility, readers: set[str]
) -> None:
    with unit_of_work():
        make_organisation(ref=NAMED)
        request = make_request(stage=stage, visibility=visibility.value, providers=(NAMED,))
    assert {name for name, actor in _actors(world).items() if policy.can_view(actor, request)} == readers


def test_contact_course_and_preferences_are_for_the_own_state_and_the_secretariat(
    app: Flask, world: World
) -> None:
    with unit_of_work():
        request = make_request(stage=Stage.ACCEPTED, visibility="all-providers")
    for name, actor in _actors(world).items():
        parts = policy.readable_parts(actor, request)
        if name in {"focal_ke", "drafter_ke", "manager", "searcher", "system"}:
            assert parts == frozenset(Part), name
        elif ("provider" in name and name != "observer_provider") or name == "both":
            assert parts == {Part.SUBSTANCE}, name
        else:
            assert parts == frozenset(), name


def test_a_public_title_is_read_by_everybody_and_nothing_else_of_it(app: Flask, world: World) -> None:
    with unit_of_work():
        request = make_request(stage=Stage.ACCEPTED, visibility="public-title")
    for name, actor in _actors(world).items():
        assert policy.can_read_title(actor, request), name
    assert not policy.can_view(NOBODY, request)
    assert not policy.can_view(world.focal_uy.actor, request)


def test_a_reference_that_is_none_is_nobodys(app: Flask, world: World) -> None:
    with unit_of_work():
        make_request(stage=Stage.ACCEPTED)
    for ref in ("", "REQ-", "REQ-000000", "EXP-KE0001", "REQ-ke0001", "' or 1=1"):
        assert queries.request_by_ref(world.manager.actor, ref) is None
