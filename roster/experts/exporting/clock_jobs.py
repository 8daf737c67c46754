"""What the passing of days does to exports: files go after a week, questions after a year."""

from datetime import date

from roster.core.actor import SYSTEM
from roster.core.schedule import ClockJob
from roster.experts.exporting.services import forget_files, forget_questions


def _files(_since: date, _today: date) -> int:
    return forget_files(SYSTEM)


def _questions(_since: date, _today: date) -> int:
    return forget_questions(SYSTEM)


JOBS = (ClockJob("experts.export_files", _files), ClockJob("experts.export_questions", _questions))
