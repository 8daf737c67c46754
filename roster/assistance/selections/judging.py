"""What matching says of certain people, for a request: the best, and whoever is on its shortlist, however far down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from roster.assistance.matches.criteria_of import criteria_json, criteria_of
from roster.assistance.matches.models import MatchRun
from roster.assistance.matches.queries import newest_run
from roster.assistance.matches.roster_pool import pool_now
from roster.assistance.matches.text_evidence import text_evidence
from roster.assistance.matches.word_topics import current_word_topics
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.selections.judgement import Judged, Judgement, judged
from roster.assistance.selections.shares import shares_of
from roster.matching.candidate import Candidate
from roster.matching.matcher import match, match_one
from roster.matching.pool import Pool
from roster.matching.relations import Relations
from roster.matching.result import Match, MatchResult, WhyNot
from roster.matching.weights import Part, Weights
from roster.web.search_engine import current_engine

BEST = 50


@dataclass(frozen=True, eq=False)
class Judging:
    """The best of the roster for a request, and each of those who were asked about."""

    result: MatchResult
    pool: Pool
    relations: Relations
    weights: Weights
    people: Mapping[str, Judged]
    further: tuple[Match, ...] = ()  # whom no rule excludes, of those asked about, beyond the best
    match_ref: str = ""

    def candidate(self, ref: str) -> Candidate | None:
        """The facts on which the judgement of this person rests."""
        row = self.pool.row_of.get(ref)
        return None if row is None else self.pool.candidates[row]

    @property
    def eligible(self) -> MatchResult:
        """The answer with those among its matches who were asked about, however far down."""
        return replace(self.result, matches=self.result.matches + self.further)

    @property
    def judgement(self) -> Judgement:
        """As a selection record keeps it."""
        result = self.result
        return Judgement(
            criteria=criteria_json(result.criteria),
            weights={part.value: self.weights.of(part) for part in Part},
            pool_size=result.considered,
            eligible=result.eligible,
            excluded={rule.value: count for rule, count in result.excluded.items()},
            people=self.people,
            fitting=tuple(item.ref for item in result.matches),
        )


def judge(request: AssistanceRequest, refs: Iterable[str], *, today: date, explained: int = 0) -> Judging:
    """Ask matching on this day, with the weights and the days of the match that was kept last.

    Whoever calls has asked the policy who may know, and shows nobody whom the reader may not see.
    """
    run = newest_run(request.id)
    topics, (roster, pool) = current_word_topics(), pool_now()
    criteria = criteria_of(
        request, topics, today=today, days=run.criteria.get("days_wanted") if run else None
    )
    texts = text_evidence(current_engine(), roster, topics.thesaurus, criteria)
    weights = weights_of(run)
    result = match(
        criteria,
        pool,
        topics.relations,
        weights=weights,
        text=texts.found,
        limit=BEST,
        explained=explained,
        near_limit=0,
    )
    found: dict[str, Match | WhyNot] = {item.ref: item for item in result.matches}
    people: dict[str, Judged] = {}
    further: list[Match] = []
    for ref in dict.fromkeys(refs):
        one = found.get(ref) or match_one(
            criteria, pool, topics.relations, ref=ref, weights=weights, text=texts.found
        )
        if one is not None:
            people[ref] = judged(one)
        if isinstance(one, Match) and ref not in found:
            further.append(one)
    return Judging(
        result=result,
        pool=pool,
        relations=topics.relations,
        weights=weights,
        people=people,
        further=tuple(further),
        match_ref=run.ref if run else "",
    )


def weights_of(run: MatchRun | None) -> Weights:
    """The weights of a kept match; where none was kept, the usual ones."""
    if run is None:
        return Weights()
    return Weights({part: int(run.weights.get(part.value, 0)) for part in Part})


def shares_among(judging: Judging, refs: Iterable[str]) -> list[dict[str, Any]]:
    """How those who fit best are balanced, and how these people."""
    before = (judging.candidate(item.ref) for item in judging.result.matches)
    after = (judging.candidate(ref) for ref in refs)
    return shares_of((one for one in before if one), (one for one in after if one))
