"""The invented people of the matching benchmark as rows of a database: profiles, lines, requests, engagements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from benchmarks.matching_truth import TODAY, Expert, Field, experts
from roster.assistance.engagements.models import Engagement
from roster.assistance.engagements.states import EngagementStage
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.states import Stage as RequestStage
from roster.core.db import Base, db, table_of
from roster.core.multilingual import MultilingualText
from roster.core.unit_of_work import unit_of_work
from roster.experts.models import Absence, ExpertiseLine, Profile, ReviewExperience
from roster.experts.states import Stage
from roster.people.models import Person, SpokenLanguage

Row = dict[str, Any]
AT_ONCE, EMPLOYERS = 2_000, 20_000
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
RECORDED: Row = {"version": 1, "created_at": NOON, "changed_at": NOON}


def fill(size: int, *, seed: int, field: Field) -> None:
    """Write so many published profiles, one in seven with an engagement; numbers rise with the people."""
    number = 0
    for some in _batches(experts(size, seed=seed, field=field)):
        with unit_of_work():
            for model, rows in _rows(some, first=number + 1).items():
                if rows:
                    db.session.execute(sa.insert(table_of(model)), rows)
        number += len(some)
    db.session.remove()


def _batches(people: Iterator[Expert]) -> Iterator[Sequence[Expert]]:
    some: list[Expert] = []
    for one in people:
        some.append(one)
        if len(some) == AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _rows(some: Sequence[Expert], *, first: int) -> dict[type[Base], list[Row]]:
    models = (
        Person,
        SpokenLanguage,
        Profile,
        ExpertiseLine,
        ReviewExperience,
        Absence,
        AssistanceRequest,
        Engagement,
    )
    rows: dict[type[Base], list[Row]] = {model: [] for model in models}
    for id_, one in enumerate(some, start=first):
        person = one.candidate
        rows[Person].append(_person(id_, one))
        rows[SpokenLanguage] += [
            {"person_id": id_, "position": at, **_values(spoken)}
            for at, spoken in enumerate(person.languages)
        ]
        rows[Profile].append(_profile(id_, one))
        rows[ExpertiseLine] += [
            {
                "profile_id": id_,
                "position": at,
                "article_no": line.article,
                "topic_id": line.topic,
                "assistance_type_id": line.assistance_type,
                "level": line.level,
                "years": line.years,
                "last_used": line.last_used,
                "evidence": words,
            }
            for at, (line, words) in enumerate(zip(person.expertise, one.evidence, strict=True))
        ]
        rows[ReviewExperience] += [
            {
                "profile_id": id_,
                "position": at,
                "mechanism_id": item.mechanism,
                "year": item.year,
                "state_iso2": item.state,
            }
            for at, item in enumerate(person.reviews)
        ]
        rows[Absence] += [
            {"profile_id": id_, "starts_on": span.first, "ends_on": span.last} for span in person.absences
        ]
        for item in person.engagements:
            rows[AssistanceRequest].append(_request(id_))
            rows[Engagement].append(_engagement(id_, item.ended_on or TODAY))
    return rows


def _values(spoken: Any) -> Row:
    return {
        name: getattr(spoken, name) for name in ("code", "speaking", "reading", "writing", "drafts_legal")
    }


def _person(id_: int, one: Expert) -> Row:
    return {
        "id": id_,
        "ref": f"PER-{id_:06}",
        "family_name": f"Family {id_}",
        "given_name": f"Given {id_}",
        "gender": one.candidate.gender,
        "nationalities": sorted(one.candidate.nationalities),
    }


def _profile(id_: int, one: Expert) -> Row:
    person = one.candidate
    ends = person.term_ends_on or TODAY
    return {
        **RECORDED,
        "id": id_,
        "ref": f"EXP-{id_:06}",
        "person_id": id_,
        "nominating_state": person.nominating_state,
        "stage": Stage.PUBLISHED,
        "employer": f"{person.employer}, office {id_ * 7919 % EMPLOYERS}",
        "post": one.evidence[0][:300],
        "legal_system": person.legal_system,
        "countries_worked": sorted(person.countries_worked),
        "notice_days": person.notice_days,
        "days_per_year": person.days_per_year,
        "mode": person.mode,
        "regions_excluded": sorted(person.regions_excluded),
        "employer_release": person.employer_release,
        "brief_profile": MultilingualText({one.language: one.brief}, one.language),
        "declared_interests": "; ".join(sorted(person.interests)),
        "consented_on": ends - timedelta(days=700) if person.has_consented else None,
        "term_ends_on": ends,
        "confirmed_at": datetime.combine(person.confirmed_on, time(12), UTC) if person.confirmed_on else None,
    }


def _request(id_: int) -> Row:
    return {
        **RECORDED,
        "id": id_,
        "ref": f"REQ-{id_:06}",
        "state": "KE",
        "stage": RequestStage.CLOSED,
        "stage_since": NOON,
        "moved_at": NOON,
        "source_language": "en",
        "modality": "mentoring",
        "assistance_type_id": "mentoring",
    }


def _engagement(id_: int, ended_on: date) -> Row:
    return {
        **RECORDED,
        "id": id_,
        "ref": f"ENG-{id_:06}",
        "request_id": id_,
        "profile_id": id_,
        "stage": EngagementStage.CLOSED,
        "starts_on": ended_on - timedelta(days=5),
        "ends_on": ended_on,
        "days": 5,
        "requester_report": {"achieved": "fully"},
    }
