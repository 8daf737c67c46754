"""The only writer of networks themselves: what the data files say, and what coordinators and the manager change."""

from dataclasses import fields
from typing import Any

from roster.authorities.folding import joined_words
from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.reference import new_reference
from roster.networks import policy, queries, rules
from roster.networks.inputs import NetworkInput
from roster.networks.models import Network
from roster.networks.reading import Listed, listed_networks
from roster.networks.writing import demand, refuse, touch

_LISTS = frozenset(
    {"official_languages", "states", "groups", "languages", "member_types", "functions", "membership_kinds"}
)


def create_network(actor: Actor, slug: str, *, given: NetworkInput, source: str, confidence: str) -> Network:
    """Add a network: the system's, from the data files. Raises ForbiddenError, InvalidError."""
    demand(actor.is_system)
    refuse(rules.network_problems(given))
    now = clock.now()
    network = Network(
        ref=new_reference(queries.PREFIX),
        slug=slug,
        source=source,
        confidence=confidence,
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
    )
    _put(network, given)
    db.session.add(network)
    return network


def edit_network(actor: Actor, network: Network, *, given: NetworkInput) -> None:
    """Change the facts; they count as confirmed today. Raises ForbiddenError, InvalidError."""
    demand(policy.can_edit(actor, network))
    refuse(rules.network_problems(given))
    before = network_input(network)
    _put(network, given)
    changed = tuple(
        item.name for item in fields(given) if getattr(before, item.name) != getattr(given, item.name)
    )
    network.confirmed_at, network.confirmed_by = clock.now(), actor.user_id
    network.owner_id = actor.user_id or network.owner_id
    touch(actor, network)
    audit.record(actor, "networks:network:edit", subject=network.ref, fields=changed)


def load_networks(actor: Actor) -> int:
    """Bring networks to what the data files say, those that nobody changed here; gives how many rows were written.

    Nothing is ever removed, and a network that a coordinator or the manager changed stays as it is.
    """
    demand(actor.is_system)
    held, written = queries.by_slug(), 0
    for item in listed_networks():
        network = held.get(item.slug)
        if network is None:
            create_network(actor, item.slug, given=item.facts, source=item.source, confidence=item.confidence)
            written += 1
        elif network.changed_by is None and _differs(network, item):
            _put(network, item.facts)
            network.source, network.confidence = item.source, item.confidence
            touch(actor, network)
            written += 1
    db.session.flush()
    return written


def network_input(network: Network) -> NetworkInput:
    """The facts of a network as a form shows them."""
    values: dict[str, Any] = {}
    for item in fields(NetworkInput):
        value = getattr(network, item.name)
        values[item.name] = tuple(value) if item.name in _LISTS else value
    return NetworkInput(**values)


def _differs(network: Network, item: Listed) -> bool:
    stored = (network_input(network), network.source, network.confidence)
    return stored != (item.facts, item.source, item.confidence)


def _put(network: Network, given: NetworkInput) -> None:
    for item in fields(given):
        value = getattr(given, item.name)
        setattr(network, item.name, list(value) if item.name in _LISTS else value)
    network.search_words = joined_words([*given.name.texts.values(), given.acronym, network.slug])
