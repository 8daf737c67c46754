"""What goes of calls when somebody is erased: the own answers, that a call went there, free words with the name."""

from roster.assistance.calls import queries
from roster.assistance.selections.forgetting import without_people
from roster.assistance.selections.queries import same_people
from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db


def forget_person(actor: Actor, *, profile_id: int) -> int:
    """Empty what the person answered, and forget that the call went there. Returns how many records that was.

    Notes of the secretariat and answers of States that name the person lose their words. Whoever erases has been asked
    who may.
    """
    answers, invitations = queries.answers_about(profile_id), queries.invitations_about(profile_id)
    for answer in answers:
        answer.text, answer.profile = "", None
        answer.withdrawn_at = answer.withdrawn_at or clock.now()
        audit.record(actor, "assistance:call:forget", subject=answer.ref, fields=("text",))
    for invitation in invitations:
        db.session.delete(invitation)
    _forget_words(actor, profile_id)
    return len(answers) + len(invitations)


def _forget_words(actor: Actor, profile_id: int) -> None:
    profiles = same_people(profile_id)
    people, refs = [profile.person for profile in profiles], [profile.ref for profile in profiles]
    for call in queries.noted_calls():
        note = without_people(call.note, people, refs=refs)
        close_note = without_people(call.close_note, people, refs=refs)
        if (note, close_note) != (call.note, call.close_note):
            call.note, call.close_note = note, close_note
            audit.record(actor, "assistance:call:forget", subject=call.ref, fields=("close_note", "note"))
    for answer in queries.worded_answers_of_states():
        text = without_people(answer.text, people, refs=refs)
        if text != answer.text:
            answer.text = text
            audit.record(actor, "assistance:call:forget", subject=answer.ref, fields=("text",))
