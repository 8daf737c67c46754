"""How near two subjects, or two types of assistance, are: the topics' tree and the articles behind each topic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from roster.matching.criteria import Subject
from roster.vocabulary.entries import Topic, Vocabulary

BROADER, BROADEST, BESIDE, SAME_CHAPTER = 0.5, 0.3, 0.15, 0.05
TOPIC_BY_ARTICLE, ARTICLE_BY_TOPIC = 0.8, 0.9
BESIDE_TOPIC = 0.3
WITHIN_CATEGORY, SAME_CATEGORY = 0.9, 0.5


@dataclass(frozen=True, eq=False)
class Relations:
    """Nearness between 0 (nothing in common) and 1 (the same, or a part of it). Unknown codes are near to nothing."""

    vocabulary: Vocabulary
    _narrower: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def _topics_on(self) -> Counter[int]:
        """How many topics below the top each article holds."""
        below = (topic for topic in self.vocabulary.topics.values() if topic.parent_id is not None)
        return Counter(article for topic in below for article in topic.articles)

    def subject(self, wanted: Subject, article: int | None, topic: str | None) -> float:
        """How far a line on this article and topic covers what is wanted; of two ways the nearer one counts."""
        if wanted.topic is not None:
            # A line that names its topic says with it which side of its article is meant.
            by_article = self._topic_by_article(wanted.topic, article)
            is_said = topic is not None and self.vocabulary.topics.get(topic) is not None
            return max(self._topic(wanted.topic, topic), by_article * (BESIDE_TOPIC if is_said else 1.0))
        return max(self._article(wanted.article, article), self._article_by_topic(wanted.article, topic))

    def is_of(self, wanted: str | None, article: int | None, topic: str | None) -> bool:
        """Whether a line names an article of this topic, and no topic of its own."""
        entry = self.vocabulary.topics.get(wanted) if wanted is not None else None
        return entry is not None and topic is None and article in entry.articles

    def matrix(
        self, subjects: Sequence[Subject], kinds: Sequence[tuple[int | None, str | None]]
    ) -> NDArray[np.float64]:
        """The same for all subjects and all kinds of lines at once."""
        values = [[self.subject(subject, *kind) for kind in kinds] for subject in subjects]
        return np.array(values, dtype=np.float64).reshape(len(subjects), len(kinds))

    def type(self, wanted: str, given: str | None) -> float:
        """How far one type of assistance stands for another: by the category of the second cycle."""
        if given is None:
            return 0.0
        if wanted == given:
            return 1.0
        asked, offered = self._category(wanted), self._category(given)
        if offered is None or asked != offered:
            return 0.0
        return WITHIN_CATEGORY if wanted == asked else SAME_CATEGORY

    def states_of(self, regions: Iterable[str]) -> frozenset[str]:
        """The States of these regional groups."""
        groups = (self.vocabulary.regional_groups.get(region) for region in regions)
        return frozenset(state for group in groups if group is not None for state in group.states)

    def _category(self, type_: str) -> str | None:
        entry = self.vocabulary.assistance_types.get(type_)
        return entry.category if entry is not None else None

    def _topic(self, wanted: str, given: str | None) -> float:
        topics = self.vocabulary.topics
        if given is None or topics.get(wanted) is None or topics.get(given) is None:
            return 1.0 if wanted == given else 0.0
        if given in self._with_narrower(topics[wanted]):
            return 1.0
        if wanted in self._with_narrower(topics[given]):
            return BROADER if topics[given].parent_id else BROADEST
        shared = set(topics[wanted].articles) & set(topics[given].articles)
        either = set(topics[wanted].articles) | set(topics[given].articles)
        beside = BESIDE if topics[wanted].parent_id == topics[given].parent_id else 0.0
        return max(beside, 0.5 * len(shared) / len(either) if either else 0.0)

    def _with_narrower(self, topic: Topic) -> frozenset[str]:
        if topic.id not in self._narrower:
            self._narrower[topic.id] = frozenset(topic.with_narrower)
        return self._narrower[topic.id]

    def _topic_by_article(self, wanted: str, article: int | None) -> float:
        topic = self.vocabulary.topics.get(wanted)
        if topic is None or article is None or article not in topic.articles:
            return 0.0
        if topic.parent_id is None:
            return TOPIC_BY_ARTICLE  # an article is a part of it
        # The more topics an article holds, the less one who names it alone means this one.
        return TOPIC_BY_ARTICLE / (len(topic.articles) * self._topics_on[article]) ** 0.5

    def _article(self, wanted: int | None, given: int | None) -> float:
        if wanted is not None and wanted == given:
            return 1.0
        articles = self.vocabulary.articles
        one = articles.get(wanted) if wanted is not None else None
        other = articles.get(given) if given is not None else None
        return SAME_CHAPTER if one and other and one.chapter.number == other.chapter.number else 0.0

    def _article_by_topic(self, wanted: int | None, given: str | None) -> float:
        topic = self.vocabulary.topics.get(given) if given is not None else None
        if topic is None or wanted not in topic.articles:
            return 0.0
        return ARTICLE_BY_TOPIC / len(topic.articles) ** 0.5
