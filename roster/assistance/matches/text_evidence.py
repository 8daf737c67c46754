"""How far the texts of profiles name what a request asks: its topics in whichever language, then its own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roster.assistance.matches.roster_pool import RosterPool
from roster.core.actor import SECRETARIAT
from roster.experts.services import SEARCH_KIND
from roster.matching.criteria import Criteria
from roster.matching.thesaurus import Thesaurus
from roster.search.engine import SearchEngine
from roster.search.evidence import any_name, any_word
from roster.search.query import Query

# Where people say in their own words what they do; not their names, and not the words of their coded lines.
FIELDS = frozenset({"title", "expertise", "profile", "cv"})
OWN_WORDS = 0.3


@dataclass(frozen=True, eq=False)
class TextEvidence:
    """Between 0 and 1 by reference; `is_whole` is False where the texts could not be searched."""

    scores: Mapping[str, float]
    is_whole: bool


def text_evidence(
    engine: SearchEngine, roster: RosterPool, thesaurus: Thesaurus, criteria: Criteria
) -> TextEvidence:
    """What the texts of everybody on the roster say of what is asked, read as the secretariat reads them."""
    shares = {**criteria.implied_topics, **dict.fromkeys(criteria.topics, 1.0)}
    total = np.zeros(len(roster.ids))
    for topic, share in shares.items():
        names = thesaurus.words_for([topic])
        found = _weights(engine, roster, any_name(name for own in names.values() for name in own))
        if found is None:
            return TextEvidence({}, is_whole=False)
        total += share * (found > 0)
    words = _weights(engine, roster, any_word(" ".join(criteria.words.values())))
    if words is None:
        return TextEvidence({}, is_whole=False)
    total /= max(1e-9, sum(shares.values()))
    total += OWN_WORDS * words / max(1e-9, float(words.max(initial=0.0)))
    total /= 1 + OWN_WORDS
    candidates = roster.pool.candidates
    return TextEvidence(
        {candidates[row].ref: float(total[row]) for row in np.flatnonzero(total).tolist()}, is_whole=True
    )


def _weights(engine: SearchEngine, roster: RosterPool, query: Query) -> NDArray[np.float64] | None:
    """The weights by row of the pool; None where the texts could not be searched."""
    answer = np.zeros(len(roster.ids))
    found = engine.weigh(SEARCH_KIND, query, audiences=frozenset({SECRETARIAT}), fields=FIELDS)
    if found is None:
        return None
    if len(roster.ids) and len(found.ids):
        rows = np.minimum(np.searchsorted(roster.ids, found.ids), len(roster.ids) - 1)
        own = roster.ids[rows] == found.ids
        answer[rows[own]] = found.weights[own]
    return answer
