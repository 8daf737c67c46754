"""What the lists of the forms offer, in the reader's language and order."""

from collections.abc import Iterable

from flask_babel import gettext

from roster.authorities.calendar import known_zones
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import Instrument
from roster.vocabulary.entries import AuthorityFunction
from roster.web.locale import current_language, in_digits


def function_words(function: AuthorityFunction) -> str:
    """A function with the article that it stands on."""
    return gettext(
        "%(function)s (%(instrument)s, article %(article)s)",
        function=function.label(current_language().code),
        instrument=Instrument.words(function.instrument),
        article=in_digits(function.article),
    )


def function_options() -> Iterable[tuple[str, str]]:
    """The functions in the order of the treaties."""
    return [(function.id, function_words(function)) for function in vocabulary.authority_functions()]


def instrument_options() -> Iterable[tuple[str, str]]:
    """The treaties that these functions stand on."""
    names = dict.fromkeys(function.instrument for function in vocabulary.authority_functions())
    return [(name, Instrument.words(name)) for name in names]


def language_options() -> Iterable[tuple[str, str]]:
    """The six languages first, then all others."""
    language = current_language().code
    return [(item.code, item.heading(language)) for item in vocabulary.languages(language)]


def six_options() -> Iterable[tuple[str, str]]:
    """The six languages of the United Nations."""
    language = current_language().code
    return [(item.code, item.heading(language)) for item in vocabulary.languages(language) if item.is_un]


def state_options() -> Iterable[tuple[str, str]]:
    """The States in the reader's order."""
    language = current_language().code
    return [(state.iso2, state.name(language)) for state in vocabulary.states(language)]


def zone_options() -> Iterable[tuple[str, str]]:
    """Time zones by their names in the time zone database."""
    return [(name, name.replace("_", " ")) for name in sorted(known_zones()) if "/" in name]
