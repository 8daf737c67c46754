"""What the lists of the forms offer, in the reader's language and order."""

from collections.abc import Iterable

from flask_babel import gettext

from roster.people.models import Person
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import Instrument
from roster.web.locale import current_language, in_digits

Choices = Iterable[tuple[str, str]]


def function_options() -> Choices:
    """The functions of authorities in the order of the treaties."""
    return [(item.id, function_words(item.id)) for item in vocabulary.authority_functions()]


def function_words(function_id: str) -> str:
    """A function with the article that it stands on."""
    entry = vocabulary.current().authority_functions.get(function_id)
    if entry is None:
        return function_id
    return gettext(
        "%(function)s (%(instrument)s, article %(article)s)",
        function=entry.label(current_language().code),
        instrument=Instrument.words(entry.instrument),
        article=in_digits(entry.article),
    )


def group_options() -> Choices:
    """The five regional groups."""
    language = current_language().code
    return [(item.id, item.label(language)) for item in vocabulary.regional_groups(language)]


def language_options() -> Choices:
    """The six languages first, then all others."""
    language = current_language().code
    return [(item.code, item.heading(language)) for item in vocabulary.languages(language)]


def six_options() -> Choices:
    """The six languages of the United Nations."""
    language = current_language().code
    return [(item.code, item.heading(language)) for item in vocabulary.languages(language) if item.is_un]


def state_options() -> Choices:
    """The States in the reader's order."""
    language = current_language().code
    return [(state.iso2, state.name(language)) for state in vocabulary.states(language)]


def person_options(people: Iterable[Person]) -> Choices:
    """People by name, with what tells two of one name apart."""
    return [(person.ref, f"{person.full_name} ({person.ref})") for person in people]
