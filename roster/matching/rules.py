"""The hard rules: each is yes or no, and who breaks one is not in a result, however good the rest is."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _

from roster.vocabulary.codes import Coded


class FieldGroup(StrEnum):
    """Which fields of a profile a rule, a part or a reason is made from: whoever shows it asks who may read them."""

    PROFILE = "profile"
    STANDING = "standing"  # consent, publication
    AVAILABILITY = "availability"  # absences, days per year, release
    NATIONALITIES = "nationalities"
    INTERESTS = "interests"
    HISTORY = "history"  # engagements and when somebody was last asked
    REQUEST = "request"  # what the request itself says


class Rule(Coded):
    """One hard rule, in the words of what it found."""

    CONSENT = "consent", _("No consent to be on the roster")
    PUBLISHED = "published", _("The profile is not published")
    TERM = "term", _("The term ends before the work would end")
    FRESHNESS = "freshness", _("The profile is not confirmed")
    EXCLUDED = "excluded", _("Excluded by the request")
    OWN_STATE = "own-state", _("Conflict of interest: of the requesting State")
    REVIEWER = "reviewer", _("Conflict of interest: reviewed the requesting State in recent years")
    EMPLOYER = "employer", _("Conflict of interest: works for an organization with a stake in the request")
    INTEREST = "interest", _("Conflict of interest: declared an interest")
    MODE = "mode", _("Does not work in the way that is asked for")
    REGION = "region", _("Does not work in the region of the requesting State")
    NOTICE = "notice", _("Needs more notice than the time window leaves")
    ABSENCE = "absence", _("Absent in the time window")
    DAYS = "days", _("Has fewer days in a year than are asked for")
    LANGUAGE = "language", _("A required language is missing or below the level asked for")

    @property
    def group(self) -> FieldGroup:
        """The fields from which the rule is decided."""
        return _GROUPS.get(self, FieldGroup.PROFILE)


_GROUPS: dict[Any, FieldGroup] = {
    Rule.CONSENT: FieldGroup.STANDING,
    Rule.PUBLISHED: FieldGroup.STANDING,
    Rule.EXCLUDED: FieldGroup.REQUEST,
    Rule.OWN_STATE: FieldGroup.NATIONALITIES,
    Rule.INTEREST: FieldGroup.INTERESTS,
    Rule.ABSENCE: FieldGroup.AVAILABILITY,
    Rule.DAYS: FieldGroup.AVAILABILITY,
    Rule.REGION: FieldGroup.AVAILABILITY,
}
