"""“Are you free then?”: several experts asked at once, who answer without binding themselves."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from flask_babel import gettext

from roster.assistance.offers import policy, queries
from roster.assistance.offers.asking import ANSWER_DAYS, touch
from roster.assistance.offers.models import NOTE_LENGTH, TEXT_LENGTH, AvailabilityQuestion
from roster.assistance.offers.notices import Notice, tell_asked
from roster.assistance.offers.rules import QuestionInput, days_problems, reach_refusal
from roster.assistance.offers.states import Freedom
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.recording import touch as touch_request
from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, StaleError
from roster.core.reference import new_reference
from roster.experts.models import Profile


def ask_if_free(
    actor: Actor, request: AssistanceRequest, *, profiles: Sequence[Profile], given: QuestionInput
) -> list[AvailabilityQuestion]:
    """Ask these experts at once; who has an unanswered question for this request is not asked again.

    Raises ForbiddenError, StaleError where nobody is sought for the request, and InvalidError.
    """
    if not policy.may_ask(actor, request):
        raise ForbiddenError
    if request.stage not in policy.ASKING:
        raise StaleError
    problems = days_problems(given.starts_on, given.ends_on, given.days)
    if len(given.text) > TEXT_LENGTH:
        problems["text"] = gettext("This is too long.")
    profiles = list({profile.id: profile for profile in profiles}.values())
    refusal = reach_refusal(actor, profiles)
    if problems or refusal:
        raise InvalidError({**problems, **({"experts": refusal} if refusal else {})})
    waiting = {
        item.profile_id
        for item in queries.unclosed_questions(request_id=request.id)
        if item.answer is None and item.due_on >= clock.today()
    }
    made = [_new(actor, request, profile, given) for profile in profiles if profile.id not in waiting]
    db.session.add_all(made)
    db.session.flush()
    if made:
        touch_request(actor, request)
        audit.record(actor, "assistance:availability:ask", subject=request.ref)
        named = [item.profile.ref for item in made if item.profile is not None]
        audit.record_many(actor, "assistance:expert:ask", subjects=named)
    for question in made:
        tell_asked(question, Notice.FREE_ASKED)
    return made


def answer_question(actor: Actor, question: AvailabilityQuestion, *, freedom: str, note: str = "") -> None:
    """Say yes, no, or when instead; until the last day the answer can be changed.

    Raises ForbiddenError, StaleError where nobody waits for it any more, and InvalidError.
    """
    if not policy.may_answer_question(actor, question):
        raise ForbiddenError
    if not is_answerable(question):
        raise StaleError
    problems = {}
    if Freedom.of(freedom) is None:
        problems["answer"] = gettext("Choose one of the values on the list.")
    if freedom == Freedom.OTHER and not note:
        problems["note"] = gettext("Say which dates suit you.")
    if len(note) > NOTE_LENGTH:
        problems["note"] = gettext("This is too long.")
    if problems:
        raise InvalidError({**problems})
    question.answer, question.note, question.answered_at = freedom, note, clock.now()
    touch(actor, question)
    audit.record(actor, "assistance:availability:answer", subject=question.ref, fields=("answer",))


def is_answerable(question: AvailabilityQuestion) -> bool:
    """Whether the expert can answer today."""
    return policy.is_question_open(question) and clock.today() <= question.due_on


def _new(
    actor: Actor, request: AssistanceRequest, profile: Profile, given: QuestionInput
) -> AvailabilityQuestion:
    now = clock.now()
    return AvailabilityQuestion(
        ref=new_reference(queries.QUESTION_PREFIX),
        request=request,
        profile=profile,
        starts_on=given.starts_on,
        ends_on=given.ends_on,
        days=given.days,
        text=given.text,
        nonce=secrets.token_hex(16),
        due_on=clock.today() + timedelta(days=ANSWER_DAYS),
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
    )
