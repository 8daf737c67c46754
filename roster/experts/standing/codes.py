"""Why a profile may be suspended."""

from flask_babel import lazy_gettext as _

from roster.vocabulary.codes import Coded


class SuspendReason(Coded):
    """A reason of the list; it is kept with the profile and in the audit trail."""

    NOT_AVAILABLE = "not-available", _("The expert is not available for a while.")
    POST_CHANGED = "post-changed", _("The expert has changed post, and the profile has to follow.")
    DATA_DISPUTED = "data-disputed", _("What the profile says is disputed.")
    CONFLICT = "conflict", _("A conflict of interest is being looked at.")
    OTHER = "other", _("Another reason.")
