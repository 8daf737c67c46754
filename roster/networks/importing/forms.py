"""Forms of lists of memberships: the file, and a button that belongs to what is on the screen."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField

from roster.web.forms import ChangingForm, CreatingForm
from roster.web.validation import Required


class UploadForm(CreatingForm):
    """The file. It is read before the transaction; what is wrong with it is said at the field."""

    file = FileField(_l("File with memberships"), [Required(_l("Choose a file."))])


class ConfirmForm(ChangingForm):
    """A button that belongs to the version on the screen."""
