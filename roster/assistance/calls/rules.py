"""What a call must and may say: a sentence by field."""

from __future__ import annotations

from datetime import date, timedelta

from flask_babel import gettext

from roster.assistance.calls.inputs import CallInput
from roster.assistance.calls.models import NOTE_LENGTH, TEXT_LENGTH, TITLE_LENGTH
from roster.assistance.calls.naming import names_state, private_words_in
from roster.assistance.calls.policy import may_name_state
from roster.assistance.calls.states import Audience, StatesCalled
from roster.assistance.requests.models import AssistanceRequest
from roster.core.multilingual import LANGUAGES
from roster.core.text import word_count
from roster.networks.queries import by_slug
from roster.vocabulary import queries as vocabulary
from roster.web.locale import show_number

LONGEST = timedelta(days=366)
MOST_EXPERTS = 50
MOST_WORDS = 100  # of an answer
Problems = dict[str, object]


def call_problems(request: AssistanceRequest, given: CallInput, *, today: date) -> Problems:
    """What stands against this call, by field."""
    return {
        **_word_problems(given),
        **_code_problems(given),
        **_time_problems(request, given, today),
        **_reader_problems(given),
        **_secrecy_problems(request, given),
    }


def answer_problems(text: str) -> Problems:
    """What stands against this answer, by field."""
    if not text:
        return {"text": gettext("This is needed.")}
    words = word_count(text)
    if words > MOST_WORDS:
        return {
            "text": gettext(
                "Use at most %(limit)s words. There are %(count)s now.",
                limit=show_number(MOST_WORDS),
                count=show_number(words),
            )
        }
    return {}


def _word_problems(given: CallInput) -> Problems:
    found: Problems = {}
    for name, limit in (("title", TITLE_LENGTH), ("text", TEXT_LENGTH)):
        value = getattr(given, name)
        if not value:
            found[name] = gettext("This is needed.")
        elif len(value) > limit:
            found[name] = gettext("Use at most %(limit)s characters.", limit=show_number(limit))
    if len(given.note) > NOTE_LENGTH:
        found["note"] = gettext("Use at most %(limit)s characters.", limit=show_number(NOTE_LENGTH))
    return found


def _code_problems(given: CallInput) -> Problems:
    known = vocabulary.current().states
    wrong = {
        "source_language": given.source_language not in LANGUAGES,
        "audience": Audience.of(given.audience) is None,
        "networks": bool(given.networks) and not set(given.networks) <= set(by_slug()),
        "states_called": StatesCalled.of(given.states_called) is None,
        "states": any(code not in known for code in given.states),
    }
    sentence = gettext("Choose one of the values on the list.")
    return {name: sentence for name, is_wrong in wrong.items() if is_wrong}


def _time_problems(request: AssistanceRequest, given: CallInput, today: date) -> Problems:
    last = given.answer_by
    if last is None:
        return {"answer_by": gettext("This is needed.")}
    if last < today:
        return {"answer_by": gettext("This day is over. Give a day to come.")}
    if last > today + LONGEST:
        return {"answer_by": gettext("Give a day within the next twelve months.")}
    if request.ends_on is not None and last > request.ends_on:
        return {"answer_by": gettext("This day lies after the end of the work. Give an earlier one.")}
    return {}


def _reader_problems(given: CallInput) -> Problems:
    found: Problems = {}
    if given.states_called == StatesCalled.SOME and not given.states:
        found["states"] = gettext("Name at least one State.")
    elif given.states and given.states_called != StatesCalled.SOME:
        found["states"] = gettext("Choose “Those of certain States” above, or leave this empty.")
    if not given.experts and not given.networks and given.states_called == StatesCalled.NONE:
        found["recipients"] = gettext(
            "The call would reach nobody. Choose experts, networks or focal points of States."
        )
    if len(given.experts) > MOST_EXPERTS:
        found["recipients"] = gettext(
            "Choose at most %(limit)s. There are %(count)s now.",
            limit=show_number(MOST_EXPERTS),
            count=show_number(len(given.experts)),
        )
    if given.networks and given.audience == Audience.SIGNED_IN:
        found["audience"] = gettext(
            "People of networks often have no account and could not read the call. Let everybody read it."
        )
    return found


def _secrecy_problems(request: AssistanceRequest, given: CallInput) -> Problems:
    found: Problems = {}
    if given.names_state and not may_name_state(request):
        found["names_state"] = gettext(
            "The State has not made its request public. The call must not say which State it is."
        )
    if may_name_state(request) and given.names_state:
        names: tuple[str, ...] = ()
    else:
        names = ("title", "text")
    for name in ("title", "text"):
        value = getattr(given, name)
        if name in names and names_state(value, request.state):
            found[name] = gettext(
                "This names the State that asks, which the call must not say. Write “a State” instead."
            )
        elif words := private_words_in(value, request):
            found[name] = gettext(
                "These words of the request are not public: “%(words)s”. Leave them out.", words=words
            )
    return found
