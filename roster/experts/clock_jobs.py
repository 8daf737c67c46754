"""What the passing of days does to profiles: search filters on freshness, so it must hear of each change."""

from datetime import UTC, date, datetime, time, timedelta

from roster.core import outbox
from roster.core.outbox import Kind
from roster.experts.freshness import CONFIRMED_DAYS, GRACE_DAYS
from roster.experts.queries import profile_ids_between
from roster.experts.services import SEARCH_KIND


def refresh_freshness(since: date, today: date) -> int:
    """Queue the profiles whose freshness changed after `since` up to `today`; returns how many."""
    windows = [_window(since, today, days + 1) for days in (CONFIRMED_DAYS, CONFIRMED_DAYS + GRACE_DAYS)]
    one = timedelta(days=1)
    ids = profile_ids_between(confirmed=windows, term_ended=(since - one, today - one))
    outbox.enqueue_many(Kind.INDEX, [{"kind": SEARCH_KIND, "id": id_} for id_ in ids])
    return len(ids)


def _window(since: date, today: date, days: int) -> tuple[datetime, datetime]:
    """Confirmations made so many days before a day after `since` and up to `today`."""
    first = since + timedelta(days=1) - timedelta(days=days)
    end = today + timedelta(days=1) - timedelta(days=days)
    return datetime.combine(first, time(), UTC), datetime.combine(end, time(), UTC)
