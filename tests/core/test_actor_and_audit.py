"""Who acts, and what is noted of it."""

import sqlalchemy as sa
from flask import Flask

from roster.core import audit
from roster.core.actor import MEMBER_ROLES, NOBODY, SCOPE_KIND, SYSTEM, Actor, Assignment, Role
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work


def _actor(*held: tuple[Role, str]) -> Actor:
    return Actor(user_id=1, assignments=frozenset(Assignment(role, scope) for role, scope in held))


def test_every_role_but_the_observer_has_one_kind_of_scope() -> None:
    assert set(Role) - set(SCOPE_KIND) == {Role.OBSERVER}


def test_a_role_without_its_scope_gives_nothing() -> None:
    for role in SCOPE_KIND:
        for scope in ("", "nonsense", "self" if SCOPE_KIND[role] != "self" else "state:KE"):
            actor = _actor((role, scope))
            assert not actor.roles, (role, scope)
            assert actor.audiences == {"public"}, (role, scope)


def test_administrators_and_data_protection_read_no_record() -> None:
    actor = _actor((Role.ADMINISTRATOR, "system"), (Role.DATA_PROTECTION, "system"))
    assert actor.audiences == {"public"}


def test_an_expert_reads_as_public_and_the_own_record() -> None:
    assert _actor((Role.EXPERT, "self:EXP-000001")).audiences == {"public", "self:EXP-000001"}


def test_an_observer_within_a_scope_is_no_member_and_reads_that_scope() -> None:
    actor = _actor((Role.OBSERVER, "state:KE"))
    assert not actor.is_member
    assert actor.states == frozenset(), "an observer of a State does not read what the State itself reads"
    assert actor.audiences == {"public", "member@state:KE"}


def test_members_are_those_whom_the_rule_names() -> None:
    for role in Role:
        scope = {"system": "system", None: "system"}.get(SCOPE_KIND.get(role), f"{SCOPE_KIND.get(role)}:X1")
        assert _actor((role, scope)).is_member == (role in MEMBER_ROLES or role is Role.OBSERVER), role


def test_nobody_and_the_system() -> None:
    assert not NOBODY.signed_in
    assert NOBODY.audiences == {"public"}
    assert SYSTEM.is_secretariat
    assert not SYSTEM.signed_in


def test_an_entry_says_who_as_what_did_what_to_which_and_never_holds_a_value(app: Flask) -> None:
    actor = Actor(
        user_id=5,
        name="Invented Person",
        assignments=frozenset({Assignment(Role.FOCAL_POINT, "state:KE")}),
        request_id="abc",
        origin="192.0.2.1",
    )
    with unit_of_work():
        audit.record(actor, "experts:profile:edit", subject="EXP-000001", fields=("post", "email"))
    entry = db.session.scalars(sa.select(AuditEntry)).one()
    assert (entry.user_id, entry.roles) == (5, "focal-point/state:KE")
    assert (entry.action, entry.subject, entry.outcome) == ("experts:profile:edit", "EXP-000001", "done")
    assert entry.fields == ["email", "post"]
    assert (entry.request_id, entry.origin) == ("abc", "192.0.2.1")
    assert entry.at.tzinfo is not None
    columns = " ".join(str(getattr(entry, column.key)) for column in sa.inspect(AuditEntry).columns)
    assert "Invented" not in columns


def test_an_entry_of_a_change_that_was_undone_is_undone_too(app: Flask) -> None:
    session = db.session()
    with unit_of_work():
        audit.record(SYSTEM, "core:test:write", subject="one")
        session.flush()
        session.rollback()
    assert db.session.scalar(sa.select(sa.func.count(AuditEntry.id))) == 0
