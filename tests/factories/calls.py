"""Invented calls for experts, made through the services."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from roster.assistance.calls.inputs import CallInput
from roster.assistance.calls.models import ExpertCall
from roster.assistance.calls.services import begin_call, close_call, open_call
from roster.assistance.calls.states import CallStage
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.states import Stage
from roster.core import clock
from roster.core.actor import SYSTEM
from roster.core.db import db
from tests.factories.assistance import make_request


def call_input(**changes: Any) -> CallInput:
    """A call that asks all focal points, with these fields changed."""
    complete = CallInput(
        title="Experts sought: tracing of assets",
        text="A State would like to train investigators. Ten days in all, with exercises.",
        answer_by=clock.today() + timedelta(days=14),
        states_called="all",
    )
    return replace(complete, **changes)


def make_call(
    *,
    request: AssistanceRequest | None = None,
    stage: CallStage = CallStage.OPEN,
    **changes: Any,
) -> ExpertCall:
    """A call for a request of Kenya. Call it within a unit of work."""
    request = request or make_request(stage=Stage.MATCHING)
    call = begin_call(SYSTEM, request, given=call_input(**changes))
    if stage is not CallStage.DRAFT:
        open_call(SYSTEM, call)
    if stage is CallStage.CLOSED:
        close_call(SYSTEM, call, note="Enough have answered.")
    db.session.flush()
    return call
