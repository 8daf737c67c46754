"""The forms of readers: what is wrong with an entry, whether somebody answered; and the answer of its keeper."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import Field, RadioField
from wtforms.validators import ValidationError

from roster.authorities.models import REPORT_LENGTH
from roster.authorities.states import Outcome, Way
from roster.web.fields import CodeField, TextField, options_of
from roster.web.forms import CreatingForm
from roster.web.validation import Required


class ReportForm(CreatingForm):
    """Says what is wrong."""

    text = TextField(_l("What is wrong, and what you know of it"), [Required()], length=REPORT_LENGTH)


class AnswerForm(CreatingForm):
    """Answers a report."""

    outcome = CodeField(_l("Outcome"), [Required(_l("Choose an outcome."))], options=options_of(Outcome))
    text = TextField(_l("Your answer"), [Required()], length=REPORT_LENGTH)


class ReachedForm(CreatingForm):
    """Says whether somebody answered."""

    reached = RadioField(
        _l("Did you reach them?"),
        [Required(_l("Choose yes or no."))],
        choices=[("yes", _l("Yes")), ("no", _l("No"))],
        validate_choice=False,
    )
    channel = CodeField(_l("How"), [Required()], options=options_of(Way))

    def validate_reached(self, field: Field) -> None:
        """One of the two."""
        if field.data not in ("yes", "no"):
            raise ValidationError(gettext("Choose yes or no."))
