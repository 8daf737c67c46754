"""The one way in for filled forms: bytes and a name go in, `FormAnswers` or an error with a sentence come out."""

from typing import Final

from roster.core.documents.kinds import DocumentKind, document_kind
from roster.core.documents.problems import DocumentError, DocumentProblem
from roster.core.tables.kinds import TableKind, extension_of, kind_of
from roster.core.tables.problems import TableError, TableProblem
from roster.nominations.files.answers import FormAnswers, answers_of
from roster.nominations.files.filled import Filled, FormFileError, FormProblem
from roster.nominations.files.word_reading import read_form_document
from roster.nominations.files.workbook_reading import LIMITS, read_form_workbook

_MEGABYTE: Final = 1024 * 1024
_WORKBOOKS: Final = {"xlsx", "ods", "xlsm", "xltm", "xlsb"}
_DOCUMENTS: Final = {"docx", "docm", "dotm"}
ACCEPTED: Final = (".xlsx", ".ods", ".docx")


def read_form(content: bytes, *, file_name: str) -> FormAnswers:
    """The answers in a filled form, whatever language it is in.

    Raises TableError, DocumentError or FormFileError; each has a sentence for the person who sent the file.
    """
    return answers_of(_filled(content, file_name))


def _filled(content: bytes, file_name: str) -> Filled:
    extension = extension_of(file_name)
    if extension in _WORKBOOKS:
        if len(content) > LIMITS.file_size:
            raise TableError(TableProblem.FILE_TOO_LARGE, limit=LIMITS.file_size // _MEGABYTE)
        if not content.strip():
            raise TableError(TableProblem.EMPTY)
        return read_form_workbook(content, kind=TableKind(kind_of(content, file_name=file_name)))
    if extension in _DOCUMENTS:
        if len(content) > LIMITS.file_size:
            raise DocumentError(DocumentProblem.FILE_TOO_LARGE, limit=LIMITS.file_size // _MEGABYTE)
        if not content.strip():
            raise DocumentError(DocumentProblem.EMPTY)
        return read_form_document(content, kind=DocumentKind(document_kind(content, file_name=file_name)))
    shown = "." + "".join(sign for sign in extension[:12] if sign.isalnum())
    raise FormFileError(FormProblem.UNKNOWN_TYPE, extension=shown)
