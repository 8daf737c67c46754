"""The only writer of engagements: begin, end, report, close; what an expert has done goes to the own profile."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from flask_babel import gettext

from roster.assistance.engagements import policy
from roster.assistance.engagements.models import Engagement
from roster.assistance.engagements.notices import ask_expert, ask_state
from roster.assistance.engagements.queries import PREFIX, engagements_of, engagements_of_profile
from roster.assistance.engagements.questions import QUESTIONS, Side, answer_problems
from roster.assistance.engagements.reporting import is_same_person, other_side_sentence
from roster.assistance.engagements.states import EngagementStage
from roster.assistance.requests import policy as requests
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.moving_services import make_move
from roster.assistance.requests.recording import touch as touch_request
from roster.assistance.requests.states import Move, Stage
from roster.core import audit, clock
from roster.core.actor import SYSTEM, Actor
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, StaleError
from roster.core.reference import new_reference
from roster.experts import services as experts
from roster.experts.inputs import ExpertiseInput, input_of
from roster.experts.models import Profile
from roster.experts.states import Stage as ProfileStage


def start_engagement(
    actor: Actor, request: AssistanceRequest, *, profile: Profile, starts_on: date, ends_on: date, days: int
) -> Engagement:
    """Note that an expert works for an agreed or running request; the first one lets the request run.

    Raises ForbiddenError, StaleError, and InvalidError where the days contradict one another.
    """
    if not requests.may_take(actor, request) and not requests.may_move(actor, request, Move.START):
        raise ForbiddenError
    if request.stage not in (Stage.AGREED, Stage.RUNNING):
        raise StaleError
    if ends_on < starts_on:
        raise InvalidError({"ends_on": gettext("The end lies before the beginning.")})
    if not 1 <= days <= (ends_on - starts_on).days + 1:
        raise InvalidError({"days": gettext("These are more days than lie between the two dates.")})
    now = clock.now()
    engagement = Engagement(
        ref=new_reference(PREFIX),
        request=request,
        profile=profile,
        stage=EngagementStage.RUNNING,
        starts_on=starts_on,
        ends_on=ends_on,
        days=days,
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
    )
    db.session.add(engagement)
    db.session.flush()
    audit.record(actor, "assistance:engagement:start", subject=engagement.ref)
    if request.stage is Stage.AGREED:
        make_move(actor, request, move=Move.START)
    return engagement


def finish_engagement(actor: Actor, engagement: Engagement) -> None:
    """Say that the work is done, and ask both sides for their report; with the last one the request is done.

    Raises ForbiddenError, StaleError.
    """
    _demand(policy.can_manage(actor, engagement))
    _step(actor, engagement, EngagementStage.RUNNING, EngagementStage.DONE)
    audit.record(actor, "assistance:engagement:finish", subject=engagement.ref)
    ask_expert(engagement)
    ask_state(engagement)
    request = engagement.request
    others = engagements_of(SYSTEM, request)
    if request.stage is Stage.RUNNING and all(item.stage is not EngagementStage.RUNNING for item in others):
        make_move(actor, request, move=Move.FINISH)


def report_on(actor: Actor, engagement: Engagement, *, side: Side, answers: Mapping[str, str]) -> None:
    """Answer the questions of one side, once; the other side is somebody else.

    Raises ForbiddenError, StaleError, InvalidError.
    """
    _demand(side in policy.sides_of(actor, engagement))
    # A letter's link knows of no account: there the accounts of the expert say who that is.
    is_both = actor.user_id is None and side is Side.EXPERT and is_same_person(engagement)
    if is_both or policy.has_reported(actor, engagement, side.other):
        raise ForbiddenError(other_side_sentence())
    before = engagement.requester_report if side is Side.REQUESTER else engagement.expert_report
    if engagement.stage is not EngagementStage.DONE or before is not None:
        raise StaleError
    problems = answer_problems(side, answers)
    if problems:
        raise InvalidError({name: str(sentence) for name, sentence in problems.items()})
    said = {question.name: answers.get(question.name, "") for question in QUESTIONS[side]}
    if side is Side.REQUESTER:
        engagement.requester_report = said
        engagement.requester_reported_at, engagement.requester_reported_by = clock.now(), actor.user_id
    else:
        engagement.expert_report, engagement.expert_reported_at = said, clock.now()
    _touch(actor, engagement)
    touch_request(actor, engagement.request)
    audit.record(actor, "assistance:engagement:report", subject=engagement.ref, fields=(side.value,))


def keep_notes(actor: Actor, engagement: Engagement, *, feedback: str, call_notes: str) -> None:
    """Keep what the manager wants to remember; nobody else reads it. Raises ForbiddenError."""
    _demand(policy.can_read_notes(actor, engagement))
    if (engagement.feedback, engagement.call_notes) == (feedback, call_notes):
        return
    engagement.feedback, engagement.call_notes = feedback, call_notes
    _touch(actor, engagement)
    audit.record(
        actor, "assistance:engagement:note", subject=engagement.ref, fields=("feedback", "call_notes")
    )


def close_engagement(actor: Actor, engagement: Engagement) -> None:
    """Close what is done, and write it to the expert's experience; with the last one the request is closed.

    Raises ForbiddenError, StaleError.
    """
    _demand(policy.can_manage(actor, engagement))
    _step(actor, engagement, EngagementStage.DONE, EngagementStage.CLOSED)
    audit.record(actor, "assistance:engagement:close", subject=engagement.ref)
    _write_experience(engagement)
    request = engagement.request
    others = engagements_of(SYSTEM, request)
    if request.stage is Stage.DONE and all(item.stage is EngagementStage.CLOSED for item in others):
        make_move(actor, request, move=Move.CLOSE)


def forget_engagements(actor: Actor, *, ref: str, profile_id: int) -> int:  # noqa: ARG001 - the offer's signature
    """Empty what was said by and about somebody who is erased; days and request stay. Returns how many.

    Whoever erases has been asked who may.
    """
    found = engagements_of_profile(profile_id)
    for engagement in found:
        engagement.profile_id = engagement.first_profile_id = None
        engagement.expert_report = {} if engagement.expert_report is not None else None
        if engagement.requester_report is not None:
            engagement.requester_report = {"achieved": engagement.requester_report.get("achieved", "")}
        engagement.feedback = engagement.call_notes = ""
        audit.record(actor, "assistance:engagement:forget", subject=engagement.ref)
    return len(found)


def _write_experience(engagement: Engagement) -> None:
    """The State among those worked in, and this year as the last use of the lines that the request names."""
    profile, request = engagement.profile, engagement.request
    if profile is None or profile.stage is not ProfileStage.PUBLISHED:
        return
    before = input_of(profile)
    worked = before.countries_worked
    lines = tuple(_used(line, request, engagement.ends_on.year) for line in before.expertise)
    if request.state not in worked:
        worked = (*worked, request.state)
    try:
        experts.edit_profile(SYSTEM, profile, given=replace(before, countries_worked=worked, expertise=lines))
    except InvalidError:  # what stands there already breaks a newer rule: the expert corrects it first
        return


def _used(line: ExpertiseInput, request: AssistanceRequest, year: int) -> ExpertiseInput:
    concerns = line.article_no in request.articles or line.topic_id in request.topics
    is_later = line.last_used is None or line.last_used < year
    return replace(line, last_used=year) if concerns and is_later else line


def _step(actor: Actor, engagement: Engagement, before: EngagementStage, after: EngagementStage) -> None:
    if engagement.stage is not before:
        raise StaleError
    engagement.stage = after
    _touch(actor, engagement)


def _touch(actor: Actor, engagement: Engagement) -> None:
    engagement.changed_at, engagement.changed_by = clock.now(), actor.user_id


def _demand(allowed: bool) -> None:
    if not allowed:
        raise ForbiddenError
