"""What can be wrong with an uploaded document, and how it is said to the person who sent it."""

from enum import StrEnum
from typing import Final

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from roster.core.errors import DomainError


class DocumentProblem(StrEnum):
    """Why a document was refused; stable, so that tests and callers need not compare sentences."""

    FILE_TOO_LARGE = "file-too-large"
    EMPTY = "empty"
    UNKNOWN_TYPE = "unknown-type"
    TYPE_MISMATCH = "type-mismatch"
    HAS_MACROS = "has-macros"
    ACTIVE_CONTENT = "active-content"
    OUTSIDE_PARTS = "outside-parts"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_LARGE_UNPACKED = "too-large-unpacked"
    TOO_COSTLY = "too-costly"
    WRONG_ENCODING = "wrong-encoding"


MESSAGES: Final = {
    DocumentProblem.FILE_TOO_LARGE: lazy_gettext(
        "The file is larger than %(limit)s MB. Leave out pictures, or save it with smaller ones."
    ),
    DocumentProblem.EMPTY: lazy_gettext("The file is empty. Choose another one."),
    DocumentProblem.UNKNOWN_TYPE: lazy_gettext(
        "Files of the type “%(extension)s” are not taken. Save the document as PDF or DOCX and send that."
    ),
    DocumentProblem.TYPE_MISMATCH: lazy_gettext(
        "The name of the file ends in “%(extension)s”, but its content is of another type. Open it in the "
        "program it was made with, save it as PDF or DOCX and send that."
    ),
    DocumentProblem.HAS_MACROS: lazy_gettext(
        "The document contains macros, which are not accepted. Save it as PDF, or as DOCX without macros."
    ),
    DocumentProblem.ACTIVE_CONTENT: lazy_gettext(
        "The document contains programs or other files, which are not accepted. Print it to a new PDF file "
        "and send that."
    ),
    DocumentProblem.OUTSIDE_PARTS: lazy_gettext(
        "The document fetches parts of itself from elsewhere, which is not accepted. Save it as PDF and send "
        "that."
    ),
    DocumentProblem.ENCRYPTED: lazy_gettext(
        "The document is protected, so that not everybody can open or read it. Save a copy without password "
        "and protection and send that."
    ),
    DocumentProblem.DAMAGED: lazy_gettext(
        "The document is damaged or was cut off on its way. Open it, save it again and send that."
    ),
    DocumentProblem.TOO_LARGE_UNPACKED: lazy_gettext(
        "The document becomes far too large when it is unpacked. Save it as PDF and send that."
    ),
    DocumentProblem.TOO_COSTLY: lazy_gettext(
        "Reading the document takes too long or too much memory. Print it to a new PDF file and send that."
    ),
    DocumentProblem.WRONG_ENCODING: lazy_gettext(
        "The signs of this text file could not be read. Save it as PDF or DOCX, or as text in UTF-8."
    ),
}


def _sentence(code: DocumentProblem, params: dict[str, str | int]) -> str:
    return str(MESSAGES[code]) % params


class DocumentError(DomainError):
    """A document that is not taken; `code` says why, `params` fill the sentence of `message`."""

    def __init__(self, code: DocumentProblem, **params: str | int) -> None:
        super().__init__(LazyString(_sentence, code, params))
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return f"{self.code} {self.params}"
