"""Accounts and roles through the services and the command."""

import threading
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask

from roster.accounts import policy, queries, services
from roster.accounts.models import User
from roster.accounts.room import faults
from roster.accounts.services import NewInvitation, NewUser
from roster.core.actor import SYSTEM, Actor, Assignment, Role
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError
from roster.core.unit_of_work import unit_of_work
from tests.accounts.conftest import ADMINISTRATOR, MANAGER

MakeUser = Callable[..., User]
Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask) -> Run:
    return lambda *words: app.test_cli_runner().invoke(args=["user", *words])


def actor(*assignments: Assignment, user_id: int = 900) -> Actor:
    return Actor(user_id=user_id, name="Somebody", assignments=frozenset(assignments))


def test_an_address_has_one_account_however_it_is_written(make_user: MakeUser) -> None:
    make_user("Amina@Demo.Example")
    with pytest.raises(InvalidError):
        make_user("aMINA@demo.example")
    assert queries.user_by_email("AMINA@DEMO.EXAMPLE") is not None


@pytest.mark.parametrize(
    "held",
    [
        (Role.FOCAL_POINT, "system"),
        (Role.MANAGER, "state:KE"),
        (Role.OBSERVER, "x' OR 1"),
        (Role.DRAFTER, ""),
    ],
)
def test_a_role_needs_a_scope_of_its_kind(make_user: MakeUser, held: tuple[Role, str]) -> None:
    with pytest.raises(InvalidError):
        make_user("a@demo.example", Assignment(*held))
    assert queries.user_by_email("a@demo.example") is None


def test_nobody_changes_the_own_roles_and_only_administrators_those_of_others(make_user: MakeUser) -> None:
    user = make_user()
    for somebody in (actor(ADMINISTRATOR, user_id=user.id), actor(MANAGER), actor()):
        for change in (services.grant_role, services.end_role):
            with pytest.raises(ForbiddenError):
                change(somebody, user, assignment=MANAGER)
        with pytest.raises(ForbiddenError):
            services.disable_user(somebody, user)
    with unit_of_work():
        services.grant_role(actor(ADMINISTRATOR), user, assignment=Assignment(Role.SEARCHER, "system"))
    assert len(user.assignments) == 2


def test_a_role_is_held_once_and_can_be_given_again(make_user: MakeUser) -> None:
    user = make_user()
    with unit_of_work():
        assert services.grant_role(SYSTEM, user, assignment=MANAGER).user_id == user.id
        services.end_role(SYSTEM, user, assignment=MANAGER)
        assert user.assignments == frozenset()
        services.grant_role(SYSTEM, user, assignment=MANAGER)
    assert user.assignments == {MANAGER}


def test_the_last_administrator_stays_also_when_two_go_at_once(app: Flask, make_user: MakeUser) -> None:
    users = [make_user(f"{name}@demo.example", ADMINISTRATOR).id for name in ("one", "two")]
    outcomes: list[str] = []

    def go(user_id: int) -> None:
        with app.app_context():
            try:
                with unit_of_work():
                    services.disable_user(SYSTEM, db.session.get_one(User, user_id))
                outcomes.append("done")
            except InvalidError:
                outcomes.append("refused")

    threads = [threading.Thread(target=go, args=(user_id,)) for user_id in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "refused"]
    db.session.rollback()
    last = queries.users_holding(Role.ADMINISTRATOR, scope="system")[0]
    with pytest.raises(InvalidError):
        services.end_role(SYSTEM, last, assignment=ADMINISTRATOR)


def test_who_may_invite_whom() -> None:
    kenya, uruguay = "state:KE", "state:UY"
    focal = actor(Assignment(Role.FOCAL_POINT, kenya))
    allowed = {
        (actor(ADMINISTRATOR), Role.MANAGER, "system"): True,
        (actor(ADMINISTRATOR), Role.FOCAL_POINT, kenya): False,
        (actor(MANAGER), Role.FOCAL_POINT, kenya): True,
        (actor(MANAGER), Role.ADMINISTRATOR, "system"): False,
        (focal, Role.DRAFTER, kenya): True,
        (focal, Role.FOCAL_POINT, kenya): True,
        (focal, Role.DRAFTER, uruguay): False,
        (focal, Role.MANAGER, "system"): False,
        (actor(Assignment(Role.DRAFTER, kenya)), Role.DRAFTER, kenya): False,
        (actor(), Role.OBSERVER, "system"): False,
        (SYSTEM, Role.ADMINISTRATOR, "system"): True,
    }
    for (somebody, role, scope), answer in allowed.items():
        assert policy.can_invite(somebody, Assignment(role, scope)) is answer, (somebody, role, scope)


def test_only_administrators_and_the_system_make_accounts(app: Flask) -> None:
    with pytest.raises(ForbiddenError):
        services.create_user(actor(MANAGER), NewUser("a@demo.example", "A"))
    with pytest.raises(ForbiddenError):
        services.invite(actor(), NewInvitation("a@demo.example", "A", MANAGER))


def test_each_change_leaves_an_audit_entry_without_values(make_user: MakeUser) -> None:
    user = make_user()
    with unit_of_work():
        services.disable_user(SYSTEM, user)
    entries = db.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [entry.action for entry in entries] == [
        "accounts:user:create",
        "accounts:role:grant",
        "accounts:user:disable",
    ]
    assert {entry.subject for entry in entries} == {f"user:{user.id}"}
    assert not any("@" in str(entry.fields) for entry in entries)


def test_the_command_invites_lists_grants_revokes_and_closes(run: Run, make_user: MakeUser) -> None:
    make_user("admin@demo.example", ADMINISTRATOR)
    make_user()
    assert run("invite", "new@demo.example", "--role", "focal-point", "--scope", "state:KE").exit_code == 0
    assert run("invite", "amina@demo.example", "--role", "manager").exit_code == 1
    assert run("invite", "new@demo.example", "--role", "focal-point").exit_code == 1
    assert run("grant", "amina@demo.example", "--role", "searcher").exit_code == 0
    assert run("revoke", "amina@demo.example", "--role", "manager").exit_code == 0
    assert run("revoke", "amina@demo.example", "--role", "manager").exit_code == 1
    listed = run("list").output
    assert "amina@demo.example\tAmina Okoro\ten\tsearcher/system" in listed
    assert run("disable", "amina@demo.example").exit_code == 0
    assert "disabled" in run("list").output
    last = run("disable", "admin@demo.example")
    assert (last.exit_code, "last administrator" in last.output) == (1, True)
    assert run("disable", "nobody@demo.example").exit_code == 1


def test_the_check_finds_roles_that_mean_nothing(make_user: MakeUser) -> None:
    make_user("admin@demo.example", ADMINISTRATOR)
    assert list(faults()) == []
    user = make_user("k@demo.example", Assignment(Role.FOCAL_POINT, "state:QQ"))
    with unit_of_work() as open_session:
        open_session.execute(
            sa.text("UPDATE role_assignment SET role = 'emperor' WHERE role = 'administrator'")
        )
    assert len(list(faults())) == 3
    assert user.assignments == {Assignment(Role.FOCAL_POINT, "state:QQ")}
