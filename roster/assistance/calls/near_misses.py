"""Whom a call may reach on the roster: people whom one rule alone excludes, and who can mend that themselves."""

from __future__ import annotations

from roster.assistance.matches.presentation import NearMisses, match_view
from roster.assistance.matches.queries import newest_run
from roster.assistance.matches.services import matched, record_reading
from roster.assistance.requests.models import AssistanceRequest
from roster.core import clock
from roster.core.actor import Actor
from roster.core.unit_of_work import is_open, unit_of_work
from roster.matching.rules import Rule
from roster.web.locale import current_language

MENDABLE = frozenset(
    rule.value
    for rule in (Rule.FRESHNESS, Rule.TERM, Rule.NOTICE, Rule.ABSENCE, Rule.DAYS, Rule.MODE, Rule.REGION)
)


def near_misses(actor: Actor, request: AssistanceRequest) -> tuple[NearMisses, ...]:
    """They, by rule, the best of each first. That it was read is noted."""
    if not is_open():  # a change that is refused shows what its page showed before
        with unit_of_work():
            record_reading(actor, request)
    run, today = newest_run(request.id), clock.today()
    days = run.criteria.get("days_wanted") if run else None
    found = matched(actor, request, today=today, days=days)
    view = match_view(actor, found, language=current_language().code, today=today)
    return tuple(group for group in view.near if group.rule in MENDABLE)
