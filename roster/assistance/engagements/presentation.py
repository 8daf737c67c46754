"""An engagement as its reader may see it: each side its own report at once, the other's when all is closed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext

from roster.assistance.engagements import policy
from roster.assistance.engagements.models import Engagement
from roster.assistance.engagements.questions import QUESTIONS, Side
from roster.assistance.engagements.states import EngagementStage
from roster.core.actor import Actor
from roster.experts import policy as experts
from roster.experts.presentation import name_view
from roster.vocabulary import queries as vocabulary
from roster.web.locale import current_language


@dataclass(frozen=True)
class AnswerView:
    """A question with its answer in words."""

    label: str
    words: str
    is_text: bool


@dataclass(frozen=True)
class ReportView:
    """The report of one side; without answers this reader may not see it, or nobody has written it yet."""

    title: str
    is_there: bool
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True)
class EngagementView:
    """An engagement in words."""

    ref: str
    version: int
    request_ref: str
    shows_request: bool
    title: str
    language: str
    state: str
    state_name: str
    expert_ref: str
    expert_name: str
    stage: str
    stage_label: str
    starts_on: date
    ends_on: date
    days: int
    reports: tuple[ReportView, ...]
    shows_notes: bool
    feedback: str
    call_notes: str


def engagement_view(actor: Actor, engagement: Engagement, *, shows_request: bool) -> EngagementView:
    """The engagement with what this reader may see of it."""
    language, request, profile = current_language().code, engagement.request, engagement.profile
    notes = policy.can_read_notes(actor, engagement)
    knows = profile is not None and (experts.can_view(actor, profile) or policy.is_expert(actor, engagement))
    return EngagementView(
        ref=engagement.ref,
        version=engagement.version,
        request_ref=request.ref,
        shows_request=shows_request,
        title=request.title,
        language=request.source_language,
        state=request.state,
        state_name=vocabulary.current().states.get_label(request.state, language),
        expert_ref=profile.ref if profile is not None and knows else "",
        expert_name=name_view(profile).own
        if profile is not None and knows
        else gettext("No longer available"),
        stage=engagement.stage.value,
        stage_label=str(engagement.stage.label),
        starts_on=engagement.starts_on,
        ends_on=engagement.ends_on,
        days=engagement.days,
        reports=(
            _report(actor, engagement, Side.REQUESTER),
            _report(actor, engagement, Side.EXPERT),
        ),
        shows_notes=notes,
        feedback=engagement.feedback if notes else "",
        call_notes=engagement.call_notes if notes else "",
    )


def own_report(engagement: Engagement) -> dict[str, Any]:
    """What is kept of an engagement about its expert, for the expert: the own words, nothing said in confidence."""
    return {
        "reference": engagement.ref,
        "state": engagement.request.state,
        "from": engagement.starts_on.isoformat(),
        "until": engagement.ends_on.isoformat(),
        "days": engagement.days,
        "stage": engagement.stage.value,
        "report": engagement.expert_report,
    }


def _report(actor: Actor, engagement: Engagement, side: Side) -> ReportView:
    titles = {Side.REQUESTER: gettext("Report of the State"), Side.EXPERT: gettext("Report of the expert")}
    said = engagement.requester_report if side is Side.REQUESTER else engagement.expert_report
    if said is None or not _may_read(actor, engagement, side):
        return ReportView(titles[side], said is not None, ())
    reads_all = policy.can_read_notes(actor, engagement)
    answers = tuple(
        AnswerView(str(question.label), words, question.kind is None)
        for question in QUESTIONS[side]
        if (reads_all or not question.for_manager)
        and (words := _words(question.kind, str(said.get(question.name) or "")))
    )
    return ReportView(titles[side], True, answers)


def _may_read(actor: Actor, engagement: Engagement, side: Side) -> bool:
    if not policy.can_read_reports(actor, engagement):
        return False
    if policy.can_read_notes(actor, engagement) or engagement.stage is EngagementStage.CLOSED:
        return True
    is_expert = policy.is_expert(actor, engagement)
    return is_expert if side is Side.EXPERT else engagement.request.state in actor.states


def _words(kind: Any, value: str) -> str:
    member = kind.of(value) if kind is not None else None
    return str(member.label) if member is not None else value
