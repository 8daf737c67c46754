"""Forms of an import: the file, how it is read, what its columns mean."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField

from roster.core.errors import InvalidError
from roster.core.tables.decoding import ENCODINGS
from roster.core.tables.problems import TableError, TableProblem
from roster.core.tables.table import Table
from roster.experts.importing.column_words import ImportColumn
from roster.experts.importing.options import COLUMN_LABELS, Columns, ImportOptions
from roster.web.fields import CodeField, RowsField
from roster.web.forms import ChangingForm, CreatingForm
from roster.web.validation import Required

LARGEST_COLUMNS = 100
FIND_OUT = _l("Find out")
_SEPARATOR_LABELS = {
    ",": _l("Comma"),
    ";": _l("Semicolon"),
    "\t": _l("Tabulator"),
    "|": _l("Vertical bar"),
}
# A tabulator would be trimmed from the value of an option.
_SEPARATOR_CODES = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
_ENCODING_PROBLEMS = frozenset(
    {TableProblem.WRONG_ENCODING, TableProblem.UNKNOWN_ENCODING, TableProblem.TRUNCATED}
)


def column_options() -> Iterable[tuple[str, str]]:
    """Everything that a column may mean, in the reader's language."""
    return [(column.value, str(label)) for column, label in COLUMN_LABELS.items()]


def encoding_options() -> Iterable[tuple[str, str]]:
    """Encodings by the names that spreadsheet programs show."""
    return [(name, name.upper()) for name in ENCODINGS]


def separator_options() -> Iterable[tuple[str, str]]:
    """What may stand between two cells."""
    return [(code, str(_SEPARATOR_LABELS[sign])) for code, sign in _SEPARATOR_CODES.items()]


class UploadForm(CreatingForm):
    """The file. It is judged before the transaction; what is wrong with it is said at the field."""

    file = FileField(_l("List of experts"), [Required(_l("Choose a file."))])


class ColumnsForm(ChangingForm):
    """How the file is read, and the meaning of each column."""

    encoding = CodeField(_l("Encoding"), options=encoding_options, empty=FIND_OUT)
    separator = CodeField(_l("Separator"), options=separator_options, empty=FIND_OUT)
    sheet = CodeField(_l("Sheet"), options=lambda: (), empty=_l("First sheet with content"))
    columns = RowsField(
        CodeField(_l("Meaning"), options=column_options), _l("Columns"), max_entries=LARGEST_COLUMNS
    )

    def offer_sheets(self, names: Sequence[str]) -> None:
        """The sheets that the workbook has."""
        self.sheet.choices = [*(self.sheet.choices or ())[:1], *((name, name) for name in names)]

    def show(self, options: ImportOptions, columns: Columns) -> None:
        """Fill the form with what is stored, or proposed."""
        codes = {sign: code for code, sign in _SEPARATOR_CODES.items()}
        self.encoding.data = options.encoding
        self.separator.data = codes.get(options.separator or "")
        self.sheet.data = options.sheet
        for column in columns:
            self.columns.append_entry(column.value)

    def take_file_problem(self, error: TableError) -> None:
        """Say what is wrong with the file at the field that may cure it."""
        field = self.separator
        if error.code in _ENCODING_PROBLEMS:
            field = self.encoding
        elif error.code is TableProblem.NO_SUCH_SHEET:
            field = self.sheet
        field.errors = (*field.errors, str(error.message))

    def to_reading(self) -> ImportOptions:
        """How the file is to be read, its columns to be proposed anew."""
        return ImportOptions(
            encoding=self.encoding.data,
            separator=_SEPARATOR_CODES.get(self.separator.data or ""),
            sheet=self.sheet.data,
        )

    def to_options(self, table: Table, stored: ImportOptions) -> ImportOptions:
        """The columns chosen, for the file as it was shown. Raises InvalidError where they do not fit."""
        columns = tuple(ImportColumn(entry.data or ImportColumn.IGNORE) for entry in self.columns)
        if len(columns) != len(table.header):
            raise InvalidError({"columns": gettext("The columns have changed. Look at them again.")})
        return ImportOptions(
            encoding=stored.encoding, separator=stored.separator, sheet=stored.sheet, columns=columns
        )


class ConfirmForm(ChangingForm):
    """A button that belongs to the version on the screen."""
