"""On the page of an organisation: the networks whose secretariat names it, by acronym or by name."""

import re

from roster.core.actor import Actor
from roster.networks.presentation import network_view
from roster.networks.queries import networks
from roster.people.models import Organisation
from roster.people.policy import can_browse
from roster.people.queries import organisation_by_ref
from roster.web.room import Panel


def of_organisation(actor: Actor, ref: str) -> Panel | None:
    """For who reads organisations; nothing where no network names it."""
    organisation = organisation_by_ref(actor, ref) if can_browse(actor) else None
    if organisation is None:
        return None
    found = [network_view(item) for item in networks(actor) if is_named(organisation, item.secretariat)]
    return Panel("networks/hosting_panel.html", {"networks": found}) if found else None


def is_named(organisation: Organisation, line: str) -> bool:
    """Whether a line names it: an acronym is told from a word by its capitals."""
    names = "|".join(re.escape(text) for text in organisation.name.texts.values())
    acronym = organisation.acronym
    return bool(re.search(rf"(?<!\w)(?:{names})(?!\w)", line, re.IGNORECASE)) or (
        len(acronym) > 1 and bool(re.search(rf"(?<!\w){re.escape(acronym)}(?!\w)", line))
    )
