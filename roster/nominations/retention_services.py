"""What is not kept: drafts that lie, what came to nothing, and of what was approved all that is no proof."""

from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.errors import ForbiddenError
from roster.nominations.drafting_services import forget_file
from roster.nominations.models import Nomination
from roster.nominations.moving_services import make_move, touch
from roster.nominations.new_term import NAME_PARTS
from roster.nominations.notices import Notice, tell_expert, tell_managers, tell_state
from roster.nominations.queries import nominations_of, timeline_of
from roster.nominations.states import FINAL, Move, Stage

# Of an approved nomination: for whom it was, and as what. All else stands in the profile.
KEPT_ANSWERS = (*NAME_PARTS, "category")


def warn_of_end(actor: Actor, nomination: Nomination) -> None:
    """Tell the State that a nomination nobody works on ends in a month. The system's own act."""
    _refuse_others(actor)
    audit.record(actor, "nominations:nomination:warn", subject=nomination.ref)
    tell_state(nomination, Notice.ENDS_SOON)


def end_forgotten(actor: Actor, nomination: Nomination) -> None:
    """End a nomination that nobody works on: a draft is emptied at once, others in their turn. The system's own act."""
    _refuse_others(actor)
    was_draft = nomination.stage is Stage.DRAFT
    make_move(actor, nomination, move=Move.WITHDRAW)
    tell_state(nomination, Notice.ENDED)
    if nomination.cleared_at is not None:
        tell_managers(nomination, Notice.WITHDRAWN)
    if was_draft:
        _empty(actor, nomination)
    else:
        tell_expert(nomination, Notice.EXPERT_WITHDRAWN)


def reduce_approved(actor: Actor, nomination: Nomination) -> None:
    """Keep of an approved nomination what proves consent and clearance. The system's own act."""
    _refuse_others(actor)
    nomination.answers = {name: value for name, value in nomination.answers.items() if name in KEPT_ANSWERS}
    nomination.findings = {}
    nomination.typing.clear()
    nomination.comments.clear()
    if nomination.cv is not None:
        forget_file(nomination, nomination.cv)
    for step in timeline_of(nomination):
        step.note = ""
    nomination.declared_interests = ""
    nomination.reduced_at = clock.now()
    touch(actor, nomination)
    audit.record(actor, "nominations:nomination:reduce", subject=nomination.ref)


def empty_nomination(actor: Actor, nomination: Nomination) -> None:
    """Forget what was said about the person; reference, State, stages and dates stay. The system's own act."""
    _refuse_others(actor)
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


def _refuse_others(actor: Actor) -> None:
    if not actor.is_system:
        raise ForbiddenError


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
