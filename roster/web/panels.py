"""Parts that other rooms add to a page: they stand later in the house, so the page asks for them by place."""

from flask import current_app

from roster.web.guard import current_actor
from roster.web.room import Panel, Place


def panels_at(place: Place, subject: str = "") -> list[Panel]:
    """What the rooms show at this place about this subject, for the reader."""
    found: list[Panel] = current_app.extensions["roster_panels"](place, current_actor(), subject)
    return found
