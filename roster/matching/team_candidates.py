"""From the answer to a request to the shortlist of a team: who covers what, speaks what, and can take which role."""

from __future__ import annotations

from collections.abc import Iterator

from roster.matching.candidate import Candidate
from roster.matching.criteria import Criteria, Skill
from roster.matching.pool import Pool, employer_key
from roster.matching.relations import Relations
from roster.matching.result import Match, MatchResult
from roster.matching.team import TeamCandidate, TeamRole
from roster.vocabulary.codes import ExpertiseLevel

COVERED = 500  # thousandths: the subject itself at any level, if not long ago; or a near one at a high level
CO_LEAD_YEARS = 5
TRAINING = "capacity-building"


def team_candidates(result: MatchResult, pool: Pool, relations: Relations) -> tuple[TeamCandidate, ...]:
    """Everybody in the answer as a team sees them, in the order of the answer."""
    return tuple(
        _candidate(match, pool.candidates[pool.row_of[match.ref]], result, relations)
        for match in result.matches
    )


def _candidate(match: Match, person: Candidate, result: MatchResult, relations: Relations) -> TeamCandidate:
    covered = [
        subject for subject, share in zip(result.subjects, match.covers, strict=True) if share >= COVERED
    ]
    return TeamCandidate(
        ref=match.ref,
        fit=match.points,
        order=match.rank,
        topics=frozenset(subject.topic for subject in covered if subject.topic is not None),
        articles=frozenset(subject.article for subject in covered if subject.article is not None),
        languages=frozenset(_languages(person, result.criteria)),
        roles=frozenset(_roles(person, result.criteria, relations)),
        gender=person.gender,
        region=person.region,
        legal_system=person.legal_system,
        state=person.nominating_state,
        employer=employer_key(person.employer) or None,
    )


def _languages(person: Candidate, criteria: Criteria) -> Iterator[str]:
    for wanted in criteria.languages:
        for skill in person.languages:
            level = skill.level(wanted.skill) if skill.code == wanted.code else None
            if level is not None and level.rank >= wanted.level.rank:
                yield wanted.code


def _roles(person: Candidate, criteria: Criteria, relations: Relations) -> Iterator[TeamRole]:
    """Who leads has a line at that level; who leads beside somebody, that level or some years of practice."""
    asked = {wanted.code for wanted in criteria.languages}
    leads = any(line.level in (ExpertiseLevel.LEAD, ExpertiseLevel.AUTHORITY) for line in person.expertise)
    if leads:
        yield TeamRole.LEAD
    if leads or any((line.years or 0) >= CO_LEAD_YEARS for line in person.expertise):
        yield TeamRole.CO_LEAD
    if any(skill.level(Skill.DRAFTING) and (not asked or skill.code in asked) for skill in person.languages):
        yield TeamRole.DRAFTER
    if any(relations.type(TRAINING, line.assistance_type) > 0 for line in person.expertise):
        yield TeamRole.TRAINER
