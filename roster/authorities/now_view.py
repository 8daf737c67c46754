"""How an authority stands now, in words: open or closed, its time, when that changes, which holiday is next."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from babel.dates import format_date, format_time
from flask_babel import gettext

from roster.authorities.calendar import Holiday, Now
from roster.web.locale import current_language, in_digits, show_date


@dataclass(frozen=True)
class HolidayView:
    """A day off in words."""

    day: date
    date: str
    label: str


@dataclass(frozen=True)
class NowView:
    """How it stands now, in words. `is_open` is None where the entry does not say enough."""

    is_open: bool | None
    zone: str
    weekday: str
    time: str
    moment: datetime
    utc: str
    until: str
    holiday_today: HolidayView | None
    next_holiday: HolidayView | None


def now_view(now: Now, zone: str, at: datetime) -> NowView:
    """How it stands at this moment, in the reader's language."""
    locale = current_language().locale
    local = now.local or at.astimezone(UTC)
    return NowView(
        is_open=now.is_open,
        zone=zone.replace("_", " "),
        weekday=format_date(local.date(), "EEEE", locale=locale),
        time=_clock(local),
        moment=at,
        utc=_clock(at.astimezone(UTC)),
        until=_until(now, local),
        holiday_today=holiday_view(now.holiday_today) if now.holiday_today else None,
        next_holiday=holiday_view(now.next_holiday) if now.next_holiday else None,
    )


def _until(now: Now, local: datetime) -> str:
    """When it opens or closes next, by its own clock."""
    change = now.changes_at
    if change is None:
        return ""
    when = _clock(change)
    if change.date() == local.date():
        sentence = (
            gettext("until %(time)s", time=when) if now.is_open else gettext("opens at %(time)s", time=when)
        )
        return str(sentence)
    day = format_date(change.date(), "EEEE", locale=current_language().locale)
    if now.is_open:
        return str(gettext("until %(day)s, %(time)s", day=day, time=when))
    if (change.date() - local.date()).days >= 7:
        return str(gettext("opens on %(date)s at %(time)s", date=show_date(change.date(), "long"), time=when))
    return str(gettext("opens on %(day)s at %(time)s", day=day, time=when))


def _clock(moment: datetime) -> str:
    return in_digits(format_time(moment, "HH:mm", tzinfo=moment.tzinfo, locale=current_language().locale))


def holiday_view(holiday: Holiday) -> HolidayView:
    """A holiday with its day in words."""
    return HolidayView(holiday.day, show_date(holiday.day, "long"), holiday.label)
