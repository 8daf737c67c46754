"""The worker's part: a cleared nomination is looked over, and lies on the secretariat's desk afterwards."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from roster.core.actor import SYSTEM
from roster.core.outbox import Kind
from roster.core.worker import Finish, Job
from roster.nominations.clearance_services import check
from roster.nominations.queries import nomination_by_id
from roster.nominations.states import Stage


def _handle(payloads: Sequence[dict[str, Any]]) -> Finish:
    return partial(_check, [int(payload["nomination"]) for payload in payloads])


def _check(ids: Sequence[int]) -> None:
    """Within the worker's transaction. What was withdrawn in the meantime is left alone."""
    for id_ in ids:
        nomination = nomination_by_id(id_)
        if nomination is not None and nomination.stage is Stage.CLEARED:
            check(SYSTEM, nomination)


CHECK_JOB = Job(Kind.CHECK, _handle)
