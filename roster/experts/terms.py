"""Coded values of a profile with their words, in one language."""

from collections.abc import Sequence
from dataclasses import dataclass

from roster.vocabulary.codes import Coded
from roster.vocabulary.entries import Vocabulary


@dataclass(frozen=True)
class Term:
    """A coded value with its words in the reader's language."""

    code: str
    label: str


def coded(kind: type[Coded], value: str | None) -> Term | None:
    """A value of one of our own code lists with its words; None for nothing or for what is not on it."""
    found = kind.of(value)
    return None if found is None else Term(str(found), str(found.label))


class Words:
    """Looks up the words of the vocabularies in one language."""

    def __init__(self, known: Vocabulary, language: str) -> None:
        """`language` is the reader's."""
        self._known = known
        self._language = language

    def state(self, iso2: str | None) -> Term | None:
        """A State by its name; None where none is named."""
        return None if not iso2 else Term(iso2, self._known.states.get_label(iso2, self._language))

    def states(self, codes: Sequence[str]) -> tuple[Term, ...]:
        """Several States, in the order of their names."""
        found = (self.state(code) for code in codes)
        return tuple(sorted((term for term in found if term), key=lambda term: term.label))

    def group(self, code: str) -> Term:
        """A regional group."""
        return Term(code, self._known.regional_groups.get_label(code, self._language))

    def article(self, number: int | None) -> Term | None:
        """An article of the Convention by its title."""
        if number is None:
            return None
        return Term(str(number), self._known.articles.get_label(number, self._language))

    def topic(self, code: str | None) -> Term | None:
        """A topic of the thesaurus."""
        return None if not code else Term(code, self._known.topics.get_label(code, self._language))

    def assistance_type(self, code: str | None) -> Term | None:
        """A type of assistance."""
        return None if not code else Term(code, self._known.assistance_types.get_label(code, self._language))

    def mechanism(self, code: str) -> Term:
        """A review mechanism."""
        return Term(code, self._known.review_mechanisms.get_label(code, self._language))

    def spoken(self, code: str) -> Term | None:
        """A language as a heading; None for one that is not known."""
        known = self._known.languages
        return Term(code, known[code].heading(self._language)) if code in known else None
