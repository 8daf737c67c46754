"""Where an engagement stands."""

from enum import StrEnum

from flask_babel import lazy_gettext as _


class EngagementStage(StrEnum):
    """An expert's work for one request."""

    RUNNING = "running"
    DONE = "done"
    CLOSED = "closed"

    @property
    def label(self) -> object:
        """The stage in the reader's language."""
        return _LABELS[self]


_LABELS = {
    EngagementStage.RUNNING: _("Under way"),
    EngagementStage.DONE: _("Done"),
    EngagementStage.CLOSED: _("Closed"),
}
