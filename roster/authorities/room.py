"""What the authorities room offers to the house: the right counterpart in another State, with a date on each fact."""

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from roster.accounts.queries import open_assignments
from roster.authorities import clock_jobs, digest, letters, panels, policy, queries, stale_views
from roster.authorities.calendar import known_zones
from roster.authorities.editions import clock_jobs as edition_clock_jobs
from roster.authorities.editions import letters as edition_letters
from roster.authorities.editions import queries as edition_queries
from roster.authorities.editions import services as edition_services
from roster.authorities.editions import views as edition_views
from roster.authorities.exchange import clock_jobs as exchange_clock_jobs
from roster.authorities.exchange import commands as exchange_commands
from roster.authorities.exchange import import_views as exchange_views
from roster.authorities.exchange.queries import stored_names
from roster.authorities.finder_views import blueprint as finder_blueprint
from roster.authorities.relay import letters as relay_letters
from roster.authorities.report_services import note_returned
from roster.authorities.waiting import Waiting, waiting_for
from roster.core.actor import SYSTEM, Actor, Role
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


def stored_files() -> Iterator[str]:
    """Every file of this room in the store."""
    yield from stored_names()
    yield from edition_queries.stored_names()


def letter_returned(address: str) -> None:
    """An address that entries give takes no letters any more: the system reports it."""
    note_returned(SYSTEM, address)


ROOM = Room(
    name="authorities",
    blueprints=(stale_views.blueprint, finder_blueprint, exchange_views.blueprint),
    navigation=(NavigationItem(_l("Authorities"), "authorities.index", policy.can_browse, 30),),
    tasks=tasks,
    clock_jobs=(
        ClockJob("authorities-confirm", clock_jobs.ask_to_confirm),
        ClockJob("authorities-silence", clock_jobs.tell_of_silence),
        ClockJob("authorities-digest", digest.send_digests),
        ClockJob("authorities-messages", clock_jobs.forget_messages),
        *edition_clock_jobs.JOBS,
        *exchange_clock_jobs.JOBS,
    ),
    jobs=(edition_views.JOB,),
    letters={
        **letters.WRITERS,
        **relay_letters.WRITERS,
        digest.TEMPLATE: digest.write_digest,
        edition_services.LETTER: edition_letters.write_edition_over,
    },
    checks=(Check("authorities", faults),),
    stored_files=stored_files,
    commands=(exchange_commands.import_group,),
    letter_returned=letter_returned,
    panels={Place.STATE: panels.of_state},
)
