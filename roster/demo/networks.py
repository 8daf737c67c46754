"""Invented memberships of the real networks, and the people who answer for them: marked as invented on every page."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from random import Random
from typing import Any

from roster.accounts.queries import actor_of, user_by_email
from roster.authorities.models import Authority
from roster.authorities.queries import authorities_of_states, authority_by_ref
from roster.authorities.states import SHOWN
from roster.core import clock
from roster.core.actor import SYSTEM, Actor
from roster.core.reference import ALPHABET
from roster.core.unit_of_work import unit_of_work
from roster.demo.authorities import OWN_REFS, SEATS
from roster.demo.banks import bank
from roster.demo.contact import Addresses, phone
from roster.demo.names import NameMaker
from roster.demo.places import place_of
from roster.home.demonstration import DOMAIN
from roster.networks import entering_services, services
from roster.networks.entering_services import Entered, EnteredPoint
from roster.networks.inputs import MemberInput, MembershipInput, PersonInput, PointInput
from roster.networks.models import Network
from roster.networks.queries import by_slug
from roster.networks.rules import Member, eligibility
from roster.networks.states import Branch, MembershipKind, MemberType, PointRole
from roster.people.models import Person
from roster.vocabulary import queries as vocabulary

ANY = "any"
# In these both States of the demonstration's officers are members, whatever is drawn …
ALWAYS = {("globe", "KE"), ("globe", "UY"), ("gfpn", "KE"), ("gfpn", "UY"), ("iap", "KE"), ("arinsa", "KE")}
# … and here they are not yet: they apply.
APPLIES = {("gpen", "UY"): "officer-uy", ("glen", "KE"): "officer-ke"}
ASKED_BY_NOBODY_KNOWN = ("PY", "LS", "MN")  # applications that wait for the coordinator of GlobE
LEFT_OUT = set(APPLIES) | {("globe", iso2) for iso2 in ASKED_BY_NOBODY_KNOWN}
INDIVIDUALS = ("iap", ("SN", "CL", "JP", "FR", "GE", "TN"))
POSTS = {
    Branch.LAW_ENFORCEMENT: ("Head of investigations", "Financial investigator", "Liaison officer"),
    Branch.JUDICIAL: ("Senior public prosecutor", "Legal adviser", "Investigating magistrate"),
    None: ("Head of international cooperation", "International relations officer"),
}
OBSERVERS, ENDED, DORMANT, LATER = 0.06, 0.05, 0.07, 0.01


@dataclass(frozen=True)
class _Plan:
    """What the file of the demonstration says of one network."""

    network: Network
    share: float
    focus: str
    branches: str
    states: str

    @property
    def wanted(self) -> tuple[Branch | None, ...]:
        if self.branches == "both":
            return (Branch.LAW_ENFORCEMENT, Branch.JUDICIAL)
        return (Branch.LAW_ENFORCEMENT if self.branches == Branch.LAW_ENFORCEMENT else Branch.JUDICIAL,)


def make_networks(*, seed: int) -> int:
    """Write memberships and contact points, and applications that wait; gives how many memberships."""
    with unit_of_work():
        maker = _Maker(Random(f"networks {seed}"))
        entered = [item for plan in maker.plans for item in maker.members(plan)]
        made = entering_services.enter_memberships(SYSTEM, entered)
    with unit_of_work():
        made += sum(1 for _application in _applications())
    return made


class _Maker:
    """Draws members and people; a State has few people for all its networks, as States do."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._names, self._addresses = NameMaker(rng), Addresses()
        self._people: dict[tuple[str, Branch | None, PointRole], Person] = {}
        self._by_state: dict[str, list[Authority]] = defaultdict(list)
        self._known = vocabulary.current().states
        for authority in authorities_of_states(SYSTEM, list(self._known)):
            if authority.stage in SHOWN:
                self._by_state[authority.state].append(authority)

    @cached_property
    def plans(self) -> tuple[_Plan, ...]:
        """The networks of the file that are listed."""
        listed, facts = by_slug(), bank("networks")
        found: Iterator[tuple[Network, dict[str, Any]]] = (
            (listed[slug], said) for slug, said in facts.items() if slug in listed
        )
        return tuple(_Plan(network, **said) for network, said in found)

    def members(self, plan: _Plan) -> list[Entered]:
        """The members of one network."""
        codes = self._known if plan.states == ANY else plan.states.split()
        found: list[Entered] = []
        for iso2 in codes:
            pair = (plan.network.slug, iso2)
            is_drawn = self._rng.random() < plan.share
            if iso2 in self._known and pair not in LEFT_OUT and (is_drawn or pair in ALWAYS):
                members = self._chosen(plan, iso2)
                found.extend(self._entered(plan, member, iso2, is_sure=pair in ALWAYS) for member in members)
        slug, individuals = INDIVIDUALS
        if plan.network.slug == slug:
            people = [self._person(iso2, Branch.JUDICIAL, PointRole.PRIMARY) for iso2 in individuals]
            found.extend(
                self._entered(plan, MemberInput(person=person, state=iso2), iso2)
                for iso2, person in zip(individuals, people, strict=True)
            )
        return found

    def _chosen(self, plan: _Plan, iso2: str) -> list[MemberInput]:
        """The authorities that fit, those of the network's focus first; the State itself where none does."""
        fitting = [
            authority
            for authority in self._by_state[iso2]
            if not eligibility(
                plan.network,
                Member(MemberType.AUTHORITY, iso2, frozenset(duty.function_id for duty in authority.duties)),
            )
        ]
        fitting.sort(key=lambda authority: authority.acronym.startswith("ARO") != (plan.focus == "assets"))
        if fitting:
            return [MemberInput(authority=item) for item in fitting[: 2 if plan.focus == "both" else 1]]
        fits = not eligibility(plan.network, Member(MemberType.STATE, iso2))
        return [MemberInput(state=iso2)] if fits else []

    def _entered(self, plan: _Plan, member: MemberInput, iso2: str, *, is_sure: bool = False) -> Entered:
        rng, today = self._rng, clock.today()
        fate = 1.0 if is_sure else rng.random()
        began = today - timedelta(days=rng.randint(400, 365 * 6))
        ended = confirmed = None
        if fate < ENDED:
            ended = today - timedelta(days=rng.randint(5, 300))
        elif fate < ENDED + DORMANT:
            began = today - timedelta(days=rng.randint(1_000, 2_500))
        elif fate < ENDED + DORMANT + LATER:
            began = today + timedelta(days=rng.randint(10, 60))
        else:
            confirmed = today - timedelta(days=rng.randint(3, 340 if rng.random() < 0.85 else 440))
        is_observer = not is_sure and member.person is None and rng.random() < OBSERVERS
        kind = MembershipKind.OBSERVER if is_observer else MembershipKind.MEMBER
        return Entered(
            self._ref("MEM"),
            plan.network,
            member,
            MembershipInput(kind=kind, from_on=began, to_on=ended),
            _noon(confirmed),
            () if member.person is not None or ended else tuple(self._points(plan, iso2, is_sure)),
        )

    def _points(self, plan: _Plan, iso2: str, is_sure: bool) -> Iterator[EnteredPoint]:
        """One for each branch that the network wants, often with an alternate; some have not named anybody."""
        if not is_sure and self._rng.random() < 0.12:
            return
        for branch in plan.wanted if plan.branches else (None,):
            roles: Sequence[PointRole] = (PointRole.PRIMARY,)
            if is_sure or self._rng.random() < 0.3:
                roles = (PointRole.PRIMARY, PointRole.ALTERNATE)
            for role in roles:
                post = POSTS[branch][0 if role is PointRole.PRIMARY else 1]
                yield EnteredPoint(
                    self._ref("NCP"),
                    self._person(iso2, branch, role),
                    PointInput(role=role, branch=branch, post=post),
                )

    def _person(self, iso2: str, branch: Branch | None, role: PointRole) -> Person:
        """The person of this State who answers for this branch: the same in all its networks."""
        key = (iso2, branch, role)
        if key not in self._people:
            self._people[key] = entering_services.new_person(
                SYSTEM, ref=self._ref("PER"), given=self._invented(iso2, branch)
            )
        return self._people[key]

    def _invented(self, iso2: str, branch: Branch | None) -> PersonInput:
        home = SEATS.get(iso2, iso2)
        place = place_of(home)
        area = self._rng.choices(place.areas, place.area_weights)[0]
        name = self._names.name(area, female=self._rng.random() < 0.5)
        kind = "police" if branch is Branch.LAW_ENFORCEMENT else "prosecution"
        return PersonInput(
            family_name=name.family.own,
            given_name=name.given.own,
            latin_family_name=name.family.latin,
            latin_given_name=name.given.latin,
            email=self._addresses.email(name, organisation_type=kind, iso2=home),
            phone=phone(home, self._rng),
            languages=tuple(dict.fromkeys((*self._known[iso2].official_languages, "en")))[:3],
        )

    def _ref(self, prefix: str) -> str:
        return f"{prefix}-" + "".join(self._rng.choices(ALPHABET, k=6))


def _applications() -> Iterator[object]:
    """Applications that wait: those of the demonstration's officers, and some for the coordinator of GlobE."""
    listed = by_slug()
    for (slug, iso2), account in APPLIES.items():
        officer = _actor(account)
        authority = authority_by_ref(officer, OWN_REFS[iso2]) if officer else None
        if officer and authority and slug in listed:
            yield services.apply(
                officer,
                listed[slug],
                member=MemberInput(authority=authority),
                reason="Our cases with electronic evidence and with bribes paid abroad become more.",
            )
    for authority in authorities_of_states(SYSTEM, ASKED_BY_NOBODY_KNOWN):
        if authority.acronym.startswith("CA") and "globe" in listed:
            yield services.apply(
                SYSTEM,
                listed["globe"],
                member=MemberInput(authority=authority),
                reason="We would like to exchange information before formal requests.",
            )


def _actor(name: str) -> Actor | None:
    user = user_by_email(f"{name}@{DOMAIN}")
    return actor_of(user) if user else None


def _noon(day: date | None) -> datetime | None:
    return datetime.combine(day, time(12), clock.now().tzinfo) if day else None
