"""What the page of a membership holds: the member, its contact points, and what the reader may do."""

from dataclasses import dataclass
from datetime import date

from roster.core.actor import Actor
from roster.networks import point_queries, policy, queries, rules
from roster.networks.models import Membership, Network
from roster.networks.point_queries import Reveal
from roster.networks.presentation import MemberView, member_view
from roster.networks.queries import WantedMembers
from roster.networks.states import MembershipKind, Status

MOST_WAITING, MOST_DECIDED = 200, 20


@dataclass(frozen=True)
class Places:
    """How many places a State has in a network, and how many are taken."""

    taken: int
    all: int

    @property
    def left(self) -> int:
        """How many are left."""
        return max(0, self.all - self.taken)


@dataclass(frozen=True)
class MembershipContent:
    """A membership and what this reader may do with it."""

    member: MemberView
    reason: str
    decision: str
    applied_on: date | None
    places: Places | None
    keeps: bool
    can_decide: bool
    can_withdraw: bool
    can_keep: bool
    can_end: bool
    can_reveal: bool
    reveals: tuple[Reveal, ...]


def membership_content(actor: Actor, membership: Membership, *, today: date) -> MembershipContent:
    """The page for this reader. Reason and decision are for the State, its holder and the keepers."""
    keeps = policy.is_keeper(actor, membership.network)
    is_own = keeps or policy.holds(actor, membership) or membership.state in actor.states
    can_decide = policy.can_decide(actor, membership)
    return MembershipContent(
        member=member_view(actor, membership, today=today),
        reason=membership.reason if is_own else "",
        decision=membership.decision if is_own else "",
        applied_on=membership.applied_at.date() if membership.applied_at and is_own else None,
        places=_places(membership) if can_decide else None,
        keeps=keeps,
        can_decide=can_decide,
        can_withdraw=policy.can_withdraw(actor, membership),
        can_keep=policy.can_keep(actor, membership),
        can_end=policy.can_end(actor, membership),
        can_reveal=policy.can_reveal(actor, membership),
        reveals=tuple(point_queries.reveals_of_membership(membership, limit=MOST_DECIDED)) if keeps else (),
    )


def decisions(actor: Actor, network: Network, *, today: date) -> tuple[list[MemberView], list[MemberView]]:
    """The applications that wait, the oldest first, and those declined or withdrawn, the latest first."""
    waiting, _total = queries.memberships_of(
        actor,
        network,
        offset=0,
        limit=MOST_WAITING,
        wanted=WantedMembers(statuses=frozenset({Status.APPLIED})),
    )
    decided, _total = queries.memberships_of(
        actor,
        network,
        offset=0,
        limit=MOST_DECIDED,
        wanted=WantedMembers(
            statuses=frozenset({Status.DECLINED, Status.WITHDRAWN, Status.ENDED}), is_latest_first=True
        ),
    )
    oldest_first = sorted(waiting, key=lambda item: (item.created_at, item.id))
    return (
        [member_view(actor, item, today=today) for item in oldest_first],
        [member_view(actor, item, today=today) for item in decided],
    )


def _places(membership: Membership) -> Places | None:
    network, state = membership.network, membership.state
    cap = network.cap_per_state
    counts = membership.kind is MembershipKind.MEMBER
    if cap is None or state is None or not counts or not rules.takes_a_place(network, membership.kind, state):
        return None
    return Places(queries.places_taken(network, state), cap)
