"""How good a list is, measured by planted truth; and how good one could be at best.

The ceiling is the list of somebody who knows what the request means, how use is made of grades, and what each thing
seen in a profile is worth on average (learned from other people); who reads every text perfectly; but who sees no more
of people than their profiles show.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from math import log2

from benchmarks.matching_requests import OF_GRADE_ALONE, OF_SKILL, Need, breaks, gain, surroundings, use
from benchmarks.matching_truth import Expert, Field

DEPTH, RECALL_DEPTH = 10, 50
RELEVANT = 0.5  # who is of at least this use belongs into the first fifty
Seen = tuple[int, int, bool, bool, bool]


@dataclass(frozen=True)
class Marks:
    """What one list earns; recall is None where nobody is relevant."""

    ndcg: float
    recall: float | None
    broken: int


@dataclass(frozen=True)
class Ideal:
    """The best there is for one need."""

    gain: float
    relevant: frozenset[int]


class Truth:
    """The latent side of a roster."""

    def __init__(self, experts: list[Expert], field: Field) -> None:
        self._experts = experts
        self._field = field
        self._by_topic: dict[str, list[int]] = defaultdict(list)
        for at, expert in enumerate(experts):
            for topic in expert.grades:
                self._by_topic[topic].append(at)

    def ideal(self, need: Need) -> Ideal | None:
        """The best list for this need; None where nobody who may be proposed is of any use."""
        asked = need.criteria["en"]
        rows = {row for topic in need.topics for row in self._by_topic.get(topic, ())}
        uses = sorted(((self.use(need, row), row) for row in rows), key=lambda pair: (-pair[0], pair[1]))
        best: list[float] = []
        relevant = []
        for value, row in uses:
            if len(best) >= DEPTH and value < RELEVANT:
                break
            if not breaks(asked, self._experts[row].candidate):
                best.append(gain(value))
                if value >= RELEVANT:
                    relevant.append(row)
        total = _discounted(best[:DEPTH])
        return Ideal(total, frozenset(relevant)) if total else None

    def use(self, need: Need, row: int) -> float:
        """How much use this person is."""
        return use(need, self._experts[row], self._field)

    def marks(self, need: Need, ideal: Ideal, rows: list[int]) -> Marks:
        """What this list earns: somebody who may not be proposed brings nothing."""
        asked = need.criteria["en"]
        faults = [breaks(asked, self._experts[row].candidate) for row in rows[:DEPTH]]
        gains = [
            0.0 if is_broken else gain(self.use(need, row))
            for row, is_broken in zip(rows[:DEPTH], faults, strict=True)
        ]
        found = len(ideal.relevant & set(rows[:RECALL_DEPTH]))
        possible = min(RECALL_DEPTH, len(ideal.relevant))
        return Marks(_discounted(gains) / ideal.gain, found / possible if possible else None, sum(faults))


class Ceiling:
    """The best list that profiles allow; it learns what things seen are worth from people of another seed."""

    def __init__(self, others: Iterable[Expert], field: Field) -> None:
        self._field = field
        grades: dict[Seen, list[float]] = defaultdict(list)
        skills: dict[tuple[int, int], list[float]] = defaultdict(list)
        for expert in others:
            looks = Looks(expert, field)
            for topic in looks.possible:
                grades[looks.topic(topic)].append(expert.grades.get(topic, 0.0))
            for category in field.categories:
                skills[looks.category(category)].append(expert.skills[category])
        self._grades = {seen: sum(values) / len(values) for seen, values in grades.items()}
        self._skills = {seen: sum(values) / len(values) for seen, values in skills.items()}

    def prepare(self, experts: list[Expert]) -> None:
        """Look at everybody once."""
        self._experts = experts
        self._looks = [Looks(expert, self._field) for expert in experts]
        self._by_topic: dict[str, list[int]] = defaultdict(list)
        for at, looks in enumerate(self._looks):
            for topic in looks.possible:
                self._by_topic[topic].append(at)

    def ranking(self, need: Need) -> list[int]:
        """The first fifty of those who may be proposed."""
        rows = {row for topic in need.topics for row in self._by_topic.get(topic, ())}
        worth = sorted((-self._expected(need, row), row) for row in rows)
        asked = need.criteria["en"]
        allowed = (row for _, row in worth if not breaks(asked, self._experts[row].candidate))
        return list(islice(allowed, RECALL_DEPTH))

    def _expected(self, need: Need, row: int) -> float:
        looks = self._looks[row]
        grade = sum(
            weight * self._grades.get(looks.topic(topic), 0.0) for topic, weight in need.topics.items()
        )
        skill = OF_SKILL * self._skills.get(looks.category(need.category), 0.5)
        beside = surroundings(need, self._experts[row].candidate, self._field)
        return grade * (OF_GRADE_ALONE + skill + beside)


class Looks:
    """What a profile shows of one person."""

    def __init__(self, expert: Expert, field: Field) -> None:
        lines = expert.candidate.expertise
        self._named = expert.named
        self._lines = {line.topic: line for line in lines if line.topic}
        self._articles = {line.article: line for line in lines if line.topic is None}
        kinds = (field.vocabulary.assistance_types[line.assistance_type or ""].category for line in lines)
        self._types = Counter(kinds)
        self._count = len(lines)
        themes = Counter(theme for topic in self._lines for theme in field.themes_of.get(topic, ()))
        self._theme = set(field.topics[max(sorted(themes), key=themes.__getitem__)]) if themes else set()
        self._field = field
        by_article = {topic for article in self._articles for topic in field.topics_of.get(article or 0, ())}
        self.possible = (
            {topic for topic in self._lines if topic in field.themes_of} | self._named | by_article
        )

    def topic(self, topic: str) -> Seen:
        """What can be seen of one topic: level, years, whether by its article alone, whether named, own field."""
        line = self._lines.get(topic)
        is_by_article = False
        if line is None:
            articles = self._field.facts[topic].articles
            line = next((self._articles[article] for article in articles if article in self._articles), None)
            is_by_article = line is not None
        level = line.level.rank if line and line.level else 0
        years = min((line.years or 0) // 4, 6) if line else -1
        return level, years, is_by_article, topic in self._named, topic in self._theme

    def category(self, category: str) -> tuple[int, int]:
        """How many of the lines are of this category of assistance."""
        return min(self._types[category], 4), min(self._count, 6)


def _discounted(gains: Iterable[float]) -> float:
    return sum(value / log2(at + 2) for at, value in enumerate(gains))
