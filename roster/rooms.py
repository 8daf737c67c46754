"""The list of rooms, in the order of the house: each may use those above it."""

from flask import Blueprint

from roster.accounts.room import ROOM as ACCOUNTS
from roster.core.mail import LetterWriter
from roster.experts.room import ROOM as EXPERTS
from roster.home.room import ROOM as HOME
from roster.web.room import NavigationItem, Room, SearchKind

ROOMS: tuple[Room, ...] = (ACCOUNTS, EXPERTS, HOME)


def blueprints() -> tuple[Blueprint, ...]:
    """Every room's pages."""
    return tuple(blueprint for room in ROOMS for blueprint in room.blueprints)


def navigation() -> tuple[NavigationItem, ...]:
    """Every room's places in the main navigation."""
    return tuple(item for room in ROOMS for item in room.navigation)


def search_kinds() -> dict[str, SearchKind]:
    """How each searchable room hands over its records."""
    return {room.search.kind: room.search for room in ROOMS if room.search is not None}


def letters() -> dict[str, LetterWriter]:
    """Every room's letters by template name."""
    return {name: writer for room in ROOMS for name, writer in room.letters.items()}
