"""The Word document of a shortlist, read back: whole, in its order, right to left where the language is."""

import io
from collections.abc import Callable

import docx
from docx.oxml.ns import qn

from tests.assistance.lists import a_list, entry_refs, some_people
from tests.factories.accounts import World
from tests.visitor import Visitor

Visit = Callable[..., Visitor]


def document_of(visitor: Visitor, ref: str, language: str) -> docx.document.Document:
    answer = visitor.get(f"/{language}/shortlists/{ref}.docx")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"
    return docx.Document(io.BytesIO(answer.data))


def cells_of(document: docx.document.Document) -> str:
    return "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)


def a_noted_list(world: World, visitor: Visitor) -> str:
    people = some_people(1, gender="female")
    own_script = {"family_name": "الحسن", "given_name": "نور"}
    people += some_people(1, **own_script, latin_family_name="Alhasan", latin_given_name="Nour", state="JO")
    ref = a_list(world.searcher, people, title="Mission to Lima")
    for entry, note in zip(entry_refs(ref), ("Leads well; knows form B2.", "يعرف القانون"), strict=True):
        answer = visitor.post(f"/en/shortlists/{ref}/entries/{entry}/note", {"version": "1", "note": note})
        assert answer.status_code == 303
    return ref


def test_the_english_document_holds_the_list_as_it_stands(world: World, visitor: Visit) -> None:
    searcher = visitor(world.searcher)
    ref = a_noted_list(world, searcher)
    document = document_of(searcher, ref, "en")
    heads = [
        one.text for one in document.paragraphs if one.style is not None and "Heading" in str(one.style.name)
    ]
    assert heads == ["1. Atieno Amani", "2. نور الحسن  Nour Alhasan"]
    text = cells_of(document)
    for words in (
        "Leads well; knows form B2.",
        "يعرف القانون",
        "2 women",
        "Swahili: speaks C2",
        "Kenya",
        "Jordan",
    ):
        assert words in text, words
    assert ref in text
    assert document.core_properties.title == "Mission to Lima"
    foot = "".join(one.text for one in document.sections[0].footer.paragraphs)
    assert f"Shortlist {ref}, exported by Invented Person on" in foot
    assert not document.element.body.findall(f".//{qn('w:bidiVisual')}")


def test_the_arabic_document_runs_from_right_to_left(world: World, visitor: Visit) -> None:
    searcher = visitor(world.searcher)
    ref = a_noted_list(world, searcher)
    document = document_of(searcher, ref, "ar")
    body = document.element.body
    assert body.find(f".//{qn('w:sectPr')}/{qn('w:bidi')}") is not None
    assert len(body.findall(f".//{qn('w:bidiVisual')}")) == len(document.tables) == 3
    for paragraph in body.iter(qn("w:p")):
        if "".join(text.text or "" for text in paragraph.iter(qn("w:t"))):
            assert paragraph.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    text = cells_of(document)
    for words in ("القانون", "Leads well; knows form B2.", "كينيا", "C2"):
        assert words in text, words
    runs = [
        run
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for one in cell.paragraphs
        for run in one.runs
    ]
    assert all(run.font.rtl for run in runs if any("\u0600" <= sign <= "\u06ff" for sign in run.text))
    assert any("form B2" in run.text and not run.font.rtl for run in runs)


def test_what_may_not_be_in_the_format_does_not_break_it(world: World, visitor: Visit) -> None:
    ref = a_list(world.searcher, some_people(1, post="A & B <script>"), title="List: \U0001f469 & <b>")
    document = document_of(visitor(world.searcher), ref, "zh")
    assert "A & B <script>" in cells_of(document)
