"""Forms by which a State moves a nomination."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField

from roster.nominations.codes import LONGEST_NOTE_VERBALE, LONGEST_REASON, MinimumCriterion
from roster.web.fields import CodesField, LineField, TextField, options_of
from roster.web.forms import ChangingForm
from roster.web.validation import Required


class MoveForm(ChangingForm):
    """A button that belongs to the version on the screen."""


class WithdrawForm(ChangingForm):
    """Why it is withdrawn; may stay empty."""

    reason = TextField(_l("Reason"), length=LONGEST_REASON)


class ClearForm(ChangingForm):
    """The State's word: criteria, and the reference of the note verbale."""

    criteria = CodesField(_l("Minimum criteria"), options=options_of(MinimumCriterion))
    note_verbale = LineField(
        _l("Reference of the note verbale"), [Required()], length=LONGEST_NOTE_VERBALE, is_name=True
    )


class NominationFileForm(ChangingForm):
    """A file; it is judged before the transaction, and what is wrong with it is said at the field."""

    file = FileField(_l("File"), [Required(_l("Choose a file."))])
