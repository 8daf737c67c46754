"""What somebody wrote where a list was offered: its words in any of the six languages, or its code."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from roster.core.multilingual import LANGUAGES
from roster.core.text import strip_bidi, tidy_line
from roster.experts.importing.words import recognise_gender, recognise_organisation_type
from roster.nominations.files.questions import Question, RowsQuestion, Subject, questions_of, subjects
from roster.vocabulary.recognition import (
    recognise_articles,
    recognise_languages,
    recognise_state,
    recognise_states,
    recognise_topics,
)
from roster.web.locale import in_language
from roster.web.validation import any_digits

_Found = TypeVar("_Found")
_CODE_IN_WORDS: Final = re.compile(r"\[([^\[\]]{1,60})\]$")
_MARKS: Final = re.compile(r"^[—–\-\s]+")
_YES: Final = frozenset(
    {"y", "yes", "x", "✓", "✔", "☒", "☑", "true", "1", "oui", "sí", "si", "да", "نعم", "是"}
)
_NO: Final = frozenset({"n", "no", "false", "0", "☐", "non", "нет", "لا", "否"})


class Choices:
    """The lists of the form. Those of other languages are made only where a word is not of the file's own."""

    def __init__(self, language: str) -> None:
        first = language if language in LANGUAGES else LANGUAGES[1]
        self._languages = (first, *(code for code in LANGUAGES if code != first))
        self._words: dict[str, dict[str, dict[str, str]]] = {}
        self.subjects = self._made(first)

    def code_of(self, path: str, text: str) -> str | None:
        """The code that a text means in the list of this question; None where it means none of them."""
        wanted = _folded(text)
        given = _CODE_IN_WORDS.search(tidy_line(text))
        for language in self._languages:
            words = self._in(language).get(path, {})
            if wanted in words:
                return words[wanted]
            if given and given[1] in words.values():
                return given[1]
        return self._guessed(path, text)

    def _guessed(self, path: str, text: str) -> str | None:
        """What the vocabularies recognise beyond our own words, where it is one of the list."""
        guess = _GUESSES.get(path)
        code = guess(text) if guess else None
        return code if code in self._in(self._languages[0]).get(path, {}).values() else None

    def _in(self, language: str) -> dict[str, dict[str, str]]:
        if language not in self._words:
            self._made(language)
        return self._words[language]

    def _made(self, language: str) -> tuple[Subject, ...]:
        with in_language(language):
            made = subjects()
        self._words[language] = {path: _words_of(question) for path, question in _paths(made)}
        return made


def is_yes(text: str) -> bool | None:
    """Yes, no, or None where neither is meant."""
    folded = _folded(text)
    if folded in _YES:
        return True
    return False if not folded or folded in _NO else None


def _paths(made: tuple[Subject, ...]) -> Iterator[tuple[str, Question]]:
    for question in questions_of(made):
        if isinstance(question, RowsQuestion):
            yield from ((f"{question.name}.{column.name}", column) for column in question.columns)
        else:
            yield question.name, question


def _words_of(question: Question) -> dict[str, str]:
    """Codes come last: where a word of the list looks like the code of another, the word counts."""
    codes = {_folded(code): code for code, _label in question.options if code}
    return codes | {_folded(label): code for code, label in question.options}


def _folded(text: str) -> str:
    plain = any_digits(unicodedata.normalize("NFKC", strip_bidi(text))).casefold()
    return tidy_line(_MARKS.sub("", plain)).rstrip(" .;,،؛。")


def _only(found: tuple[_Found, ...]) -> _Found | None:
    return found[0] if len(found) == 1 else None


def _article(text: str) -> str | None:
    number = _only(recognise_articles(text))
    if number is None and any_digits(text).strip().isdigit():
        return str(int(any_digits(text)))
    return None if number is None else str(number)


def _state(text: str) -> str | None:
    """The one State that a text names; of several none, so that a list is taken apart first."""
    found = _only(recognise_states(text))
    return found if found is not None and recognise_state(text) == found else None


def _language(text: str) -> str | None:
    mention = _only(recognise_languages(text))
    return mention.code if mention else None


_GUESSES: Final[dict[str, Callable[[str], str | None]]] = {
    "gender": recognise_gender,
    "organisation_type": recognise_organisation_type,
    "country": _state,
    "nationalities": _state,
    "countries_worked": _state,
    "reviews.state_iso2": _state,
    "expertise.article_no": _article,
    "expertise.topic_id": lambda text: _only(recognise_topics(text)),
    "languages.code": _language,
    "brief_source": _language,
}
