"""The expert's own file holds the nominations of the profile, by role and never by name; nobody else's does."""

import json

from flask import Flask

from roster.core.actor import Assignment, Role
from roster.core.unit_of_work import unit_of_work
from roster.nominations.own_figures import own_data
from roster.nominations.states import Stage
from tests.factories.accounts import World, make_account
from tests.factories.nominations import cast_for, make_nomination


def test_the_own_file_tells_each_nomination_by_role(app: Flask, world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.APPROVED)
        assert nomination.profile is not None
        ref = nomination.profile.ref
        expert = make_account(Assignment(Role.EXPERT, f"self:{ref}"))
        told = own_data(expert.actor, ref)["nominations"]
        names = [actor.name for actor in vars(cast_for()).values()]
    assert [item["reference"] for item in told] == [nomination.ref]
    assert [step["what"] for step in told[0]["steps"]][-1] == "approve"
    assert told[0]["consent"]["text_version"]
    text = json.dumps(told, ensure_ascii=False)
    assert not [name for name in names if name and name in text]


def test_somebody_else_has_nothing_of_it(app: Flask, world: World) -> None:
    with unit_of_work():
        nomination = make_nomination(stage=Stage.APPROVED)
        assert nomination.profile is not None
        ref = nomination.profile.ref
        assert own_data(world.manager.actor, ref) == {}
        assert own_data(world.focal_ke.actor, ref) == {}
