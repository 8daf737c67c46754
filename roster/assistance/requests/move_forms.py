"""Forms by which a request is moved."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField

from roster.assistance.codes import DeclineReason
from roster.assistance.requests.models import TEXT_LENGTH
from roster.web.fields import CodeField, TextField, options_of
from roster.web.forms import ChangingForm
from roster.web.validation import Required


class MoveForm(ChangingForm):
    """A button that belongs to the version on the screen."""


class QuestionForm(ChangingForm):
    """Asks the State."""

    text = TextField(_l("Your question"), [Required()], length=TEXT_LENGTH)


class AnswerForm(ChangingForm):
    """Answers the secretariat."""

    text = TextField(_l("Your answer"), [Required()], length=TEXT_LENGTH)


class DeclineForm(ChangingForm):
    """Why it is declined."""

    reason = CodeField(
        _l("Reason"),
        [Required(_l("Choose a reason."))],
        options=options_of(DeclineReason),
        empty=_l("Choose …"),
    )
    text = TextField(_l("Words to the State"), length=TEXT_LENGTH)


class LetterForm(ChangingForm):
    """The mandate letter; it is judged before the transaction, and what is wrong with it is said at the field."""

    file = FileField(_l("File"), [Required(_l("Choose a file."))])
