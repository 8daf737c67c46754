"""The worker's part: somebody is no longer on the roster, or stands on it by another profile.

What is open with them follows to that profile; with nobody there, it ends.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from roster.assistance.offers import policy
from roster.assistance.offers.asking import end_with_profile
from roster.assistance.offers.following import follow_person
from roster.core.actor import SYSTEM
from roster.core.outbox import Kind
from roster.core.worker import Finish, Job
from roster.experts.standing.queries import profile_by_id


def _handle(payloads: Sequence[dict[str, Any]]) -> Finish:
    return partial(_end, [int(payload["profile"]) for payload in payloads])


def _end(profile_ids: Sequence[int]) -> None:
    """Within the worker's transaction. Who came back in the meantime keeps what is open."""
    for id_ in profile_ids:
        profile = profile_by_id(id_)
        if profile is None:
            continue
        for number in (*follow_person(SYSTEM, profile), id_):
            if not policy.can_be_asked(profile_by_id(number)):
                end_with_profile(SYSTEM, number)


LEFT_JOB = Job(Kind.LEFT, _handle)
