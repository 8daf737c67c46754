"""Published profiles as matching sees them, by a few selects of columns however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

import sqlalchemy as sa

from roster.assistance.engagements.models import Engagement
from roster.assistance.engagements.questions import Achieved
from roster.assistance.engagements.states import EngagementStage
from roster.assistance.matches.change_queries import IN_POOL, STANDING, within
from roster.assistance.matches.interests import interests_in
from roster.assistance.offers.models import ExpertOffer
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.shortlists.models import ShortlistEntry
from roster.core.db import db
from roster.experts.models import Absence, ExpertiseLine, Profile, ReviewExperience
from roster.matching import candidate as matching
from roster.matching.criteria import Span
from roster.people.models import Person, SpokenLanguage
from roster.vocabulary.codes import CefrLevel, EmployerRelease, ExpertiseLevel, Gender, Mode
from roster.vocabulary.entries import Vocabulary

T = TypeVar("T")
AT_ONCE = 1_000  # profiles: what is read of them goes before the next are read
_PROFILES = (
    sa.select(
        Profile.id,
        Profile.ref,
        Profile.person_id,
        Profile.nominating_state,
        Profile.legal_system,
        Profile.employer,
        Profile.consented_on,
        Profile.term_ends_on,
        Profile.confirmed_at,
        Profile.mode,
        Profile.notice_days,
        Profile.days_per_year,
        Profile.regions_excluded,
        Profile.employer_release,
        Profile.countries_worked,
        Profile.declared_interests,
        Person.nationalities,
        Person.gender,
    )
    .join(Person, Person.id == Profile.person_id)
    .order_by(Profile.id)
)
_EXPERTISE = sa.select(
    ExpertiseLine.profile_id,
    ExpertiseLine.article_no,
    ExpertiseLine.topic_id,
    ExpertiseLine.assistance_type_id,
    ExpertiseLine.level,
    ExpertiseLine.years,
    ExpertiseLine.last_used,
).order_by(ExpertiseLine.profile_id, ExpertiseLine.position, ExpertiseLine.id)
_REVIEWS = sa.select(
    ReviewExperience.profile_id,
    ReviewExperience.mechanism_id,
    ReviewExperience.state_iso2,
    ReviewExperience.year,
).order_by(ReviewExperience.profile_id, ReviewExperience.position, ReviewExperience.id)
_ABSENCES = sa.select(Absence.profile_id, Absence.starts_on, Absence.ends_on).order_by(
    Absence.profile_id, Absence.starts_on, Absence.id
)
_LANGUAGES = sa.select(
    SpokenLanguage.person_id,
    SpokenLanguage.code,
    SpokenLanguage.speaking,
    SpokenLanguage.reading,
    SpokenLanguage.writing,
    SpokenLanguage.drafts_legal,
).order_by(SpokenLanguage.id)
_WENT_WELL = {Achieved.FULLY: True, Achieved.MOSTLY: True, Achieved.PARTLY: False, Achieved.NOT: False}


def candidates(vocabulary: Vocabulary, ids: Collection[int]) -> dict[int, matching.Candidate]:
    """Those of these profiles that may be matched, by number, as they are without engagements."""
    found: dict[int, matching.Candidate] = {}
    same = _Same()
    ordered = sorted(ids)
    for start in range(0, len(ordered), AT_ONCE):
        found.update(_some(vocabulary, ordered[start : start + AT_ONCE], same))
    return found


class _Same:
    """Of equal values the one that was met first: many people share a State, a language or a day."""

    def __init__(self) -> None:
        self._met: dict[Any, Any] = {}

    def __call__(self, value: T) -> T:
        """The value to keep."""
        kept: T = self._met.setdefault((type(value), value), value)
        return kept


def _some(
    vocabulary: Vocabulary, ids: Sequence[int], same: _Same
) -> Iterator[tuple[int, matching.Candidate]]:
    profiles = db.session.execute(_PROFILES.where(IN_POOL, Profile.id.in_(ids))).all()
    people = [row.person_id for row in profiles]
    expertise = _lines(_EXPERTISE.where(ExpertiseLine.profile_id.in_(ids)))
    reviews = _lines(_REVIEWS.where(ReviewExperience.profile_id.in_(ids)))
    absences = _lines(_ABSENCES.where(Absence.profile_id.in_(ids)))
    languages = _lines(_LANGUAGES.where(SpokenLanguage.person_id.in_(people)))
    for row in profiles:
        state = vocabulary.states.get(row.nominating_state or "")
        yield (
            row.id,
            matching.Candidate(
                ref=row.ref,
                nominating_state=same(row.nominating_state),
                nationalities=same(frozenset(map(same, row.nationalities or ()))),
                region=state.regional_group if state else None,
                legal_system=same(row.legal_system),
                gender=_coded(Gender, row.gender),
                employer=same(row.employer),
                has_consented=row.consented_on is not None,
                term_ends_on=same(row.term_ends_on),
                confirmed_on=same(row.confirmed_at.date()) if row.confirmed_at else None,
                mode=_coded(Mode, row.mode),
                notice_days=row.notice_days,
                days_per_year=row.days_per_year,
                absences=tuple(Span(same(item.starts_on), same(item.ends_on)) for item in absences[row.id]),
                regions_excluded=same(frozenset(map(same, row.regions_excluded or ()))),
                employer_release=_coded(EmployerRelease, row.employer_release),
                languages=tuple(_language(*item[1:]) for item in languages[row.person_id]),
                expertise=tuple(_line(item, same) for item in expertise[row.id]),
                countries_worked=same(frozenset(map(same, row.countries_worked or ()))),
                reviews=tuple(_review(*item[1:]) for item in reviews[row.id]),
                interests=interests_in(row.declared_interests, vocabulary),
            ),
        )


def engagements(parts: Collection[int]) -> dict[int, tuple[matching.Engagement, ...]]:
    """By number of the profile, in these parts of the roster: past ones with type and how they went; of one under way
    only when it ends."""
    found = (
        sa.select(
            STANDING.label("profile_id"),
            Engagement.stage,
            Engagement.ends_on,
            Engagement.requester_report,
            AssistanceRequest.assistance_type_id,
        )
        .join(AssistanceRequest, AssistanceRequest.id == Engagement.request_id)
        .join(Profile, Profile.id == Engagement.profile_id)
        .where(within(STANDING, parts))
        .order_by(Engagement.id)
    )
    made: defaultdict[int, list[matching.Engagement]] = defaultdict(list)
    for row in db.session.execute(found):
        is_past = row.stage is not EngagementStage.RUNNING
        said = Achieved.of((row.requester_report or {}).get("achieved"))
        made[row.profile_id].append(
            matching.Engagement(
                assistance_type=row.assistance_type_id if is_past else None,
                ended_on=row.ends_on,
                went_well=_WENT_WELL[said] if is_past and isinstance(said, Achieved) else None,
            )
        )
    return {number: tuple(own) for number, own in made.items()}


def last_turns() -> dict[int, date]:
    """By number of the profile: the last day on which somebody was put on a shortlist, asked or began an engagement."""
    listed = (
        sa.select(STANDING.label("id"), sa.func.max(ShortlistEntry.added_at).label("at"))
        .join(Profile, Profile.id == ShortlistEntry.profile_id)
        .group_by(STANDING)
    )
    engaged = (
        sa.select(STANDING.label("id"), sa.func.max(Engagement.created_at).label("at"))
        .join(Profile, Profile.id == Engagement.profile_id)
        .group_by(STANDING)
    )
    asked = (
        sa.select(STANDING.label("id"), sa.func.max(ExpertOffer.sent_at).label("at"))
        .join(Profile, Profile.id == ExpertOffer.profile_id)
        .where(ExpertOffer.sent_at.is_not(None))
        .group_by(STANDING)
    )
    turns: dict[int, date] = {}
    for row in (row for found in (listed, engaged, asked) for row in db.session.execute(found)):
        turns[row.id] = max(row.at.date(), turns.get(row.id, date.min))
    return turns


def _lines(asked: sa.Executable) -> defaultdict[int, list[sa.Row[Any]]]:
    """Rows by their first column."""
    rows: defaultdict[int, list[sa.Row[Any]]] = defaultdict(list)
    for row in db.session.execute(asked):
        rows[row[0]].append(row)
    return rows


@lru_cache(maxsize=20_000)
def _language(
    code: str, speaking: str | None, reading: str | None, writing: str | None, drafts_legal: bool
) -> matching.LanguageSkill:
    return matching.LanguageSkill(
        code=code,
        speaking=_coded(CefrLevel, speaking),
        reading=_coded(CefrLevel, reading),
        writing=_coded(CefrLevel, writing),
        drafts_legal=drafts_legal,
    )


@lru_cache(maxsize=20_000)
def _review(mechanism: str, state: str | None, year: int | None) -> matching.Review:
    return matching.Review(mechanism=mechanism, state=state, year=year)


def _line(row: sa.Row[Any], same: _Same) -> matching.ExpertiseLine:
    return matching.ExpertiseLine(
        article=row.article_no,
        topic=same(row.topic_id),
        assistance_type=same(row.assistance_type_id),
        level=_coded(ExpertiseLevel, row.level),
        years=row.years,
        last_used=row.last_used,
    )


@lru_cache(maxsize=1_000)
def _coded(kind: Any, value: str | None) -> Any:
    """The member with this value; what no list knows counts as not said."""
    return kind.of(value) if value else None
