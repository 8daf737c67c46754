"""What somebody typed, read by our own small grammar (R35): always a reading, with a word on what was odd.

words "a phrase" -without start* one OR other

Words such as "of" are not insisted on beside others; within a phrase they are.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from roster.search import stems
from roster.search.analysis import is_single_han, question_words
from roster.search.stopwords import is_stop_word

MOST_CHARACTERS = 200
MOST_TERMS = 10
MOST_WILDCARDS = 3
LEAST_PREFIX = 3
_PART = re.compile(r'(?P<minus>-(?=[^\s-]))?(?:"(?P<phrase>[^"]*)(?P<end>"?)|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "「": '"', "」": '"', "＂": '"', "＊": "*"}
)


class Problem(StrEnum):
    """What about a question could not be taken as it was typed."""

    TOO_LONG = "too_long"
    TOO_MANY_TERMS = "too_many_terms"
    TOO_MANY_WILDCARDS = "too_many_wildcards"
    LEADING_WILDCARD = "leading_wildcard"
    INNER_WILDCARD = "inner_wildcard"
    SHORT_PREFIX = "short_prefix"
    OPEN_QUOTE = "open_quote"
    DANGLING_OPERATOR = "dangling_operator"
    NO_WORDS = "no_words"


@dataclass(frozen=True)
class QueryProblem:
    """The first oddity of a question, and the part that is meant; the rest was read as well as it goes."""

    code: Problem
    part: str = ""


@dataclass(frozen=True)
class Term:
    """One thing to find: at each position one of several forms; more than one position is a phrase.

    `start` is the folded beginning of a word where the last position stands for all words that begin so.
    """

    text: str
    positions: tuple[tuple[str, ...], ...]
    start: str | None = None


@dataclass(frozen=True)
class Query:
    """Every group must be met by one of its terms, and no term of `without` may occur."""

    groups: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()
    problem: QueryProblem | None = None

    @property
    def understood(self) -> tuple[Term, ...]:
        """The terms that a hit may show."""
        return tuple(term for group in self.groups for term in group)


def parse(text: str | None) -> Query:
    """Read a question. Never raises; `problem` tells the first thing that was read otherwise than typed."""
    reader = _Reader()
    text = (text or "").translate(_QUOTES)
    if len(text) > MOST_CHARACTERS:
        reader.note(Problem.TOO_LONG)
        text = text[:MOST_CHARACTERS]
    for match in _PART.finditer(text):
        reader.take(match)
    return reader.query(is_blank=not text.strip())


class _Reader:
    """Collects groups while the parts of a question go by."""

    def __init__(self) -> None:
        self._groups: list[tuple[Term, ...]] = []
        self._without: list[Term] = []
        self._problem: QueryProblem | None = None
        self._joins = False
        self._terms = 0
        self._wildcards = 0

    def note(self, code: Problem, part: str = "") -> None:
        """Remember the first problem."""
        self._problem = self._problem or QueryProblem(code, part)

    def take(self, match: re.Match[str]) -> None:
        """Read one part."""
        phrase, word = match["phrase"], match["word"]
        if word == "OR":
            if not self._groups or self._joins:
                self.note(Problem.DANGLING_OPERATOR, word)
            self._joins = bool(self._groups)
            return
        if phrase is not None and not match["end"]:
            self.note(Problem.OPEN_QUOTE, phrase)
        term = self._term(phrase) if phrase is not None else self._word(word)
        if term is None:
            return
        if self._terms == MOST_TERMS:
            self.note(Problem.TOO_MANY_TERMS, term.text)
            return
        self._terms += 1
        self._place(term, is_excluded=match["minus"] is not None)

    def query(self, *, is_blank: bool) -> Query:
        """What was understood."""
        if self._joins:
            self.note(Problem.DANGLING_OPERATOR, "OR")
        if not is_blank and not self._terms:
            self.note(Problem.NO_WORDS)
        telling = [group for group in self._groups if not all(is_stop_word(term.text) for term in group)]
        return Query(tuple(telling or self._groups), tuple(self._without), self._problem)

    def _place(self, term: Term, *, is_excluded: bool) -> None:
        if is_excluded:
            self._without.append(term)
        elif self._joins:
            self._groups[-1] = (*self._groups[-1], term)
        else:
            self._groups.append((term,))
        self._joins = False

    def _word(self, word: str) -> Term | None:
        bare = word.strip("*")
        if "*" not in word:
            return self._term(word)
        if word.startswith("*"):
            self.note(Problem.LEADING_WILDCARD, word)
        elif "*" in bare:
            self.note(Problem.INNER_WILDCARD, word)
        elif self._wildcards == MOST_WILDCARDS:
            self.note(Problem.TOO_MANY_WILDCARDS, word)
        else:
            return self._prefix(word, bare)
        return self._term(bare.replace("*", " "))

    def _prefix(self, word: str, bare: str) -> Term | None:
        term = self._term(bare)
        start = stems.term(bare, None) if term and len(term.positions) == 1 else ""
        if term and len(term.positions) > 1:  # as in anti-corr*: the last piece is a beginning
            start = term.positions[-1][0]
        if len(start) < LEAST_PREFIX:
            self.note(Problem.SHORT_PREFIX, word)
            return term
        self._wildcards += 1
        return replace(term, text=word, start=start) if term else None

    def _term(self, text: str) -> Term | None:
        positions = question_words(text)
        if not positions:
            return None
        if len(positions) == 1 and is_single_han(positions[0][0]):
            return Term(text, positions, start=positions[0][0])
        return Term(text, positions)
