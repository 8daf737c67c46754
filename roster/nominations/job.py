"""The worker's part: a cleared nomination is looked over, and lies on the secretariat's desk afterwards;
what a focal point drafted follows the role to the successor."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from roster.accounts.handover.queries import handover_by_id
from roster.core.actor import SYSTEM
from roster.core.outbox import Kind
from roster.core.worker import Finish, Job
from roster.nominations.clearance_services import check
from roster.nominations.moving_services import take_over
from roster.nominations.queries import nomination_by_id
from roster.nominations.states import Stage


def _handle(payloads: Sequence[dict[str, Any]]) -> Finish:
    return partial(_do, payloads)


def _do(payloads: Sequence[dict[str, Any]]) -> None:
    _check([int(payload["nomination"]) for payload in payloads if "nomination" in payload])
    for payload in payloads:
        handover = handover_by_id(int(payload["handover"])) if "handover" in payload else None
        if handover is not None and handover.successor_id is not None:
            take_over(
                SYSTEM, state=handover.state, leaving=handover.leaving_id, successor=handover.successor_id
            )


def _check(ids: Sequence[int]) -> None:
    """Within the worker's transaction. What was withdrawn in the meantime is left alone."""
    for id_ in ids:
        nomination = nomination_by_id(id_)
        if nomination is not None and nomination.stage is Stage.CLEARED:
            check(SYSTEM, nomination)


CHECK_JOB = Job(Kind.CHECK, _handle)
