"""Forms of shortlists: what a list is called and for, and the note about a person."""

from flask_babel import lazy_gettext as _l

from roster.assistance.shortlists.models import TEXT_LENGTH, TITLE_LENGTH, Shortlist
from roster.assistance.shortlists.services import ShortlistInput
from roster.web.fields import LineField, TextField
from roster.web.forms import ChangingForm, CreatingForm
from roster.web.validation import Required


class NewShortlistForm(CreatingForm):
    """Begins a list."""

    title = LineField(_l("Title"), [Required()], length=TITLE_LENGTH)
    purpose = TextField(_l("Purpose"), length=TEXT_LENGTH)

    def to_input(self) -> ShortlistInput:
        """What was typed."""
        return ShortlistInput(self.title.data or "", self.purpose.data or "")


class ShortlistForm(ChangingForm):
    """Changes what a list is called and for."""

    title = LineField(_l("Title"), [Required()], length=TITLE_LENGTH)
    purpose = TextField(_l("Purpose"), length=TEXT_LENGTH)

    def show(self, shortlist: Shortlist) -> None:
        """Fill the form with what is stored."""
        self.title.data, self.purpose.data = shortlist.title, shortlist.purpose

    def to_input(self) -> ShortlistInput:
        """What was typed."""
        return ShortlistInput(self.title.data or "", self.purpose.data or "")


class NoteForm(ChangingForm):
    """The note about one person."""

    note = TextField(_l("Note"), length=TEXT_LENGTH)
