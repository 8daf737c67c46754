"""The forms of a first message and of its answer."""

from flask_babel import lazy_gettext as _l

from roster.authorities.relay.models import SUBJECT_LENGTH, TEXT_LENGTH
from roster.authorities.relay.services import NewMessage
from roster.web.fields import LineField, TextField
from roster.web.forms import CreatingForm
from roster.web.validation import Required


class WriteForm(CreatingForm):
    """Writes to the contact person."""

    subject = LineField(_l("Subject line"), [Required()], length=SUBJECT_LENGTH)
    text = TextField(_l("Message"), [Required()], length=TEXT_LENGTH)

    def to_input(self) -> NewMessage:
        """What was typed."""
        return NewMessage(self.subject.data or "", self.text.data or "")


class AnswerForm(CreatingForm):
    """Answers the sender."""

    text = TextField(_l("Your answer"), [Required()], length=TEXT_LENGTH)
