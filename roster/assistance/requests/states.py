"""The life of a request as data: its stages, who moves it, and what the timeline says (docs/life-cycles.md)."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from roster.core.actor import Role
from roster.core.workflow import Transition, Workflow


class Stage(StrEnum):
    """Where a request stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CLARIFYING = "clarifying"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    MATCHING = "matching"
    SHORTLISTED = "shortlisted"
    OFFERED = "offered"
    AGREED = "agreed"
    RUNNING = "running"
    DONE = "done"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> object:
        """The stage in the reader's language."""
        return _STAGE_LABELS[self]


class Move(StrEnum):
    """A step from one stage to another."""

    SUBMIT = "submit"
    ASK = "ask"
    ANSWER = "answer"
    ACCEPT = "accept"
    DECLINE = "decline"
    MATCH = "match"
    SHORTLIST = "shortlist"
    OFFER = "offer"
    AGREE = "agree"
    START = "start"
    FINISH = "finish"
    CLOSE = "close"
    WITHDRAW = "withdraw"

    @property
    def label(self) -> object:
        """What happened, in the reader's language: a line of the timeline."""
        return _MOVE_LABELS[self]


class Happening(StrEnum):
    """What else the timeline tells beside moves."""

    BEGIN = "begin"
    TAKE = "take"
    CALL = "call"

    @property
    def label(self) -> object:
        """What happened, in the reader's language."""
        return _HAPPENING_LABELS[self]


_STAGE_LABELS = {
    Stage.DRAFT: _("Draft"),
    Stage.SUBMITTED: _("Submitted"),
    Stage.CLARIFYING: _("Questions to the State"),
    Stage.ACCEPTED: _("Accepted"),
    Stage.DECLINED: _("Declined"),
    Stage.MATCHING: _("Experts are being looked for"),
    Stage.SHORTLISTED: _("Experts are chosen"),
    Stage.OFFERED: _("Experts are asked"),
    Stage.AGREED: _("Agreed"),
    Stage.RUNNING: _("Under way"),
    Stage.DONE: _("Done"),
    Stage.CLOSED: _("Closed"),
    Stage.WITHDRAWN: _("Withdrawn"),
}
_MOVE_LABELS = {
    Move.SUBMIT: _("The State submitted the request"),
    Move.ASK: _("The secretariat asked a question"),
    Move.ANSWER: _("The State answered"),
    Move.ACCEPT: _("The secretariat accepted the request"),
    Move.DECLINE: _("The secretariat declined the request"),
    Move.MATCH: _("The secretariat began to look for experts"),
    Move.SHORTLIST: _("The secretariat chose experts"),
    Move.OFFER: _("The secretariat asked the experts"),
    Move.AGREE: _("The State agreed"),
    Move.START: _("The work began"),
    Move.FINISH: _("The work ended"),
    Move.CLOSE: _("The request was closed"),
    Move.WITHDRAW: _("The State withdrew the request"),
}
_HAPPENING_LABELS = {
    Happening.BEGIN: _("The State began a draft"),
    Happening.TAKE: _("A roster manager took charge of the request"),
    Happening.CALL: _("The secretariat called for experts"),
}

OVER = frozenset({Stage.DECLINED, Stage.CLOSED, Stage.WITHDRAWN})
OPEN = frozenset(Stage) - OVER
# With the secretariat or an expert: what may stall. A draft is its State's own business.
UNDER_WAY = OPEN - {Stage.DRAFT}
# The State writes it: before it is sent, and while questions are open.
EDITABLE = frozenset({Stage.DRAFT, Stage.CLARIFYING})
# A roster manager has looked at it: from here on its visibility counts for others.
SHARED = frozenset(Stage) - {
    Stage.DRAFT,
    Stage.SUBMITTED,
    Stage.CLARIFYING,
    Stage.DECLINED,
    Stage.WITHDRAWN,
}
UNANSWERED = frozenset({Stage.SUBMITTED, Stage.CLARIFYING})

_FOCAL_POINT = frozenset({Role.FOCAL_POINT})
_MANAGER = frozenset({Role.MANAGER})
_BOTH = _FOCAL_POINT | _MANAGER


def _from(*stages: Stage) -> frozenset[Stage]:
    return frozenset(stages)


REQUEST_WORKFLOW: Workflow[Stage] = Workflow(
    (
        Transition(Move.SUBMIT, _from(Stage.DRAFT), Stage.SUBMITTED, _FOCAL_POINT),
        Transition(Move.ASK, _from(Stage.SUBMITTED), Stage.CLARIFYING, _MANAGER),
        Transition(Move.ANSWER, _from(Stage.CLARIFYING), Stage.SUBMITTED, _FOCAL_POINT),
        Transition(Move.ACCEPT, UNANSWERED, Stage.ACCEPTED, _MANAGER),
        Transition(Move.DECLINE, UNANSWERED, Stage.DECLINED, _MANAGER),
        Transition(Move.MATCH, _from(Stage.ACCEPTED), Stage.MATCHING, _MANAGER),
        Transition(Move.SHORTLIST, _from(Stage.MATCHING), Stage.SHORTLISTED, _MANAGER),
        Transition(Move.OFFER, _from(Stage.SHORTLISTED), Stage.OFFERED, _MANAGER),
        Transition(Move.AGREE, _from(Stage.OFFERED), Stage.AGREED, _FOCAL_POINT),
        Transition(Move.START, _from(Stage.AGREED), Stage.RUNNING, _BOTH),
        Transition(Move.FINISH, _from(Stage.RUNNING), Stage.DONE, _BOTH),
        Transition(Move.CLOSE, _from(Stage.DONE), Stage.CLOSED, _MANAGER),
        Transition(Move.WITHDRAW, OPEN, Stage.WITHDRAWN, _FOCAL_POINT),
    )
)
