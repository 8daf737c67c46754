"""The words of code lists in all six languages: what is in a file does not depend on the language of the page."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property

from flask_babel import gettext

from roster.authorities.exchange.columns import LABELS, SYNONYMS, Column
from roster.authorities.form_options import function_words
from roster.authorities.states import WEEKDAYS, Acceptance
from roster.core.tables.headers import normal_header
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import Coded
from roster.vocabulary.entries import LANGUAGES
from roster.vocabulary.recognition import recognise_languages
from roster.web.locale import in_language
from roster.web.validation import any_digits

DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NO_DAY = "none"
_ENGLISH_DAYS = ("mon", "tue|tues", "wed", "thu|thur|thurs", "fri", "sat", "sun")


class Voice(StrEnum):
    """In codes for programs, or in the reader's words."""

    CODES = "codes"
    WORDS = "words"


def normal(text: str) -> str:
    """A word as it is compared: small letters, ASCII digits, no accents and no punctuation."""
    return normal_header(any_digits(text))


class Words:
    """Which code a word means. Made for one file: the labels of all six languages are looked up once."""

    def __init__(self) -> None:
        self._of_kind: dict[type[Coded], dict[str, str]] = {}

    def column(self, heading: str) -> Column | None:
        """The column that a heading names."""
        return self._columns.get(normal(heading))

    def code(self, kind: type[Coded], text: str) -> str | None:
        """The code that a word of a list means."""
        if kind not in self._of_kind:
            self._of_kind[kind] = {normal(word): item.value for item in kind for word in _said(item)}
        return self._of_kind[kind].get(normal(text))

    def function(self, text: str) -> str | None:
        """The function that its id or its words name."""
        return self._functions.get(normal(text))

    def day(self, text: str) -> int | None:
        """The weekday, 0 for Monday."""
        return self._days.get(normal(text))

    def is_urgent(self, text: str) -> bool:
        """Whether a remark beside a language says that it is taken in urgent cases only."""
        return any(word in f" {normal(text)} " for word in self._urgent)

    def is_none(self, text: str) -> bool:
        """Whether a cell says that there is nothing, instead of saying nothing."""
        return normal(text) in self._none

    @staticmethod
    def language(text: str) -> str | None:
        """The code of a language by its code or name."""
        text = text.strip()
        if text.lower() in vocabulary.current().languages:
            return text.lower()
        return next((mention.code for mention in recognise_languages(text)), None)

    @cached_property
    def _columns(self) -> Mapping[str, Column]:
        found: dict[str, Column] = {}
        for column, phrases in SYNONYMS.items():
            found |= {normal(phrase): column for phrase in phrases.split("|")}
        for _language in _each_language():
            found |= {normal(str(label)): column for column, label in LABELS.items()}
        return found | {normal(column.value): column for column in Column}

    @cached_property
    def _functions(self) -> Mapping[str, str]:
        known = vocabulary.current().authority_functions.values()
        found: dict[str, str] = {}
        doubtful: set[str] = set()
        for language in _each_language():
            for item in known:
                label = normal(item.label(language))
                if found.setdefault(label, item.id) != item.id:
                    doubtful.add(label)  # two treaties know it: its words alone do not say which
                found[normal(function_words(item))] = item.id
        return {word: id_ for word, id_ in found.items() if word not in doubtful} | {
            normal(item.id): item.id for item in known
        }

    @cached_property
    def _days(self) -> Mapping[str, int]:
        found = {code.lower(): day for day, code in enumerate(DAY_CODES)}
        found |= {word: day for day, words in enumerate(_ENGLISH_DAYS) for word in words.split("|")}
        for _language in _each_language():
            found |= {normal(str(name)): day for day, name in enumerate(WEEKDAYS)}
        return found

    @cached_property
    def _none(self) -> frozenset[str]:
        return frozenset({NO_DAY, *(normal(gettext("None")) for _language in _each_language())})

    @cached_property
    def _urgent(self) -> frozenset[str]:
        said = (normal(word) for word in _said(Acceptance.IF_URGENT))
        return frozenset({"urgent", *said})


def _said(item: Coded) -> Iterator[str]:
    yield item.value
    for _language in _each_language():
        yield str(item.label)


def _each_language() -> Iterator[str]:
    for language in LANGUAGES:
        with in_language(language):
            yield language
