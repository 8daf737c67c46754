"""The grey words in empty fields of the Word form, which are no answers."""

from flask_babel import gettext

from roster.core.multilingual import LANGUAGES
from roster.web.locale import in_language


def choose_here() -> str:
    """Where a list opens."""
    return gettext("Choose …")


def write_here() -> str:
    """Where something is written."""
    return gettext("Write here")


def day_here() -> str:
    """Where a day is written."""
    return gettext("Year-month-day")


def all_placeholders() -> frozenset[str]:
    """Those of all languages: some programs make plain text of them."""
    found: set[str] = set()
    for code in LANGUAGES:
        with in_language(code):
            found |= {choose_here(), write_here(), day_here()}
    return frozenset(found)
