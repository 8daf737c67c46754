"""A call as its reader may see it: the facts of the request that anybody may know, and no more of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext

from roster.assistance.calls import policy
from roster.assistance.calls.answer_services import is_answerable
from roster.assistance.calls.models import CallAnswer, ExpertCall
from roster.assistance.calls.states import CallStage
from roster.assistance.requests.presentation import Labelled, LanguageView, request_view
from roster.assistance.selections.forgetting import shown_words
from roster.core import clock
from roster.core.actor import SYSTEM, Actor
from roster.vocabulary import queries as vocabulary
from roster.web.locale import current_language

TONES = {CallStage.DRAFT: "due", CallStage.OPEN: "good"}


@dataclass(frozen=True)
class CallView:
    """One call for one reader. State and region are empty where the call does not say them."""

    ref: str
    version: int
    stage: str
    stage_label: str
    tone: str
    is_open: bool
    title: str
    text: str
    language: str
    answer_by: date
    opened_at: datetime | None
    kind: str
    modality: str
    articles: tuple[Labelled, ...]
    topics: tuple[Labelled, ...]
    languages: tuple[LanguageView, ...]
    starts_on: date | None
    ends_on: date | None
    state: str
    state_name: str
    region: str
    # For whoever reads the course of the request:
    request_ref: str
    # For the secretariat:
    desk: DeskView | None


@dataclass(frozen=True)
class DeskView:
    """What the secretariat alone reads of a call."""

    request_title: str
    request_language: str
    audience: str
    networks: tuple[str, ...]
    states_called: str
    states: tuple[str, ...]
    note: str
    letter_count: int
    closed_at: datetime | None
    close_reason: str
    close_note: str


@dataclass(frozen=True)
class OwnAnswer:
    """What the reader, or the reader's State, answered."""

    ref: str
    version: int
    text: str
    answered_at: datetime
    is_withdrawn: bool
    state: str
    state_name: str


def call_view(actor: Actor, call: ExpertCall) -> CallView:
    """The call with what this reader may see of it."""
    language = current_language().code
    # Everything of the request is in hand here; only what a call says to its readers is taken.
    facts = request_view(SYSTEM, call.request, today=clock.today(), names={})
    known = vocabulary.current()
    is_on = is_answerable(call)
    is_over = call.stage is CallStage.OPEN and not is_on  # the clock has not run yet
    stage = CallStage.CLOSED if is_over else call.stage
    own = known.states.get(call.request.state)
    group = known.regional_groups.get(own.regional_group or "") if own else None
    is_named, is_told = policy.is_state_named(call), policy.can_read_words(actor, call)
    return CallView(
        ref=call.ref,
        version=call.version,
        stage=stage.value,
        stage_label=str(stage.label),
        tone=TONES.get(stage, ""),
        is_open=is_on,
        title=call.title if is_told else suggested_title(facts.topics, facts.articles),
        text=call.text if is_told else "",
        language=call.source_language if is_told else language,
        answer_by=call.answer_by,
        opened_at=call.opened_at,
        kind=facts.type.label,
        modality=facts.modality_label,
        articles=facts.articles,
        topics=facts.topics,
        languages=facts.languages,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        state=call.request.state if is_named else "",
        state_name=facts.state_name if is_named else "",
        region=group.label(language) if group is not None and call.shows_region else "",
        request_ref=call.request.ref if policy.knows_request(actor, call) else "",
        desk=_desk(call, language) if policy.is_desk(actor, call.request) else None,
    )


def own_answer(answer: CallAnswer) -> OwnAnswer:
    """An answer for whoever gave it."""
    state = answer.state or ""
    return OwnAnswer(
        ref=answer.ref,
        version=answer.version,
        text=shown_words(answer.text),
        answered_at=answer.answered_at,
        is_withdrawn=answer.withdrawn_at is not None,
        state=state,
        state_name=vocabulary.current().states.get_label(state, current_language().code) if state else "",
    )


def _desk(call: ExpertCall, language: str) -> DeskView:
    known = vocabulary.current().states
    return DeskView(
        request_title=call.request.title,
        request_language=call.request.source_language,
        audience=str(call.audience.label),
        networks=tuple(call.networks),
        states_called=call.states_called.value,
        states=tuple(known.get_label(code, language) for code in call.states),
        note=shown_words(call.note),
        letter_count=call.letter_count,
        closed_at=call.closed_at,
        close_reason=str(call.close_reason.label) if call.close_reason else "",
        close_note=shown_words(call.close_note),
    )


def suggested_title(topics: Sequence[Labelled], articles: Sequence[Labelled]) -> str:
    """A title to begin with: what the experts are to know."""
    first = next(iter((*topics, *articles)), None)
    return gettext("Experts sought: %(subject)s", subject=first.label) if first else gettext("Experts sought")
