"""What waits for a reader on the first page: coordinators verify applications, holders confirm memberships."""

from collections.abc import Sequence
from dataclasses import dataclass

from roster.core import clock
from roster.core.actor import Actor, Role
from roster.networks import policy, queries, waiting_queries
from roster.web.locale import count_phrase


@dataclass(frozen=True)
class Waiting:
    """Something to do: at one membership, or at the applications of a network."""

    sentence: str
    count: int
    slug: str
    ref: str = ""


def waiting_for(actor: Actor) -> Sequence[Waiting]:
    """By role."""
    found: list[Waiting] = []
    if actor.has(Role.COORDINATOR, Role.MANAGER):
        found += _applications(actor)
    if policy.can_apply(actor):
        found += _confirmations(actor)
    return found


def _applications(actor: Actor) -> list[Waiting]:
    slugs = None if policy.keeps_all(actor) else actor.scopes(Role.COORDINATOR)
    waiting = queries.applications(actor, slugs)
    if not waiting:
        return []
    count = sum(waiting.values())
    sentence = count_phrase(
        "%(num)s application to a network waits for your decision",
        "%(num)s applications to networks wait for your decision",
        count,
    )
    return [Waiting(sentence, count, next(iter(waiting)))]


def _confirmations(actor: Actor) -> list[Waiting]:
    due = waiting_queries.to_confirm(actor, clock.today())
    if not due:
        return []
    sentence = count_phrase(
        "%(num)s membership of a network waits for your confirmation",
        "%(num)s memberships of networks wait for your confirmation",
        len(due),
    )
    return [Waiting(sentence, len(due), due[0].network.slug, due[0].ref)]
