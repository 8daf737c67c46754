"""What the passing of days does to shortlists: what was noted about erased people goes too (R62)."""

from datetime import date

from roster.assistance.shortlists.services import forget_notes_about_nobody
from roster.core.actor import SYSTEM


def forget_notes(_since: date, _today: date) -> int:
    """Empty the notes of entries whose person is gone; returns how many."""
    return forget_notes_about_nobody(SYSTEM)
