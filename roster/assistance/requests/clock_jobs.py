"""What the passing of days does to requests: those that nobody acknowledged, and those in which nothing moves."""

from datetime import date

from roster.assistance.requests import queries
from roster.assistance.requests.notices import Notice, tell_managers


def tell_of_stalled(since: date, today: date) -> int:
    """A letter to whoever has charge of a request in which nothing moved for thirty days; returns how many."""
    found = queries.stalled_between(since, today)
    for request in found:
        tell_managers(
            request, Notice.STALLED, key=f"request-stalled:{request.id}:{request.moved_at.isoformat()}"
        )
    return len(found)


def tell_of_unacknowledged(since: date, today: date) -> int:
    """A letter to the managers for each request whose three working days have passed; returns how many."""
    found = queries.acknowledgement_overdue(since, today)
    for request in found:
        tell_managers(request, Notice.OVERDUE, key=f"request-overdue:{request.id}")
    return len(found)
