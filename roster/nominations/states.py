"""The stages of a nomination, and who may move it from one to the next (docs/life-cycles.md)."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from roster.core.actor import Role
from roster.core.workflow import Transition, Workflow


class Stage(StrEnum):
    """Where a nomination stands."""

    DRAFT = "draft"
    WITH_EXPERT = "with_expert"
    CONSENTED = "consented"
    REFUSED = "refused"
    CLEARED = "cleared"
    UNDER_CHECK = "under_check"
    RETURNED = "returned"
    DECLINED = "declined"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> object:
        """The stage in the reader's language."""
        return _STAGE_LABELS[self]


class Move(StrEnum):
    """A step from one stage to another."""

    INVITE = "invite"
    CONSENT = "consent"
    REFUSE = "refuse"
    TAKE_BACK = "take_back"
    REDRAFT = "redraft"
    CLEAR = "clear"
    CHECK = "check"
    RETURN = "return"
    DECLINE = "decline"
    APPROVE = "approve"
    RESUBMIT = "resubmit"
    RESUBMIT_CHANGED = "resubmit_changed"
    WITHDRAW = "withdraw"

    @property
    def label(self) -> object:
        """What happened, in the reader's language: a line of the timeline."""
        return _MOVE_LABELS[self]


_STAGE_LABELS = {
    Stage.DRAFT: _l("Draft"),
    Stage.WITH_EXPERT: _l("With the expert"),
    Stage.CONSENTED: _l("The expert has agreed"),
    Stage.REFUSED: _l("The expert has refused"),
    Stage.CLEARED: _l("Cleared by the State"),
    Stage.UNDER_CHECK: _l("With the secretariat"),
    Stage.RETURNED: _l("Returned to the State"),
    Stage.DECLINED: _l("Declined"),
    Stage.APPROVED: _l("Approved"),
    Stage.WITHDRAWN: _l("Withdrawn"),
}
_MOVE_LABELS = {
    Move.INVITE: _l("The expert was asked for consent"),
    Move.CONSENT: _l("The expert agreed"),
    Move.REFUSE: _l("The expert refused"),
    Move.TAKE_BACK: _l("The State took the nomination back to its draft"),
    Move.REDRAFT: _l("The State began to work on it again"),
    Move.CLEAR: _l("The State cleared the nomination"),
    Move.CHECK: _l("The system looked for duplicates and for what is missing"),
    Move.RETURN: _l("The secretariat returned it with comments"),
    Move.DECLINE: _l("The secretariat declined it"),
    Move.APPROVE: _l("The secretariat approved it"),
    Move.RESUBMIT: _l("The State sent it again without changes"),
    Move.RESUBMIT_CHANGED: _l("The State changed it and asked the expert again"),
    Move.WITHDRAW: _l("It was withdrawn"),
}

FINAL = frozenset({Stage.DECLINED, Stage.WITHDRAWN})
EDITABLE = frozenset({Stage.DRAFT, Stage.RETURNED})
_STATE = frozenset({Role.FOCAL_POINT, Role.DRAFTER})
_FOCAL_POINT = frozenset({Role.FOCAL_POINT})
_EXPERT = frozenset({Role.EXPERT})
_MANAGER = frozenset({Role.MANAGER})
_WITH_SECRETARIAT = frozenset({Stage.UNDER_CHECK})


def _from(*stages: Stage) -> frozenset[Stage]:
    return frozenset(stages)


NOMINATION_WORKFLOW: Workflow[Stage] = Workflow(
    (
        Transition(Move.INVITE, _from(Stage.DRAFT), Stage.WITH_EXPERT, _STATE),
        Transition(Move.CONSENT, _from(Stage.WITH_EXPERT), Stage.CONSENTED, _EXPERT),
        Transition(Move.REFUSE, _from(Stage.WITH_EXPERT), Stage.REFUSED, _EXPERT),
        Transition(Move.TAKE_BACK, _from(Stage.WITH_EXPERT, Stage.CONSENTED), Stage.DRAFT, _STATE),
        Transition(Move.REDRAFT, _from(Stage.REFUSED), Stage.DRAFT, _STATE),
        Transition(Move.CLEAR, _from(Stage.CONSENTED), Stage.CLEARED, _FOCAL_POINT),
        Transition(Move.CHECK, _from(Stage.CLEARED), Stage.UNDER_CHECK, frozenset()),
        Transition(Move.RETURN, _WITH_SECRETARIAT, Stage.RETURNED, _MANAGER),
        Transition(Move.DECLINE, _WITH_SECRETARIAT, Stage.DECLINED, _MANAGER),
        Transition(Move.APPROVE, _WITH_SECRETARIAT, Stage.APPROVED, _MANAGER),
        Transition(Move.RESUBMIT, _from(Stage.RETURNED), Stage.UNDER_CHECK, _STATE),
        Transition(Move.RESUBMIT_CHANGED, _from(Stage.RETURNED), Stage.WITH_EXPERT, _STATE),
        Transition(
            Move.WITHDRAW, frozenset(Stage) - FINAL, Stage.WITHDRAWN, frozenset({Role.EXPERT, *_FOCAL_POINT})
        ),
    )
)
OPEN = frozenset(Stage) - FINAL - {Stage.REFUSED, Stage.APPROVED}
