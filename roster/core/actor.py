"""Who acts: a frozen picture of an account and its role assignments, read afresh for each request (R7)."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

SYSTEM_SCOPE = "system"
PUBLIC = "public"
MEMBER = "member"
SECRETARIAT = "secretariat"


class Role(StrEnum):
    """The roles of the house (docs/roles.md). A role without its scope gives nothing."""

    ADMINISTRATOR = "administrator"
    MANAGER = "manager"
    SEARCHER = "searcher"
    FOCAL_POINT = "focal-point"
    DRAFTER = "drafter"
    EXPERT = "expert"
    OFFICER = "officer"
    COORDINATOR = "coordinator"
    PROVIDER = "provider"
    DATA_PROTECTION = "data-protection"
    OBSERVER = "observer"


SCOPE_KIND = {
    Role.ADMINISTRATOR: SYSTEM_SCOPE,
    Role.MANAGER: SYSTEM_SCOPE,
    Role.SEARCHER: SYSTEM_SCOPE,
    Role.DATA_PROTECTION: SYSTEM_SCOPE,
    Role.FOCAL_POINT: "state",
    Role.DRAFTER: "state",
    Role.EXPERT: "self",
    Role.OFFICER: "authority",
    Role.COORDINATOR: "network",
    Role.PROVIDER: "organisation",
}
SECRETARIAT_ROLES = frozenset({Role.MANAGER, Role.SEARCHER})
STATE_ROLES = frozenset({Role.FOCAL_POINT, Role.DRAFTER})
MEMBER_ROLES = SECRETARIAT_ROLES | STATE_ROLES | {Role.OFFICER, Role.COORDINATOR, Role.PROVIDER}


@dataclass(frozen=True, order=True)
class Assignment:
    """One role with the scope that makes it mean something, such as `state:KE` or `self:EXP-7K2M9Q`."""

    role: Role
    scope: str

    @property
    def is_valid(self) -> bool:
        """Whether the scope is of the kind that the role needs; an observer holds any."""
        kind = SCOPE_KIND.get(self.role)
        return kind is None or self.scope.partition(":")[0] == kind


@dataclass(frozen=True)
class Actor:
    """Somebody signed in, somebody signed out (`user_id` None), or the system itself (`is_system`)."""

    user_id: int | None = None
    name: str = ""
    language: str = ""
    assignments: frozenset[Assignment] = field(default_factory=frozenset)
    nationalities: frozenset[str] = field(default_factory=frozenset)
    request_id: str = ""
    origin: str = ""
    is_system: bool = False

    @property
    def signed_in(self) -> bool:
        """Whether an account stands behind this actor."""
        return self.user_id is not None

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles held with a valid scope."""
        return frozenset(held.role for held in self.assignments if held.is_valid)

    def has(self, *roles: Role) -> bool:
        """Whether any of these roles is held, whatever its scope."""
        return not self.roles.isdisjoint(roles)

    def scopes(self, *roles: Role) -> frozenset[str]:
        """What follows the colon in the scopes of these roles: State codes, references, ids."""
        return frozenset(
            held.scope.partition(":")[2] for held in self.assignments if held.is_valid and held.role in roles
        )

    @cached_property
    def states(self) -> frozenset[str]:
        """The States (iso2) for which this actor is focal point or drafter."""
        return self.scopes(*STATE_ROLES)

    @property
    def is_secretariat(self) -> bool:
        """Roster manager or searcher: they read every record that is not private to a State."""
        return self.is_system or self.has(*SECRETARIAT_ROLES)

    @property
    def is_member(self) -> bool:
        """Whether what members read is theirs to read (docs/roles.md, who reads what)."""
        return self.is_system or self.has(*MEMBER_ROLES) or self._observes_all

    @property
    def _observes_all(self) -> bool:
        return Assignment(Role.OBSERVER, SYSTEM_SCOPE) in self.assignments

    @cached_property
    def audiences(self) -> frozenset[str]:
        """The audience tokens held. A record is readable when it names one of them.

        `public`, `member`, `secretariat`, `state:KE` (own State), `self:EXP-…` (own record), and for an
        observer within a scope `member@state:KE` and the like: what members read, of that scope only.
        """
        tokens = {PUBLIC}
        if self.is_member:
            tokens.add(MEMBER)
        if self.is_secretariat:
            tokens.add(SECRETARIAT)
        tokens |= {f"state:{iso2}" for iso2 in self.states}
        tokens |= {f"self:{ref}" for ref in self.scopes(Role.EXPERT)}
        tokens |= {f"{MEMBER}@{held.scope}" for held in self.assignments if held.role is Role.OBSERVER}
        return frozenset(tokens)


NOBODY = Actor()
SYSTEM = Actor(name="system", is_system=True, origin="system")
