"""The life of an authority's entry as data, and the code lists of its fields."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from roster.core.actor import Role
from roster.core.workflow import Transition, Workflow
from roster.vocabulary.codes import Coded


class Stage(StrEnum):
    """Where an entry stands; readers outside its State see it from *listed* on."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    LISTED = "listed"
    DISPUTED = "disputed"


SHOWN = frozenset({Stage.LISTED, Stage.DISPUTED})

STAGE_LABELS = {
    Stage.DRAFT: _("Draft"),
    Stage.SUBMITTED: _("Submitted"),
    Stage.LISTED: _("Listed"),
    Stage.DISPUTED: _("Reported as wrong"),
}

AUTHORITY_WORKFLOW: Workflow[Stage] = Workflow(
    (
        Transition("submit", frozenset({Stage.DRAFT}), Stage.SUBMITTED, frozenset({Role.FOCAL_POINT})),
        Transition("return", frozenset({Stage.SUBMITTED}), Stage.DRAFT, frozenset({Role.MANAGER})),
        Transition("list", frozenset({Stage.SUBMITTED}), Stage.LISTED, frozenset({Role.MANAGER})),
        Transition("dispute", SHOWN, Stage.DISPUTED, frozenset()),
        Transition("settle", frozenset({Stage.DISPUTED}), Stage.LISTED, frozenset()),
    )
)


class Channel(Coded):
    """A way on which an authority takes requests."""

    DIRECT = "direct", _("Directly, authority to authority")
    DIPLOMATIC = "diplomatic", _("Through diplomatic channels")
    INTERPOL = "interpol", _("Through INTERPOL")
    PLATFORM = "platform", _("Through an electronic platform")
    ADVANCE_EMAIL = "advance-email", _("Advance copy by e-mail")


class Acceptance(Coded):
    """When a request in a language is taken."""

    ALWAYS = "always", _("Always")
    IF_URGENT = "if-urgent", _("If urgent")


class Signature(Coded):
    """Which signature a request needs."""

    INK = "ink", _("Signature and stamp on paper")
    ELECTRONIC = "electronic", _("Qualified electronic signature")
    EITHER = "either", _("Signature on paper or electronic")
    NONE = "none", _("No signature needed")


class Encryption(Coded):
    """How a message to the authority is protected."""

    NONE = "none", _("Not needed")
    PGP = "pgp", _("OpenPGP")
    SMIME = "smime", _("S/MIME certificate")
    PLATFORM = "platform", _("Secure electronic platform")
    ON_REQUEST = "on-request", _("Agreed case by case")


class UrgentProcedure(Coded):
    """Whether an urgent request has a way of its own."""

    NONE = "none", _("No urgent procedure")
    OFFICE_HOURS = "office-hours", _("Within opening hours")
    AT_ALL_HOURS = "at-all-hours", _("At all hours")


class LegalBasis(Coded):
    """For what the Convention itself may be the legal basis."""

    ARTICLE_46 = "art-46", _("Mutual legal assistance (article 46)")
    ARTICLE_44 = "art-44", _("Extradition (article 44)")


class DualCriminality(Coded):
    """Whether the conduct must be an offence in both States."""

    REQUIRED = "required", _("Required")
    COERCIVE = "coercive", _("Required for coercive measures")
    NOT_REQUIRED = "not-required", _("Not required")


class ContactRole(Coded):
    """Who answers first."""

    PRIMARY = "primary", _("First contact")
    DEPUTY = "deputy", _("Deputy")


class Outcome(Coded):
    """What an answer to a report says."""

    CORRECTED = "corrected", _("Corrected")
    RIGHT = "right", _("It was right")
    LOOKING = "looking", _("Could not be found out")


class Returned(Coded):
    """To which address of an entry letters come back."""

    MAILBOX = "mailbox", _("A letter to the general mailbox came back: its mail server refuses it for good.")
    SECURE = (
        "secure",
        _("A letter to the secure e-mail address came back: its mail server refuses it for good."),
    )
    CONTACT = "contact", _("A letter to a contact person came back: the mail server refuses it for good.")


class Way(Coded):
    """How somebody tried to reach an authority."""

    PHONE = "phone", _("By telephone")
    EMAIL = "email", _("By e-mail")
    LETTER = "letter", _("By letter")
    PLATFORM = "platform", _("Through an electronic platform")


WEEKDAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
