"""What the passing of days does: files that nobody confirmed go after a week, questions of exports after a year."""

from datetime import date

from roster.authorities.exchange.import_services import discard_abandoned
from roster.authorities.exchange.register_services import forget_questions
from roster.core.actor import SYSTEM
from roster.core.schedule import ClockJob


def _files(_since: date, _today: date) -> int:
    return discard_abandoned(SYSTEM)


def _questions(_since: date, _today: date) -> int:
    return forget_questions(SYSTEM)


JOBS = (
    ClockJob("authorities-import-files", _files),
    ClockJob("authorities-export-questions", _questions),
)
