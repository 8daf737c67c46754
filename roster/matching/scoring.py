"""The soft parts of the score, each between 0 and 1 for everybody in the pool, and the points they make.

Every value is made of maxima, shares and steps that only rise: who gets a higher level, one line or one language
more never gets fewer points for it. No logarithm and no power stands here, so that a value does not depend on the
place of a row in its column.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roster.matching.coverage import Coverage, by_row, coverage, weighted_subjects
from roster.matching.criteria import Criteria, LanguageWanted, Subject
from roster.matching.pool import NEVER, Integers, Pool
from roster.matching.relations import Relations
from roster.matching.text_found import TextFound
from roster.matching.weights import Part, Weights
from roster.vocabulary.codes import CefrLevel

Floats = NDArray[np.float64]

# What somebody is of use for beside the subject is of use only as far as the subject is covered.
COUNT_WITH_SUBJECT = (Part.TYPE, Part.FIT)
OWN_WORDS = 0.2  # the request's own words beside the topics that the texts name
TYPE_BY_BEST, ENOUGH_LINES = 0.25, 4
LEVEL_SHARE = 0.6  # of level and years; the rest is years
ENOUGH_YEARS = 15
LEGAL_SHARE, REGION_SHARE, WORKED_SHARE = 0.5, 0.3, 0.2
ENOUGH_REVIEWS, ENOUGH_ENGAGEMENTS = 3, 2
REST_DAYS = 365
ALWAYS_ASKED = (Part.LEVEL, Part.REVIEWS, Part.PAST, Part.REST)


@dataclass(frozen=True, eq=False)
class Scores:
    """Everybody's points: by part and together, in tenths of a point; by subject, between 0 and 1,
    how far it is covered and how surely the texts name it (`covers`, `named`)."""

    subjects: tuple[Subject, ...]
    maxima: Mapping[Part, int]
    parts: Mapping[Part, Integers]
    points: Integers
    covers: Floats
    named: Floats


def asked(criteria: Criteria, *, has_text: bool) -> set[Part]:
    """The parts on which the request says something; some are looked at for every request."""
    says = {
        Part.SUBJECT: bool(weighted_subjects(criteria)),
        Part.TEXT: has_text,
        Part.TYPE: bool(criteria.assistance_types),
        Part.FIT: bool(systems_wanted(criteria) or regions_wanted(criteria) or criteria.requesting_state),
        Part.LANGUAGES: bool(criteria.languages),
    }
    return {part for part, is_said in says.items() if is_said} | set(ALWAYS_ASKED)


def score(
    criteria: Criteria, pool: Pool, relations: Relations, *, weights: Weights, text: TextFound
) -> Scores:
    """The points of everybody in the pool, whatever the hard rules say."""
    size = len(pool)
    found = coverage(criteria, pool, relations, text=text)
    values = {
        Part.SUBJECT: found.value,
        Part.TEXT: _text(found, pool, text),
        Part.TYPE: _types(criteria, pool, relations, near=found.near),
        Part.LEVEL: _level(criteria, pool, found.near),
        Part.FIT: _fit(criteria, pool, relations),
        Part.REVIEWS: np.minimum(pool.review_count, ENOUGH_REVIEWS) / ENOUGH_REVIEWS,
        Part.PAST: _past(criteria, pool),
        Part.REST: _rest(criteria, pool),
        Part.LANGUAGES: _languages(criteria, pool),
    }
    for part in COUNT_WITH_SUBJECT if found.weights else ():
        values[part] = values[part] * values[Part.SUBJECT]
    maxima = weights.maxima(asked(criteria, has_text=text.is_asked))
    parts = {part: _points(values[part], maxima[part]) for part in Part}
    points = np.zeros(size, dtype=np.int64)
    for own in parts.values():
        points += own
    return Scores(tuple(found.weights), maxima, parts, points, found.covers, found.named)


def _points(value: Floats, maximum: int) -> Integers:
    """Whole tenths; what lies under a whole one by the inexactness of fractions counts as it."""
    return np.floor(np.clip(value, 0.0, 1.0) * maximum + 1e-6).astype(np.int64)


def _text(found: Coverage, pool: Pool, text: TextFound) -> Floats:
    """The topics that the texts name, and beside them the request's own words."""
    return (found.named_value + OWN_WORDS * by_row(pool, text.words)) / (1 + OWN_WORDS)


def _types(criteria: Criteria, pool: Pool, relations: Relations, *, near: Floats) -> Floats:
    """The best line near to what is asked, and how many lines of any subject are of the type."""
    total = np.zeros(len(pool))
    wanted = list(dict.fromkeys(criteria.assistance_types))
    for type_ in wanted if pool.lines.types else ():
        by_code = np.array([relations.type(type_, given) for given in pool.lines.types], dtype=np.float64)
        alike = by_code[pool.lines.type]
        total += TYPE_BY_BEST * pool.lines.best(near * alike, len(pool))
        often = np.minimum(pool.lines.sum(alike, len(pool)), ENOUGH_LINES) / ENOUGH_LINES
        total += (1 - TYPE_BY_BEST) * often
    return total / max(1, len(wanted))


def _level(criteria: Criteria, pool: Pool, near: Floats) -> Floats:
    wanted = criteria.level.rank if criteria.level else 3
    years = max(1, criteria.min_years if criteria.min_years is not None else ENOUGH_YEARS)
    level = np.minimum(pool.lines.level / wanted, 1.0)
    long = np.minimum(pool.lines.years / years, 1.0)
    return LEVEL_SHARE * pool.lines.best(near * level, len(pool)) + (1 - LEVEL_SHARE) * pool.lines.best(
        near * long, len(pool)
    )


def regions_wanted(criteria: Criteria) -> frozenset[str]:
    """The regions preferred; that of the requesting State where none are."""
    own = frozenset({criteria.requesting_region}) if criteria.requesting_region else frozenset()
    return criteria.regions or own


def systems_wanted(criteria: Criteria) -> frozenset[str]:
    """The legal systems preferred; that of the requesting State where none are."""
    own = frozenset({criteria.requesting_legal_system}) if criteria.requesting_legal_system else frozenset()
    return criteria.legal_systems or own


def _fit(criteria: Criteria, pool: Pool, relations: Relations) -> Floats:
    """The shares of what can be said: legal system, region (own or worked in), work in the requesting State before."""
    size = len(pool)
    regions = regions_wanted(criteria)
    at_home = pool.region.mask(regions, size) | pool.worked_in.mask(relations.states_of(regions), size)
    own = [criteria.requesting_state] if criteria.requesting_state else []
    sides = (
        (LEGAL_SHARE, pool.legal_system.mask(systems_wanted(criteria), size), bool(systems_wanted(criteria))),
        (REGION_SHARE, at_home, bool(regions)),
        (WORKED_SHARE, pool.worked_in.mask(own, size), bool(own)),
    )
    total = sum(share for share, _, is_asked in sides if is_asked)
    value = np.zeros(size)
    for share, fits, is_asked in sides:
        if is_asked:
            value += fits * (share / total)
    return value


def _past(criteria: Criteria, pool: Pool) -> Floats:
    """Half for engagements of the same type, half for one that went well."""
    count, well = np.zeros(len(pool)), np.zeros(len(pool), dtype=bool)
    for type_ in dict.fromkeys(criteria.assistance_types) or pool.engaged:
        if type_ in pool.engaged:
            rows, went_well = pool.engaged[type_]
            np.add.at(count, rows, 1.0)
            well[rows[went_well]] = True
    return 0.5 * np.minimum(count, ENOUGH_ENGAGEMENTS) / ENOUGH_ENGAGEMENTS + 0.5 * well


def _rest(criteria: Criteria, pool: Pool) -> Floats:
    days = np.where(pool.last_ended == NEVER, REST_DAYS, criteria.today.toordinal() - pool.last_ended)
    return np.clip(days / REST_DAYS, 0.0, 1.0)


def _languages(criteria: Criteria, pool: Pool) -> Floats:
    """Above what is required, the way to the highest level; what is only welcome, the way to the level asked."""
    total = np.zeros(len(pool))
    for wanted in criteria.languages:
        total += language_value(wanted, pool)
    return total / max(1, len(criteria.languages))


def language_value(wanted: LanguageWanted, pool: Pool) -> Floats:
    """What the level of everybody in one language asked for is worth."""
    has = pool.level(wanted.code, wanted.skill)
    if not wanted.is_required:
        return np.minimum(has / wanted.level.rank, 1.0)
    room = CefrLevel.C2.rank - wanted.level.rank
    if room == 0:
        return np.asarray((has >= wanted.level.rank).astype(np.float64))
    return np.clip((has - wanted.level.rank) / room, 0.0, 1.0)
