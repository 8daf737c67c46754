"""Free words of a record that name somebody who is erased: found as search would find the name, and replaced."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from flask_babel import gettext

from roster.people.models import Person
from roster.search.analysis import HAN, question_words

# What stands in the record from then on, whoever erased in whichever language.
REMOVED: Final = "[words removed after an erasure]"
# Letters by which somebody is told apart: of a whole part of a name (two signs of Chinese do), of one word of several.
FEWEST_LETTERS, FEWEST_OF_A_WORD = 3, 4
Words = tuple[frozenset[str], ...]


def shown_words(text: str) -> str:
    """The words of a record for a reader: that they were removed is said in the reader's language."""
    return gettext("[words removed after an erasure]") if text == REMOVED else text


def without_people(text: str, people: Iterable[Person], *, refs: Sequence[str]) -> str:
    """The text, or the sentence in its place where it names one of these people or references."""
    if not text or text == REMOVED:
        return text
    folded = text.casefold()
    words = _words(text)
    is_named = any(_stands_in(name, words) for person in people for name in _names(person))
    return REMOVED if is_named or any(ref.casefold() in folded for ref in refs) else text


def _names(person: Person) -> Iterator[Words]:
    """What names the person: each part and word that is long enough, the whole in either order, by script."""
    for given, family in (
        (person.given_name, person.family_name),
        (person.latin_given_name, person.latin_family_name),
    ):
        for part in (given, family):
            words = _words(part)
            if _tells(part):
                yield words
            yield from ((word,) for word in words if max(map(len, word)) >= FEWEST_OF_A_WORD)
        if given and family:
            apart = "" if HAN.search(family) else " "
            yield _words(given + apart + family)
            yield _words(family + apart + given)


def _tells(part: str) -> bool:
    letters = sum(sign.isalpha() for sign in part)
    return letters >= (FEWEST_LETTERS - 1 if HAN.search(part) else FEWEST_LETTERS)


def _words(text: str) -> Words:
    """The words in their order, each in all forms under which search knows it."""
    return tuple(frozenset(form for form in forms if form) for forms in question_words(text))


def _stands_in(name: Words, text: Words) -> bool:
    """Whether the words of the name stand in the text, one after the other."""
    if not name:
        return False
    return any(
        all(not word.isdisjoint(text[start + at]) for at, word in enumerate(name))
        for start in range(len(text) - len(name) + 1)
    )
