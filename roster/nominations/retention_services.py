"""What is not kept: six months after its end a nomination that came to nothing holds no word about the person."""

from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.errors import ForbiddenError
from roster.nominations.drafting_services import forget_file
from roster.nominations.models import Nomination
from roster.nominations.moving_services import touch
from roster.nominations.queries import nominations_of, timeline_of
from roster.nominations.states import FINAL, Stage


def empty_nomination(actor: Actor, nomination: Nomination) -> None:
    """Forget what was said about the person; reference, State, stages and dates stay. The system's own act."""
    if not actor.is_system:
        raise ForbiddenError
    _empty(actor, nomination)


def erase_nominations(actor: Actor, *, ref: str, profile_id: int) -> int:  # noqa: ARG001 - the offer's signature
    """Empty and end every nomination of an expert who is erased; returns how many.

    Whoever erases has been asked who may.
    """
    found = nominations_of(profile_id)
    for nomination in found:
        if nomination.stage not in FINAL:
            nomination.stage, nomination.stage_since = Stage.WITHDRAWN, clock.now()
        _empty(actor, nomination)
    return len(found)


def _empty(actor: Actor, nomination: Nomination) -> None:
    nomination.answers, nomination.findings = {}, {}
    nomination.typing.clear()
    nomination.comments.clear()
    for file in list(nomination.files):
        forget_file(nomination, file)
    for step in timeline_of(nomination):
        step.note = ""
    nomination.declared_interests = nomination.refusal_reason = nomination.decision_text = ""
    nomination.note_verbale = ""  # a reference may name the person
    nomination.invitation_nonce = nomination.nominee_user_id = None
    nomination.emptied_at = clock.now()
    touch(actor, nomination)
    audit.record(actor, "nominations:nomination:empty", subject=nomination.ref)
