"""Where an offer to an expert stands; what an expert answers to “are you free?”."""

from enum import StrEnum
from typing import Final

from flask_babel import lazy_gettext as _

from roster.vocabulary.codes import Coded


class OfferStage(StrEnum):
    """One expert asked to work for one request."""

    QUEUED = "queued"
    OPEN = "open"
    ACCEPTED = "accepted"
    AGREED = "agreed"
    STARTED = "started"
    DECLINED = "declined"
    LAPSED = "lapsed"
    REPLACED = "replaced"
    CANCELLED = "cancelled"

    @property
    def label(self) -> object:
        """The stage in the reader's language."""
        return _LABELS[self]


_LABELS = {
    OfferStage.QUEUED: _("Next in line"),
    OfferStage.OPEN: _("Asked"),
    OfferStage.ACCEPTED: _("Ready to do it"),
    OfferStage.AGREED: _("The State agreed"),
    OfferStage.STARTED: _("At work"),
    OfferStage.DECLINED: _("Not possible"),
    OfferStage.LAPSED: _("No answer in time"),
    OfferStage.REPLACED: _("The State would like somebody else"),
    OfferStage.CANCELLED: _("Cancelled"),
}


class EndReason(Coded):
    """Why an offer ended, where neither expert nor State nor manager ended it."""

    RULES = "rules", _("A rule of matching that nobody may overrule came to stand against it.")
    MERGED = (
        "merged",
        _("Two profiles of one person were joined, and the other offer for this request stays."),
    )
    OVER = "over", _("The request ended before the work began.")


# Somebody who is asked, waits to be asked, or comes: not to be asked a second time for the same request.
LIVE: Final = frozenset(
    {
        OfferStage.QUEUED,
        OfferStage.OPEN,
        OfferStage.ACCEPTED,
        OfferStage.AGREED,
        OfferStage.STARTED,
    }
)
# What ends when the expert leaves or the request is withdrawn; who is at work has an engagement.
ENDABLE: Final = LIVE - {OfferStage.STARTED}
# What the requesting State knows of: whoever said yes.
KNOWN_TO_STATE: Final = frozenset(
    {OfferStage.ACCEPTED, OfferStage.AGREED, OfferStage.STARTED, OfferStage.REPLACED}
)
# When there is a mission to put into a calendar.
DATED: Final = frozenset({OfferStage.AGREED, OfferStage.STARTED})


class Freedom(Coded):
    """What somebody answers who is asked whether the days are free."""

    YES = "yes", _("Yes, I am free then")
    OTHER = "other", _("Not then, but on other dates")
    NO = "no", _("No")
