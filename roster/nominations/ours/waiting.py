"""What waits for a State among its own profiles, on the first page."""

from collections.abc import Sequence

from roster.core.actor import Actor
from roster.nominations.addresses import ours_path
from roster.nominations.ours.queries import count_of, due, leaving, span_on, term_ending
from roster.web.locale import count_phrase, current_language
from roster.web.room import Task


def of_own_profiles(actor: Actor) -> Sequence[Task]:
    """Confirmations that are due, experts who may have left their post, and terms that end."""
    if not actor.states:
        return []
    language, found = current_language().code, []
    waiting = count_of(due(actor, span_on()))
    if waiting:
        sentence = count_phrase(
            "%(num)s expert of your State is due for confirmation",
            "%(num)s experts of your State are due for confirmation",
            waiting,
        )
        found.append(Task(sentence, ours_path(language, show="due"), waiting))
    left = len(leaving(actor))
    if left:
        sentence = count_phrase(
            "%(num)s expert of your State may have left the post: nominate a successor",
            "%(num)s experts of your State may have left the post: nominate successors",
            left,
        )
        found.append(Task(sentence, ours_path(language, show="left"), left))
    ending = count_of(term_ending(actor, span_on()))
    if ending:
        sentence = count_phrase(
            "The term of %(num)s expert of your State ends within six months",
            "The terms of %(num)s experts of your State end within six months",
            ending,
        )
        found.append(Task(sentence, ours_path(language, show="term"), ending))
    return found
