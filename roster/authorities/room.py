"""What the authorities room offers to the house: the right counterpart in another State, with a date on each fact."""

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from roster.accounts.queries import open_assignments
from roster.authorities import clock_jobs, letters, panels, policy, queries
from roster.authorities.calendar import known_zones
from roster.authorities.exchange.queries import stored_names
from roster.authorities.finder_views import blueprint as finder_blueprint
from roster.authorities.report_views import blueprint
from roster.authorities.waiting import Waiting, waiting_for
from roster.core.actor import Actor, Role
from roster.core.schedule import ClockJob
from roster.web.room import Check, NavigationItem, Place, Room, Task


def tasks(actor: Actor) -> Sequence[Task]:
    """What waits for this reader."""
    return [
        Task(item.sentence, _address(item), item.count, is_urgent=item.is_urgent)
        for item in waiting_for(actor)
    ]


def _address(item: Waiting) -> str:
    if item.report_ref:
        return url_for("authorities.report", ref=item.ref, report_ref=item.report_ref)
    if item.ref:
        return url_for("authorities.show", ref=item.ref)
    return url_for("authorities.index", stage=item.stage)


def faults() -> Iterator[str]:
    """Officers of authorities that are not there, and time zones that nobody knows any more."""
    known = queries.all_refs()
    for row in open_assignments():
        kind, _colon, ref = row.scope.partition(":")
        if row.role == Role.OFFICER and kind == "authority" and ref not in known:
            yield gettext(
                "Role assignment %(number)s: there is no authority %(reference)s.",
                number=row.id,
                reference=ref,
            )
    zones = known_zones()
    for ref, zone in queries.zones():
        if zone and zone not in zones:
            yield gettext("%(reference)s: there is no time zone %(zone)s.", reference=ref, zone=zone)


ROOM = Room(
    name="authorities",
    blueprints=(blueprint, finder_blueprint),
    navigation=(NavigationItem(_l("Authorities"), "authorities.index", policy.can_browse, 30),),
    tasks=tasks,
    clock_jobs=(
        ClockJob("authorities-confirm", clock_jobs.ask_to_confirm),
        ClockJob("authorities-silence", clock_jobs.tell_of_silence),
    ),
    letters=letters.WRITERS,
    checks=(Check("authorities", faults),),
    stored_files=stored_names,
    panels={Place.STATE: panels.of_state},
)
