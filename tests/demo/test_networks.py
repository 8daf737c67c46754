"""Invented memberships: of real networks and States alone, with people who serve several, some asleep, some ended."""

from collections import Counter

import sqlalchemy as sa
from flask import Flask

from roster.core import clock
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.demo.banks import bank
from roster.demo.networks import ANY, make_networks
from roster.networks.models import ContactPoint, Membership
from roster.networks.presentation import standing_of
from roster.networks.queries import by_slug
from roster.networks.states import Status
from roster.vocabulary import queries as vocabulary
from tests.factories.accounts import World
from tests.factories.authorities import make_authority


def test_the_file_names_listed_networks_and_states_alone(app: Flask, world: World) -> None:
    known = set(vocabulary.current().states)
    facts = bank("networks")
    assert set(facts) <= set(by_slug())
    for slug, said in facts.items():
        codes = [] if said["states"] == ANY else said["states"].split()
        assert set(codes) <= known, slug
        assert len(codes) == len(set(codes)), slug


def test_memberships_and_people_are_of_every_kind(app: Flask, world: World) -> None:
    with unit_of_work():
        for state in ("KE", "UY", "MN"):
            make_authority(state=state, identity={"acronym": f"CA-{state}"})
    db.session.remove()
    assert make_networks(seed=1) > 200
    members = db.session.scalars(sa.select(Membership)).all()
    assert {Status.ACTIVE, Status.ENDED, Status.APPLIED} <= {item.status for item in members}
    assert {item.state for item in members if item.network.slug == "globe"} == {"KE", "UY", "MN"}
    standings = [standing_of(item, clock.today()) for item in members]
    assert any(standing.is_dormant for standing in standings if standing)
    served = Counter(db.session.scalars(sa.select(ContactPoint.person_id)))
    assert max(served.values()) > 2
    applied = [item for item in members if item.status is Status.APPLIED]
    assert [(item.state, item.network.slug) for item in applied] == [("MN", "globe")]
