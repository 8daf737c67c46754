"""The list of rooms, in the order of the house: each may use those above it."""

from typing import Any

import click
from flask import Blueprint

from roster.accounts.room import ROOM as ACCOUNTS
from roster.assistance.room import ROOM as ASSISTANCE
from roster.authorities.room import ROOM as AUTHORITIES
from roster.core.actor import Actor
from roster.core.mail import LetterWriter
from roster.core.schedule import ClockJob
from roster.core.worker import Job
from roster.experts.erasure.queries import all_of
from roster.experts.erasure.services import erase_profile
from roster.experts.models import Profile
from roster.experts.room import ROOM as EXPERTS
from roster.home.room import ROOM as HOME
from roster.messages.room import ROOM as MESSAGES
from roster.networks.room import ROOM as NETWORKS
from roster.nominations.room import ROOM as NOMINATIONS
from roster.oversight.room import ROOM as OVERSIGHT
from roster.people.room import ROOM as PEOPLE
from roster.web.room import Check, NavigationItem, Panel, Place, Room, SearchKind, Task

ROOMS: tuple[Room, ...] = (
    ACCOUNTS,
    PEOPLE,
    AUTHORITIES,
    NETWORKS,
    EXPERTS,
    MESSAGES,
    NOMINATIONS,
    ASSISTANCE,
    HOME,
    OVERSIGHT,
)


def blueprints() -> tuple[Blueprint, ...]:
    """Every room's pages."""
    return tuple(blueprint for room in ROOMS for blueprint in room.blueprints)


def navigation() -> tuple[NavigationItem, ...]:
    """Every room's places in the main navigation."""
    return tuple(item for room in ROOMS for item in room.navigation)


def search_kinds() -> dict[str, SearchKind]:
    """How each searchable room hands over its records."""
    return {room.search.kind: room.search for room in ROOMS if room.search is not None}


def jobs() -> tuple[Job, ...]:
    """Every room's work for the outbox."""
    return tuple(job for room in ROOMS for job in room.jobs)


def clock_jobs() -> tuple[ClockJob, ...]:
    """What every room does as days pass."""
    return tuple(job for room in ROOMS for job in room.clock_jobs)


def tasks(actor: Actor) -> list[Task]:
    """What waits for this actor, from every room; what is urgent first."""
    found = [task for room in ROOMS if room.tasks is not None for task in room.tasks(actor)]
    return sorted(found, key=lambda task: not task.is_urgent)


def panels(place: Place, actor: Actor, subject: str) -> list[Panel]:
    """What every room adds to a page of another, for this reader."""
    found = [room.panels.get(place, ()) for room in ROOMS]
    makers = [maker for item in found for maker in (item if isinstance(item, tuple) else (item,))]
    return [panel for maker in makers if (panel := maker(actor, subject)) is not None]


def own_data(actor: Actor, ref: str) -> dict[str, Any]:
    """What every room holds about the expert with this reference, for this expert alone."""
    found: dict[str, Any] = {}
    for room in ROOMS:
        if room.own_data is not None:
            found |= room.own_data(actor, ref)
    return found


def erase_expert(actor: Actor, profile: Profile, *, basis: str) -> dict[str, int]:
    """Erase an expert from every room, those first that stand on others; gives how many records by room."""
    counts: dict[str, int] = {}
    for gone in all_of(profile):
        for room in reversed(ROOMS):
            if room.erase is not None:
                found = room.erase(actor, ref=gone.ref, profile_id=gone.id)
                counts[room.name] = counts.get(room.name, 0) + found
    counts["experts"] = erase_profile(actor, profile, basis=basis)
    return counts


def letter_returned(address: str) -> None:
    """Tell every room that a letter to this address was refused for good."""
    for room in ROOMS:
        if room.letter_returned is not None:
            room.letter_returned(address)


def keep_up() -> None:
    """What every room does each minute in a process that answers, and at its end."""
    for room in ROOMS:
        if room.upkeep is not None:
            room.upkeep()


def checks() -> tuple[Check, ...]:
    """What every room verifies."""
    return tuple(check for room in ROOMS for check in room.checks)


def stored_files() -> set[str]:
    """Every file in the store that a row of some room names."""
    return {name for room in ROOMS if room.stored_files is not None for name in room.stored_files()}


def commands() -> tuple[click.Command, ...]:
    """Every room's commands."""
    return tuple(command for room in ROOMS for command in room.commands)


def letters() -> dict[str, LetterWriter]:
    """Every room's letters by template name."""
    return {name: writer for room in ROOMS for name, writer in room.letters.items()}
