"""Accounts for tests: one for each role, of invented people."""

from dataclasses import dataclass
from itertools import count

from roster.accounts.queries import actor_of, user_by_id
from roster.accounts.services import NewUser, create_user
from roster.core.actor import SYSTEM, SYSTEM_SCOPE, Actor, Assignment, Role

PASSWORD = "seven quiet herons"
_numbers = count(1)


@dataclass(frozen=True)
class Account:
    """An account that can sign in with `PASSWORD`."""

    id: int
    email: str

    @property
    def actor(self) -> Actor:
        """Who acts when this account does, read afresh."""
        user = user_by_id(self.id)
        assert user is not None
        return actor_of(user)


@dataclass(frozen=True)
class World:
    """One account for each role; Kenya and Uruguay are the two States."""

    admin: Account
    manager: Account
    searcher: Account
    focal_ke: Account
    focal_uy: Account
    drafter_ke: Account
    officer_ke: Account
    coordinator: Account
    provider: Account
    observer: Account
    observer_ke: Account
    dpo: Account

    @property
    def everybody(self) -> dict[str, Account]:
        """The accounts by name."""
        return dict(vars(self))


ASSIGNMENTS = {
    "admin": Assignment(Role.ADMINISTRATOR, SYSTEM_SCOPE),
    "manager": Assignment(Role.MANAGER, SYSTEM_SCOPE),
    "searcher": Assignment(Role.SEARCHER, SYSTEM_SCOPE),
    "focal_ke": Assignment(Role.FOCAL_POINT, "state:KE"),
    "focal_uy": Assignment(Role.FOCAL_POINT, "state:UY"),
    "drafter_ke": Assignment(Role.DRAFTER, "state:KE"),
    "officer_ke": Assignment(Role.OFFICER, "authority:AUT-KE0001"),
    "coordinator": Assignment(Role.COORDINATOR, "network:globe"),
    "provider": Assignment(Role.PROVIDER, "organisation:ORG-DEM001"),
    "observer": Assignment(Role.OBSERVER, SYSTEM_SCOPE),
    "observer_ke": Assignment(Role.OBSERVER, "state:KE"),
    "dpo": Assignment(Role.DATA_PROTECTION, SYSTEM_SCOPE),
}


def make_account(
    *assignments: Assignment, name: str = "Invented Person", language: str = "en", nationality: str = "AT"
) -> Account:
    """An account with these roles. Call it within a unit of work."""
    email = f"person{next(_numbers)}@test.example"
    new = NewUser(
        email=email,
        name=name,
        password=PASSWORD,
        language=language,
        assignments=assignments,
        nationalities=(nationality,),
    )
    user = create_user(SYSTEM, new)
    return Account(user.id, user.email)


def make_world() -> World:
    """All of them. Call it within a unit of work."""
    return World(**{name: make_account(assignment) for name, assignment in ASSIGNMENTS.items()})
