"""What a request asks of experts, as matching takes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from roster.assistance.codes import Modality
from roster.assistance.matches.word_topics import WordTopics
from roster.assistance.requests.models import AssistanceRequest
from roster.matching.criteria import Criteria, LanguageWanted, Skill, Span, SubjectRow
from roster.vocabulary.codes import CefrLevel, Mode
from roster.vocabulary.entries import State

# Officials travel to the expert on a study visit, and a mentor may be anywhere: neither asks how somebody works.
_MODES = {
    Modality.DRAFTING: Mode.REMOTE,
    Modality.REMOTE_CLINIC: Mode.REMOTE,
    Modality.EXPERT_VISIT: Mode.ON_SITE,
    Modality.WORKSHOP: Mode.ON_SITE,
}


def criteria_of(
    request: AssistanceRequest, topics: WordTopics, *, today: date, days: int | None = None
) -> Criteria:
    """The criteria of this request on this day; without `days` the whole window must be free."""
    vocabulary = topics.relations.vocabulary
    own = vocabulary.states.get(request.state)
    preferred = [vocabulary.states[code] for code in request.preferred_states if code in vocabulary.states]
    words = {request.source_language: words_of(request)}
    return Criteria(
        request=request.ref,
        today=today,
        rows=tuple(SubjectRow(topic=row["topic"], article=row["article"]) for row in request.subjects),
        implied_topics=topics.thesaurus.topics_in(words),
        words=words,
        assistance_types=(request.assistance_type_id,) if request.assistance_type_id else (),
        mode=_MODES.get(Modality(request.modality)) if Modality.of(request.modality) else None,
        languages=tuple(_languages(request)),
        window=_window(request),
        days_wanted=days,
        requesting_state=request.state,
        requesting_region=own.regional_group if own else None,
        requesting_legal_system=own.legal_tradition if own else None,
        regions=frozenset(state.regional_group for state in preferred if state.regional_group),
        legal_systems=frozenset(_traditions(preferred)),
        excluded_states=frozenset(request.excluded_states),
        excluded_experts=frozenset(request.excluded_experts),
        interested_organisations=frozenset({request.authority_name} if request.authority_name else ()),
    )


def words_of(request: AssistanceRequest) -> str:
    """The words in which the State says what it needs."""
    return "\n".join(
        text for text in (request.title, request.outcome, request.details, request.what_exists) if text
    )


def criteria_json(criteria: Criteria) -> dict[str, Any]:
    """The criteria as they are kept with a match: codes, dates and numbers, without the State's own words."""
    window = criteria.window
    return {
        "today": criteria.today.isoformat(),
        "rows": [{"topic": row.topic, "article": row.article} for row in criteria.rows],
        "articles": list(criteria.articles),
        "topics": list(criteria.topics),
        "implied_topics": dict(sorted(criteria.implied_topics.items())),
        "assistance_types": list(criteria.assistance_types),
        "mode": criteria.mode.value if criteria.mode else None,
        "languages": [
            {"code": item.code, "skill": item.skill.value, "level": item.level.value}
            for item in criteria.languages
        ],
        "window": [window.first.isoformat(), window.last.isoformat()] if window else None,
        "days_wanted": criteria.days_wanted,
        "requesting_state": criteria.requesting_state,
        "regions": sorted(criteria.regions),
        "legal_systems": sorted(criteria.legal_systems),
        "excluded_states": sorted(criteria.excluded_states),
        "excluded_experts": sorted(criteria.excluded_experts),
        "interested_organisations": sorted(criteria.interested_organisations),
    }


def _languages(request: AssistanceRequest) -> Iterator[LanguageWanted]:
    """A language is needed to speak; where all is done in writing, to write; and to draft where that is asked."""
    skill = Skill.WRITING if request.modality == Modality.DRAFTING else Skill.SPEAKING
    for row in request.languages:
        level = CefrLevel.of(row.get("level"))
        wanted = level if isinstance(level, CefrLevel) else CefrLevel.B2
        yield LanguageWanted(code=row["code"], skill=skill, level=wanted)
        if row.get("drafts_legal"):
            yield LanguageWanted(code=row["code"], skill=Skill.DRAFTING, level=wanted)


def _window(request: AssistanceRequest) -> Span | None:
    first, last = request.starts_on, request.ends_on
    if first is None and last is None:
        return None
    return Span(first or last or date.min, last or first or date.max)


def _traditions(states: list[State]) -> Iterator[str]:
    for state in states:
        if state.legal_tradition is not None:
            yield state.legal_tradition.value
