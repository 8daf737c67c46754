"""A profile taken along as Word file and PDF: what stands in it for whom, and that it reads back."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable

import docx
import pypdf
import pytest
import sqlalchemy as sa
from docx.oxml.ns import qn

from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.documents.pdf import PdfProblem, pdf_problem
from roster.core.multilingual import LANGUAGES, MultilingualText
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import World
from tests.factories.experts import make_profile
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
BRIEF = {
    "ar": "خبيرة في استرداد الموجودات وتتبع الأموال المهربة، عملت مع StAR بين عامي 2010 و2015.",
    "en": "Investigates hidden property and advises prosecutors.",
    "es": "Investiga bienes ocultos y asesora a los fiscales.",
    "fr": "Elle recherche les biens cachés et conseille les procureurs.",
    "ru": "Ищет скрытое имущество и консультирует прокуроров.",
    "zh": "调查隐匿财产并为检察官提供咨询，从事资产追回工作。",
}
EMAIL, PHONE = "atieno.wanjala@people.example", "+254 20 000 0000"
MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def ref(world: World) -> str:
    with unit_of_work():
        made = make_profile(
            family_name="عبد الرحمن",
            given_name="محمد",
            latin_family_name="Abdelrahman",
            latin_given_name="Mohamed",
            brief_profile=MultilingualText(BRIEF, "en"),
            referees="Invented Referee",
            earlier_posts="محقق في هيئة مكافحة الفساد",
        ).ref
    db.session.remove()
    return made


def word_text(content: bytes) -> str:
    file = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    foot = [line.text for line in file.sections[0].footer.paragraphs]
    return MARKS.sub("", "\n".join([line.text for line in file.paragraphs] + cells + foot))


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d]+|\d+", MARKS.sub(" ", text)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_file_reads_back_in_every_language(
    world: World, visitor: Visit, ref: str, language: str
) -> None:
    answer = visitor(world.manager).get(f"/{language}/experts/{ref}.docx")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    text = word_text(answer.data)
    for part in ("محمد عبد الرحمن", "Mohamed Abdelrahman", BRIEF[language], ref, EMAIL, PHONE):
        assert part in text
    assert "UTC" in text
    file = docx.Document(io.BytesIO(answer.data))
    assert (file.sections[0]._sectPr.find(qn("w:bidi")) is not None) == (language == "ar")
    assert file.core_properties.language == language
    assert file.core_properties.title == "محمد عبد الرحمن"


def test_in_arabic_all_lines_tables_and_letters_run_from_right_to_left(
    world: World, visitor: Visit, ref: str
) -> None:
    file = docx.Document(io.BytesIO(visitor(world.manager).get(f"/ar/experts/{ref}.docx").data))
    body = file.element.body
    assert all(table._tbl.tblPr.find(qn("w:bidiVisual")) is not None for table in file.tables)
    lines = [line for line in body.iter(qn("w:p")) if "".join(line.itertext()).strip()]
    left = [line for line in lines if line.pPr is None or line.pPr.find(qn("w:bidi")) is None]
    assert left == []
    for run in body.iter(qn("w:r")):
        text = "".join(run.itertext())
        is_arabic = re.search("[\u0600-\u06ff]", text) is not None
        has_mark = run.rPr is not None and run.rPr.find(qn("w:rtl")) is not None
        assert has_mark or not is_arabic, text
        assert not has_mark or not re.search("[A-Za-z]", text), text


def test_the_restricted_part_is_in_the_files_of_its_readers_only(
    world: World, visitor: Visit, ref: str
) -> None:
    for who, account in world.everybody.items():
        answer = visitor(account).get(f"/en/experts/{ref}.docx")
        if who in ("admin", "dpo"):
            assert answer.status_code == 404, who
            continue
        text = word_text(answer.data)
        assert "Abdelrahman" in text, who
        may = who in ("manager", "searcher", "focal_ke", "drafter_ke")
        for hidden in (EMAIL, PHONE, "Nairobi", "Invented Referee", "محقق", "do not pass it on"):
            assert (hidden in text) == may, (who, hidden)


def test_who_has_no_account_takes_nothing_along(world: World, visitor: Visit) -> None:
    with unit_of_work():
        ref = make_profile(is_public=True).ref
    db.session.remove()
    nobody = visitor()
    assert nobody.get(f"/en/experts/{ref}").status_code == 200
    for kind in ("docx", "pdf"):
        assert nobody.get(f"/en/experts/{ref}.{kind}").status_code == 302
    assert visitor(world.focal_uy).get("/en/experts/EXP-000000.docx").status_code == 404


def test_each_file_is_noted_with_what_was_in_it(world: World, visitor: Visit, ref: str) -> None:
    visitor(world.officer_ke).get(f"/en/experts/{ref}.docx")
    visitor(world.focal_ke).get(f"/en/experts/{ref}.docx")
    db.session.rollback()
    entries = db.session.scalars(
        sa.select(AuditEntry)
        .where(AuditEntry.action == "experts:profile:export", AuditEntry.subject == ref)
        .order_by(AuditEntry.id)
    ).all()
    assert [entry.user_id for entry in entries] == [world.officer_ke.id, world.focal_ke.id]
    assert [entry.fields for entry in entries] == [["docx", "profile"], ["docx", "profile", "restricted"]]


def test_what_somebody_wrote_cannot_break_the_file(world: World, visitor: Visit) -> None:
    with unit_of_work():
        ref = make_profile(post="<w:p>&amp; ]]> \u202ereversed", employer="=cmd|' /C calc'!A0").ref
    db.session.remove()
    text = word_text(visitor(world.manager).get(f"/en/experts/{ref}.docx").data)
    assert "<w:p>&amp; ]]> reversed" in text
    assert "=cmd|' /C calc'!A0" in text


needs_pdf = pytest.mark.skipif(pdf_problem() is not None, reason=f"PDF files need {pdf_problem()}")


@needs_pdf
@pytest.mark.parametrize("language", ["ar", "zh", "ru"])
def test_the_pdf_reads_back_word_by_word(world: World, visitor: Visit, ref: str, language: str) -> None:
    answer = visitor(world.manager).get(f"/{language}/experts/{ref}.pdf")
    assert answer.mimetype == "application/pdf"
    reader = pypdf.PdfReader(io.BytesIO(answer.data))
    assert reader.trailer["/Root"]["/Lang"].startswith(language)
    assert reader.metadata is not None
    assert reader.metadata.title == "محمد عبد الرحمن"
    if shutil.which("pdftotext") is None:
        pytest.skip("words are compared with pdftotext (poppler-utils)")
    done = subprocess.run(["pdftotext", "-", "-"], input=answer.data, capture_output=True, check=True)
    text = MARKS.sub(" ", done.stdout.decode())
    if language == "zh":
        assert BRIEF["zh"] in re.sub(r"\s", "", text)
    else:
        assert words(BRIEF[language]) - words(text) == set()
    assert {"محمد", "عبد", "الرحمن", "Mohamed"} <= words(text)
    assert ref in text
    assert EMAIL in text
    assert PHONE in text


@needs_pdf
def test_the_pdf_holds_what_its_reader_may_read(world: World, visitor: Visit, ref: str) -> None:
    assert EMAIL in pdf_text(visitor(world.manager).get(f"/en/experts/{ref}.pdf").data)
    assert EMAIL not in pdf_text(visitor(world.officer_ke).get(f"/en/experts/{ref}.pdf").data)


def test_it_is_known_what_this_machine_lacks_for_pdf() -> None:
    assert pdf_problem(module="no_such_module") is PdfProblem.NO_WEASYPRINT
    if pdf_problem(module="sys") in (None, PdfProblem.NO_FONT):
        assert pdf_problem(module="sys", font="No Such Face") is PdfProblem.NO_FONT
    assert pdf_problem(module="sys", library="no-such-library") is PdfProblem.NO_PANGO
