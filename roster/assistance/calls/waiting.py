"""What waits for experts and focal points on the first page: calls that came and were not answered yet."""

from dataclasses import dataclass

from roster.assistance.calls.queries import unanswered_by, unanswered_by_state
from roster.core import clock
from roster.core.actor import Actor, Role
from roster.web.locale import count_phrase


@dataclass(frozen=True)
class Waiting:
    """Something to do at this call."""

    sentence: str
    count: int
    ref: str


def waiting_for(actor: Actor) -> list[Waiting]:
    """One line for all that went to an expert, one for all that ask a State: each leads to the one that ends first."""
    found = []
    refs = unanswered_by(actor, today=clock.today()) if actor.has(Role.EXPERT) else ()
    if refs:
        sentence = count_phrase(
            "%(num)s call for experts asks whether you are interested",
            "%(num)s calls for experts ask whether you are interested",
            len(refs),
        )
        found.append(Waiting(sentence, len(refs), refs[0]))
    refs = unanswered_by_state(actor, today=clock.today()) if actor.has(Role.FOCAL_POINT) else ()
    if refs:
        sentence = count_phrase(
            "%(num)s call for experts waits for an answer of your State",
            "%(num)s calls for experts wait for an answer of your State",
            len(refs),
        )
        found.append(Waiting(sentence, len(refs), refs[0]))
    return found
