"""Documents as they are written: directions, languages, telephone numbers, and nothing that acts."""

import io
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from roster.core.documents.blocks import (
    Bullets,
    Document,
    Facts,
    Grid,
    Group,
    Heading,
    Index,
    Lines,
    PageBreak,
    PageCodes,
    Paragraph,
    Piece,
    plain,
)
from roster.core.documents.direction import fit_for_xml, spans
from roster.core.documents.markup import as_html
from roster.core.documents.word import write_docx

AT = datetime(2026, 11, 21, 13, 30, tzinfo=UTC)
PHONE = "+254 700 123 456"


def a_document(language: str, text: str = "text") -> Document:
    return Document(
        title=text,
        language=language,
        blocks=(
            Heading(text, 2),
            Paragraph(text),
            Bullets([text]),
            Facts([("label", Piece(text=PHONE, is_code=True))]),
            Grid(["one", "two"], [[text, (text, Piece(text=text, is_bold=True))]], (0.5, 0.5)),
        ),
        foot=(text,),
    )


def opened(document: Document) -> Any:
    return docx.Document(io.BytesIO(write_docx(document, made_at=AT)))


@pytest.mark.parametrize(
    ("text", "rtl", "expected"),
    [
        ("عمل في StAR سنة 2015", True, [("عمل في ", True), ("StAR", False), (" سنة 2015", True)]),
        ("Mr عبد, 2015", False, [("Mr ", False), ("عبد", True), (", 2015", False)]),
        ("123", True, [("123", True)]),
        ("", True, []),
    ],
)
def test_a_line_falls_into_stretches_of_one_direction(
    text: str, rtl: bool, expected: list[tuple[str, bool]]
) -> None:
    assert spans(text, rtl=rtl) == expected


@given(st.text(), st.booleans())
def test_no_sign_is_lost_between_the_stretches(text: str, rtl: bool) -> None:
    assert "".join(part for part, _ in spans(text, rtl=rtl)) == text


@settings(max_examples=20, deadline=None)
@given(st.text(min_size=1))
def test_any_text_makes_a_file_that_opens(text: str) -> None:
    file = opened(a_document("ar", text))
    assert len(file.tables) == 2
    as_html(a_document("ar", text), made_at=AT).encode("utf-8")


def test_a_telephone_number_keeps_its_order_in_arabic() -> None:
    cell = opened(a_document("ar")).tables[0].cell(0, 1)
    assert cell.text == f"\u200e{PHONE}\u200e"
    assert cell.paragraphs[0].runs[0]._r.rPr.find(qn("w:rtl")) is None
    assert opened(a_document("en")).tables[0].cell(0, 1).text == PHONE


def test_the_file_says_its_language_and_not_the_name_of_the_library() -> None:
    about = opened(a_document("zh")).core_properties
    assert (about.language, about.author, about.comments) == ("zh", "", "")
    assert about.created.replace(tzinfo=UTC) == AT


def test_a_header_row_is_repeated_on_each_page() -> None:
    row = opened(a_document("en")).tables[1].rows[0]
    assert row._tr.trPr.find(qn("w:tblHeader")) is not None


def test_markup_in_a_text_stays_text() -> None:
    html = as_html(a_document("en", '<img src="http://elsewhere.example/a.png">'), made_at=AT)
    assert "<img" not in html
    assert "&lt;img" in html


def test_a_long_document_has_groups_an_index_and_a_code_on_each_page() -> None:
    document = Document(
        title="text",
        language="ar",
        blocks=(
            Group((Heading("Kenya", 2), Lines([("label", "value")])), "AUT-1"),
            PageBreak(),
            Index([("Kenya", ["AUT-1"])]),
        ),
        codes=PageCodes('Code "', ("BCDF-GHJK", "LMNP-QRST")),
    )
    html = as_html(document, made_at=AT)
    assert 'id="AUT-1"' in html
    assert 'href="#AUT-1"' in html
    assert 'symbols: "BCDF-GHJK" "LMNP-QRST"' in html
    assert 'content: "Code  " counter(page, page-codes)' in html
    assert [line.text for line in opened(document).paragraphs][-1] == "Kenya"
    with pytest.raises(ValueError, match="letters and hyphens"):
        PageCodes("Code", ('A"; } body { display: none',))


def test_pieces_make_one_plain_line() -> None:
    assert plain(("a", Piece(text="b"), "")) == "ab"
    assert fit_for_xml("a\x00b\r\nc\ud800") == "ab\nc"
    with pytest.raises(ValueError, match="no such language"):
        a_document("de")
