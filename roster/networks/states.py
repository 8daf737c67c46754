"""The life of a membership as data, and the code lists of networks."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from roster.core.actor import Role
from roster.core.workflow import Transition, Workflow
from roster.vocabulary.codes import Coded


class Status(StrEnum):
    """Where a membership stands. Dormant is none of these: it is computed from dates."""

    APPLIED = "applied"
    VERIFIED = "verified"
    ACTIVE = "active"
    ENDED = "ended"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


# What the list of members shows, and what takes a place where places are counted.
SHOWN = frozenset({Status.VERIFIED, Status.ACTIVE})
# As long as one of these stands, the same member needs no second.
OPEN = SHOWN | {Status.APPLIED}

STATUS_LABELS = {
    Status.APPLIED: _("Applied"),
    Status.VERIFIED: _("Verified, begins later"),
    Status.ACTIVE: _("Active"),
    Status.ENDED: _("Ended"),
    Status.DECLINED: _("Declined"),
    Status.WITHDRAWN: _("Withdrawn"),
}

_KEEPERS = frozenset({Role.COORDINATOR, Role.MANAGER})
_HOLDERS = frozenset({Role.OFFICER, Role.FOCAL_POINT})

MEMBERSHIP_WORKFLOW: Workflow[Status] = Workflow(
    (
        Transition("verify", frozenset({Status.APPLIED}), Status.VERIFIED, _KEEPERS),
        Transition("decline", frozenset({Status.APPLIED}), Status.DECLINED, _KEEPERS),
        Transition("withdraw", frozenset({Status.APPLIED}), Status.WITHDRAWN, _HOLDERS),
        Transition("begin", frozenset({Status.VERIFIED}), Status.ACTIVE, _KEEPERS),
        Transition("end", SHOWN, Status.ENDED, _KEEPERS),
    )
)


class NetworkKind(Coded):
    """What a network is made of."""

    AUTHORITIES = "authorities", _("Network of authorities")
    CENTRAL_AUTHORITIES = "central-authorities", _("Network of central authorities")
    CONTACT_POINTS = "contact-points", _("Network of contact points")
    JURISDICTIONS = "jurisdictions", _("Network of jurisdictions")
    STATES = "states", _("Network of States")
    PROSECUTORS = "prosecutors", _("Network of prosecutors")
    UNITS = "units", _("Network of specialized units")
    PRACTITIONERS = "practitioners", _("Network of practitioners")
    ORGANISATIONS = "organisations", _("Network of organizations")


class Scope(Coded):
    """How far a network reaches."""

    GLOBAL = "global", _("Worldwide")
    REGIONAL = "regional", _("Regional")


class MemberType(Coded):
    """What can be a member."""

    AUTHORITY = "authority", _("Authority")
    STATE = "state", _("State")
    PERSON = "person", _("Person")


class MembershipKind(Coded):
    """As what a member belongs to a network."""

    MEMBER = "member", _("Member")
    OBSERVER = "observer", _("Observer")
    PARTNER = "partner", _("Partner")


class Confidence(Coded):
    """How sure the source of a network's facts is. What is of low confidence is not shown at all."""

    HIGH = "high", _("High confidence")
    MEDIUM = "medium", _("Medium confidence")


class PointRole(Coded):
    """Who of the contact points answers first."""

    PRIMARY = "primary", _("First contact point")
    ALTERNATE = "alternate", _("Alternate contact point")


class Branch(Coded):
    """For which side of a case a contact point answers."""

    LAW_ENFORCEMENT = "law-enforcement", _("Law enforcement")
    JUDICIAL = "judicial", _("Judicial")
