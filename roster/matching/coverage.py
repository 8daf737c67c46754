"""How far each subject of a request is covered: by lines of expertise, and by the texts that name it.

Everything here only rises: one line more, a higher level or a topic named in a text never lowers a cover.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roster.matching.criteria import Criteria, Subject
from roster.matching.pool import Pool
from roster.matching.relations import Relations
from roster.matching.text_found import Shares, TextFound

Floats = NDArray[np.float64]

# What one line of expertise is worth by its level: nothing said, assist, lead, authority.
LEVEL_WORTH = np.array([0.3, 0.4, 0.7, 1.0])
RECENT_YEARS, OLD_YEARS, OLD_WORTH, UNDATED_WORTH = 3, 15, 0.7, 0.85
ENOUGH_YEARS, YEARS_WORTH = 15, 0.1
# What a row counts by its place: the first is the main subject.
ROW_WEIGHTS = (1.0, 0.55, 0.35)
# Beside its topic an article says the same thing once more; topics read out of the text are a guess.
ARTICLE_BESIDE_TOPIC, IMPLIED_BESIDE_CODED = 0.2, 0.15
CONFIRMED = 0.4  # a coded topic of which the text of the request speaks too
# A topic that no line holds but a text of the profile names; what naming adds to a line that holds it.
NAMED_ALONE, NAMED_BESIDE = 0.35, 0.07
# A line of an article alone, whose texts name the topic: it is this side of the article that is meant.
MEANT = 0.9


@dataclass(frozen=True, eq=False)
class Coverage:
    """By subject what it counts, and by subject and row of the pool how far it is covered, between 0 and 1.

    `near` says for each line how near it is to what is asked; where no subject is asked, every line is near.
    `named` says by subject and row how surely the texts name it.
    """

    weights: dict[Subject, float]
    covers: Floats
    near: Floats
    named: Floats

    @property
    def value(self) -> Floats:
        """The mean over the subjects, each by what it counts."""
        return _mean(self.covers, self.weights)

    @property
    def named_value(self) -> Floats:
        """The same of what the texts name."""
        return _mean(self.named, self.weights)


def coverage(criteria: Criteria, pool: Pool, relations: Relations, *, text: TextFound) -> Coverage:
    """How far everybody in the pool covers what is asked."""
    weights = weighted_subjects(criteria)
    subjects = list(weights)
    nearness = relations.matrix(subjects, pool.lines.kinds)
    worth = line_worth(criteria, pool)
    covers = np.zeros((len(subjects), len(pool)))
    named = np.zeros((len(subjects), len(pool)))
    for at, subject in enumerate(subjects):
        best = pool.lines.best(nearness[at][pool.lines.kind] * worth, len(pool))
        if subject.topic is not None and text.is_asked:
            named[at] = by_row(pool, text.topics.get(subject.topic, {}))
            meant = _meant(subject, pool, relations)[pool.lines.kind] * worth
            best = np.maximum(best, pool.lines.best(meant, len(pool)) * named[at])
            best = best * (1.0 - NAMED_BESIDE) + NAMED_BESIDE * named[at]
            best = np.maximum(best, NAMED_ALONE * named[at])
        covers[at] = best
    near = nearness.max(axis=0)[pool.lines.kind] if subjects else np.ones(len(pool.lines.kind))
    return Coverage(weights, covers, near, named)


def weighted_subjects(criteria: Criteria) -> dict[Subject, float]:
    """What is asked for, each with what it counts: rows by their place, and topics that the text implies."""
    weights: dict[Subject, float] = {}
    for at, row in enumerate(criteria.rows):
        own = ROW_WEIGHTS[min(at, len(ROW_WEIGHTS) - 1)]
        if row.topic is not None:
            weights.setdefault(Subject(topic=row.topic), own)
        if row.article is not None:
            share = 1.0 if row.topic is None else ARTICLE_BESIDE_TOPIC
            weights.setdefault(Subject(article=row.article), own * share)
    is_coded = bool(weights)
    for topic, share in sorted(criteria.implied_topics.items()):
        said, subject = min(share, 1.0), Subject(topic=topic)
        if said > 0 and subject in weights:
            weights[subject] += CONFIRMED * said
        elif said > 0:
            weights[subject] = (IMPLIED_BESIDE_CODED if is_coded else 1.0) * said
    return weights


def line_worth(criteria: Criteria, pool: Pool) -> Floats:
    """What each line is worth by its level, its years and by how long ago it was last used."""
    age = criteria.today.year - pool.lines.last_used.astype(np.int64)
    fading = np.clip((age - RECENT_YEARS) / (OLD_YEARS - RECENT_YEARS), 0.0, 1.0)
    recency = np.where(pool.lines.last_used == 0, UNDATED_WORTH, 1.0 - fading * (1.0 - OLD_WORTH))
    years = np.minimum(pool.lines.years / ENOUGH_YEARS, 1.0)
    return LEVEL_WORTH[pool.lines.level] * recency * (1.0 - YEARS_WORTH + YEARS_WORTH * years)


def by_row(pool: Pool, shares: Shares) -> Floats:
    """Shares by row of the pool, within 0 and 1."""
    answer = np.zeros(len(pool))
    for ref, value in shares.items():
        row = pool.row_of.get(ref)
        if row is not None and value > 0:  # what is not a number is not above zero either
            answer[row] = min(value, 1.0)
    return answer


def _meant(subject: Subject, pool: Pool, relations: Relations) -> Floats:
    """By kind of line: an article of the topic without a topic of its own."""
    return np.array(
        [MEANT * relations.is_of(subject.topic, article, topic) for article, topic in pool.lines.kinds]
    )


def _mean(rows: Floats, weights: dict[Subject, float]) -> Floats:
    total = np.zeros(rows.shape[1])
    for row, weight in zip(rows, weights.values(), strict=True):
        total += row * weight
    return total / sum(weights.values()) if weights else total
