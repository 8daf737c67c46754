"""Networks of two States side by side, those of both and those of one alone, as their reader may see them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from roster.core.actor import Actor
from roster.networks.models import ContactPoint, Membership, Network
from roster.networks.pairs import CommonNetwork
from roster.networks.policy import can_reveal, can_view_membership
from roster.networks.rules import dormancy
from roster.networks.states import MembershipKind


@dataclass(frozen=True)
class PointView:
    """That there is a contact point; who it is, is shown on request alone."""

    ref: str
    role: str
    branch: str
    post: str


@dataclass(frozen=True)
class MemberView:
    """One member of a network from one State."""

    ref: str
    kind: str
    is_full: bool
    authority_ref: str
    authority: str
    authority_language: str
    is_dormant: bool
    points: tuple[PointView, ...]
    can_reveal: bool


@dataclass(frozen=True)
class NetworkView:
    """A network with its members from both States."""

    slug: str
    acronym: str
    name: str
    name_language: str
    own: tuple[MemberView, ...]
    theirs: tuple[MemberView, ...]

    @property
    def short(self) -> str:
        """What it is called in a sentence."""
        return self.acronym or self.name


def network_views(
    actor: Actor, memberships: Sequence[Membership], *, own: str, other: str, today: date, language: str
) -> list[NetworkView]:
    """The networks of both States by name, with the members that this reader may see."""
    by_network: dict[Network, list[Membership]] = defaultdict(list)
    for item in memberships:
        if can_view_membership(actor, item):
            by_network[item.network].append(item)
    found = []
    for network, members in by_network.items():
        name, name_language = network.name.best_for(language)
        found.append(
            NetworkView(
                network.slug,
                network.acronym,
                name,
                name_language,
                tuple(_members(actor, members, state=own, today=today, language=language)),
                tuple(_members(actor, members, state=other, today=today, language=language)),
            )
        )
    return sorted(found, key=lambda view: view.short.casefold())


def common_networks(views: Sequence[NetworkView]) -> list[CommonNetwork]:
    """Those to which both belong, as the choice of the way needs them."""
    return [
        CommonNetwork(
            view.short,
            sum(len(member.points) for member in view.theirs if not member.is_dormant),
            is_dormant=all(member.is_dormant for member in view.theirs),
        )
        for view in views
        if view.own and view.theirs
    ]


def _members(
    actor: Actor, members: Iterable[Membership], *, state: str, today: date, language: str
) -> Iterable[MemberView]:
    for item in members:
        if item.state != state:
            continue
        name, name_language = (
            item.authority.name.best_for(language) if item.authority is not None else ("", "")
        )
        confirmed_on = item.confirmed_at.date() if item.confirmed_at else None
        yield MemberView(
            ref=item.ref,
            kind=str(item.kind.label),
            is_full=item.kind is MembershipKind.MEMBER,
            authority_ref=item.authority.ref if item.authority is not None else "",
            authority=name,
            authority_language=name_language,
            is_dormant=dormancy(confirmed_on, item.from_on or today, today).is_dormant,
            points=tuple(_point(point) for point in item.points),
            can_reveal=can_reveal(actor, item),
        )


def _point(point: ContactPoint) -> PointView:
    return PointView(
        point.ref, str(point.role.label), str(point.branch.label) if point.branch else "", point.post
    )
