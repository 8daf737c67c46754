"""What the passing of days brings: three reminders to confirm, and the proposal to archive."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from roster.core.schedule import ClockJob
from roster.experts.freshness import CONFIRMED_DAYS
from roster.experts.standing.notices import Notice, tell_expert, tell_managers, tell_state
from roster.experts.standing.queries import over_since, profiles_over, published_confirmed_between

# Days after the confirmation fell due: the first at once, the last a month before search leaves the profile out.
REMINDER_DAYS: Final = (1, 31, 61)


def remind_to_confirm(since: date, today: date) -> int:
    """Three reminders over the 90 days: to the expert each, to the State with the last one."""
    count = 0
    for days in REMINDER_DAYS:
        ago = timedelta(days=CONFIRMED_DAYS + days)
        first = datetime.combine(since + timedelta(days=1) - ago, time(), UTC)
        end = datetime.combine(today + timedelta(days=1) - ago, time(), UTC)
        for profile in published_confirmed_between(first, end, today=today):
            key = f"{profile.id}:{profile.confirmed_at:%Y%m%d}:{days}"
            tell_expert(profile, Notice.CONFIRM, key=f"profile-confirm:{key}")
            if days == REMINDER_DAYS[-1]:
                tell_state(profile, Notice.CONFIRM_STATE, key=f"profile-confirm-state:{key}")
            count += 1
    return count


def propose_archiving(since: date, today: date) -> int:
    """Tell expert, State and managers of profiles that are over since one of these days; a manager archives."""
    found = [profile for profile in profiles_over(today) if since < over_since(profile) <= today]
    for profile in found:
        key = f"{profile.id}:{over_since(profile):%Y%m%d}"
        tell_expert(profile, Notice.OVER, key=f"profile-over:{key}")
        tell_state(profile, Notice.OVER_STATE, key=f"profile-over-state:{key}")
        tell_managers(profile, Notice.OVER_MANAGER, key=f"profile-over-manager:{key}")
    return len(found)


CLOCK_JOBS = (
    ClockJob("experts.confirmations", remind_to_confirm),
    ClockJob("experts.archiving", propose_archiving),
)
