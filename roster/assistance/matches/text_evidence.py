"""How far the texts of profiles name what a request asks: its topics in whichever language, then its own words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roster.assistance.matches.roster_pool import RosterPool
from roster.core.actor import SECRETARIAT
from roster.experts.services import SEARCH_KIND
from roster.matching.criteria import Criteria
from roster.matching.text_found import NO_TEXT, TextFound
from roster.matching.thesaurus import UNSURE, Thesaurus
from roster.search.engine import SearchEngine
from roster.search.evidence import any_name, any_word
from roster.search.query import Query

# Where people say in their own words what they do; not their names, and not the words of their coded lines.
FIELDS = frozenset({"title", "expertise", "profile", "cv"})


@dataclass(frozen=True, eq=False)
class TextEvidence:
    """What was found; `is_whole` is False where the texts could not be searched."""

    found: TextFound
    is_whole: bool


class _UnsearchableError(Exception):
    """The texts cannot be searched now."""


def text_evidence(
    engine: SearchEngine, roster: RosterPool, thesaurus: Thesaurus, criteria: Criteria
) -> TextEvidence:
    """What the texts of everybody on the roster say of what is asked, read as the secretariat reads them."""
    topics = dict.fromkeys((*criteria.topics, *criteria.implied_topics))
    try:
        named = {topic: _named(engine, roster, thesaurus, topic) for topic in topics}
        words = _weights(engine, roster, any_word(" ".join(criteria.words.values())))
    except _UnsearchableError:
        return TextEvidence(NO_TEXT, is_whole=False)
    own = words / max(1e-9, float(words.max(initial=0.0)))
    return TextEvidence(TextFound(topics=named, words=_by_ref(roster, own)), is_whole=True)


def _named(engine: SearchEngine, roster: RosterPool, thesaurus: Thesaurus, topic: str) -> dict[str, float]:
    """How surely the texts of each name a topic: a name that may mean something else says less."""
    sure, unsure = thesaurus.names_of(topic)
    certain = _weights(engine, roster, any_name(sure)) > 0
    perhaps = _weights(engine, roster, any_name(unsure)) > 0
    return _by_ref(roster, np.where(certain, 1.0, UNSURE * perhaps))


def _by_ref(roster: RosterPool, values: NDArray[np.float64]) -> dict[str, float]:
    candidates = roster.pool.candidates
    return {candidates[row].ref: float(values[row]) for row in np.flatnonzero(values).tolist()}


def _weights(engine: SearchEngine, roster: RosterPool, query: Query) -> NDArray[np.float64]:
    """The weights by row of the pool. Raises _UnsearchableError where the texts could not be searched."""
    answer = np.zeros(len(roster.ids))
    found = engine.weigh(SEARCH_KIND, query, audiences=frozenset({SECRETARIAT}), fields=FIELDS)
    if found is None:
        raise _UnsearchableError
    if len(roster.ids) and len(found.ids):
        rows = np.minimum(np.searchsorted(roster.ids, found.ids), len(roster.ids) - 1)
        own = roster.ids[rows] == found.ids
        answer[rows[own]] = found.weights[own]
    return answer
