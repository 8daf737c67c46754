"""What waits for a reader on the first page: the State submits and answers, the manager acknowledges and moves on."""

from collections.abc import Sequence
from dataclasses import dataclass

from roster.assistance.requests import queries
from roster.assistance.requests.states import Stage
from roster.core import clock
from roster.core.actor import Actor, Role
from roster.web.locale import count_phrase


@dataclass(frozen=True)
class Waiting:
    """Something to do: at one request, or at those that the list finds."""

    sentence: str
    count: int
    ref: str = ""
    stage: str = ""
    owner: str = ""
    stalled: str = ""
    is_urgent: bool = False


def waiting_for(actor: Actor) -> Sequence[Waiting]:
    """By role."""
    found: list[Waiting] = []
    if actor.states:
        found += _of_state(actor)
    if actor.has(Role.MANAGER) and actor.user_id is not None:
        found += _of_manager(actor, actor.user_id)
    return found


def _of_state(actor: Actor) -> list[Waiting]:
    found = []
    counts = queries.counts_of_states(actor)
    asked = counts.get(Stage.CLARIFYING, 0)
    if asked:
        sentence = count_phrase(
            "The secretariat has a question about %(num)s request for assistance",
            "The secretariat has questions about %(num)s requests for assistance",
            asked,
        )
        found.append(Waiting(sentence, asked, stage="clarifying", is_urgent=True))
    drafts = counts.get(Stage.DRAFT, 0)
    if drafts:
        sentence = count_phrase(
            "%(num)s request for assistance is a draft",
            "%(num)s requests for assistance are drafts",
            drafts,
        )
        found.append(Waiting(sentence, drafts, stage="draft"))
    return found


def _of_manager(actor: Actor, user_id: int) -> list[Waiting]:
    found, today = [], clock.today()
    if fresh := queries.unacknowledged(actor):
        sentence = count_phrase(
            "%(num)s request for assistance waits to be acknowledged",
            "%(num)s requests for assistance wait to be acknowledged",
            len(fresh),
        )
        found.append(Waiting(sentence, len(fresh), ref=fresh[0].ref, is_urgent=True))
    mine, stalled = queries.owned_by(user_id, today=today)
    if stalled:
        sentence = count_phrase(
            "Nothing has moved for 30 days in %(num)s request in your charge",
            "Nothing has moved for 30 days in %(num)s requests in your charge",
            stalled,
        )
        found.append(Waiting(sentence, stalled, owner="me", stalled="1", is_urgent=True))
    if mine > stalled:
        sentence = count_phrase(
            "%(num)s request for assistance is in your charge",
            "%(num)s requests for assistance are in your charge",
            mine,
        )
        found.append(Waiting(sentence, mine, owner="me"))
    return found
