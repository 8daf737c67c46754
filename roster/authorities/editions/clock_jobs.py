"""What the passing of days does to editions: files go after a week, purposes after a year."""

from datetime import date

from roster.authorities.editions.services import forget_files, forget_purposes
from roster.core.actor import SYSTEM
from roster.core.schedule import ClockJob


def _files(_since: date, _today: date) -> int:
    return forget_files(SYSTEM)


def _purposes(_since: date, _today: date) -> int:
    return forget_purposes(SYSTEM)


JOBS = (
    ClockJob("authorities-edition-files", _files),
    ClockJob("authorities-edition-purposes", _purposes),
)
