"""Where each step of a request stands: beside the form, and on the page that checks the answers."""

from dataclasses import dataclass

from roster.assistance.requests.form_steps import FormStep
from roster.assistance.requests.inputs import RequestInput, input_of
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.rules import REQUIRED, problems_in
from roster.core import clock


@dataclass(frozen=True)
class StepLink:
    """A line of the list of steps."""

    step: str
    label: str
    state: str  # done, open, wrong, current


def step_links(assistance_request: AssistanceRequest, current: FormStep | None) -> list[StepLink]:
    """The steps with where each stands."""
    problems = problems_in(input_of(assistance_request), today=clock.today())
    unsaved = assistance_request.unsaved

    def state(step: FormStep) -> str:
        if step is current:
            return "current"
        if step.value in unsaved:
            return "wrong"
        return "open" if any(name in step.fields for name in problems) else "done"

    return [StepLink(step.value, str(step.label), state(step)) for step in FormStep]


def required_done(given: RequestInput) -> tuple[int, int]:
    """How many of the required answers are given, and how many there are in all."""
    problems = problems_in(given, today=clock.today())
    missing = sum(1 for name in REQUIRED if name in problems)
    return len(REQUIRED) - missing, len(REQUIRED)
