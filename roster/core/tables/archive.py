"""The zip inside XLSX and ODS files, really unpacked and judged before anything interprets it (R29, R30).

Sizes in zip headers may lie, so members are read in pieces and counted. What was judged is packed anew: the
program that reads the workbook afterwards gets exactly the parts seen here, whatever else the archive had
in it.
"""

import io
import re
import zipfile
import zlib
from typing import Final

from roster.core.tables.kinds import TableKind
from roster.core.tables.markup import DeclarationError, MarkupError, check_markup
from roster.core.tables.problems import TableError, TableProblem
from roster.core.tables.table import TableLimits

_PIECE: Final = 64 * 1024
# A small part that packs well harms nobody; a ratio means something from here on.
_RATIO_COUNTS_FROM: Final = 1024 * 1024
_METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED_FLAG: Final = 0x1
_MEGABYTE: Final = 1024 * 1024
_DECLARATION: Final = re.compile(rb"<!(DOCTYPE|ENTITY)")
_LONGEST_DECLARATION: Final = 2 * len(b"<!DOCTYPE")
_MACRO_PART: Final = re.compile(
    r"(^|/)(vbaproject|vbadata|xl/macrosheets|basic|scripts|activex)([./]|$)", re.IGNORECASE
)
_MACRO_TYPE: Final = re.compile(rb"macroEnabled|ms-office\.vbaProject|sheet\.binary", re.IGNORECASE)
_MANDATORY: Final = {
    TableKind.XLSX: ("[Content_Types].xml", "xl/workbook.xml"),
    TableKind.ODS: ("META-INF/manifest.xml", "content.xml"),
}
_MARKUP_PART: Final = re.compile(r"\.(xml|rels)$", re.IGNORECASE)
_READ_BY_PARSER: Final = re.compile(r"(\.xml|\.rels|(^|/)mimetype)$", re.IGNORECASE)
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    OverflowError,
    MemoryError,
    IndexError,
    KeyError,
)


def checked_archive(content: bytes, *, kind: TableKind, limits: TableLimits) -> bytes:
    """The workbook with nothing but its judged XML parts, stored without compression.

    Raises TableError for a damaged, encrypted, oversized or macro-bearing archive, for names that lead
    outside of it, and for declarations of document types or entities in any part.
    """
    return _packed(judged_parts(content, mandatory=_MANDATORY[kind], extension=kind, limits=limits))


def judged_parts(
    content: bytes, *, mandatory: tuple[str, ...], extension: str, limits: TableLimits
) -> dict[str, bytes]:
    """The XML parts of an office file of any kind by name, each judged; `mandatory` must be among them.

    Raises TableError as `checked_archive` does.
    """
    try:
        parts = _unpacked(content, limits=limits)
    except _DAMAGE as error:
        raise TableError(TableProblem.DAMAGED) from error
    if any(name not in parts for name in mandatory):
        raise TableError(TableProblem.TYPE_MISMATCH, extension=f".{extension}")
    if _MACRO_TYPE.search(parts.get("[Content_Types].xml", b"")):
        raise TableError(TableProblem.HAS_MACROS)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise TableError(TableProblem.ENCRYPTED)
    for name, data in parts.items():
        _check_part(name, data)
    return parts


def _check_part(name: str, data: bytes) -> None:
    # Office programs leave empty parts that nobody reads.
    if not data or not _MARKUP_PART.search(name):
        return
    try:
        check_markup(data)
    except DeclarationError as error:
        raise TableError(TableProblem.UNSAFE_PART, part=_shown(name)) from error
    except MarkupError as error:
        raise TableError(TableProblem.DAMAGED) from error


def _unpacked(content: bytes, *, limits: TableLimits) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if len(members) > limits.parts:
            raise TableError(TableProblem.TOO_MANY_PARTS, limit=limits.parts)
        _check_names(members)
        parts: dict[str, bytes] = {}
        left = limits.unpacked_size
        for member in members:
            data = _read_member(archive, member, left=left, limits=limits)
            left -= len(data)
            if _READ_BY_PARSER.search(member.filename):
                parts[member.filename] = data
    return parts


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for member in members:
        name = member.filename
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise TableError(TableProblem.ENCRYPTED)
        if _MACRO_PART.search(name):
            raise TableError(TableProblem.HAS_MACROS)
        if not _is_local(member.orig_filename) or not _is_local(name) or name.casefold() in seen:
            raise TableError(TableProblem.UNSAFE_PART, part=_shown(name))
        if member.compress_type not in _METHODS:
            raise TableError(TableProblem.UNSAFE_PART, part=_shown(name))
        seen.add(name.casefold())


def _is_local(name: str) -> bool:
    steps = name.replace("\\", "/").split("/")
    return name != "" and steps[0] != "" and ":" not in name and "\0" not in name and ".." not in steps


def _read_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, left: int, limits: TableLimits
) -> bytes:
    packed = max(member.compress_size, 1)
    pieces: list[bytes] = []
    size = 0
    tail = b""
    with archive.open(member) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > left:
                raise TableError(TableProblem.UNPACKED_TOO_LARGE, limit=limits.unpacked_size // _MEGABYTE)
            if size > _RATIO_COUNTS_FROM and size > limits.ratio * packed:
                raise TableError(TableProblem.RATIO_TOO_HIGH, limit=limits.ratio)
            # Without NUL bytes a declaration in UTF-16 looks like one in UTF-8.
            seen = tail + piece
            if _DECLARATION.search(seen.replace(b"\0", b"")):
                raise TableError(TableProblem.UNSAFE_PART, part=_shown(member.filename))
            tail = seen[-_LONGEST_DECLARATION:]
            pieces.append(piece)
    return b"".join(pieces)


def _packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


def _shown(name: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in name[:60])
