"""Who sees which entry and which of its parts: the rule in Python and in SQL are one, over a grid."""

import sqlalchemy as sa
from flask import Flask

from roster.authorities import policy, queries
from roster.authorities.models import Authority, AuthorityReport
from roster.authorities.policy import Part
from roster.authorities.states import Stage
from roster.core import clock
from roster.core.actor import NOBODY, SYSTEM, Actor, Assignment, Role
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import World, make_account
from tests.factories.authorities import make_authority

OWN_REF = "AUT-KE0001"


def _actors(world: World) -> dict[str, Actor]:
    with unit_of_work():
        observer = make_account(Assignment(Role.OBSERVER, f"authority:{OWN_REF}"))
        no_role = make_account()
        expert = make_account(Assignment(Role.EXPERT, "self:EXP-000000"))
        both = make_account(
            Assignment(Role.OFFICER, f"authority:{OWN_REF}"), Assignment(Role.OBSERVER, "state:UY")
        )
        more = {"observer_own": observer, "no_role": no_role, "expert": expert, "both": both}
    everybody = {name: item.actor for name, item in (world.everybody | more).items()}
    return everybody | {"nobody": NOBODY, "system": SYSTEM}


def _entries() -> list[Authority]:
    with unit_of_work():
        made = [make_authority(ref=OWN_REF)]
        made += [make_authority(state=state, stage=stage) for state in ("KE", "UY") for stage in Stage]
    return made


def test_can_view_and_its_twin_in_sql_agree(app: Flask, world: World) -> None:
    entries = _entries()
    for name, actor in _actors(world).items():
        seen = set(db.session.scalars(sa.select(Authority.ref).where(policy.visible_to(actor))))
        assert seen == {item.ref for item in entries if policy.can_view(actor, item)}, name


def test_reports_are_read_by_keepers_manager_and_the_reporter(app: Flask, world: World) -> None:
    entries, actors = _entries(), _actors(world)
    with unit_of_work() as session:
        for number, entry in enumerate(entries):
            for reporter in (world.searcher, world.coordinator):
                session.add(
                    AuthorityReport(
                        ref=f"AWR-{number:03}{reporter.id % 1000:03}",
                        authority_id=entry.id,
                        user_id=reporter.id,
                        at=clock.now(),
                        text="Wrong",
                        due_on=clock.today(),
                    )
                )
    for name, actor in actors.items():
        found = sa.select(AuthorityReport).join(Authority, Authority.id == AuthorityReport.authority_id)
        seen = set(db.session.scalars(found.where(policy.reports_visible_to(actor))))
        everything = db.session.scalars(sa.select(AuthorityReport)).all()
        assert seen == {item for item in everything if policy.can_read_report(actor, item)}, name


def test_before_it_is_listed_only_its_state_its_officer_and_the_manager_know_of_it(
    app: Flask, world: World
) -> None:
    with unit_of_work():
        draft = make_authority(ref=OWN_REF, stage=Stage.DRAFT)
    seen = {name for name, actor in _actors(world).items() if policy.can_view(actor, draft)}
    assert seen == {"manager", "focal_ke", "drafter_ke", "officer_ke", "both", "system"}


def test_phones_and_contact_persons_have_their_own_readers(app: Flask, world: World) -> None:
    with unit_of_work():
        entry = make_authority(state="UY")
    actors = {name: item for name, item in _actors(world).items() if policy.can_view(item, entry)}
    phones = {name for name, item in actors.items() if Part.PHONES in policy.readable_parts(item, entry)}
    contacts = {name for name, item in actors.items() if policy.can_reveal(item, entry)}
    assert set(actors) - phones == {"provider", "observer"}
    assert phones - contacts == {"drafter_ke", "coordinator"}


def test_a_reference_that_is_none_is_nobodys(app: Flask, world: World) -> None:
    _entries()
    actor = world.manager.actor
    for ref in ("", "AUT-", "AUT-000000", "EXP-KE0001", "AUT-ke0001", "' or 1=1"):
        assert queries.authority_by_ref(actor, ref) is None
