"""What can be wrong with one cell of an imported list, or doubtful about it, and how that is said."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from flask_babel import lazy_gettext as _l

from roster.core.text import strip_bidi, tidy_line
from roster.web.locale import show_number

_SHOWN: Final = 60


class CellFault(StrEnum):
    """Stable codes, so that tests and callers need not compare sentences."""

    NO_NAME = "no-name"
    NO_LETTERS = "no-letters"
    NO_LATIN_FORM = "no-latin-form"
    CONTROL_SIGNS = "control-signs"
    DIRECTION_SIGNS = "direction-signs"
    TOO_LONG = "too-long"

    NO_STATE = "no-state"
    UNKNOWN_STATE = "unknown-state"
    SEVERAL_STATES = "several-states"
    UNKNOWN_LANGUAGE = "unknown-language"
    UNKNOWN_TOPIC = "unknown-topic"
    UNKNOWN_ARTICLE = "unknown-article"
    UNKNOWN_GENDER = "unknown-gender"
    UNKNOWN_ORGANISATION_TYPE = "unknown-organisation-type"
    NO_EMAIL = "no-email"
    ONLY_NAME = "only-name"
    LATIN_DERIVED = "latin-derived"
    PROFILE_TOO_LONG = "profile-too-long"
    PROFILE_LANGUAGE = "profile-language"
    TOO_MANY_LINES = "too-many-lines"

    @property
    def is_error(self) -> bool:
        """Whether the file cannot be imported like this; a warning only asks for a look."""
        return self in _ERRORS


_ERRORS: Final = frozenset(
    {
        CellFault.NO_NAME,
        CellFault.NO_LETTERS,
        CellFault.NO_LATIN_FORM,
        CellFault.CONTROL_SIGNS,
        CellFault.DIRECTION_SIGNS,
        CellFault.TOO_LONG,
    }
)
_SENTENCES: Final = {
    CellFault.NO_NAME: _l("The name is missing. Write it, or remove the row."),
    CellFault.NO_LETTERS: _l("“%(value)s” has no letters, so it cannot be a name."),
    CellFault.NO_LATIN_FORM: _l(
        "“%(value)s” could not be written in Latin letters. Add a column with the Latin form."
    ),
    CellFault.CONTROL_SIGNS: _l("The cell contains signs that cannot be stored. Type it again without them."),
    CellFault.DIRECTION_SIGNS: _l(
        "The cell contains invisible signs that change the writing direction. Type it again without them."
    ),
    CellFault.TOO_LONG: _l("The text is longer than %(limit)s characters. Shorten it."),
    CellFault.NO_STATE: _l("No State is given."),
    CellFault.UNKNOWN_STATE: _l("“%(value)s” is not recognised as a State. It is kept in the notes."),
    CellFault.SEVERAL_STATES: _l("“%(value)s” names several States. The first one is taken."),
    CellFault.UNKNOWN_LANGUAGE: _l("“%(value)s” is not recognised as a language. It is kept in the notes."),
    CellFault.UNKNOWN_TOPIC: _l("“%(value)s” is not one of our topics. It is kept in the notes."),
    CellFault.UNKNOWN_ARTICLE: _l("“%(value)s” names no article of the Convention. It is kept in the notes."),
    CellFault.UNKNOWN_GENDER: _l("“%(value)s” is not understood as a gender. It is kept in the notes."),
    CellFault.UNKNOWN_ORGANISATION_TYPE: _l(
        "“%(value)s” is not one of our types of organization. It is kept in the notes."
    ),
    CellFault.NO_EMAIL: _l("“%(value)s” is not an e-mail address. It is kept in the notes."),
    CellFault.ONLY_NAME: _l("There is no family name, so “%(value)s” is taken for the only name."),
    CellFault.LATIN_DERIVED: _l(
        "The form in Latin letters, “%(value)s”, was derived from the own script. Please check it."
    ),
    CellFault.PROFILE_TOO_LONG: _l(
        "The brief profile has more than %(limit)s words. The whole text is kept in the notes."
    ),
    CellFault.PROFILE_LANGUAGE: _l(
        "The brief profile is in none of the six languages. It is kept in the notes."
    ),
    CellFault.TOO_MANY_LINES: _l("More than %(limit)s are given. The others are kept in the notes."),
}


@dataclass(frozen=True)
class CellProblem:
    """One fault with its place: the row as a person sees it in the file, and the header of the column."""

    row_number: int
    column: str
    fault: CellFault
    value: str = ""
    limit: int = 0

    @property
    def sentence(self) -> str:
        """What is wrong and what becomes of it, in the reader's language."""
        shown = strip_bidi(tidy_line(self.value))
        shown = "".join(sign for sign in shown if sign.isprintable())
        cut = shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
        limit = show_number(self.limit) if self.limit else ""
        return str(_SENTENCES[self.fault]) % {"value": cut, "limit": limit}
