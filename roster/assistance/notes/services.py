"""The only writer of notes of calls. They move nothing of the request, so that its State does not see it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from flask_babel import gettext

from roster.assistance.notes import policy
from roster.assistance.notes.models import TEXT_LENGTH, RequestNote
from roster.assistance.notes.queries import (
    PREFIX,
    all_notes,
    notes_of,
    notes_of_profile,
    notes_of_requests_over,
    people_for,
)
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.selections.forgetting import without_people
from roster.assistance.selections.queries import same_people
from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError
from roster.core.reference import new_reference
from roster.web.locale import show_number

KEPT_DAYS = 400  # after the request is over


@dataclass(frozen=True, kw_only=True)
class NoteInput:
    """What is noted; `about` is the reference of an expert, or nothing."""

    called_on: date | None
    text: str
    about: str = ""


def add_note(actor: Actor, request: AssistanceRequest, *, given: NoteInput) -> RequestNote:
    """Note what was said in a call. Raises ForbiddenError, InvalidError."""
    if not policy.can_keep(actor, request):
        raise ForbiddenError
    people = {profile.ref: profile for profile in people_for(request)} if given.about else {}
    problems: dict[str, object] = {}
    if given.called_on is None or given.called_on > clock.today():
        problems["called_on"] = gettext("Give the day of the call, today or earlier.")
    if not given.text:
        problems["text"] = gettext("This is needed.")
    elif len(given.text) > TEXT_LENGTH:
        problems["text"] = gettext("Use at most %(limit)s characters.", limit=show_number(TEXT_LENGTH))
    if given.about and given.about not in people:
        problems["about"] = gettext("Choose one of the values on the list.")
    if problems:
        raise InvalidError(problems)
    note = RequestNote(
        ref=new_reference(PREFIX),
        request=request,
        profile=people.get(given.about),
        called_on=given.called_on,
        text=given.text,
        written_at=clock.now(),
        written_by=actor.user_id,
    )
    db.session.add(note)
    db.session.flush()
    audit.record(actor, "assistance:note:add", subject=request.ref)
    return note


def remove_note(actor: Actor, request: AssistanceRequest, *, ref: str) -> bool:
    """Take a note away; whether it was there still. Raises ForbiddenError."""
    if not policy.can_keep(actor, request):
        raise ForbiddenError
    note = next((item for item in notes_of(request) if item.ref == ref), None)
    if note is None:
        return False
    db.session.delete(note)
    audit.record(actor, "assistance:note:remove", subject=request.ref)
    return True


def forget_old(actor: Actor, *, today: date) -> int:
    """Take away the notes of requests that have long been over; returns how many. Raises ForbiddenError."""
    if not actor.is_system:
        raise ForbiddenError
    found = notes_of_requests_over(datetime.combine(today - timedelta(days=KEPT_DAYS), time(), UTC))
    for note in found:
        audit.record(actor, "assistance:note:forget", subject=note.request.ref)
        db.session.delete(note)
    return len(found)


def forget_person(actor: Actor, *, profile_id: int) -> int:
    """Take away what was noted about somebody who is erased; returns how many. Whoever erases was asked who may.

    Other notes that name the person lose their words.
    """
    found = notes_of_profile(profile_id)
    for note in found:
        audit.record(actor, "assistance:note:forget", subject=note.request.ref)
        db.session.delete(note)
    db.session.flush()
    profiles = same_people(profile_id)
    people, refs = [profile.person for profile in profiles], [profile.ref for profile in profiles]
    for note in all_notes():
        text = without_people(note.text, people, refs=refs)
        if text != note.text:
            note.text = text
            audit.record(actor, "assistance:note:forget", subject=note.request.ref, fields=("text",))
    return len(found)
