"""What offers let wait on the first page: answers of experts, the word of a State, requests with nobody left."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from roster.assistance.offers import policy, queries
from roster.assistance.offers.availability_services import is_answerable as is_question_answerable
from roster.assistance.offers.services import is_answerable
from roster.core.actor import Actor, Role
from roster.web.locale import count_phrase


@dataclass(frozen=True)
class Waiting:
    """Something to do, and the page where it is done: its endpoint and reference."""

    sentence: str
    endpoint: str
    ref: str
    count: int = 1


def waiting_for(actor: Actor) -> Sequence[Waiting]:
    """By role."""
    if not actor.signed_in:
        return ()
    found = [item for ref in sorted(actor.scopes(Role.EXPERT)) for item in _of_expert(ref)]
    ready = [item for item in queries.offers_to_agree(actor) if policy.can_agree(actor, item)]
    if ready:
        sentence = count_phrase(
            "%(num)s expert waits for your State to agree",
            "%(num)s experts wait for your State to agree",
            len(ready),
        )
        found.append(Waiting(sentence, "offers.show", ready[0].ref, len(ready)))
    if actor.has(Role.MANAGER) and actor.user_id is not None:
        alone = queries.requests_without_anybody(actor.user_id)
        if alone:
            sentence = count_phrase(
                "In %(num)s request in your charge nobody is left to ask",
                "In %(num)s requests in your charge nobody is left to ask",
                len(alone),
            )
            found.append(Waiting(sentence, "offers.index", alone[0], len(alone)))
    return found


def _of_expert(ref: str) -> list[Waiting]:
    found = [
        Waiting(gettext("You are asked to assist a State: please answer"), "offers.show", item.ref)
        for item in queries.own_offers(ref)
        if is_answerable(item)
    ]
    for question in queries.own_questions(ref):
        if question.answer is None and is_question_answerable(question):
            sentence = gettext("You are asked whether you are free on certain days")
            found.append(Waiting(sentence, "offers.availability", question.ref))
    return found
