"""Which kind of document a file holds: its name and its content must agree (R29)."""

from enum import StrEnum
from typing import Final

from roster.core.documents.problems import DocumentError, DocumentProblem
from roster.core.tables.kinds import extension_of


class DocumentKind(StrEnum):
    """The kinds of document that are taken."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    TXT = "txt"


ACCEPTED_EXTENSIONS: Final = tuple(f".{kind}" for kind in DocumentKind)
_MACRO_EXTENSIONS: Final = {"docm", "dotm", "dot", "dotx"}
_ZIP: Final = b"PK\x03\x04"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF: Final = b"%PDF-"
_TEXT_NEVER_BEGINS_WITH: Final = (b"{\\rtf", b"<", b"#!", b"MZ", b"\x7fELF", _PDF, _ZIP, _COMPOUND)
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def document_kind(content: bytes, *, file_name: str) -> DocumentKind:
    """The kind that both name and content say.

    Raises DocumentError when the name is not one of a document, or content and name differ.
    """
    extension = extension_of(file_name)
    if extension in _MACRO_EXTENSIONS:
        raise DocumentError(DocumentProblem.HAS_MACROS)
    try:
        kind = DocumentKind(extension)
    except ValueError as error:
        raise DocumentError(DocumentProblem.UNKNOWN_TYPE, extension=_shown(extension)) from error
    if content.startswith(_COMPOUND) and "EncryptedPackage".encode("utf-16-le") in content:
        raise DocumentError(DocumentProblem.ENCRYPTED)
    if not _agrees(kind, content):
        raise DocumentError(DocumentProblem.TYPE_MISMATCH, extension=_shown(extension))
    return kind


def _agrees(kind: DocumentKind, content: bytes) -> bool:
    match kind:
        case DocumentKind.PDF:
            return content.startswith(_PDF)
        case DocumentKind.DOCX | DocumentKind.ODT:
            return content.startswith(_ZIP)
        case DocumentKind.TXT:
            is_wide = content.startswith(_MARKS)
            return not content.lstrip().startswith(_TEXT_NEVER_BEGINS_WITH) and (
                is_wide or b"\0" not in content
            )


def _shown(extension: str) -> str:
    return "." + "".join(sign for sign in extension[:12] if sign.isalnum())
