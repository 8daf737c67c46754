"""What a request must and may say: pure functions that give a sentence by field."""

from datetime import date, timedelta

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext

from roster.assistance.codes import Modality, Urgency, Visibility
from roster.assistance.requests.inputs import (
    MOST_LANGUAGES,
    MOST_PROVIDERS,
    MOST_STATES,
    MOST_SUBJECTS,
    MOST_WORDS,
    RequestInput,
)
from roster.assistance.requests.models import TITLE_LENGTH
from roster.core.multilingual import LANGUAGES
from roster.core.reference import is_reference
from roster.core.text import word_count
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import CefrLevel
from roster.web.locale import show_number

Problems = dict[str, object]
YEARS_AHEAD = 5
# What a request cannot be sent without; the State, its type of form and its stage come by themselves.
REQUIRED = (
    "title",
    "outcome",
    "assistance_type_id",
    "subjects",
    "languages",
    "starts_on",
    "ends_on",
    "authority_name",
    "contact_name",
    "contact_email",
)


def soundness_problems(given: RequestInput) -> Problems:
    """What no draft may say: values that are on no list, and what contradicts itself."""
    return {
        **_code_problems(given),
        **_count_problems(given),
        **_language_problems(given),
        **_preference_problems(given),
        **_time_problems(given),
        **_sharing_problems(given),
    }


def problems_in(given: RequestInput, *, today: date) -> Problems:
    """What still stands against sending it: what is missing, what is wrong, and a window that is over."""
    found = _missing(given)
    if given.ends_on is not None and given.ends_on < today:
        found["ends_on"] = gettext("This day is over. Give a day to come.")
    elif given.starts_on is not None and given.starts_on < today:
        found["starts_on"] = gettext("This day is over. Begin today or later.")
    elif given.ends_on is not None and given.ends_on > today + timedelta(days=366 * YEARS_AHEAD):
        found["ends_on"] = gettext("Give a day within the next five years.")
    return found | soundness_problems(given)


def _missing(given: RequestInput) -> Problems:
    sentence = gettext("This is needed.")
    found: Problems = {name: sentence for name in REQUIRED if not getattr(given, name)}
    if not given.subjects:
        found["subjects"] = gettext("Choose at least one article or one topic.")
    if not given.languages:
        found["languages"] = gettext("Name at least one language in which the experts must work.")
    modality = Modality.of(given.modality)
    if modality is not None and modality.is_on_site and not given.place:  # type: ignore[attr-defined]
        found["place"] = gettext("Say where it is to take place.")
    if given.urgency != Urgency.NORMAL and not given.urgency_reason:
        found["urgency_reason"] = gettext("Say what depends on it.")
    if given.visibility == Visibility.NAMED_PROVIDERS and not given.providers:
        found["providers"] = gettext("Name at least one provider.")
    return found


def _code_problems(given: RequestInput) -> Problems:
    known = vocabulary.current()
    sentence = gettext("Choose one of the values on the list.")
    wrong = {
        "modality": Modality.of(given.modality) is None,
        "urgency": Urgency.of(given.urgency) is None,
        "visibility": Visibility.of(given.visibility) is None,
        "source_language": given.source_language not in LANGUAGES,
        "assistance_type_id": bool(given.assistance_type_id)
        and given.assistance_type_id not in known.assistance_types,
        "subjects": any(number not in known.articles for number in given.articles)
        or any(topic not in known.topics for topic in given.topics),
        "languages": any(
            item.code not in known.languages or (item.level and CefrLevel.of(item.level) is None)
            for item in given.languages
        ),
        "preferred_states": any(code not in known.states for code in given.preferred_states),
        "excluded_states": any(code not in known.states for code in given.excluded_states),
    }
    return {name: sentence for name, is_wrong in wrong.items() if is_wrong}


def _count_problems(given: RequestInput) -> Problems:
    found: Problems = {}
    if len(given.title) > TITLE_LENGTH:
        found["title"] = gettext("Use at most %(limit)s characters.", limit=show_number(TITLE_LENGTH))
    words = word_count(given.outcome)
    if words > MOST_WORDS:
        found["outcome"] = gettext(
            "Use at most %(limit)s words. There are %(count)s now.",
            limit=show_number(MOST_WORDS),
            count=show_number(words),
        )
    limits = (
        ("subjects", MOST_SUBJECTS),
        ("languages", MOST_LANGUAGES),
        ("preferred_states", MOST_STATES),
        ("excluded_states", MOST_STATES),
        ("excluded_experts", MOST_STATES),
        ("providers", MOST_PROVIDERS),
    )
    for name, limit in limits:
        count = len(getattr(given, name))
        if count > limit:
            found[name] = gettext(
                "Choose at most %(limit)s. There are %(count)s now.",
                limit=show_number(limit),
                count=show_number(count),
            )
    if given.participants is not None and not 1 <= given.participants <= 10_000:
        found["participants"] = gettext(
            "Give a number from %(low)s to %(high)s.", low=show_number(1), high=show_number(10_000)
        )
    return found


def _language_problems(given: RequestInput) -> Problems:
    codes = [item.code for item in given.languages]
    if len(codes) != len(set(codes)):
        return {"languages": gettext("Name each language once.")}
    if any(not item.level for item in given.languages):
        return {"languages": gettext("Choose a level for each language.")}
    return {}


def _preference_problems(given: RequestInput) -> Problems:
    found: Problems = {}
    known = vocabulary.current().states
    both = [code for code in given.excluded_states if code in given.preferred_states]
    if both:
        name = known[both[0]].name(given.source_language) if both[0] in known else both[0]
        found["excluded_states"] = gettext(
            "%(state)s is both preferred and excluded. Keep it in one of the two lists.", state=name
        )
    if any(not is_reference(ref, "EXP") for ref in given.excluded_experts):
        found["excluded_experts"] = gettext("Write references of experts, such as EXP-7K2M9Q.")
    return found


def _time_problems(given: RequestInput) -> Problems:
    if given.starts_on and given.ends_on and given.ends_on < given.starts_on:
        return {"ends_on": gettext("The end lies before the beginning.")}
    return {}


def _sharing_problems(given: RequestInput) -> Problems:
    if not given.contact_email:
        return {}
    try:
        validate_email(given.contact_email, check_deliverability=False)
    except EmailNotValidError:
        return {
            "contact_email": gettext(
                "This is not an e-mail address. Write it like name@organisation.example."
            )
        }
    return {}
