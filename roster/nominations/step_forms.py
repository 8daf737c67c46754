"""The forms of the steps: each asks about one subject, with the fields of a profile's own form."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from roster.core.multilingual import LANGUAGES
from roster.experts.form_options import brief_language_options
from roster.experts.form_subjects import (
    AvailabilityFields,
    BriefFields,
    CareerFields,
    CategoryFields,
    ContactFields,
    ExperienceFields,
    ExpertiseFields,
    LanguagesFields,
    NameFields,
    WorkFields,
)
from roster.experts.forms import SubjectForm
from roster.nominations.codes import MinimumCriterion
from roster.nominations.form_steps import FormStep
from roster.web.fields import CodeField, CodesField, options_of
from roster.web.forms import ChangingForm, CreatingForm
from roster.web.locale import current_language
from roster.web.validation import Required

# What a nomination cannot do without, of the fields that stand alone; rows and texts say it in their own words.
REQUIRED = ("family_name", "email", "employer", "post", "organisation_type", "category")


class StepForm(SubjectForm):
    """A step. Its version is the mark of what this step said when it was shown, not of the whole nomination."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        for name in REQUIRED:
            if name in self._fields:
                self._fields[name].flags.required = True
        if "brief_source" in self._fields:
            self._fields[f"brief_{current_language().code}"].flags.required = True


class NameForm(NameFields, StepForm):
    """Who it is."""


class ContactForm(ContactFields, StepForm):
    """How the person is reached."""


class WorkForm(WorkFields, StepForm):
    """Where the person works."""


class ExpertiseForm(ExpertiseFields, StepForm):
    """What the person can do."""


class LanguagesForm(LanguagesFields, StepForm):
    """In which languages."""


class BriefForm(BriefFields, StepForm):
    """The brief profile."""


class ExperienceForm(ExperienceFields, StepForm):
    """Legal system, countries and reviews."""


class AvailabilityForm(AvailabilityFields, StepForm):
    """When and on what terms."""


class MoreForm(CareerFields, StepForm):
    """What else stands in a career."""


class CategoryForm(CategoryFields, StepForm):
    """For what the person is nominated, and what the State says of the minimum criteria."""

    criteria = CodesField(
        _l("Minimum criteria: tick what holds for this expert"), options=options_of(MinimumCriterion)
    )


FORMS: Mapping[FormStep, type[StepForm]] = {
    FormStep.NAME: NameForm,
    FormStep.CONTACT: ContactForm,
    FormStep.WORK: WorkForm,
    FormStep.EXPERTISE: ExpertiseForm,
    FormStep.LANGUAGES: LanguagesForm,
    FormStep.BRIEF: BriefForm,
    FormStep.EXPERIENCE: ExperienceForm,
    FormStep.AVAILABILITY: AvailabilityForm,
    FormStep.MORE: MoreForm,
    FormStep.CATEGORY: CategoryForm,
}


class BeginForm(CreatingForm):
    """Begins a draft: for which State, where there is a choice, and of which profile, where there is one."""

    state = CodeField(_l("Nominating State"), [Required()], options=tuple)
    profile = CodeField(_l("Profile"), options=tuple)

    def offer(self, *, states: list[tuple[str, str]], profiles: list[str]) -> None:
        """The States of this account, and the profiles of these States that can be nominated."""
        self.state.choices = states
        self.profile.choices = [("", ""), *((ref, ref) for ref in profiles)]
        if not self.state.data and len(states) == 1:
            self.state.data = states[0][0]


class InviteForm(ChangingForm):
    """Asks the expert for consent: in which language the letter and the page behind it are written."""

    language = CodeField(
        _l("Language of the letter to the expert"), [Required()], options=brief_language_options
    )

    def suggest(self, spoken: tuple[str, ...]) -> None:
        """The first of the six languages that the expert speaks, else the reader's."""
        known = [code for code in spoken if code in LANGUAGES]
        self.language.data = known[0] if known else current_language().code
