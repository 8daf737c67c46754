"""Networks of two States side by side, those of both and those of one alone, as their reader may see them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from roster.core.actor import Actor
from roster.networks.models import Membership, Network
from roster.networks.pairs import CommonNetwork
from roster.networks.policy import can_reveal, can_view_membership
from roster.networks.presentation import MemberView, member_view
from roster.networks.states import MembershipKind, MemberType


@dataclass(frozen=True)
class SharingView:
    """A member from one State; a person is none of the State's. `can_reveal`: the reader may ask who answers."""

    member: MemberView
    is_full: bool
    is_dormant: bool
    can_reveal: bool


@dataclass(frozen=True)
class SharedNetwork:
    """A network with its members from both States."""

    slug: str
    acronym: str
    name: str
    name_language: str
    own: tuple[SharingView, ...]
    theirs: tuple[SharingView, ...]

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
        return all(item.is_dormant for item in self.theirs)

    @property
    def points(self) -> int:
        """How many contact points of the requested State may answer."""
        return sum(len(item.member.points) for item in self.theirs if not item.is_dormant)


def shared_networks(
    actor: Actor, memberships: Sequence[Membership], *, own: str, other: str, today: date, language: str
) -> list[SharedNetwork]:
    """The networks of both States, those with somebody to ask first, with the members that this reader may see."""
    by_network: dict[Network, list[Membership]] = defaultdict(list)
    for item in memberships:
        if can_view_membership(actor, item):
            by_network[item.network].append(item)
    found = []
    for network, members in by_network.items():
        name, name_language = network.name.best_for(language)
        sides = (tuple(_sharing(actor, members, state=state, today=today)) for state in (own, other))
        found.append(SharedNetwork(network.slug, network.acronym, name, name_language, *sides))
    return sorted(found, key=lambda item: (item.is_asleep, not item.points, item.short.casefold()))


def common_networks(networks: Iterable[SharedNetwork]) -> list[CommonNetwork]:
    """Those to which both belong, as the choice of the way needs them."""
    return [
        CommonNetwork(item.short, item.points, is_dormant=item.is_asleep)
        for item in networks
        if item.is_common
    ]


def _sharing(
    actor: Actor, members: Iterable[Membership], *, state: str, today: date
) -> Iterator[SharingView]:
    for item in members:
        if item.state == state and item.member_type is not MemberType.PERSON:
            view = member_view(actor, item, today=today)
            yield SharingView(
                view,
                is_full=item.kind is MembershipKind.MEMBER,
                is_dormant=view.standing is not None and view.standing.is_dormant,
                can_reveal=can_reveal(actor, item),
            )
