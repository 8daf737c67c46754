"""Workbooks made to do harm (R29, R30): each is refused with its reason, quickly and in little memory."""

import io
import struct
import time
import zipfile
import zlib
from collections.abc import Mapping

import pytest

from roster.core.tables.problems import TableError, TableProblem
from roster.core.tables.reading import read_table
from tests.core.tables.workbooks import a_workbook, an_ods, ods_row, packed, parts_of, with_parts, with_sheet

BOOK = a_workbook()
SHEET_NAMES = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def refusal(content: bytes, file_name: str = "people.xlsx") -> TableError:
    with pytest.raises(TableError) as caught:
        read_table(content, file_name=file_name)
    assert str(caught.value.message)
    return caught.value


def zeros(size: int) -> bytes:
    """So many bytes deflated, without ever having them in memory."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = bytes(1024 * 1024)
    return b"".join(packer.compress(piece) for _ in range(size // len(piece))) + packer.flush()


def with_lying_header(content: bytes, name: str, *, said_size: int) -> bytes:
    """The archive with another unpacked size for one member, in both of its headers."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        at = archive.getinfo(name).header_offset
    data = bytearray(content)
    struct.pack_into("<L", data, at + 22, said_size)
    central = content.rindex(name.encode()) - 46
    struct.pack_into("<L", data, central + 24, said_size)
    return bytes(data)


def bomb(size: int, *, said_size: int) -> bytes:
    """A workbook with one huge part, put together by hand because `zipfile` would tell the truth about it."""
    body, name = zeros(size), b"xl/worksheets/sheet9.xml"
    buffer = io.BytesIO(BOOK)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(zipfile.ZipInfo(name.decode()), b"")
        member = archive.getinfo(name.decode())
        archive.fp.seek(archive.start_dir)
        archive.fp.write(body)
        archive.start_dir += len(body)
        member.compress_type, member.compress_size, member.file_size = (
            zipfile.ZIP_DEFLATED,
            len(body),
            said_size,
        )
    data = bytearray(buffer.getvalue())
    struct.pack_into("<HHHLLL", data, member.header_offset + 8, 8, 0, 0, 0, len(body), said_size)
    return bytes(data)


@pytest.mark.parametrize("said_size", [400 * 1024 * 1024, 1000])
def test_a_bomb_of_400_mb_is_refused_at_once_whatever_its_header_says(said_size: int) -> None:
    content = bomb(400 * 1024 * 1024, said_size=said_size)
    assert len(content) < 1024 * 1024
    began = time.perf_counter()
    error = refusal(content)
    assert time.perf_counter() - began < 2
    assert error.code in {
        TableProblem.RATIO_TOO_HIGH,
        TableProblem.UNPACKED_TOO_LARGE,
        TableProblem.DAMAGED,  # the size in the header ends the reading of a member before its time
    }


def test_parts_that_unpack_to_more_than_50_mb_together_are_refused() -> None:
    noise = b"".join(zlib.crc32(bytes([n % 256, n // 256])).to_bytes(4, "big") * 16 for n in range(16 * 1024))
    parts = {f"xl/media/{n}.bin": noise for n in range(60)}
    assert refusal(with_parts(BOOK, parts)).code is TableProblem.UNPACKED_TOO_LARGE


def test_a_part_that_grows_more_than_a_hundred_times_is_refused() -> None:
    assert refusal(with_parts(BOOK, {"xl/a.xml": bytes(5_000_000)})).code is TableProblem.RATIO_TOO_HIGH


def test_more_than_a_thousand_parts_are_refused() -> None:
    parts = {f"xl/{n}.xml": b"" for n in range(1_001)}
    assert refusal(with_parts(BOOK, parts)).code is TableProblem.TOO_MANY_PARTS


MACROS: Mapping[str, bytes] = {
    "xl/vbaProject.bin": b"x",
    "XL/VBAPROJECT.BIN": b"x",
    "xl/macrosheets/sheet1.xml": b"<x/>",
    "[Content_Types].xml": b'<T><O ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></T>',
}


@pytest.mark.parametrize("name", list(MACROS))
def test_workbooks_with_macros_are_refused(name: str) -> None:
    assert refusal(with_parts(BOOK, {name: MACROS[name]})).code is TableProblem.HAS_MACROS


@pytest.mark.parametrize("name", ["people.xlsm", "people.XLSB", "people.xltm"])
def test_names_of_workbooks_with_macros_are_refused(name: str) -> None:
    assert refusal(BOOK, name).code is TableProblem.HAS_MACROS


def test_an_ods_with_macros_is_refused() -> None:
    content = with_parts(an_ods(), {"Basic/Standard/Module1.xml": b"<x/>"})
    assert refusal(content, "a.ods").code is TableProblem.HAS_MACROS


@pytest.mark.parametrize(
    "name",
    ["../evil.xml", "xl/../../evil.xml", "/etc/passwd", "\\evil.xml", "C:/evil.xml", "xl\\..\\evil.xml"],
)
def test_names_that_lead_out_of_the_archive_are_refused(name: str) -> None:
    error = refusal(with_parts(BOOK, {name: b"<x/>"}))
    assert error.code is TableProblem.UNSAFE_PART


def test_two_parts_of_one_name_are_refused() -> None:
    buffer = io.BytesIO(BOOK)
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("xl/workbook.xml", b"<x/>")
    assert refusal(buffer.getvalue()).code is TableProblem.UNSAFE_PART
    assert refusal(with_parts(BOOK, {"xl/WORKBOOK.xml": b"<x/>"})).code is TableProblem.UNSAFE_PART


ENTITIES = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "{0}"><!ENTITY c SYSTEM "file:///etc/passwd">]><a>&b;&c;</a>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels", "docProps/odd.svg", "xl/x.bin"]
)
@pytest.mark.parametrize("before", [0, 64 * 1024 - 30])
def test_declared_entities_are_refused_in_any_part_and_encoding(
    encoding: str, part: str, before: int
) -> None:
    text = ENTITIES.format("x").replace("?>", "?>" + " " * before, 1)
    content = with_parts(BOOK, {part: text.encode(encoding)})
    assert refusal(content).code is TableProblem.UNSAFE_PART


def test_declared_entities_are_refused_in_ods_too() -> None:
    content = with_parts(an_ods(), {"content.xml": ENTITIES.format("x").encode()})
    assert refusal(content, "a.ods").code is TableProblem.UNSAFE_PART


def test_encrypted_workbooks_are_named_as_such() -> None:
    compound = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    )
    assert refusal(compound).code is TableProblem.ENCRYPTED
    content = bytearray(BOOK)
    struct.pack_into("<H", content, content.index(b"PK\x01\x02") + 8, 1)
    assert refusal(bytes(content)).code is TableProblem.ENCRYPTED
    entry = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    assert refusal(an_ods(manifest=entry), "a.ods").code is TableProblem.ENCRYPTED


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(method: int) -> None:
    assert refusal(packed(parts_of(BOOK), method=method)).code is TableProblem.UNSAFE_PART


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (BOOK, "a.csv"),
        (BOOK, "a.xls"),
        (BOOK, "a.ods"),
        (an_ods(), "a.xlsx"),
        (b"a,b\n1,2\n", "a.xlsx"),
        (b"<html><table></table></html>", "a.xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "a.xlsx"),
        (packed({"word/document.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}), "a.xlsx"),
        (packed({"x.csv": b"a,b"}), "a.xlsx"),
    ],
)
def test_a_name_that_hides_another_content_is_refused(content: bytes, name: str) -> None:
    assert refusal(content, name).code is TableProblem.TYPE_MISMATCH


def test_a_workbook_cut_off_anywhere_is_called_damaged() -> None:
    for size in range(8, len(BOOK), 400):
        assert refusal(BOOK[:size]).code is TableProblem.DAMAGED


def test_a_cell_at_the_far_end_does_not_fill_the_memory() -> None:
    first = '<row r="1"><c r="A1" t="str"><v>a</v></c></row>'
    far = '<row r="{0}"><c r="{1}{0}" t="str"><v>b</v></c></row>'
    for row, column in ((1_048_576, "XFD"), (1_048_576, "B"), (19_000, "XFD"), (4_294_967_295, "ZZZZZZ")):
        error = refusal(with_sheet(first + far.format(row, column)))
        assert error.code in {TableProblem.SPREAD_TOO_WIDE, TableProblem.TOO_MANY_ROWS, TableProblem.DAMAGED}
    assert refusal(with_sheet(first + far.format(5, "ZZ"))).params == {"row": 5, "limit": 100}


def test_repeated_rows_and_cells_of_an_ods_do_not_fill_the_memory() -> None:
    many = ods_row("a", "b") + ods_row("x", "y", repeated=1_048_000)
    assert refusal(an_ods(many), "a.ods").code is TableProblem.TOO_MANY_ROWS
    wide = (
        '<table:table-row><table:table-cell office:value-type="string"'
        ' table:number-columns-repeated="2000000000"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    assert refusal(an_ods(ods_row("a", "b") + wide), "a.ods").code in {
        TableProblem.SPREAD_TOO_WIDE,
        TableProblem.TOO_MANY_COLUMNS,
    }


def test_one_long_text_used_by_many_cells_does_not_fill_the_memory() -> None:
    strings = f'<sst xmlns="{SHEET_NAMES}"><si><t>{"x" * 30_000}</t></si></sst>'
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 19_000))
    content = with_parts(with_sheet(cells), {"xl/sharedStrings.xml": strings.encode()})
    assert refusal(content).code in {TableProblem.UNPACKED_TOO_LARGE, TableProblem.SPREAD_TOO_WIDE}


def test_deeply_nested_and_broken_xml_is_refused() -> None:
    for xml in (
        "<a>" * 400_000,
        "<row><c><v>",
        "]]>",
        "\ufffe",
        "<row r='x'><c r='?' t='s'><v>99999999</v></c></row>",
    ):
        with pytest.raises(TableError):
            read_table(with_sheet(xml), file_name="a.xlsx")
