"""What notes of calls add to other pages, for the roster manager: to a request and to a profile."""

from roster.assistance.notes import policy
from roster.assistance.notes.presentation import note_views
from roster.assistance.notes.queries import notes_about, notes_of
from roster.assistance.requests.queries import request_for_secretariat
from roster.core.actor import Actor
from roster.web.room import Panel

SHOWN = 3
TEMPLATE = "assistance/notes/panel.html"


def of_request(actor: Actor, ref: str) -> Panel | None:
    """The latest notes, and the way to write one."""
    if not policy.keeps_any(actor):
        return None
    request = request_for_secretariat(actor, ref)
    if request is None or not policy.can_keep(actor, request):
        return None
    notes = note_views(notes_of(request))
    return Panel(TEMPLATE, {"notes": notes[:SHOWN], "total": len(notes), "request_ref": ref})


def of_expert(actor: Actor, ref: str) -> Panel | None:
    """What was said about this person in calls, for whatever request."""
    if not policy.keeps_any(actor):
        return None
    notes = note_views(notes_about(actor, ref))
    return Panel(TEMPLATE, {"notes": notes, "total": len(notes), "request_ref": ""}) if notes else None
