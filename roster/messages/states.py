"""What a message may be about, where a conversation stands, and who sits on which side of it."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from roster.vocabulary.codes import Coded


class Purpose(Coded):
    """What somebody writes to an expert about."""

    ASSISTANCE = "assistance", _l("Request for assistance")
    WORKSHOP = "workshop", _l("Workshop or training")
    PRACTICE = "practice", _l("Question about a practice")
    REVIEW = "review", _l("Review matter")
    OTHER = "other", _l("Other")


class Side(StrEnum):
    """Who reads a conversation: the two who have it, and the roster manager where it was reported."""

    SENDER = "sender"
    EXPERT = "expert"
    MANAGER = "manager"


class Standing(Coded):
    """Where a conversation stands, for one of its readers."""

    UNREAD = "unread", _l("New")
    WAITING = "waiting", _l("Waits for an answer")
    ANSWERED = "answered", _l("Answered")
    REPORTED = "reported", _l("Reported as unwanted")
    CLOSED = "closed", _l("Closed")
