"""Finds the topics and the articles of the Convention that a text means."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from roster.vocabulary import folding
from roster.vocabulary.entries import Vocabulary

_PARAGRAPH = re.compile(
    r"(?:\b(?:para(?:graph(?:e)?)?s?|párrafos?|párr|al(?:inéa)?|subpara(?:graph)?s?|п(?:ункт)?|§)|الفقرة|第?款)\.?\s*"
    r"\d+(?:\s*[-–—]\s*\d+)?|\([^)]*\)",
    re.IGNORECASE,
)
_CHAPTER = re.compile(r"\b(?:chapters?|chapitres?|capítulos?|глав[аы]|الفصل)\s+([IVX]+)\b", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<![\d/.])(\d{1,2})(?!\d)(?:\s*(?:[-–—−]|to|à|a|по|إلى|至)\s*(\d{1,2})(?![\d/]))?")


@dataclass(frozen=True)
class SubjectIndex:
    """Labels and synonyms of the topics, and the articles there are."""

    topics: dict[str, str]
    articles: frozenset[int]
    chapters: dict[str, tuple[int, ...]]

    def topics_in(self, text: str) -> Iterator[str]:
        """The ids of the topics named: the whole text as one topic, else its parts."""
        return self._walk(text, 0)

    def _walk(self, text: str, level: int) -> Iterator[str]:
        found = self.topics.get(folding.key(text))
        if found is not None:
            yield found
        elif level < folding.LEVEL_COUNT:
            for part in folding.parts(text, level):
                yield from self._walk(part, level + 1)

    def articles_in(self, text: str) -> Iterator[int]:
        """The numbers of the articles named, ranges and chapters spelt out; paragraphs are passed over."""
        for roman in _CHAPTER.findall(text):
            yield from self.chapters.get(roman.upper(), ())
        for first, last in _NUMBERS.findall(_PARAGRAPH.sub(" ", text)):
            numbers = range(int(first), int(last or first) + 1)
            yield from (number for number in numbers if number in self.articles)


def build(vocabulary: Vocabulary) -> SubjectIndex:
    """The index over the topics and articles in use. A label wins over a synonym."""
    topics = list(vocabulary.topics.values())
    names: dict[str, str] = {}
    for topic in topics:
        for label in (topic.id, *topic.labels.values()):
            names.setdefault(folding.key(label), topic.id)
    for topic in topics:
        for synonyms in topic.synonyms.values():
            for synonym in synonyms:
                names.setdefault(folding.key(synonym), topic.id)
    chapters = {chapter.roman: chapter.articles for chapter in vocabulary.chapters.values()}
    return SubjectIndex(names, frozenset(vocabulary.articles), chapters)
