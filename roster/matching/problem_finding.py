"""Finds what is wrong with a request: what cannot be, what nobody can meet, and what is said twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from roster.matching.criteria import Criteria
from roster.matching.hard_rules import required
from roster.matching.pool import Pool
from roster.matching.problems import Problem, ProblemKind
from roster.matching.weights import MOST, Part, Weights
from roster.vocabulary.entries import Vocabulary

MANY_SUBJECTS = 10


def problems_in(
    criteria: Criteria, pool: Pool, vocabulary: Vocabulary, *, weights: Weights | None = None
) -> tuple[Problem, ...]:
    """Everything that a reader of the result should know of the request. The result stands all the same."""
    return (
        *_of_subjects(criteria, vocabulary),
        *_of_languages(criteria, pool, vocabulary),
        *_of_window(criteria),
        *_of_exclusions(criteria, pool),
        *_of_weights(weights or Weights()),
    )


def _problem(kind: ProblemKind, **values: str | int) -> Problem:
    return Problem(kind=kind, values=values)


def _of_subjects(criteria: Criteria, vocabulary: Vocabulary) -> Iterator[Problem]:
    if not criteria.subjects and not criteria.implied_topics and not criteria.assistance_types:
        yield _problem(ProblemKind.NOTHING_ASKED)
    if len(criteria.subjects) > MANY_SUBJECTS:
        yield _problem(ProblemKind.MANY_SUBJECTS, number=len(criteria.subjects))
    for article in dict.fromkeys(criteria.articles):
        if article not in vocabulary.articles:
            yield _problem(ProblemKind.UNKNOWN_ARTICLE, article=article)
    for topic in dict.fromkeys(criteria.topics):
        if topic not in vocabulary.topics:
            yield _problem(ProblemKind.UNKNOWN_TOPIC, topic=topic)
    for type_ in dict.fromkeys(criteria.assistance_types):
        if type_ not in vocabulary.assistance_types:
            yield _problem(ProblemKind.UNKNOWN_TYPE, type=type_)


def _of_languages(criteria: Criteria, pool: Pool, vocabulary: Vocabulary) -> Iterator[Problem]:
    levels: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for wanted in criteria.languages:
        levels[wanted.code, str(wanted.skill)].add(str(wanted.level))
    for (code, skill), own in levels.items():
        if len(own) > 1:
            yield _problem(ProblemKind.LANGUAGE_TWICE, language=code, skill=skill)
    for code in dict.fromkeys(wanted.code for wanted in criteria.languages):
        if code not in vocabulary.languages:
            yield _problem(ProblemKind.UNKNOWN_LANGUAGE, language=code)
    for wanted in required(criteria):
        if wanted.code not in pool.languages:
            yield _problem(ProblemKind.NOBODY_SPEAKS, language=wanted.code)
        elif not np.any(pool.level(wanted.code, wanted.skill) >= wanted.level.rank):
            yield _problem(
                ProblemKind.NOBODY_AT_LEVEL,
                language=wanted.code,
                skill=str(wanted.skill),
                level=str(wanted.level),
            )


def _of_window(criteria: Criteria) -> Iterator[Problem]:
    window, wanted = criteria.window, criteria.days_wanted
    if wanted is not None and wanted <= 0:
        yield _problem(ProblemKind.NO_DAYS)
    if window is None:
        return
    if not window.days:
        yield _problem(ProblemKind.WINDOW_REVERSED)
    elif window.last < criteria.today:
        yield _problem(ProblemKind.WINDOW_PAST)
    elif window.first < criteria.today:
        yield _problem(ProblemKind.WINDOW_BEGUN)
    if window.days and wanted is not None and wanted > window.days:
        yield _problem(ProblemKind.TOO_MANY_DAYS, days=wanted, window=window.days)


def _of_exclusions(criteria: Criteria, pool: Pool) -> Iterator[Problem]:
    state = criteria.requesting_state
    if state and criteria.allow_own_state and state in criteria.excluded_states:
        yield _problem(ProblemKind.OWN_STATE_CONTRADICTION, state=state)
    if not criteria.excluded_states:
        return
    present = {person.nominating_state for person in pool.candidates if person.nominating_state}
    if present and present <= criteria.excluded_states:
        yield _problem(ProblemKind.ALL_STATES_EXCLUDED)
        return
    for region in sorted(criteria.regions):
        own = {
            person.nominating_state
            for person in pool.candidates
            if person.region == region and person.nominating_state
        }
        if own and own <= criteria.excluded_states:
            yield _problem(ProblemKind.REGION_AND_EXCLUSION, region=region)


def _of_weights(weights: Weights) -> Iterator[Problem]:
    if not any(weights.of(part) for part in Part):
        yield _problem(ProblemKind.WEIGHTS_ZERO)
    for part in Part:
        if not 0 <= weights.by_part.get(part, 0) <= MOST:
            yield _problem(ProblemKind.WEIGHT_OUT_OF_RANGE, part=str(part))
