"""Many nominations in one workbook: a row for each person, read by the same reader as the import of lists."""

from collections.abc import Sequence
from typing import Final

from flask_babel import gettext

from roster.core.documents.direction import is_rtl
from roster.core.tables.kinds import extension_of
from roster.core.tables.problems import TableError
from roster.core.tables.reading import read_table
from roster.core.tables.table import TableLimits
from roster.core.tables.writing import write_xlsx
from roster.experts.importing.column_words import ImportColumn
from roster.experts.importing.options import COLUMN_LABELS, has_name, proposed_columns
from roster.experts.importing.reading import ReadImport, read_people
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import Gender, OrganisationType
from roster.web.locale import in_language

MOST_PEOPLE: Final = 200
_LIMITS: Final = TableLimits(file_size=5 * 1024 * 1024, rows=MOST_PEOPLE)
COLUMNS: Final = (
    ImportColumn.FAMILY_NAME,
    ImportColumn.GIVEN_NAME,
    ImportColumn.LATIN_FAMILY_NAME,
    ImportColumn.LATIN_GIVEN_NAME,
    ImportColumn.TITLE,
    ImportColumn.GENDER,
    ImportColumn.EMAIL,
    ImportColumn.PHONE,
    ImportColumn.CITY,
    ImportColumn.EMPLOYER,
    ImportColumn.POST,
    ImportColumn.ORGANISATION_TYPE,
    ImportColumn.LANGUAGES,
    ImportColumn.TOPICS,
    ImportColumn.ARTICLES,
    ImportColumn.BRIEF_PROFILE,
)


def bulk_workbook(language: str) -> bytes:
    """An empty list to fill in, with a second sheet that says what may stand in which column."""
    with in_language(language):
        header = [_heading(column) for column in COLUMNS]
        return write_xlsx(
            header,
            [],
            sheet_name=gettext("Nominations"),
            right_to_left=is_rtl(language),
            notes=_notes(language),
            notes_name=gettext("How to fill it in"),
        )


def read_bulk(content: bytes, *, file_name: str) -> ReadImport:
    """The people in a list, in the columns of ours or any that the import knows.

    Raises TableError for a file that is no table, BulkError where no column holds a name.
    """
    table = read_table(content, file_name=file_name, limits=_LIMITS)
    columns = proposed_columns(table)
    if not has_name(columns):
        raise BulkError(
            gettext("No column holds a name. Use the workbook offered here, and keep its header row.")
        )
    return read_people(table, columns)


class BulkError(Exception):
    """A table that is no list of people; its text is a sentence for the reader."""


def problem_in(content: bytes, *, file_name: str) -> tuple[ReadImport | None, str]:
    """The people, or the sentence that says why there are none."""
    if not extension_of(file_name):
        return None, gettext("Choose an XLSX, ODS or CSV file.")
    try:
        return read_bulk(content, file_name=file_name), ""
    except TableError as error:
        return None, str(error.message)
    except BulkError as error:
        return None, str(error)


def _heading(column: ImportColumn) -> str:
    """A heading that the reader is sure of in every language."""
    return gettext("Topics") if column is ImportColumn.TOPICS else str(COLUMN_LABELS[column])


def _notes(language: str) -> Sequence[tuple[str, str]]:
    known = vocabulary.current()
    topics = "; ".join(topic.label(language) for topic in known.topics.values())
    genders = "; ".join(str(item.label) for item in Gender)
    types = "; ".join(str(item.label) for item in OrganisationType)
    several = gettext("Several, separated by semicolons.")
    levels = gettext("Languages with levels, such as: English C1; French B2")
    labels = COLUMN_LABELS
    return [
        (gettext("Rows"), gettext("One person in each row; the names of the columns stay as they are.")),
        (str(labels[ImportColumn.FAMILY_NAME]), gettext("Needed in every row.")),
        (str(labels[ImportColumn.LATIN_FAMILY_NAME]), gettext("Needed where your script is another one.")),
        (str(labels[ImportColumn.GENDER]), genders),
        (str(labels[ImportColumn.ORGANISATION_TYPE]), types),
        (str(labels[ImportColumn.LANGUAGES]), levels),
        (_heading(ImportColumn.TOPICS), f"{several} {topics}"),
        (
            str(labels[ImportColumn.ARTICLES]),
            gettext("Numbers, separated by semicolons, such as: 15; 17; 54"),
        ),
        (str(labels[ImportColumn.BRIEF_PROFILE]), gettext("At most 150 words, in one of the six languages.")),
    ]
