"""What the networks room offers to the house: which networks there are, who belongs to them and who answers."""

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from roster.accounts.queries import open_assignments
from roster.core.actor import Actor, Role
from roster.core.schedule import ClockJob
from roster.networks import (
    clock_jobs,
    commands,
    hosting_panel,
    letters,
    panels,
    policy,
    queries,
    waiting_queries,
)
from roster.networks.coverage_views import blueprint as coverage
from roster.networks.importing.views import blueprint
from roster.networks.pair_panel_views import of_finder
from roster.networks.pair_views import blueprint as pairs
from roster.networks.waiting import waiting_for
from roster.web.room import Check, NavigationItem, Place, Room, Task


def tasks(actor: Actor) -> Sequence[Task]:
    """What waits for this reader."""
    found = []
    for item in waiting_for(actor):
        if item.ref:
            url = url_for("networks.membership", slug=item.slug, ref=item.ref)
        else:
            url = url_for("networks.applications", slug=item.slug)
        found.append(Task(item.sentence, url, item.count))
    return found


def faults() -> Iterator[str]:
    """Coordinators and observers of networks that are not there, and memberships that name no or two members."""
    known = queries.by_slug()
    for row in open_assignments():
        kind, _colon, slug = row.scope.partition(":")
        if row.role in (Role.COORDINATOR, Role.OBSERVER) and kind == "network" and slug not in known:
            yield gettext(
                "Role assignment %(number)s: there is no network %(network)s.", number=row.id, network=slug
            )
    for ref in waiting_queries.faulty_memberships():
        yield gettext("%(reference)s: names not exactly one member, or not its State.", reference=ref)


ROOM = Room(
    name="networks",
    blueprints=(blueprint, pairs, coverage),
    commands=(commands.import_group,),
    navigation=(NavigationItem(_l("Networks"), "networks.index", policy.can_browse, 32),),
    tasks=tasks,
    clock_jobs=(
        ClockJob("networks-begin", clock_jobs.begin_and_end),
        ClockJob("networks-confirm", clock_jobs.ask_to_confirm),
        ClockJob("networks-lists", clock_jobs.forget_lists),
    ),
    letters=letters.WRITERS,
    checks=(Check("networks", faults),),
    panels={
        Place.STATE: panels.of_state,
        Place.AUTHORITY: panels.of_authority,
        Place.FINDER: of_finder,
        Place.ORGANISATION: hosting_panel.of_organisation,
    },
)
