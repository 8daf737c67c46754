"""What the services take: typed content as forms, imports and the demonstration give it."""

from dataclasses import dataclass
from datetime import date

from roster.authorities.models import Authority
from roster.core.multilingual import MultilingualText
from roster.networks.states import Branch, MembershipKind, NetworkKind, PointRole, Scope
from roster.people.models import Person


@dataclass(frozen=True, kw_only=True)
class NetworkInput:
    """The facts of a network that its coordinator and the manager may change."""

    name: MultilingualText
    acronym: str = ""
    official_languages: tuple[str, ...] = ()
    kind: NetworkKind = NetworkKind.AUTHORITIES
    scope: Scope = Scope.GLOBAL
    states: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    region: str = ""
    purpose: str = ""
    founded_year: int | None = None
    secretariat: str = ""
    website: str = ""
    statute_link: str = ""
    languages: tuple[str, ...] = ()
    member_types: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    cap_per_state: int | None = None
    membership_kinds: tuple[str, ...] = (MembershipKind.MEMBER,)
    size: str = ""
    size_as_of: str = ""


@dataclass(frozen=True, kw_only=True)
class MemberInput:
    """Who the member is: exactly one of an authority, a person (with the State, where there is one), a State."""

    authority: Authority | None = None
    person: Person | None = None
    state: str | None = None


@dataclass(frozen=True, kw_only=True)
class MembershipInput:
    """As what somebody belongs to a network, and since when."""

    kind: MembershipKind = MembershipKind.MEMBER
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PersonInput:
    """The details of somebody who answers: the same in every network."""

    family_name: str
    given_name: str = ""
    latin_family_name: str = ""
    latin_given_name: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PointInput:
    """For what somebody answers in one membership."""

    role: PointRole = PointRole.PRIMARY
    branch: Branch | None = None
    post: str = ""
