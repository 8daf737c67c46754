"""The forms of the expert: correct, agree, refuse, withdraw. They work without an account."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField

from roster.experts.form_subjects import (
    AvailabilityFields,
    BriefFields,
    CareerFields,
    CategoryFields,
    ContactFields,
    ExperienceFields,
    ExpertiseFields,
    InterestsFields,
    LanguagesFields,
    NameFields,
    WorkFields,
)
from roster.experts.forms import SubjectForm
from roster.nominations.codes import LONGEST_REASON, Purpose
from roster.web.fields import CodesField, TextField, options_of
from roster.web.forms import ChangingForm


class CorrectionsForm(
    NameFields,
    ContactFields,
    CategoryFields,
    WorkFields,
    ExpertiseFields,
    ExperienceFields,
    LanguagesFields,
    AvailabilityFields,
    BriefFields,
    CareerFields,
    InterestsFields,
    SubjectForm,
):
    """All that the State wrote, and what only the expert can say: declared interests."""


class ConsentForm(ChangingForm):
    """The expert's answer. `text` is the version of the consent that stood on the page."""

    text = HiddenField()
    purposes = CodesField(_l("What I allow"), options=options_of(Purpose))
    is_public = BooleanField(_l("Anybody may see the part of my profile that members see"))


class RefuseForm(ChangingForm):
    """Saying no, or withdrawing; a reason may be given."""

    reason = TextField(_l("Reason"), length=LONGEST_REASON)
