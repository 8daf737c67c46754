"""The short biography of an imported person, with the language it is in."""

import re
from typing import Final

from roster.core.multilingual import LANGUAGES, MultilingualText
from roster.core.text import word_count
from roster.experts.importing.cells import RowCells
from roster.experts.importing.column_words import ImportColumn
from roster.experts.importing.problems import CellFault
from roster.experts.inputs import PROFILE_WORDS
from roster.people.names import is_latin, language_of_script

# The commonest small words; those that two of the three share are left out.
_SMALL_WORDS: Final = {
    "en": frozenset("the of and in to for with on has is was by at from as he she her his".split()),  # noqa: SIM905
    "fr": frozenset("le les et du des dans au aux est pour sur avec par une un il elle sa".split()),  # noqa: SIM905
    "es": frozenset("el los las y del al para con por una su como más ha ella fue sobre".split()),  # noqa: SIM905
}
_WORD: Final = re.compile(r"[^\W\d_]+")


def read_brief_profile(cells: RowCells) -> MultilingualText | None:
    """The text in its language; one that is too long, or in another language, is kept in the notes."""
    column = ImportColumn.BRIEF_PROFILE
    text = cells.text(column)
    if not text:
        return None
    language = language_of(text)
    if language is None:
        cells.set_aside(column, CellFault.PROFILE_LANGUAGE, text)
        return None
    if word_count(text) > PROFILE_WORDS:
        cells.set_aside(column, CellFault.PROFILE_TOO_LONG, text, limit=PROFILE_WORDS)
        return None
    return MultilingualText(texts={language: text}, source=language)


def language_of(text: str) -> str | None:
    """Which of the six languages a text is in, by its script and its small words; None for another one."""
    if not is_latin(text):
        language = language_of_script(text)
        return language if language in LANGUAGES else None
    words = _WORD.findall(text.casefold())
    counts = {language: sum(word in small for word in words) for language, small in _SMALL_WORDS.items()}
    return max(counts, key=lambda language: counts[language])
