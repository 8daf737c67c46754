"""The mark of what a step of a request says: somebody else's work on another step is no conflict."""

import hashlib
import json

from roster.assistance.requests.form_steps import FormStep
from roster.assistance.requests.inputs import input_of, stored_values
from roster.assistance.requests.models import AssistanceRequest, RequestTyping


def mark_of(request: AssistanceRequest, step: FormStep) -> str:
    """The mark of what this step says now, and of where the request stands."""
    values = stored_values(input_of(request)) | {"providers": [item.ref for item in request.named_providers]}
    said = [[values[name] for name in step.fields], request.stage.value]
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:24]


def is_older(request: AssistanceRequest, row: RequestTyping) -> bool:
    """Whether the step said something else when this was typed."""
    return row.is_older_than(mark_of(request, FormStep(row.step)))
