"""What waits for an expert on the first page: calls that came and were not answered yet."""

from dataclasses import dataclass

from roster.assistance.calls.queries import unanswered_by
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
    """One line for all of them, which leads to the one that ends first."""
    if not actor.has(Role.EXPERT):
        return []
    refs = unanswered_by(actor, today=clock.today())
    if not refs:
        return []
    sentence = count_phrase(
        "%(num)s call for experts asks whether you are interested",
        "%(num)s calls for experts ask whether you are interested",
        len(refs),
    )
    return [Waiting(sentence, len(refs), refs[0])]
