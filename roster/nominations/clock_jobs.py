"""What the passing of days does to nominations: reminders, and the end of what is not to be kept."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from roster.core.actor import SYSTEM
from roster.core.schedule import ClockJob
from roster.nominations import queries
from roster.nominations.expert_link import LIFETIME
from roster.nominations.models import Nomination
from roster.nominations.notices import Notice, tell_expert, tell_managers, tell_state
from roster.nominations.retention_services import empty_nomination
from roster.nominations.states import Stage

REMINDER_DAYS: Final = 5
WAITING_WORKING_DAYS: Final = 10
FORGOTTEN_DAYS: Final = 14
KEPT_DAYS: Final = 183
_SATURDAY: Final = 5


def remind_experts(since: date, today: date) -> int:
    """The expert has not answered for five days; once for each link."""
    found = queries.invited_between(*_days_ago(since, today, REMINDER_DAYS))
    for nomination in found:
        tell_expert(nomination, Notice.REMINDER, key=f"nomination-reminder:{_link_key(nomination)}")
    return len(found)


def tell_expired_links(since: date, today: date) -> int:
    """The link was answered by nobody and is too old: the State decides what to do."""
    found = queries.invited_between(*_days_ago(since, today, LIFETIME.days + 1))
    for nomination in found:
        tell_state(nomination, Notice.LINK_EXPIRED, key=f"nomination-expired:{_link_key(nomination)}")
    return len(found)


def tell_waiting(since: date, today: date) -> int:
    """Cleared, and nobody of the secretariat has touched it for ten working days."""
    found = [
        nomination
        for nomination in queries.nominations_with_secretariat()
        if since < working_day_after(nomination.changed_at.date(), WAITING_WORKING_DAYS) <= today
    ]
    for nomination in found:
        tell_managers(nomination, Notice.WAITING, key=f"nomination-waiting:{_touch_key(nomination)}")
    return len(found)


def tell_forgotten(since: date, today: date) -> int:
    """Returned, and the State has not touched it for 14 days."""
    first, end = _days_ago(since, today, FORGOTTEN_DAYS)
    found = queries.untouched_between(first, end, stage=Stage.RETURNED)
    for nomination in found:
        tell_state(nomination, Notice.FORGOTTEN, key=f"nomination-forgotten:{_touch_key(nomination)}")
    return len(found)


def empty_ended(_since: date, today: date) -> int:
    """Refused, declined or withdrawn six months ago: nothing said about the person is kept."""
    before = datetime.combine(today - timedelta(days=KEPT_DAYS), time(), UTC)
    ended = (Stage.REFUSED, Stage.DECLINED, Stage.WITHDRAWN)
    found = queries.nominations_to_empty(before, stages=ended)
    for nomination in found:
        empty_nomination(SYSTEM, nomination)
    return len(found)


def working_day_after(day: date, count: int) -> date:
    """The day on which so many working days (Monday to Friday) have passed."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day


def _days_ago(since: date, today: date, days: int) -> tuple[datetime, datetime]:
    """The moments that lie so many days before a day after `since` and up to `today`."""
    first = since + timedelta(days=1) - timedelta(days=days)
    end = today + timedelta(days=1) - timedelta(days=days)
    return datetime.combine(first, time(), UTC), datetime.combine(end, time(), UTC)


def _link_key(nomination: Nomination) -> str:
    return f"{nomination.id}:{nomination.invited_at:%Y%m%d%H%M%S}"


def _touch_key(nomination: Nomination) -> str:
    return f"{nomination.id}:{nomination.changed_at:%Y%m%d%H%M%S}"


CLOCK_JOBS = (
    ClockJob("nominations.reminders", remind_experts),
    ClockJob("nominations.expired_links", tell_expired_links),
    ClockJob("nominations.waiting", tell_waiting),
    ClockJob("nominations.forgotten", tell_forgotten),
    ClockJob("nominations.retention", empty_ended),
)
