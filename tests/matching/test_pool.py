"""A pool put together from two is the one that would be made anew of the same people."""

from datetime import timedelta
from random import Random
from typing import Any

import numpy as np
import pytest

from roster.matching.candidate import Candidate, Engagement, ExpertiseLine, LanguageSkill, Review
from roster.matching.criteria import Criteria, LanguageWanted, Span, SubjectRow
from roster.matching.matcher import match
from roster.matching.pool import Pool
from roster.matching.relations import Relations
from roster.vocabulary.codes import CefrLevel, ExpertiseLevel, Mode
from tests.matching.pools import differences
from tests.matching.rosters import (
    ARTICLES,
    EMPLOYERS,
    LANGUAGES,
    REGIONS,
    STATES,
    SYSTEMS,
    TODAY,
    TOPICS,
    TYPES,
)

REQUEST = Criteria(
    request="REQ-1",
    today=TODAY,
    rows=(SubjectRow(topic="mla", article=46), SubjectRow(topic="asset-recovery")),
    assistance_types=("mentoring",),
    languages=(LanguageWanted(code="fr", level=CefrLevel.A2), LanguageWanted(code="ar", is_required=False)),
    requesting_state="KE",
    requesting_region="african",
    excluded_employers=frozenset({"Court of Audit"}),
    window=Span(TODAY + timedelta(days=30), TODAY + timedelta(days=60)),
    days_wanted=5,
    allow_own_state=True,
)


def anybody(ref: str, draw: Random) -> Candidate:
    """Somebody of whom anything may be said or not."""

    def some(values: Any, most: int = 3) -> list[Any]:
        return [draw.choice(list(values)) for _ in range(draw.randint(0, most))]

    def maybe(values: Any) -> Any:
        return draw.choice([None, *values])

    def day() -> Any:
        return TODAY + timedelta(days=draw.randint(-400, 100))

    return Candidate(
        ref=ref,
        nominating_state=maybe(STATES),
        nationalities=frozenset(some(STATES)),
        region=maybe(REGIONS),
        legal_system=maybe(SYSTEMS),
        employer=draw.choice([*EMPLOYERS, f"Office {draw.randint(0, 99)}"]),
        is_published=draw.random() < 0.9,
        has_consented=draw.random() < 0.9,
        term_ends_on=maybe([TODAY + timedelta(days=900)]),
        confirmed_on=maybe([day()]),
        mode=maybe(Mode),
        notice_days=maybe([0, 20]),
        days_per_year=maybe([3, 30]),
        absences=tuple(Span(first, first + timedelta(days=9)) for first in (day() for _ in some(range(9)))),
        regions_excluded=frozenset(some(REGIONS, 1)),
        languages=tuple(
            LanguageSkill(
                code=code,
                speaking=maybe(CefrLevel),
                writing=maybe(CefrLevel),
                drafts_legal=bool(some([1], 1)),
            )
            for code in some([*LANGUAGES, *LANGUAGES, "zh"])
        ),
        expertise=tuple(
            ExpertiseLine(
                article=maybe(ARTICLES),
                topic=topic,
                assistance_type=maybe(TYPES),
                level=maybe(ExpertiseLevel),
                years=maybe(range(40)),
                last_used=maybe(range(2010, 2027)),
            )
            for topic in some([*TOPICS, None], 4)
        ),
        countries_worked=frozenset(some(STATES)),
        reviews=tuple(Review(mechanism="uncac-1", state=state, year=2025) for state in some([*STATES, None])),
        engagements=tuple(
            Engagement(assistance_type=maybe(TYPES), ended_on=maybe([day()]), went_well=maybe([True, False]))
            for _ in some(range(9), 2)
        ),
        interests=frozenset(some([*STATES, "Court of Audit"], 1)),
        last_turn_on=maybe([day()]),
    )


def changed(pool: Pool, draw: Random) -> Pool:
    """Some go, some are another than before, some come, anywhere; now and then all or nobody."""
    chance = draw.choice((0, 0.5, 0.9, 1))
    stay = [row for row in range(len(pool)) if draw.random() < chance]
    other = Pool.of(anybody(f"EXP-{draw.randint(0, 40)}", draw) for _ in range(draw.randint(0, 4)))
    rows = [row for row in stay if pool.candidates[row].ref not in other.row_of]
    for row in range(len(other)):
        rows.insert(draw.randint(0, len(rows)), len(pool) + row)
    return pool.joined(other, np.array(rows, dtype=np.int64))


@pytest.mark.parametrize("seed", range(4))
def test_after_any_changes_columns_and_matches_are_those_of_a_pool_made_anew(
    relations: Relations, seed: int
) -> None:
    draw = Random(seed)
    pool = Pool.of(anybody(f"EXP-{at}", draw) for at in range(draw.choice((0, 1, 12))))
    for _ in range(60):
        pool = changed(pool, draw)
        assert differences(pool, Pool.of(pool.candidates)) == []
        assert all(pool.candidates[row].ref == ref for ref, row in pool.row_of.items())
    grown = pool.joined(Pool.of(anybody(f"NEW-{at}", draw) for at in range(30)), np.arange(len(pool) + 30))
    anew = Pool.of(grown.candidates)
    assert match(REQUEST, grown, relations) == match(REQUEST, anew, relations)
    assert len(match(REQUEST, grown, relations).excluded) > 5


def test_two_of_one_reference_are_no_pool() -> None:
    one = Pool.of([Candidate(ref="EXP-1")])
    with pytest.raises(ValueError, match="reference"):
        one.joined(one, np.array([0, 1]))
