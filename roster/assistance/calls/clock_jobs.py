"""What the passing of days does to calls: the last day closes them, and old answers lose their words."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from roster.assistance.calls import queries
from roster.assistance.calls.answer_services import empty_old_answers
from roster.assistance.calls.closing import end_call
from roster.assistance.calls.states import CloseReason
from roster.core.actor import SYSTEM

KEPT_DAYS: Final = 400


def close_over(_since: date, today: date) -> int:
    """Close calls whose last day has passed; returns how many."""
    found = queries.over(today)
    for call in found:
        end_call(SYSTEM, call, reason=CloseReason.TIME)
    return len(found)


def empty_answers(_since: date, today: date) -> int:
    """Take the words out of answers to calls that were closed 400 days ago; returns how many."""
    end = datetime.combine(today - timedelta(days=KEPT_DAYS), time(), UTC)
    return empty_old_answers(SYSTEM, end=end)
