"""Every select on networks, memberships and contact points: scoped to the actor, ordered, locked within a change."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, lazyload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from roster.authorities.models import Authority
from roster.core.actor import Actor, Role
from roster.core.db import Base, db
from roster.core.reference import is_reference
from roster.core.unit_of_work import is_open
from roster.networks import policy
from roster.networks.models import ContactPoint, Membership, Network
from roster.networks.policy import visible_to
from roster.networks.states import OPEN, SHOWN, Branch, MembershipKind, Status
from roster.people.models import Person

PREFIX, MEMBERSHIP_PREFIX, POINT_PREFIX = "NET", "MEM", "NCP"
MOST_OWN = 40
NOTHING = ""  # asked for all the same: a hidden, a missing and an impossible reference cost one query each

Row = TypeVar("Row", bound=Base)


@dataclass(frozen=True)
class Wanted:
    """What the list of networks is asked for; words are folded already, empty means any."""

    words: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class WantedMembers:
    """Which members of a network: of these States, with a contact point of this branch, at these points of life."""

    states: tuple[str, ...] = ()
    branch: str = ""
    statuses: frozenset[Status] = SHOWN
    is_latest_first: bool = False
    order: tuple[str, ...] = ()  # the States as the reader sorts them; by code where nothing is given


def networks(actor: Actor, wanted: Wanted | None = None) -> Sequence[Network]:
    """All networks that this actor knows of and that are wanted, by acronym. Everybody knows of all."""
    found = sa.select(Network).order_by(sa.func.lower(Network.acronym), Network.id)
    if wanted is not None:
        found = found.where(*_conditions(wanted))
    return [item for item in db.session.scalars(found) if policy.can_view(actor, item)]


def network_by_slug(actor: Actor, slug: str) -> Network | None:
    """The network at this address."""
    network = db.session.scalar(locked(sa.select(Network).where(Network.slug == slug), Network))
    return network if network is not None and policy.can_view(actor, network) else None


def lock_network(network_id: int) -> Network:
    """The network, so that nobody else takes a place in it before this change is over."""
    return db.session.scalars(locked(sa.select(Network).where(Network.id == network_id), Network)).one()


def membership_by_ref(actor: Actor, slug: str, ref: str) -> Membership | None:
    """The membership with this reference in this network, where it exists for this actor."""
    ref = ref if is_reference(ref, MEMBERSHIP_PREFIX) else NOTHING
    found = sa.select(Membership).join(Network, Network.id == Membership.network_id)
    found = found.where(Membership.ref == ref, Network.slug == slug, visible_to(actor))
    membership = db.session.scalar(locked(found, Membership))
    return membership if membership is not None and policy.can_view_membership(actor, membership) else None


def membership_by_id(membership_id: int) -> Membership | None:
    """The membership with this number: for letters."""
    return db.session.get(Membership, membership_id)


def point_of(membership: Membership, ref: str) -> ContactPoint | None:
    """One contact point of this membership."""
    return next((point for point in membership.points if point.ref == ref), None)


def memberships_of(
    actor: Actor, network: Network, *, offset: int, limit: int, wanted: WantedMembers | None = None
) -> tuple[Sequence[Membership], int]:
    """A page of a network's members by State and name, with who answers for them; and how many there are in all."""
    wanted = wanted or WantedMembers()
    which = [Membership.network_id == network.id, visible_to(actor), Membership.status.in_(wanted.statuses)]
    if wanted.states:
        which.append(Membership.state.in_(wanted.states))
    if branch := Branch.of(wanted.branch):
        which.append(Membership.points.any(ContactPoint.branch == branch))
    total = db.session.scalar(sa.select(sa.func.count(Membership.id)).where(*which)) or 0
    found = (
        sa.select(Membership)
        .outerjoin(Authority, Authority.id == Membership.authority_id)
        .where(*which)
        .order_by(*_latest(wanted), *_by_state(wanted.order), Authority.english_name, Membership.id)
        .options(*_whole())
    )
    return db.session.scalars(found.offset(offset).limit(limit)).all(), total


def members_by_state(actor: Actor, network: Network) -> dict[str, int]:
    """How many shown members each State has in a network, of those that this actor sees."""
    found = (
        sa.select(Membership.state, sa.func.count())
        .where(
            Membership.network_id == network.id,
            Membership.state.is_not(None),
            Membership.status.in_(SHOWN),
            visible_to(actor),
        )
        .group_by(Membership.state)
    )
    return {state: count for state, count in db.session.execute(found) if state is not None}


def active_memberships(at: date, *, states: Collection[str]) -> Sequence[Membership]:
    """Who of these States belonged to any network on this day, with networks, authorities and contact points.

    Not scoped: whoever shows it asks the policy.
    """
    found = (
        sa.select(Membership)
        .where(*_active(at), Membership.state.in_(sorted(states)))
        .order_by(Membership.state, Membership.network_id, Membership.id)
        .options(with_authority(), selectinload(Membership.points))
    )
    return db.session.scalars(found).all()


def state_network_pairs(at: date) -> set[tuple[str, str]]:
    """Which State had a member in which network on this day."""
    found = (
        sa.select(Membership.state, Network.slug)
        .join(Network, Network.id == Membership.network_id)
        .where(*_active(at), Membership.state.is_not(None))
        .distinct()
    )
    return {(state, slug) for state, slug in db.session.execute(found) if state is not None}


def networks_of_authority(actor: Actor, authority_id: int) -> Sequence[Membership]:
    """The memberships of an authority that this actor sees and that stand or are asked for."""
    found = sa.select(Membership).where(
        Membership.authority_id == authority_id, Membership.status.in_(OPEN), visible_to(actor)
    )
    found = found.order_by(Membership.network_id, Membership.id).options(*_whole())
    return db.session.scalars(found).all()


def held_in(actor: Actor, network: Network) -> Sequence[Membership]:
    """What the reader's own States and authorities have in a network, whatever became of it but the oldest."""
    found = (
        sa.select(Membership)
        .outerjoin(Authority, Authority.id == Membership.authority_id)
        .where(
            Membership.network_id == network.id,
            sa.or_(
                Membership.state.in_(sorted(actor.states)),
                Authority.ref.in_(sorted(actor.scopes(Role.OFFICER))),
            ),
        )
        .order_by(Membership.created_at.desc(), Membership.id.desc())
        .limit(MOST_OWN)
        .options(*_whole())
    )
    return db.session.scalars(found).all()


def networks_of_state(actor: Actor, iso2: str) -> Sequence[Membership]:
    """The memberships of a State, of its authorities and people that this actor sees, by network."""
    found = (
        sa.select(Membership)
        .where(Membership.state == iso2, Membership.status.in_(OPEN), visible_to(actor))
        .join(Network, Network.id == Membership.network_id)
        .order_by(sa.func.lower(Network.acronym), Membership.id)
        .options(*_whole())
    )
    return db.session.scalars(found).all()


def open_membership(
    network: Network, *, authority_id: int | None, person_id: int | None, state: str | None
) -> Membership | None:
    """What this very member has in the network already: applied for, verified or active."""
    found = sa.select(Membership).where(
        Membership.network_id == network.id,
        Membership.authority_id == authority_id if authority_id else Membership.authority_id.is_(None),
        Membership.person_id == person_id if person_id else Membership.person_id.is_(None),
        Membership.status.in_(OPEN),
    )
    if not authority_id and not person_id:
        found = found.where(Membership.state == state)
    return db.session.scalars(found.order_by(Membership.id)).first()


def places_taken(network: Network, state: str, *, besides: int | None = None) -> int:
    """How many full members of this State stand in the network, without the one given."""
    found = sa.select(sa.func.count(Membership.id)).where(
        Membership.network_id == network.id,
        Membership.state == state,
        Membership.kind == MembershipKind.MEMBER,
        Membership.status.in_(SHOWN),
    )
    if besides is not None:
        found = found.where(Membership.id != besides)
    return db.session.scalar(found) or 0


def applications(actor: Actor, slugs: Collection[str] | None) -> dict[str, int]:
    """How many applications wait for a decision, by network; `None` asks for every network."""
    found = (
        sa.select(Network.slug, sa.func.count())
        .select_from(Membership)
        .join(Network, Network.id == Membership.network_id)
        .where(Membership.status == Status.APPLIED, visible_to(actor))
        .group_by(Network.slug)
        .order_by(Network.slug)
    )
    if slugs is not None:
        found = found.where(Network.slug.in_(sorted(slugs)))
    return {row[0]: row[1] for row in db.session.execute(found)}


def by_slug() -> dict[str, Network]:
    """Every network by its address, to be changed or compared: for loading and checks."""
    return {item.slug: item for item in db.session.scalars(sa.select(Network).order_by(Network.id))}


def refs_taken(refs: Iterable[str]) -> set[str]:
    """Which of these references of memberships are somebody's."""
    return set(db.session.scalars(sa.select(Membership.ref).where(Membership.ref.in_(list(refs)))))


def _conditions(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    found = [Network.search_words.contains(word, autoescape=True) for word in wanted.words]
    if wanted.scopes:
        found.append(Network.scope.in_(wanted.scopes))
    if wanted.kinds:
        found.append(Network.kind.in_(wanted.kinds))
    if wanted.groups:
        text = sa.cast(Network.groups, sa.Text)
        found.append(sa.or_(text == "[]", *(text.contains(f'"{group}"') for group in wanted.groups)))
    return found


def _latest(wanted: WantedMembers) -> list[Any]:
    return [Membership.changed_at.desc()] if wanted.is_latest_first else []


def _by_state(order: Sequence[str]) -> list[Any]:
    ranks = {code: rank for rank, code in enumerate(order)}
    if not ranks:
        return [Membership.state]
    return [sa.case(ranks, value=Membership.state, else_=len(ranks)), Membership.state]


def _active(at: date) -> list[sa.ColumnElement[bool]]:
    """In the network on this day: also what ended since, or what was verified and has begun."""
    return [
        Membership.status.in_((*SHOWN, Status.ENDED)),
        Membership.from_on <= at,
        sa.or_(Membership.to_on.is_(None), Membership.to_on > at),
    ]


def with_authority() -> ORMOption:
    """The authority without what a list does not show."""
    return joinedload(Membership.authority).options(lazyload(Authority.contacts), lazyload(Authority.duties))


def _whole() -> list[ORMOption]:
    return [
        with_authority(),
        joinedload(Membership.person),
        selectinload(Membership.points).joinedload(ContactPoint.person).joinedload(Person.network_contact),
    ]


def locked(found: sa.Select[Row], model: type[Row]) -> sa.Select[Row]:
    """Within a change: locked, and read afresh even where this session knows the row already."""
    if not is_open():
        return found
    return found.with_for_update(of=model).execution_options(populate_existing=True)
