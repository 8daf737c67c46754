"""The form of an export: what for, and as what."""

from flask_babel import lazy_gettext as _l

from roster.experts.exporting.models import PURPOSE_LENGTH, ExportFormat
from roster.web.fields import CodeField, LineField, options_of
from roster.web.forms import CreatingForm
from roster.web.validation import Required


class ExportForm(CreatingForm):
    """A purpose in one line, and one of three formats."""

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
        options=options_of(ExportFormat),
        default=ExportFormat.XLSX.value,
    )

    @property
    def chosen_format(self) -> ExportFormat:
        """The format, of a form that was found valid."""
        return ExportFormat(str(self.kind.data))
