"""What the passing of days does to notes of calls: they go some time after their request is over."""

from datetime import date

from roster.assistance.notes.services import forget_old
from roster.core.actor import SYSTEM


def forget_notes(_since: date, today: date) -> int:
    """Take away notes of requests that are long over; returns how many."""
    return forget_old(SYSTEM, today=today)
