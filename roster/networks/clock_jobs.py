"""What the passing of days does to memberships: they begin, end, and fall due for confirmation."""

from datetime import date, timedelta

from roster.core.actor import SYSTEM
from roster.networks import services, waiting_queries
from roster.networks.importing.services import forget_abandoned
from roster.networks.notices import Notice, tell_holders
from roster.vocabulary.freshness import CONFIRMED_DAYS

# Days after the year is over: three letters within the grace, and one when the second year is over too.
REMINDERS = (1, 31, 61, CONFIRMED_DAYS + 1)


def begin_and_end(_since: date, today: date) -> int:
    """Memberships whose first day has come are active; those whose last day has come are ended."""
    begun = services.begin_memberships(SYSTEM, waiting_queries.beginning_by(today))
    return begun + services.end_past(SYSTEM, waiting_queries.over_by(today))


def ask_to_confirm(since: date, today: date) -> int:
    """Letters to the holders of a membership that nobody confirmed for a year; returns how many memberships."""
    count, one = 0, timedelta(days=1)
    for days in REMINDERS:
        age = timedelta(days=CONFIRMED_DAYS + days)
        for membership in waiting_queries.last_confirmed_between(since + one - age, today + one - age):
            confirmed_on = membership.confirmed_at.date() if membership.confirmed_at else membership.from_on
            key = f"network-confirm:{membership.id}:{confirmed_on}:{days}"
            tell_holders(membership, Notice.CONFIRM, key=key)
            count += 1
    return count


def forget_lists(_since: date, _today: date) -> int:
    """Lists of memberships that nobody imported for a week go."""
    return forget_abandoned(SYSTEM)
