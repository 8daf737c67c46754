"""Experts matched to a request, and the only writer of matches that are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext

from roster.assistance.matches import policy
from roster.assistance.matches.criteria_of import criteria_json, criteria_of
from roster.assistance.matches.models import MatchRun
from roster.assistance.matches.queries import runs_naming
from roster.assistance.matches.roster_pool import pool_now
from roster.assistance.matches.text_evidence import text_evidence
from roster.assistance.matches.word_topics import current_word_topics
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.moving_services import make_move
from roster.assistance.requests.policy import can_move
from roster.assistance.requests.states import Move
from roster.assistance.shortlists.queries import profiles_by_refs
from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.errors import NotFoundError, StaleError
from roster.core.reference import new_reference
from roster.experts.models import Profile
from roster.experts.presentation import name_view
from roster.experts.states import Stage
from roster.matching.matcher import match
from roster.matching.result import MatchResult
from roster.matching.weights import Part, Weights
from roster.web.search_engine import current_engine

PREFIX = "MAT"
DEFAULT = Weights()
MOST_MATCHES = 50
EXPLAINED = 20


@dataclass(frozen=True, eq=False)
class Matched:
    """Who fits a request: the answer of matching, and the profiles of those in it who may be shown now.

    `reads_texts` is False where the texts of the profiles could not be searched, so that nobody has points for them.
    """

    result: MatchResult
    weights: Weights
    pool_size: int
    people: Mapping[str, Profile]
    reads_texts: bool = True

    @property
    def names(self) -> dict[str, str]:
        """The names by reference, each in its own script."""
        return {ref: name_view(profile).own for ref, profile in self.people.items()}


def matched(
    actor: Actor,
    request: AssistanceRequest,
    *,
    weights: Weights = DEFAULT,
    today: date,
    days: int | None = None,
    limit: int = MOST_MATCHES,
) -> Matched:
    """Who fits this request on this day. Without `days` everybody must be free in the whole window.

    Whoever is in the answer has been asked for again in the database: who may not be shown any more is not in it.
    Raises NotFoundError where the match is not this actor's to see.
    """
    if not policy.can_read_match(actor, request):
        raise NotFoundError
    topics = current_word_topics()
    roster, pool = pool_now()
    criteria = criteria_of(request, topics, today=today, days=days)
    texts = text_evidence(current_engine(), roster, topics.thesaurus, criteria)
    result = match(
        criteria,
        pool,
        topics.relations,
        weights=weights,
        text=texts.found,
        limit=limit,
        explained=EXPLAINED,
    )
    people = _people(actor, result)
    return Matched(_only(result, people), weights, result.considered, people, reads_texts=texts.is_whole)


def record_reading(actor: Actor, request: AssistanceRequest) -> None:
    """Say in the audit trail that a match of this request was shown: it tells of restricted facts."""
    audit.record(actor, "assistance:match:read", subject=request.ref)


def keep_match(actor: Actor, request: AssistanceRequest, *, found: Matched) -> MatchRun:
    """Keep a match as it is; the first one says that the search for experts has begun.

    Raises NotFoundError where it is not this actor's to do, StaleError where the request is no longer open for it.
    """
    if not policy.may_keep_match(actor, request):
        raise NotFoundError
    if not policy.can_keep_match(actor, request):
        raise StaleError(gettext("The request is no longer where it was. Look at where it stands now."))
    result = found.result
    run = MatchRun(
        ref=new_reference(PREFIX),
        request_id=request.id,
        made_at=clock.now(),
        made_by=actor.user_id,
        weights={part.value: found.weights.of(part) for part in Part},
        criteria=criteria_json(result.criteria),
        pool_size=result.considered,
        eligible=result.eligible,
        excluded={rule.value: count for rule, count in result.excluded.items()},
        results=[
            {
                "ref": item.ref,
                "rank": item.rank,
                "points": item.points,
                "parts": {part.part.value: [part.points, part.maximum] for part in item.parts},
            }
            for item in result.matches
        ],
    )
    db.session.add(run)
    audit.record(actor, "assistance:match:keep", subject=run.ref)
    if can_move(actor, request, Move.MATCH):
        make_move(actor, request, move=Move.MATCH)
    db.session.flush()
    return run


def forget_person(actor: Actor, *, ref: str) -> int:
    """Take the reference of somebody who is erased out of every kept match; gives how many those were.

    Whoever erases has been asked who may.
    """
    found = runs_naming(ref)
    for run in found:
        run.results = [{**item, "ref": ""} if item["ref"] == ref else item for item in run.results]
        others = [other for other in run.criteria["excluded_experts"] if other != ref]
        run.criteria = {**run.criteria, "excluded_experts": others}
        audit.record(actor, "assistance:match:forget", subject=run.ref, fields=("criteria", "results"))
    return len(found)


def _people(actor: Actor, result: MatchResult) -> dict[str, Profile]:
    near = (item.ref for items in result.near_misses.values() for item in items)
    profiles = profiles_by_refs(actor, [*(item.ref for item in result.matches), *near])
    return {profile.ref: profile for profile in profiles if profile.stage is Stage.PUBLISHED}


def _only(result: MatchResult, people: Mapping[str, Profile]) -> MatchResult:
    """The answer without those who may not be shown any more."""
    near = {
        rule: tuple(item for item in items if item.ref in people)
        for rule, items in result.near_misses.items()
    }
    return replace(
        result,
        matches=tuple(item for item in result.matches if item.ref in people),
        near_misses={rule: items for rule, items in near.items() if items},
    )
