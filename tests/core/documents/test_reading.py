"""Documents from outside: what is read from sound ones, and how the others are refused."""

import time
from collections.abc import Callable

import pytest

from roster.core.documents.problems import MESSAGES, DocumentError, DocumentProblem
from roster.core.documents.reading import read_document, tidy_text
from tests.core.documents import files

P = DocumentProblem


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cv.pdf", files.pdf()),
        ("CV.DOCX", files.word()),
        ("cv.odt", files.open_document()),
        ("cv.txt", files.TEXT.encode()),
        ("cv.txt", files.TEXT.encode("utf-16")),
    ],
)
def test_sound_documents_give_their_text(name: str, content: bytes) -> None:
    read = read_document(content, file_name=name)
    assert files.TEXT in read.text
    assert read.kind == name.lower().rpartition(".")[2]


def test_paragraphs_and_spans_of_an_open_document_stand_in_order() -> None:
    assert read_document(files.open_document("Ports"), file_name="a.odt").text == "Life\nPorts in four ports"


@pytest.mark.parametrize(
    "text", ["خبيرة في استرداد الموجودات", "追回资产的专家", "Эксперт по возврату активов"]
)
def test_every_script_is_read_from_word(text: str) -> None:
    assert read_document(files.word(text), file_name="a.docx").text == text


def test_a_scan_is_taken_without_text() -> None:
    assert read_document(files.scanned_pdf(), file_name="a.pdf").text == ""


def test_letters_in_presentation_forms_become_letters() -> None:
    assert tidy_text("ﻣﺤﻤﺪ o\ufb03ce\x07\ud800") == "محمد office"


HOSTILE: list[tuple[str, Callable[[], bytes], DocumentProblem]] = [
    ("cv.pdf", lambda: b"MZ\x90\0" + b"\0" * 200, P.TYPE_MISMATCH),
    ("cv.docx", lambda: b"MZ\x90\0" + b"\0" * 200, P.TYPE_MISMATCH),
    ("cv.txt", lambda: b"MZ\x90\0" + b"\0" * 200, P.TYPE_MISMATCH),
    ("cv.txt", lambda: b"<script>alert(1)</script>", P.TYPE_MISMATCH),
    ("cv.txt", files.pdf, P.TYPE_MISMATCH),
    ("cv.pdf", files.word, P.TYPE_MISMATCH),
    ("cv.docx", files.pdf, P.TYPE_MISMATCH),
    ("cv.docx", files.open_document, P.TYPE_MISMATCH),
    ("cv.pdf", lambda: b"<html>%PDF-1.4</html>", P.TYPE_MISMATCH),
    ("cv.exe", lambda: b"MZ\x90\0", P.UNKNOWN_TYPE),
    ("cv.pdf.exe", files.pdf, P.UNKNOWN_TYPE),
    ("cv\u202efdp.exe", files.pdf, P.UNKNOWN_TYPE),
    ("cv.pdf\0.exe", files.pdf, P.UNKNOWN_TYPE),
    ("cv", files.pdf, P.UNKNOWN_TYPE),
    ("cv.html", lambda: b"<b>", P.UNKNOWN_TYPE),
    ("cv.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", P.UNKNOWN_TYPE),
    ("cv.docm", files.word, P.HAS_MACROS),
    ("cv.docx", lambda: files.word_with({"word/vbaProject.bin": b"x"}), P.HAS_MACROS),
    ("cv.docx", lambda: files.word_with({"word/activeX/activeX1.bin": b"x"}), P.HAS_MACROS),
    ("cv.docx", files.template_from_elsewhere, P.OUTSIDE_PARTS),
    ("cv.docx", files.word_with_entities, P.DAMAGED),
    ("cv.docx", files.word_with_field, P.ACTIVE_CONTENT),
    ("cv.docx", files.word_bomb, P.TOO_LARGE_UNPACKED),
    ("cv.docx", lambda: files.word_with({"../../etc/cron.d/x": b"x"}), P.DAMAGED),
    ("cv.docx", lambda: files.word()[:2000], P.DAMAGED),
    ("cv.pdf", lambda: b"%PDF-1.4 nothing more", P.DAMAGED),
    ("cv.pdf", files.pdf_with_script, P.ACTIVE_CONTENT),
    ("cv.pdf", files.pdf_with_file, P.ACTIVE_CONTENT),
    ("cv.pdf", files.pdf_that_launches, P.ACTIVE_CONTENT),
    ("cv.pdf", files.locked_pdf, P.ENCRYPTED),
    ("cv.pdf", lambda: b" \n", P.EMPTY),
    ("cv.pdf", lambda: b"%PDF-" + b"a" * 11_000_000, P.FILE_TOO_LARGE),
]


@pytest.mark.parametrize(("name", "make", "problem"), HOSTILE)
def test_what_is_not_taken_is_refused_with_its_reason(
    name: str, make: Callable[[], bytes], problem: DocumentProblem
) -> None:
    with pytest.raises(DocumentError) as caught:
        read_document(make(), file_name=name)
    assert caught.value.code is problem


@pytest.mark.parametrize("make", [files.pdf_bomb, files.pdf_without_end])
def test_a_document_that_costs_too_much_ends_soon(make: Callable[[], bytes]) -> None:
    content = make()
    started = time.monotonic()
    try:
        assert len(read_document(content, file_name="cv.pdf").text) <= 200_000
    except DocumentError as error:
        assert error.code in (P.TOO_COSTLY, P.DAMAGED)  # noqa: PT017
    assert time.monotonic() - started < 30


def test_every_problem_has_its_sentence() -> None:
    assert set(MESSAGES) == set(P)
