"""The code lists of this room: criteria, purposes of consent, the vetting list, reasons for declining."""

from typing import Final

from flask_babel import lazy_gettext as _

from roster.vocabulary.codes import Coded

LONGEST_REASON: Final = 2_000
LONGEST_NOTE_VERBALE: Final = 200


class MinimumCriterion(Coded):
    """What the State says of its nominee before it clears the nomination."""

    EXPERIENCE = "experience", _("The expert has at least five years of experience in the fields named.")
    KNOWLEDGE = (
        "knowledge",
        _("The expert knows the articles of the Convention named, in law or in practice."),
    )
    LANGUAGE = "language", _("The expert works in at least one official language of the United Nations.")
    INTEGRITY = (
        "integrity",
        _("The State knows of no proceedings or sanctions that speak against the expert."),
    )
    AVAILABILITY = "availability", _("The expert can be asked for, and the employer does not object.")


class Purpose(Coded):
    """What the expert allows the data to be used for."""

    ROSTER = (
        "roster",
        _("Keep my profile on the roster and show it to the readers named, so that I am found."),
    )
    REQUESTS = "requests", _("Pass requests for technical assistance on to me.")
    STATISTICS = "statistics", _("Count me, without my name, in statistics of the roster.")


REQUIRED_PURPOSES = frozenset({Purpose.ROSTER})


class ChecklistItem(Coded):
    """What the roster manager looks at before approving; every item is needed."""

    CLEARANCE = "clearance", _("The clearance comes from the State, and the note verbale is in order.")
    CONSENT = "consent", _("The expert agreed to this text of the nomination.")
    IDENTITY = "identity", _("The likely duplicates were looked at: this is a person of its own.")
    CRITERIA = "criteria", _("The minimum criteria are met by what the nomination says.")
    EXPERTISE = "expertise", _("Each line of expertise has evidence that carries it.")
    INTERESTS = "interests", _("Declared interests do not stand against publication.")


class DeclineReason(Coded):
    """Why a nomination is declined."""

    CRITERIA_NOT_MET = "criteria-not-met", _("The minimum criteria are not met.")
    NO_EVIDENCE = "no-evidence", _("The expertise is not shown by evidence.")
    CONFLICT = "conflict", _("There is a conflict of interest.")
    DUPLICATE = "duplicate", _("The expert is on the roster already.")
    OTHER = "other", _("Another reason, given in words.")
