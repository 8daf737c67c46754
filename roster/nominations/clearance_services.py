"""The State's word: a focal point clears the nomination, and the system looks it over."""

from flask_babel import gettext

from roster.core import clock, outbox
from roster.core.actor import SYSTEM, Actor
from roster.core.errors import InvalidError
from roster.core.outbox import Kind
from roster.core.text import problem_in, tidy_line
from roster.experts.merging.likeness import likely_duplicates_of
from roster.nominations.answers import input_of, problems_in, refuse_missing_criteria
from roster.nominations.codes import LONGEST_NOTE_VERBALE
from roster.nominations.consent_standing import is_consent_in_force
from roster.nominations.models import Nomination
from roster.nominations.moving_services import make_move, refuse_move
from roster.nominations.nominee import note_nominee
from roster.nominations.notices import Notice, tell_managers
from roster.nominations.states import Move


def clear(actor: Actor, nomination: Nomination, *, note_verbale: str) -> None:
    """Say for the State that it nominates this expert, with the reference of the note verbale.

    Raises InvalidError where the reference or a minimum criterion is missing, or the expert has agreed to
    another text.
    """
    refuse_move(actor, nomination, move=Move.CLEAR)
    reference = tidy_line(note_verbale)
    is_bad = len(reference) > LONGEST_NOTE_VERBALE or problem_in(reference, is_name=True) is not None
    if not reference or is_bad:
        raise InvalidError(
            {"note_verbale": gettext("Give the reference of the note verbale, at most 200 characters.")}
        )
    refuse_missing_criteria(nomination)
    if not is_consent_in_force(nomination):
        raise InvalidError({"consent": gettext("The expert has not agreed to what the nomination says now.")})
    nomination.note_verbale = reference
    nomination.cleared_by, nomination.cleared_at = actor.user_id, clock.now()
    if actor.user_id is not None and actor.user_id not in nomination.editors:
        nomination.editors = [
            *nomination.editors,
            actor.user_id,
        ]  # also when somebody else clears it next time
    make_move(actor, nomination, move=Move.CLEAR)
    outbox.enqueue(Kind.CHECK, {"nomination": nomination.id})
    tell_managers(nomination, Notice.CLEARED, besides=actor)


def check(actor: Actor, nomination: Nomination) -> None:
    """Look for likely duplicates and for what is missing, keep what was found, and hand over to the secretariat.

    The system's own move: the worker makes it.
    """
    refuse_move(actor, nomination, move=Move.CHECK)
    note_nominee(nomination)  # an account may have been made since the invitation
    given = input_of(nomination)
    likely = likely_duplicates_of(SYSTEM, given, besides=nomination.profile_id)
    nomination.findings = {
        "duplicates": [
            {"ref": found.profile.ref, "reasons": [reason.value for reason in found.reasons]}
            for found in likely
        ],
        "missing": sorted(problems_in(given)),
        "clearance_file": nomination.clearance is not None,
    }
    nomination.checked_at = clock.now()
    make_move(actor, nomination, move=Move.CHECK)
