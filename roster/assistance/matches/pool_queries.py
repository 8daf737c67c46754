"""Published profiles as matching sees them, by a few selects of columns however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa

from roster.assistance.engagements.models import Engagement
from roster.assistance.engagements.questions import Achieved
from roster.assistance.engagements.states import EngagementStage
from roster.assistance.matches.interests import interests_in
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.shortlists.models import ShortlistEntry
from roster.core.db import db
from roster.experts.models import Absence, ExpertiseLine, Profile, ReviewExperience
from roster.experts.states import Stage
from roster.matching import candidate as matching
from roster.matching.criteria import Span
from roster.people.models import Person, SpokenLanguage
from roster.vocabulary.codes import CefrLevel, EmployerRelease, ExpertiseLevel, Gender, Mode
from roster.vocabulary.entries import Vocabulary

# Who is suspended, withdrawn, archived or was never nominated is in no match, not even among those who just miss it.
IN_POOL = sa.and_(Profile.stage == Stage.PUBLISHED, Profile.merged_into_id.is_(None))
MOST_NAMED = 500  # of more profiles all are read
Which = sa.ColumnElement[bool]
_STANDING = sa.func.coalesce(Profile.merged_into_id, Profile.id)
_WENT_WELL = {Achieved.FULLY: True, Achieved.MOSTLY: True, Achieved.PARTLY: False, Achieved.NOT: False}


def revision() -> tuple[Any, ...]:
    """What is another value after every change of a profile or an engagement.

    Numbers of profiles are never given twice and each change moves a version, so that count, sum and the highest
    number together are never the same for two rosters.
    """
    profiles = (sa.func.count(Profile.id), sa.func.sum(Profile.version), sa.func.max(Profile.id))
    engagements = (sa.func.count(Engagement.id), sa.func.sum(Engagement.version))
    return (
        *db.session.execute(sa.select(*profiles, sa.func.max(Profile.changed_at))).one(),
        *db.session.execute(sa.select(*engagements, sa.func.max(Engagement.changed_at))).one(),
    )


def versions() -> dict[int, int]:
    """The version of each profile that may be matched, by its number, in the order of the numbers."""
    found = sa.select(Profile.id, Profile.version).where(IN_POOL).order_by(Profile.id)
    return {row.id: row.version for row in db.session.execute(found)}


def candidates(vocabulary: Vocabulary, ids: Collection[int]) -> dict[int, matching.Candidate]:
    """Those of these profiles that may be matched, by number, as they are without engagements."""
    which = sa.and_(IN_POOL, Profile.id.in_(ids)) if len(ids) <= MOST_NAMED else IN_POOL
    expertise = _by_profile(ExpertiseLine, ExpertiseLine.position, which)
    reviews = _by_profile(ReviewExperience, ReviewExperience.position, which)
    absences = _by_profile(Absence, Absence.starts_on, which)
    languages = _languages(which)
    found = {}
    for row in _profiles(which):
        state = vocabulary.states.get(row.nominating_state or "")
        made = matching.Candidate(
            ref=row.ref,
            nominating_state=row.nominating_state,
            nationalities=frozenset(row.nationalities or ()),
            region=state.regional_group if state else None,
            legal_system=row.legal_system,
            gender=_coded(Gender, row.gender),
            employer=row.employer,
            has_consented=row.consented_on is not None,
            term_ends_on=row.term_ends_on,
            confirmed_on=row.confirmed_at.date() if row.confirmed_at else None,
            mode=_coded(Mode, row.mode),
            notice_days=row.notice_days,
            days_per_year=row.days_per_year,
            absences=tuple(Span(item.starts_on, item.ends_on) for item in absences[row.id]),
            regions_excluded=frozenset(row.regions_excluded or ()),
            employer_release=_coded(EmployerRelease, row.employer_release),
            languages=tuple(languages[row.person_id]),
            expertise=tuple(_line(item) for item in expertise[row.id]),
            countries_worked=frozenset(row.countries_worked or ()),
            reviews=tuple(
                matching.Review(mechanism=item.mechanism_id, state=item.state_iso2, year=item.year)
                for item in reviews[row.id]
            ),
            interests=interests_in(row.declared_interests, vocabulary),
        )
        found[row.id] = made
    return found


def engagements() -> dict[int, list[matching.Engagement]]:
    """By number of the profile: past ones with type and how they went; of one under way only when it ends."""
    found = (
        sa.select(
            _STANDING.label("profile_id"),
            Engagement.stage,
            Engagement.ends_on,
            Engagement.requester_report,
            AssistanceRequest.assistance_type_id,
        )
        .join(AssistanceRequest, AssistanceRequest.id == Engagement.request_id)
        .join(Profile, Profile.id == Engagement.profile_id)
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
    return made


def last_turns() -> dict[int, date]:
    """By number of the profile: the last day on which somebody was put on a shortlist or began an engagement."""
    listed = (
        sa.select(_STANDING.label("id"), sa.func.max(ShortlistEntry.added_at).label("at"))
        .join(Profile, Profile.id == ShortlistEntry.profile_id)
        .group_by(_STANDING)
    )
    engaged = (
        sa.select(_STANDING.label("id"), sa.func.max(Engagement.created_at).label("at"))
        .join(Profile, Profile.id == Engagement.profile_id)
        .group_by(_STANDING)
    )
    turns: dict[int, date] = {}
    for row in (*db.session.execute(listed), *db.session.execute(engaged)):
        turns[row.id] = max(row.at.date(), turns.get(row.id, date.min))
    return turns


def _profiles(which: Which) -> Iterator[sa.Row[Any]]:
    columns = (
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
    found = sa.select(*columns).join(Person, Person.id == Profile.person_id).where(which)
    return iter(db.session.execute(found.order_by(Profile.id)))


def _by_profile(model: Any, order: Any, which: Which) -> defaultdict[int, list[sa.Row[Any]]]:
    rows: defaultdict[int, list[sa.Row[Any]]] = defaultdict(list)
    found = sa.select(*model.__table__.c).join(Profile, Profile.id == model.profile_id).where(which)
    for row in db.session.execute(found.order_by(model.profile_id, order, model.id)):
        rows[row.profile_id].append(row)
    return rows


def _languages(which: Which) -> defaultdict[int, list[matching.LanguageSkill]]:
    skills: defaultdict[int, list[matching.LanguageSkill]] = defaultdict(list)
    found = sa.select(*SpokenLanguage.__table__.c).join(
        Profile, Profile.person_id == SpokenLanguage.person_id
    )
    for row in db.session.execute(found.where(which).order_by(SpokenLanguage.id)):
        skills[row.person_id].append(
            matching.LanguageSkill(
                code=row.code,
                speaking=_coded(CefrLevel, row.speaking),
                reading=_coded(CefrLevel, row.reading),
                writing=_coded(CefrLevel, row.writing),
                drafts_legal=row.drafts_legal,
            )
        )
    return skills


def _line(row: sa.Row[Any]) -> matching.ExpertiseLine:
    return matching.ExpertiseLine(
        article=row.article_no,
        topic=row.topic_id,
        assistance_type=row.assistance_type_id,
        level=_coded(ExpertiseLevel, row.level),
        years=row.years,
        last_used=row.last_used,
    )


def _coded(kind: Any, value: str | None) -> Any:
    """The member with this value; what no list knows counts as not said."""
    return kind.of(value) if value else None
