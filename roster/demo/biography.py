"""Composes the brief profile: three to six sentences that belong to one person's work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from roster.demo.grammar import word_count
from roster.demo.phrases import Phrases, needs, sentence

FEWEST_WORDS = 60
MOST_WORDS = 138
CLOSING_SHARE = 0.75
CAREER_SHARE = 0.6


@dataclass(frozen=True)
class Story:
    """Everything a biography may mention, as text in its language."""

    female: bool
    values: Mapping[str, str]
    deeds: tuple[str, ...]
    abroad: bool
    reviewed: bool


class Composer:
    """Composes biographies of one language and never tells the same one twice."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._told: set[str] = set()

    def compose(self, story: Story, rng: Random) -> str:
        """A biography of 60 to 138 words; another combination is tried when one was told before."""
        for _ in range(8):
            text = self._draft(story, rng)
            if text not in self._told:
                break
        self._told.add(text)
        return text

    def _draft(self, story: Story, rng: Random) -> str:
        texts = self._phrases.biography
        used: set[str] = set()

        def say(patterns: Sequence[str]) -> str:
            return _say(patterns, story, rng, used)

        middle = [sentence(story.deeds[0], story.values, female=story.female)]
        middle.append(say(texts["missions" if story.abroad else "home_missions"]))
        if story.reviewed:
            middle.append(say(texts["reviews"]))
        if rng.random() < CAREER_SHARE:
            middle.insert(rng.choice((0, 1)), say(texts["careers"]))
        spare = [sentence(deed, story.values, female=story.female) for deed in story.deeds[1:]]
        spare += [say(texts["home_missions"])] if story.abroad else []
        chosen = [say(texts["openings"]), *middle]
        if rng.random() < CLOSING_SHARE:
            chosen.append(say(texts["closings"]))
        return _fitted(chosen, spare, self._phrases.language)


def _say(patterns: Sequence[str], story: Story, rng: Random, used: set[str]) -> str:
    """One pattern that the story can fill, preferably without a detail told already."""
    possible = [pattern for pattern in patterns if needs(pattern) <= story.values.keys()]
    fresh = [pattern for pattern in possible if not needs(pattern) & used & ONCE]
    pattern = rng.choice(fresh or possible)
    used.update(needs(pattern))
    return sentence(pattern, story.values, female=story.female)


ONCE = frozenset(
    {"family", "earlier", "degree", "languages", "legal", "topic2", "n", "s", "year", "years", "from"}
)


def _fitted(chosen: list[str], spare: list[str], language: str) -> str:
    """Add a deed while the text is short, leave out the middle while it is long."""
    space = "" if language == "zh" else " "
    while spare and (word_count(space.join(chosen)) < FEWEST_WORDS or len(chosen) < 3):
        chosen.insert(2, spare.pop(0))
    while len(chosen) > 3 and (word_count(space.join(chosen)) > MOST_WORDS or len(chosen) > 6):
        chosen.pop(-2)
    return space.join(chosen)
