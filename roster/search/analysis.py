"""Text made into positions and terms: the same for documents, questions, highlights and the benchmark."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from roster.search import stems

ANALYSER_VERSION = 1
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0e31"
    "\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d"
)
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*(?:['’ʼ][^\W_](?:[^\W_]|[{_MARKS}])*)?")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")


class Token(NamedTuple):
    """One term at its place: `text` is what is indexed, `folded` the word as written, without accents."""

    text: str
    start: int
    end: int
    position: int
    folded: str


def analyse(text: str, language: str | None) -> list[Token]:
    """Cut a text into terms. Words are folded and stemmed in the text's language (None: only folded), runs of
    Han signs are cut into overlapping pairs. Positions rise by one: a phrase is a run of positions."""
    tokens: list[Token] = []
    for word, start, end in _pieces(text):
        form = stems.term(word, language)
        if form:
            tokens.append(Token(form, start, end, len(tokens), stems.fold(word)))
    return tokens


def question_words(text: str) -> tuple[tuple[str, ...], ...]:
    """What a word or phrase of a question stands for: for each position the forms that may be indexed."""
    positions = (stems.variants(word) for word, _, _ in _pieces(text))
    return tuple(forms for forms in positions if any(forms))


def written_words(folded: str) -> frozenset[str]:
    """What somebody may type as the beginning of this word: with its elided article (l'audit) or without."""
    return frozenset((folded.replace("'", ""), folded.rpartition("'")[2]))


def is_single_han(word: str) -> bool:
    """Whether this is one Han sign: it is looked for within pairs, a longer run as pairs."""
    return len(word) == 1 and HAN.fullmatch(word) is not None


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    for match in WORD.finditer(text):
        word, start = match.group(), match.start()
        if word.isascii() or HAN.search(word) is None:
            yield word, start, match.end()
            continue
        at = 0
        for run in HAN.finditer(word):
            if run.start() > at:
                yield word[at : run.start()], start + at, start + run.start()
            yield from _pairs(run.group(), start + run.start())
            at = run.end()
        if at < len(word):
            yield word[at:], start + at, match.end()


def _pairs(run: str, start: int) -> Iterator[tuple[str, int, int]]:
    if len(run) == 1:
        yield run, start, start + 1
    for at in range(len(run) - 1):
        yield run[at : at + 2], start + at, start + at + 2
