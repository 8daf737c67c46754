"""The short forms of the expert's own page."""

from flask_babel import lazy_gettext as _l

from roster.experts.form_subjects import AvailabilityFields
from roster.experts.forms import SubjectForm
from roster.experts.standing.codes import SuspendReason
from roster.web.fields import CodeField, options_of
from roster.web.forms import ChangingForm
from roster.web.validation import Required


class AvailabilityForm(AvailabilityFields, SubjectForm):
    """When, where and on what terms the expert can come."""


class DecisionForm(ChangingForm):
    """A button that belongs to the version on the screen."""


class PauseForm(ChangingForm):
    """Why the profile is to be hidden for a while."""

    reason = CodeField(
        _l("Reason"),
        [Required(_l("Choose a reason."))],
        options=options_of(SuspendReason),
        empty=_l("Choose …"),
    )
