"""Networks of two States side by side, those of both and those of one alone, as their reader may see them.

States may share dozens of networks with many members; only the first few are prepared for the page.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from roster.core.actor import Actor
from roster.networks.models import Membership
from roster.networks.pair_queries import Seat, memberships_in_full
from roster.networks.pairs import CommonNetwork
from roster.networks.policy import can_reveal
from roster.networks.presentation import MemberView, member_view
from roster.networks.rules import dormancy
from roster.networks.states import MembershipKind
from roster.web.locale import current_language

MOST_NETWORKS, MOST_OF_OWN, MOST_OF_THEIRS = 3, 1, 2


@dataclass(frozen=True)
class SharedNetwork:
    """A network with its seats of both States, those with somebody to ask first."""

    slug: str
    short: str
    own: tuple[Seat, ...]
    theirs: tuple[Seat, ...]
    asleep: frozenset[int]

    @property
    def is_common(self) -> bool:
        """Whether both belong."""
        return bool(self.own and self.theirs)

    @property
    def is_asleep(self) -> bool:
        """Whether nobody of the requested State has confirmed for so long that nobody may be there."""
        return all(seat.id in self.asleep for seat in self.theirs)

    @property
    def points(self) -> int:
        """How many contact points of the requested State may answer."""
        return sum(seat.points for seat in self.theirs if seat.id not in self.asleep)


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

    slug: str
    acronym: str
    name: str
    name_language: str
    own: tuple[SharingView, ...]
    own_more: int
    theirs: tuple[SharingView, ...]
    theirs_more: int


def shared_networks(seats: Sequence[Seat], *, own: str, other: str, today: date) -> list[SharedNetwork]:
    """The networks of both States, those with somebody to ask first."""
    asleep = frozenset(seat.id for seat in seats if _is_dormant(seat, today))
    by_network: dict[str, list[Seat]] = defaultdict(list)
    for seat in sorted(seats, key=lambda seat: (seat.id in asleep, not seat.points)):
        by_network[seat.slug].append(seat)
    found = [
        SharedNetwork(
            slug,
            members[0].acronym or slug,
            tuple(seat for seat in members if seat.state == own),
            tuple(seat for seat in members if seat.state == other),
            asleep,
        )
        for slug, members in by_network.items()
    ]
    return sorted(found, key=lambda item: (item.is_asleep, not item.points, item.short.casefold()))


def common_networks(networks: Sequence[SharedNetwork]) -> list[CommonNetwork]:
    """Those to which both belong, as the choice of the way needs them."""
    return [
        CommonNetwork(item.short, item.points, is_dormant=item.is_asleep)
        for item in networks
        if item.is_common
    ]


def common_views(
    actor: Actor, networks: Sequence[SharedNetwork], *, today: date, loaded: Collection[int]
) -> Iterator[CommonView]:
    """These networks with the first members of each State whose authority, if any, is loaded."""
    shown = {
        item.slug: (
            _first(item.own, loaded, most=MOST_OF_OWN),
            _first(item.theirs, loaded, most=MOST_OF_THEIRS),
        )
        for item in networks
    }
    ids = {seat.id for sides in shown.values() for side in sides for seat in side}
    held = {item.id: item for item in memberships_in_full(actor, ids)} if ids else {}
    for item in networks:
        own, theirs = (
            tuple(_sharing(actor, held[seat.id], item, today) for seat in side if seat.id in held)
            for side in shown[item.slug]
        )
        network = next((held[seat.id].network for side in shown[item.slug] for seat in side), None)
        name, language = (
            network.name.best_for(current_language().code) if network is not None else (item.short, "")
        )
        yield CommonView(
            item.slug,
            item.short,
            name,
            language,
            own,
            len(item.own) - len(own),
            theirs,
            len(item.theirs) - len(theirs),
        )


def _first(seats: Sequence[Seat], loaded: Collection[int], *, most: int) -> list[Seat]:
    known = [seat for seat in seats if seat.authority_id is None or seat.authority_id in loaded]
    return known[:most]


def _is_dormant(seat: Seat, today: date) -> bool:
    confirmed_on = seat.confirmed_at.date() if seat.confirmed_at else None
    return dormancy(confirmed_on, seat.from_on or today, today).is_dormant


def _sharing(actor: Actor, membership: Membership, network: SharedNetwork, today: date) -> SharingView:
    return SharingView(
        member_view(actor, membership, today=today),
        is_full=membership.kind is MembershipKind.MEMBER,
        is_dormant=membership.id in network.asleep,
        can_reveal=can_reveal(actor, membership),
    )
