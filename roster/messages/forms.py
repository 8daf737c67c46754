"""Forms of messages: the first one, an answer, what to reveal, and what is unwanted."""

from typing import Any

from flask_babel import lazy_gettext as _l

from roster.messages.models import REASON_LENGTH, SUBJECT_LENGTH, TEXT_LENGTH
from roster.messages.services import NewMessage
from roster.messages.states import Purpose
from roster.web.fields import CodeField, CodesField, LineField, TextField, options_of
from roster.web.forms import BaseForm, CreatingForm
from roster.web.validation import Required


class WriteForm(CreatingForm):
    """Begins a conversation."""

    subject = LineField(_l("Subject line"), [Required()], length=SUBJECT_LENGTH)
    purpose = CodeField(_l("What it is about"), [Required()], options=options_of(Purpose))
    text = TextField(_l("Message"), [Required()], length=TEXT_LENGTH)

    def to_input(self) -> NewMessage:
        """What was typed."""
        return NewMessage(self.subject.data or "", self.purpose.data or "", self.text.data or "")


class AnswerForm(CreatingForm):
    """Writes on in a conversation."""

    text = TextField(_l("Your answer"), [Required()], length=TEXT_LENGTH)


class RevealForm(BaseForm):
    """Which contact data the sender shall see; `names` are those that there are."""

    fields = CodesField(
        _l("What the sender will see"), [Required(_l("Choose what to show, or go back."))], options=list
    )

    def __init__(self, *, names: list[str], **keywords: Any) -> None:
        super().__init__(**keywords)
        self.fields.choices = [(name, str(_CONTACT[name])) for name in names]


class UnwantedForm(BaseForm):
    """Says that a message is unwanted, and why."""

    reason = TextField(_l("What is wrong with it"), length=REASON_LENGTH)


_CONTACT = {"email": _l("E-mail address"), "phone": _l("Telephone")}
