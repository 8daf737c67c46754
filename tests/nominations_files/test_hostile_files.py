"""Files that are not the form, or mean harm: a clear sentence each, and nothing is read from them."""

import io
import zipfile
from collections.abc import Callable

import pytest
from flask import Flask

from roster.core.documents.problems import DocumentError
from roster.core.errors import DomainError
from roster.core.tables.problems import TableError
from roster.core.tables.writing import write_xlsx
from roster.experts.input_json import BLANK
from roster.nominations.files.filled import FormFileError, FormProblem
from roster.nominations.files.reading import read_form
from roster.nominations.files.word_form import form_document
from roster.nominations.files.workbook import form_workbook
from tests.nominations_files.people import ODD

Change = Callable[[str, bytes], bytes]


def rebuilt(content: bytes, *, change: Change = lambda _name, data: data, **more: bytes) -> bytes:
    """The same archive with changed parts and further ones."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            new.writestr(item.filename, change(item.filename, old.read(item.filename)))
        for name, data in more.items():
            new.writestr(name.replace("__", "/").replace("_bin", ".bin"), data)
    return buffer.getvalue()


def with_entity(part: str) -> Change:
    declared = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return lambda name, data: data.replace(b"?>", b"?>" + declared, 1) if name == part else data


def refused(content: bytes, name: str) -> DomainError:
    with pytest.raises((TableError, DocumentError, FormFileError)) as caught:
        read_form(content, file_name=name)
    sentence = str(caught.value.message)
    assert sentence.endswith(".")
    assert "%(" not in sentence
    error: DomainError = caught.value
    return error


@pytest.fixture
def files(app: Flask) -> dict[str, bytes]:
    return {"xlsx": form_workbook("en", ODD), "docx": form_document("en", ODD)}


def test_macros(files: dict[str, bytes]) -> None:
    assert str(refused(rebuilt(files["xlsx"], xl__vbaProject_bin=b"x"), "a.xlsx")).startswith("has-macros")
    assert str(refused(rebuilt(files["docx"], word__vbaProject_bin=b"x"), "a.docx")).startswith("has-macros")
    refused(files["xlsx"], "a.xlsm")
    refused(files["docx"], "a.docm")


def test_entities(files: dict[str, bytes]) -> None:
    refused(rebuilt(files["xlsx"], change=with_entity("xl/workbook.xml")), "a.xlsx")
    refused(rebuilt(files["docx"], change=with_entity("word/document.xml")), "a.docx")


def test_bombs(files: dict[str, bytes]) -> None:
    many = b"0" * (60 * 1024 * 1024)
    refused(rebuilt(files["xlsx"], xl__media=many), "a.xlsx")
    refused(rebuilt(files["docx"], word__media=many), "a.docx")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.xlsx"),
        (b"", "a.docx"),
        (b"PK\x03\x04broken", "a.xlsx"),
        (b"PK\x03\x04broken", "a.docx"),
        (b"%PDF-1.7", "a.docx"),
        (b"MZ\x90\x00", "a.xlsx"),
        (b"name;value", "a.csv"),
        (b"whatever", "form"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "form.xls"),
    ],
)
def test_what_is_no_such_file(app: Flask, content: bytes, name: str) -> None:
    refused(content, name)


def test_one_kind_under_the_name_of_the_other(files: dict[str, bytes]) -> None:
    refused(files["docx"], "a.xlsx")
    refused(files["xlsx"], "a.docx")


def test_a_workbook_of_somebody_else(app: Flask) -> None:
    error = refused(write_xlsx(["Name", "Post"], [["A", "B"]], sheet_name="x"), "a.xlsx")
    assert isinstance(error, FormFileError)
    assert error.code is FormProblem.NOT_OUR_FORM


def test_another_version(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roster.nominations.files.workbook.FORM_VERSION", "0")
    monkeypatch.setattr("roster.nominations.files.word_form.FORM_VERSION", "0")
    for content, name in ((form_workbook("en", ODD), "a.xlsx"), (form_document("en", ODD), "a.docx")):
        error = refused(content, name)
        assert isinstance(error, FormFileError)
        assert error.code is FormProblem.OTHER_VERSION


def test_a_form_with_nothing_in_it(app: Flask) -> None:
    for content, name in ((form_workbook("ar", BLANK), "a.xlsx"), (form_document("zh", BLANK), "a.docx")):
        error = refused(content, name)
        assert isinstance(error, FormFileError)
        assert error.code is FormProblem.EMPTY
