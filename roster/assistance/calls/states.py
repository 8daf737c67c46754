"""The life of a call for experts: draft, open, closed; who reads it, whom it goes to, why it ended."""

from flask_babel import lazy_gettext as _

from roster.assistance.requests.states import Stage
from roster.vocabulary.codes import Coded

# Where a request stands while experts may be called for it, and where its open calls end with it.
CALLING = frozenset({Stage.ACCEPTED, Stage.MATCHING})
ENDING = frozenset({Stage.DECLINED, Stage.WITHDRAWN, Stage.RUNNING, Stage.DONE, Stage.CLOSED})


class CallStage(Coded):
    """Where a call stands."""

    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open for answers")
    CLOSED = "closed", _("Closed for answers")


class Audience(Coded):
    """Who reads a call once it is open."""

    SIGNED_IN = "signed-in", _("Everybody who is signed in")
    EVERYBODY = "everybody", _("Everybody")


class StatesCalled(Coded):
    """Whose focal points are asked to nominate somebody."""

    NONE = "none", _("None")
    SOME = "some", _("Those of certain States")
    ALL = "all", _("Those of all States")


class CloseReason(Coded):
    """Why a call is closed."""

    TIME = "time", _("The last day for answers is over.")
    BY_HAND = "by-hand", _("The secretariat closed it.")
    REQUEST = "request", _("Experts are no longer looked for.")
