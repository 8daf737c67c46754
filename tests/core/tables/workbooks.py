"""Workbooks made in code: good ones, and such as nobody saves by accident."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from roster.core.tables.writing import write_xlsx

HEADER = ("family name", "given name", "country")
ROWS = (("Lindqvist", "Åsa", "Sweden"), ("Отунбаев", "Айбек", "Kyrgyzstan"), ("王", "小明", "China"))

_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>{more}</manifest:manifest>'
)
_CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    '<office:body><office:spreadsheet><table:table table:name="People">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)


def a_workbook() -> bytes:
    return write_xlsx(HEADER, ROWS, sheet_name="People")


def an_ods(rows: str | None = None, *, manifest: str = "") -> bytes:
    """An ODS file; `rows` is the XML of the rows when they shall be odd."""
    body = rows if rows is not None else "".join(ods_row(*row) for row in (HEADER, *ROWS))
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": _MANIFEST.format(more=manifest).encode(),
            "content.xml": _CONTENT.format(rows=body).encode(),
        }
    )


def ods_row(*cells: str, repeated: int = 1) -> str:
    inner = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{inner}</table:table-row>'


def packed(parts: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    return packed({**parts_of(content), **parts})


def with_sheet(data: str) -> bytes:
    """A workbook whose only sheet has this XML as its rows."""
    sheet = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{data}</sheetData></worksheet>"
    )
    return with_parts(a_workbook(), {"xl/worksheets/sheet1.xml": sheet.encode()})
