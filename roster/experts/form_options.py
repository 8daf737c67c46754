"""What the lists of a profile's form offer, in the reader's language and order."""

from collections.abc import Iterable
from zoneinfo import available_timezones

from flask_babel import gettext

from roster.core.multilingual import LANGUAGES
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.entries import sorted_by_name
from roster.web.locale import current_language, show_number


def state_options() -> Iterable[tuple[str, str]]:
    """The States in the reader's language and order."""
    language = current_language().code
    states = sorted_by_name(vocabulary.current().states.values(), language)
    return [(state.iso2, state.name(language)) for state in states]


def language_options() -> Iterable[tuple[str, str]]:
    """The six languages first, then all others as the reader's language sorts them."""
    language = current_language().code
    known = sorted_by_name(vocabulary.current().languages.values(), language)
    ordered = sorted(known, key=lambda item: not item.is_un)
    return [(item.code, item.heading(language)) for item in ordered]


def article_options() -> Iterable[tuple[str, str]]:
    """Articles by number with their titles."""
    language = current_language().code
    return [
        (
            str(article.number),
            gettext(
                "Article %(number)s: %(title)s",
                number=show_number(article.number),
                title=article.title(language),
            ),
        )
        for article in vocabulary.current().articles.values()
    ]


def topic_options() -> Iterable[tuple[str, str]]:
    """Topics under their parents, in the order of the tree."""
    language = current_language().code
    options: list[tuple[str, str]] = []
    for top in vocabulary.current().topic_tree:
        options.append((top.id, top.label(language)))
        options += [(child.id, f"— {child.label(language)}") for child in top.children]
    return options


def assistance_options() -> Iterable[tuple[str, str]]:
    """The forms of assistance that can be offered."""
    language = current_language().code
    return [
        (item.id, item.label(language))
        for item in vocabulary.current().assistance_types.values()
        if item.is_offered
    ]


def mechanism_options() -> Iterable[tuple[str, str]]:
    """The review mechanisms with their cycles."""
    language = current_language().code
    return [(item.id, item.label(language)) for item in vocabulary.current().review_mechanisms.values()]


def group_options() -> Iterable[tuple[str, str]]:
    """The regional groups of the United Nations."""
    language = current_language().code
    return [(item.id, item.label(language)) for item in vocabulary.current().regional_groups.values()]


def zone_options() -> Iterable[tuple[str, str]]:
    """Time zones by their names in the time zone database."""
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones()) if "/" in name]


def brief_language_options() -> Iterable[tuple[str, str]]:
    """The six languages in the reader's own."""
    language = current_language().code
    known = vocabulary.current().languages
    return [(code, known[code].heading(language)) for code in LANGUAGES]
