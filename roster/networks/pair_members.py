"""Networks of two States side by side, those of both and those of one alone, as their reader may see them.

States may share dozens of networks with many members; only the first few are prepared for the page.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roster.core.actor import Actor
from roster.networks.models import Membership, Network
from roster.networks.pairs import CommonNetwork
from roster.networks.policy import can_reveal, can_view_membership
from roster.networks.presentation import MemberView, member_view, standing_of
from roster.networks.states import MembershipKind, MemberType

MOST_MEMBERS = 2


@dataclass(frozen=True)
class _Seat:
    """A membership with whether it sleeps."""

    membership: Membership
    is_dormant: bool


@dataclass(frozen=True)
class SharedNetwork:
    """A network with its members from both States, those who may answer first."""

    slug: str
    acronym: str
    name: str
    name_language: str
    own: tuple[_Seat, ...]
    theirs: tuple[_Seat, ...]

    @property
    def short(self) -> str:
        """What it is called in a sentence."""
        return self.acronym or self.name

    @property
    def is_common(self) -> bool:
        """Whether both belong."""
        return bool(self.own and self.theirs)

    @property
    def is_asleep(self) -> bool:
        """Whether nobody of the requested State has confirmed for so long that nobody may be there."""
        return all(seat.is_dormant for seat in self.theirs)

    @property
    def points(self) -> int:
        """How many contact points of the requested State may answer."""
        return sum(len(seat.membership.points) for seat in self.theirs if not seat.is_dormant)


@dataclass(frozen=True)
class SharingView:
    """One member; `can_reveal` says whether the reader may ask who answers."""

    member: MemberView
    is_full: bool
    is_dormant: bool
    can_reveal: bool


@dataclass(frozen=True)
class CommonView:
    """A network of both as the page shows it; `own_more` and `theirs_more` members are not shown."""

    network: SharedNetwork
    own: tuple[SharingView, ...]
    own_more: int
    theirs: tuple[SharingView, ...]
    theirs_more: int


def shared_networks(
    actor: Actor, memberships: Sequence[Membership], *, own: str, other: str, today: date, language: str
) -> list[SharedNetwork]:
    """The networks of both States, those with somebody to ask first. A person's membership is not the State's."""
    by_network: dict[Network, list[Membership]] = defaultdict(list)
    for item in memberships:
        if item.member_type is not MemberType.PERSON and can_view_membership(actor, item):
            by_network[item.network].append(item)
    found = []
    for network, members in by_network.items():
        name, name_language = network.name.best_for(language)
        sides = (_seats(members, state, today) for state in (own, other))
        found.append(SharedNetwork(network.slug, network.acronym, name, name_language, *sides))
    return sorted(found, key=lambda item: (item.is_asleep, not item.points, item.short.casefold()))


def common_networks(networks: Sequence[SharedNetwork]) -> list[CommonNetwork]:
    """Those to which both belong, as the choice of the way needs them."""
    return [
        CommonNetwork(item.short, item.points, is_dormant=item.is_asleep)
        for item in networks
        if item.is_common
    ]


def common_view(actor: Actor, network: SharedNetwork, *, today: date) -> CommonView:
    """A network of both with the first members of each."""
    own, theirs = (
        tuple(_sharing(actor, seat, today) for seat in seats[:MOST_MEMBERS])
        for seats in (network.own, network.theirs)
    )
    return CommonView(network, own, len(network.own) - len(own), theirs, len(network.theirs) - len(theirs))


def _seats(members: Sequence[Membership], state: str, today: date) -> tuple[_Seat, ...]:
    found = []
    for item in members:
        if item.state == state:
            standing = standing_of(item, today)
            found.append(_Seat(item, is_dormant=standing is not None and standing.is_dormant))
    return tuple(sorted(found, key=lambda seat: (seat.is_dormant, not seat.membership.points)))


def _sharing(actor: Actor, seat: _Seat, today: date) -> SharingView:
    return SharingView(
        member_view(actor, seat.membership, today=today),
        is_full=seat.membership.kind is MembershipKind.MEMBER,
        is_dormant=seat.is_dormant,
        can_reveal=can_reveal(actor, seat.membership),
    )
