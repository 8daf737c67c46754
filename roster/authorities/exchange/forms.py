"""Forms of the exchange: what a list is for, the file that comes in, whom a card's person belongs to."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField

from roster.authorities.exchange.formats import ListFormat
from roster.authorities.exchange.models import PURPOSE_LENGTH
from roster.authorities.form_options import state_options
from roster.web.fields import CodeField, LineField, options_of
from roster.web.forms import ChangingForm, CreatingForm
from roster.web.validation import Required


class ExportForm(CreatingForm):
    """A purpose in one line, and one of the formats."""

    purpose = LineField(
        _l("Purpose"),
        [Required(_l("Say in one line what the list is for."))],
        length=PURPOSE_LENGTH,
        description=_l(
            "In one line: the meeting, request or report that the list is for. It stands in the file and in "
            "the register of exports."
        ),
    )
    kind = CodeField(
        _l("Format"),
        [Required(_l("Choose a format."))],
        options=options_of(ListFormat),
        default=ListFormat.XLSX.value,
    )


class UploadForm(CreatingForm):
    """The file. It is judged before the transaction; what is wrong with it is said at the field."""

    file = FileField(_l("File with authorities"), [Required(_l("Choose a file."))])
    state = CodeField(
        _l("State of rows that name none"),
        options=state_options,
        empty=_l("Each row names its State"),
        description=_l("Cards of address books seldom say it."),
    )


class ConfirmForm(ChangingForm):
    """A button that belongs to the version on the screen."""
