"""The steps of the nomination form: one subject each, with the fields of a profile that stand there."""

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import lazy_gettext as _l


class FormStep(StrEnum):
    """One short page of the form, in their order."""

    NAME = "name"
    CONTACT = "contact"
    WORK = "work"
    EXPERTISE = "expertise"
    LANGUAGES = "languages"
    BRIEF = "brief"
    EXPERIENCE = "experience"
    AVAILABILITY = "availability"
    MORE = "more"
    CATEGORY = "category"

    @property
    def label(self) -> object:
        """The subject of the step in the reader's language."""
        return _LABELS[self]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of ProfileInput that this step asks for."""
        return STEP_FIELDS[self]

    @property
    def is_optional(self) -> bool:
        """Whether nothing has to be said here."""
        return self in (FormStep.EXPERIENCE, FormStep.AVAILABILITY, FormStep.MORE)


_LABELS = {
    FormStep.NAME: _l("Name"),
    FormStep.CONTACT: _l("Contact"),
    FormStep.WORK: _l("Work"),
    FormStep.EXPERTISE: _l("Expertise"),
    FormStep.LANGUAGES: _l("Languages"),
    FormStep.BRIEF: _l("Brief profile"),
    FormStep.EXPERIENCE: _l("Experience"),
    FormStep.AVAILABILITY: _l("Availability"),
    FormStep.MORE: _l("More about the expert"),
    FormStep.CATEGORY: _l("What the expert is nominated for"),
}

STEP_FIELDS: Mapping[FormStep, tuple[str, ...]] = {
    FormStep.NAME: (
        "family_name",
        "given_name",
        "latin_family_name",
        "latin_given_name",
        "title",
        "gender",
        "nationalities",
    ),
    FormStep.CONTACT: ("email", "phone", "city", "country", "time_zone", "is_relay_only"),
    FormStep.WORK: ("employer", "post", "organisation_type", "employed_since", "earlier_posts"),
    FormStep.EXPERTISE: ("expertise",),
    FormStep.LANGUAGES: ("languages",),
    FormStep.BRIEF: ("brief_profile",),
    FormStep.EXPERIENCE: ("legal_system", "countries_worked", "reviews"),
    FormStep.AVAILABILITY: (
        "notice_days",
        "days_per_year",
        "mode",
        "absences",
        "regions_excluded",
        "employer_release",
    ),
    FormStep.MORE: ("publications", "education", "certificates", "referees"),
    FormStep.CATEGORY: ("category",),
}
# What the State fills in. Declared interests are the expert's to say, notes the staff's.
STATE_FIELDS: tuple[str, ...] = tuple(name for names in STEP_FIELDS.values() for name in names)


def step_of(field: str) -> FormStep | None:
    """The step that asks for this field; None for what no step asks for."""
    return next((step for step, names in STEP_FIELDS.items() if field in names), None)
