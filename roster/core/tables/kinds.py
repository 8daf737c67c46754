"""Which kind of table a file holds: its name and its content must agree (R29)."""

import re
import unicodedata
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final

from roster.core.tables.problems import TableError, TableProblem


class TableKind(StrEnum):
    """The kinds of file that can be read."""

    SEPARATED = "csv"
    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"


_KINDS: Final = {
    **dict.fromkeys(("csv", "tsv", "tab", "psv", "ssv", "txt"), TableKind.SEPARATED),
    "xlsx": TableKind.XLSX,
    "ods": TableKind.ODS,
    "xls": TableKind.XLS,
}
_MACRO_EXTENSIONS: Final = {"xlsm", "xltm", "xlsb", "xlam", "xla"}
ACCEPTED_EXTENSIONS: Final = tuple(f".{extension}" for extension in _KINDS)

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Other files that people take for tables, and the empty zip.
_FOREIGN: Final = (
    b"PK\x05\x06",
    b"%PDF",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x7fELF",
    b"MZ\x90",
)
_MARKUP: Final = re.compile(
    rb"\A(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|table|head|body|svg|script)\b", re.IGNORECASE
)


def extension_of(file_name: str) -> str:
    """The extension in small letters, without the dot; empty when there is none."""
    plain = unicodedata.normalize("NFKC", file_name).replace("\\", "/").strip()
    return PurePosixPath(plain).suffix.lstrip(".").lower()


def kind_of(content: bytes, *, file_name: str) -> TableKind:
    """The kind that both name and content say.

    Raises TableError when the name is not one of a table, or content and name differ.
    """
    extension = extension_of(file_name)
    if extension in _MACRO_EXTENSIONS:
        raise TableError(TableProblem.HAS_MACROS)
    if extension not in _KINDS:
        raise TableError(TableProblem.UNKNOWN_TYPE, extension=_shown(extension))
    kind = _KINDS[extension]
    if (
        kind in {TableKind.XLSX, TableKind.ODS}
        and content.startswith(_OLE)
        and _is_encrypted_package(content)
    ):
        raise TableError(TableProblem.ENCRYPTED)
    if not _agrees(kind, content):
        raise TableError(TableProblem.TYPE_MISMATCH, extension=_shown(extension))
    return kind


def _agrees(kind: TableKind, content: bytes) -> bool:
    if kind in {TableKind.XLSX, TableKind.ODS}:
        return content.startswith(_ZIP)
    if kind is TableKind.XLS:
        return content.startswith(_OLE)
    return not content.startswith((_ZIP, _OLE, *_FOREIGN)) and not _MARKUP.match(content[:200])


def _is_encrypted_package(content: bytes) -> bool:
    """Programs put an encrypted workbook into a compound file with a stream of this name."""
    return "EncryptedPackage".encode("utf-16-le") in content


def _shown(extension: str) -> str:
    return "." + "".join(sign for sign in extension[:12] if sign.isalnum())
