"""The form of a note."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from roster.assistance.notes.models import TEXT_LENGTH
from roster.assistance.notes.services import NoteInput
from roster.web.fields import CodeField, DayField, TextField
from roster.web.forms import CreatingForm
from roster.web.validation import Required


class NoteForm(CreatingForm):
    """What was said in a call, when, and about whom."""

    called_on = DayField(_l("Day of the call"), [Required()])
    about = CodeField(_l("About"), options=tuple, empty=_l("The request as a whole"))
    text = TextField(_l("What was said"), [Required()], length=TEXT_LENGTH)

    def offer(self, people: Iterable[tuple[str, str]]) -> None:
        """Put the experts who have to do with the request on the list."""
        self.about.choices = [*(self.about.choices or ()), *people]

    def to_input(self) -> NoteInput:
        """What was typed."""
        return NoteInput(
            called_on=self.called_on.data, text=self.text.data or "", about=self.about.data or ""
        )
