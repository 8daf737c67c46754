"""How well words are found in chosen fields of every record: a weight for each, nothing counted, ordered or cut off.

For what ranks people by more than words. The caller's audiences hold here as in every search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from roster.search.analysis import WORD, analyse, question_words
from roster.search.query import Query, Term
from roster.search.stopwords import is_stop_word
from roster.search.view import View

T = TypeVar("T")
MOST_WORDS = 200


@dataclass(frozen=True, eq=False)
class Weighed:
    """Ids of the records in which something was found, each with a weight above zero."""

    ids: NDArray[np.int64]
    weights: NDArray[np.float32]

    @classmethod
    def nothing(cls) -> Weighed:
        """What is found where nothing is asked."""
        return cls(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))


def telling_terms(text: str, language: str | None) -> list[str]:
    """The terms of a text as search counts them, without words that stand in every text."""
    return [token.text for token in analyse(text, language) if not is_stop_word(token.folded)]


def any_name(names: Iterable[str]) -> Query:
    """Any of these names, each as it stands: its words one after the other."""
    positions = dict.fromkeys(question_words(name) for name in names)
    terms = tuple(Term(" ".join(place[0] for place in own), own) for own in positions if own)
    return Query((terms,) if terms else ())


def any_word(text: str) -> Query:
    """Any word of a text for itself, without those that stand in every text; of a long text the first words."""
    words = [found.group() for found in WORD.finditer(text) if not is_stop_word(found.group())]
    positions = dict.fromkeys(own for word in words for own in question_words(word))
    terms = tuple(Term(own[0], (own,)) for own in list(positions)[:MOST_WORDS])
    return Query((terms,) if terms else ())


class FieldsOnly(View):
    """The same picture with some of its fields only; what it works out is kept with the whole one."""

    def __init__(self, view: View, names: frozenset[str]) -> None:
        self.__dict__.update(view.__dict__)
        self._whole = view
        self._names = names

    def fields(self) -> Iterator[tuple[str, str]]:
        """Those of the fields that were chosen."""
        return (field for field in super().fields() if field[1] in self._names)

    def kept(self, key: object, make: Callable[[], T], size: Callable[[T], int]) -> T:
        """What depends on the fields is kept apart for them."""
        is_found = isinstance(key, tuple) and key[0] == "term"
        return self._whole.kept((self._names, key) if is_found else key, make, size)
