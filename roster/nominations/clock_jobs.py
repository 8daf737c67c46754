"""What the passing of days does to nominations: reminders, and the end of what is not to be kept."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from roster.core.actor import SYSTEM
from roster.core.schedule import ClockJob
from roster.nominations import lying_queries, queries
from roster.nominations.expert_link import LIFETIME
from roster.nominations.models import Nomination
from roster.nominations.notices import Notice, tell_drafter, tell_expert, tell_managers, tell_state
from roster.nominations.retention_services import (
    empty_nomination,
    end_forgotten,
    reduce_approved,
    warn_of_end,
)
from roster.nominations.states import Stage

REMINDER_DAYS: Final = 5
WAITING_WORKING_DAYS: Final = 10
FORGOTTEN_DAYS: Final = 14
KEPT_DAYS: Final = 183
LYING_DAYS: Final = 150
WARNING_DAYS: Final = 180
GRACE_DAYS: Final = 30  # between that letter and the end
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


def keep_less(_since: date, today: date) -> int:
    """Six months after its end: of what came to nothing no word about the person, of what was approved the proofs."""
    before = _midnight(today - timedelta(days=KEPT_DAYS))
    ended = queries.nominations_to_empty(before, stages=(Stage.REFUSED, Stage.DECLINED, Stage.WITHDRAWN))
    for nomination in ended:
        empty_nomination(SYSTEM, nomination)
    approved = lying_queries.approved_before(before)
    for nomination in approved:
        reduce_approved(SYSTEM, nomination)
    return len(ended) + len(approved)


def end_lying(since: date, today: date) -> int:
    """It lies with the State: after five months the drafter hears of it, after six the State, after seven it ends."""
    reminded = lying_queries.untouched_since_between(*_days_ago(since, today, LYING_DAYS))
    for nomination in reminded:
        tell_drafter(nomination, Notice.LEFT_LYING, key=f"nomination-lying:{_touch_key(nomination)}")
    warned = lying_queries.to_warn_of(_end_of_day(today - timedelta(days=WARNING_DAYS)))
    for nomination in warned:
        warn_of_end(SYSTEM, nomination)
    ended = lying_queries.to_end(_end_of_day(today - timedelta(days=GRACE_DAYS)))
    for nomination in ended:
        end_forgotten(SYSTEM, nomination)
    return len(reminded) + len(warned) + len(ended)


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
    return _midnight(first), _midnight(end)


def _end_of_day(day: date) -> datetime:
    return _midnight(day + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _link_key(nomination: Nomination) -> str:
    return f"{nomination.id}:{nomination.invited_at:%Y%m%d%H%M%S}"


def _touch_key(nomination: Nomination) -> str:
    return f"{nomination.id}:{nomination.changed_at:%Y%m%d%H%M%S}"


CLOCK_JOBS = (
    ClockJob("nominations.reminders", remind_experts),
    ClockJob("nominations.expired_links", tell_expired_links),
    ClockJob("nominations.waiting", tell_waiting),
    ClockJob("nominations.forgotten", tell_forgotten),
    ClockJob("nominations.retention", keep_less),
    ClockJob("nominations.lying", end_lying),
)
