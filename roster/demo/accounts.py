"""The thirteen demonstration accounts, one a role. They exist in demonstration mode only.

What each is there to show is said by `home/demonstration.py`, for the page that lists them.
"""

from dataclasses import dataclass

from roster.core.actor import SYSTEM_SCOPE, Assignment, Role
from roster.home.demonstration import DOMAIN

OWN_PROFILE = "self"


@dataclass(frozen=True)
class DemoAccount:
    """An account with its role. A scope of `self` means: of the first published profile of that State."""

    name: str
    person: str
    role: Role
    scope: str
    language: str = "en"
    nationality: str = ""

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.name}@{DOMAIN}"

    def assignment(self, own_profile: str) -> Assignment:
        """The role with its scope; `own_profile` is the reference of the expert's own record."""
        return Assignment(self.role, f"self:{own_profile}" if self.scope == OWN_PROFILE else self.scope)


ACCOUNTS = (
    DemoAccount("admin", "Ingrid Aasen", Role.ADMINISTRATOR, SYSTEM_SCOPE),
    DemoAccount("manager", "Amélie Rochat", Role.MANAGER, SYSTEM_SCOPE, nationality="CH"),
    DemoAccount("searcher", "Tomás Arriaga", Role.SEARCHER, SYSTEM_SCOPE, "es", "CL"),
    DemoAccount("focal-ke", "Wanjiru Kamande", Role.FOCAL_POINT, "state:KE", nationality="KE"),
    DemoAccount("drafter-ke", "Peter Otieno Odera", Role.DRAFTER, "state:KE", nationality="KE"),
    DemoAccount("officer-ke", "Halima Abdi Noor", Role.OFFICER, "authority:AUT-KE0001", nationality="KE"),
    DemoAccount("focal-uy", "Lucía Berriel", Role.FOCAL_POINT, "state:UY", "es", "UY"),
    DemoAccount("officer-uy", "Martín Etcheverry", Role.OFFICER, "authority:AUT-0Y0001", "es", "UY"),
    DemoAccount("expert", "", Role.EXPERT, OWN_PROFILE),
    DemoAccount("coordinator-globe", "Sanna Lehtoranta", Role.COORDINATOR, "network:globe"),
    DemoAccount("provider", "Rafiq Chowdhury", Role.PROVIDER, "organisation:ORG-DEM001"),
    DemoAccount("observer", "Marie-Ange Tchamba", Role.OBSERVER, "state:KE", "fr"),
    DemoAccount("dpo", "Jakub Vávra", Role.DATA_PROTECTION, SYSTEM_SCOPE),
)
