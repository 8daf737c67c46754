"""What the passing of days does to entries: confirmations fall due, reports go unanswered."""

from datetime import date, timedelta

from roster.authorities import queries, report_queries
from roster.authorities.notices import Notice, tell_keepers, tell_managers
from roster.authorities.relay.services import forget_texts
from roster.core.actor import SYSTEM
from roster.vocabulary.freshness import CONFIRMED_DAYS

REMINDERS = (1, 31, 61)  # days after the year is over; the grace is ninety


def ask_to_confirm(since: date, today: date) -> int:
    """Three letters to the keepers of an entry that nobody confirmed for a year; returns how many entries."""
    count = 0
    for days in REMINDERS:
        age = timedelta(days=CONFIRMED_DAYS + days)
        one = timedelta(days=1)
        for authority in queries.confirmed_between(since + one - age, today + one - age):
            confirmed_on = authority.confirmed_at.date() if authority.confirmed_at else None
            key = f"authority-confirm:{authority.id}:{confirmed_on}:{days}"
            tell_keepers(authority, Notice.CONFIRM, key=key)
            count += 1
    return count


def tell_of_silence(since: date, today: date) -> int:
    """A letter to the managers for each report whose ten working days have passed; returns how many."""
    late = report_queries.reports_overdue(today, since=since)
    for report in late:
        tell_managers(report, key=f"authority-overdue:{report.id}")
    return len(late)


def forget_messages(_since: date, _today: date) -> int:
    """The words of first messages go after a year; returns how many messages."""
    return forget_texts(SYSTEM)
