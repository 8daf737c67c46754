"""Names of States and territories in CLDR: other ways to write a State, and what is not one."""

from collections.abc import Iterable
from functools import cache

from babel import Locale, UnknownLocaleError

from roster.vocabulary.entries import LANGUAGES
from roster.vocabulary.language_names import babel_locale

TRADITIONAL = "zh_Hant_TW"


@cache
def territories(states: frozenset[str]) -> frozenset[str]:
    """Names and codes of what CLDR lists beside `states`, in six languages."""
    names: set[str] = set()
    for locale in (*(babel_locale(language) for language in LANGUAGES), Locale.parse(TRADITIONAL)):
        for code, name in locale.territories.items():
            if isinstance(code, str) and len(code) == 2 and code not in states:
                names |= {code, name}
    return frozenset(names)


def other_names(iso2: str, official_languages: Iterable[str]) -> list[str]:
    """How CLDR calls a State in the six languages, in traditional characters and in its own languages."""
    locales = [babel_locale(language) for language in LANGUAGES] + [Locale.parse(TRADITIONAL)]
    for code in official_languages:
        try:
            locales.append(Locale.parse(code))
        except (UnknownLocaleError, ValueError):
            continue
    names = (locale.territories.get(iso2) for locale in locales)
    return list(dict.fromkeys(name for name in names if name))
