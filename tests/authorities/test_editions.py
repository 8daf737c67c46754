"""The dated edition: what stands in it and in whose copy, its index and codes, and the check of a printed page."""

import shutil
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from pypdf import PdfReader

from roster.authorities.editions import clock_jobs
from roster.authorities.editions.cards import card_of, entry_of
from roster.authorities.editions.digests import page_code, typed_code
from roster.authorities.editions.models import AuthorityEdition
from roster.authorities.models import Authority
from roster.authorities.states import Stage
from roster.core import clock
from roster.core.actor import SYSTEM
from roster.core.db import db
from roster.core.documents.blocks import Lines, plain
from roster.core.documents.pdf import pdf_problem
from roster.core.multilingual import MultilingualText
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import World
from tests.factories.authorities import DUTY, MAILBOX, OFFICE, PERSON, PHONE, make_authority
from tests.forms import values_of
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
Work = Callable[[], int]
EDITION = "/en/authorities/edition"
ARABIC, CHINESE = "السلطة المركزية الكينية", "肯尼亚中央机关"
needs_pdf = pytest.mark.skipif(
    pdf_problem() is not None, reason=f"no PDF files on this machine: {pdf_problem()} is not installed"
)


@pytest.fixture
def entries(world: World) -> None:
    name = MultilingualText({"en": "Central Authority (invented)", "ar": ARABIC, "zh": CHINESE}, "en")
    with unit_of_work():
        make_authority(ref="AUT-KE0001", identity={"name": name})
        make_authority(ref="AUT-VY0001", state="UY", identity={"english_name": "Fiscalía (invented)"})
        make_authority(state="KE", stage=Stage.DRAFT, identity={"english_name": "Zqdraft"})
    db.session.remove()


@pytest.fixture
def searcher(world: World, visitor: Visit) -> Visitor:
    return visitor(world.searcher)


def ordered(who: Visitor, *, language: str = "en", part: str = "") -> str:
    """The address of an edition that is asked for."""
    form = values_of(who.get(EDITION + part).text) | {"purpose": "A meeting", "language": language}
    answer = who.post(EDITION + part, form)
    assert answer.status_code == 303, answer.text[:3000]
    assert who.post(EDITION + part, form).location == answer.location  # sent twice, made once
    return str(answer.location)


def fetched(who: Visitor, page: str) -> bytes:
    """The file of an edition."""
    with closing(who.get(f"{page}/file")) as answer:
        assert answer.status_code == 200
        return bytes(answer.data)


def text_of(pdf: bytes) -> str:
    """The words of the file as a program reads them that has nothing to do with the one that set it."""
    if shutil.which("pdftotext"):
        done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
        return done.stdout.decode()
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def edition() -> AuthorityEdition:
    db.session.remove()
    found = db.session.scalar(sa.select(AuthorityEdition).order_by(AuthorityEdition.id.desc()).limit(1))
    assert found is not None
    return found


@needs_pdf
@pytest.mark.parametrize(("language", "name"), [("ar", ARABIC), ("zh", CHINESE)])
def test_an_edition_reads_back_with_its_codes(
    searcher: Visitor, entries: None, work: Work, language: str, name: str
) -> None:
    page = ordered(searcher, language=language)
    work()
    assert f"{page}/file" in searcher.get(page).text
    pdf = fetched(searcher, page)
    made, text = edition(), text_of(pdf)
    reader = PdfReader(BytesIO(pdf))
    assert len(reader.pages) == made.page_count
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith(language)
    assert text.count(name) >= 2  # the card and the index by function
    for printed in made.pages:
        assert printed.code in text
    assert {ref for printed in made.pages for ref in printed.entries} == {"AUT-KE0001", "AUT-VY0001"}
    assert MAILBOX in text
    assert PHONE in text
    assert PERSON not in text


@needs_pdf
def test_a_provider_gets_no_telephone_number_and_a_focal_point_the_own_state(
    world: World, visitor: Visit, entries: None, work: Work
) -> None:
    texts = {}
    for name in ("provider", "focal_ke"):
        who = visitor(world.everybody[name])
        page = ordered(who)
        work()
        texts[name] = text_of(fetched(who, page))
        assert visitor(world.manager).get(f"{page}/file").status_code == 404
    assert "Uruguay" in texts["provider"]
    assert PHONE not in texts["provider"]
    assert DUTY not in texts["provider"]
    assert "Uruguay" not in texts["focal_ke"]
    assert DUTY in texts["focal_ke"]
    for text in texts.values():
        assert "Zqdraft" not in text
        assert PERSON not in text
        assert "A meeting" in text


@needs_pdf
def test_a_printed_page_is_known_by_its_code_and_says_what_has_changed(
    world: World, visitor: Visit, entries: None, work: Work
) -> None:
    searcher = visitor(world.searcher)
    ordered(searcher, part="?state=KE")
    work()
    printed = next(item for item in edition().pages if item.entries)
    asked = f"{EDITION}/check?code={printed.code.lower().replace('-', '+')}"
    provider = visitor(world.provider)
    assert "Genuine, and unchanged" in provider.get(asked).text
    with unit_of_work():
        authority = db.session.scalar(sa.select(Authority).where(Authority.ref == "AUT-KE0001"))
        assert authority is not None
        authority.urgent_note = "Call first."
    assert "Genuine, and changed since" in provider.get(asked).text
    with unit_of_work():
        db.session.execute(sa.update(AuthorityEdition).values(digest="0" * 64))
    assert "Not a page of the directory" in provider.get(asked).text  # the register was tampered with
    assert "Not a page of the directory" in provider.get(f"{EDITION}/check?code=BCDFGHJKLMNP").text
    assert "A check code has twelve letters" in provider.get(f"{EDITION}/check?code=%00%3Cb%3E").text


def test_an_edition_is_not_made_for_somebody_who_lost_the_right(
    world: World, visitor: Visit, entries: None, work: Work
) -> None:
    searcher = visitor(world.searcher)
    if pdf_problem() is not None:
        pytest.skip(f"no PDF files on this machine: {pdf_problem()} is not installed")
    page = ordered(searcher)
    with unit_of_work():
        db.session.execute(sa.update(AuthorityEdition).values(audiences=["state:FR"]))
    work()
    assert edition().problem == "rights"
    assert searcher.get(page).status_code == 404


def test_files_go_after_a_week_and_what_they_were_for_after_a_year(
    app: Flask, world: World, visitor: Visit, entries: None
) -> None:
    with unit_of_work():
        db.session.add(
            AuthorityEdition(
                ref="EDN-000001",
                number=1,
                stage="ready",
                purpose="A meeting",
                language="en",
                filters={},
                audiences=[],
                parts=[],
                row_count=0,
                stored_name="0" * 32,
                created_at=clock.now(),
                changed_at=clock.now(),
            )
        )
    for days, left in ((8, ("", "A meeting")), (400, ("", ""))):
        with clock.use(clock.now() + timedelta(days=days)), unit_of_work():
            for job in clock_jobs.JOBS:
                job.run(clock.today(), clock.today())
        assert (edition().stored_name, edition().purpose) == left


def test_a_closed_day_ends_a_run_of_days_with_the_same_hours(app: Flask, world: World) -> None:
    hours = dict.fromkeys((0, 1, 2, 3, 5, 6), OFFICE[:1])
    with unit_of_work(), app.test_request_context("/"):
        made = make_authority(reach={"opening_hours": hours})
        (lines,) = [
            block
            for block in card_of(entry_of(SYSTEM, made, at=clock.now())).blocks
            if isinstance(block, Lines)
        ]
    shown = plain(dict(lines.rows)["Opening hours"])
    assert shown == "Monday – Thursday 08:00–12:30; Saturday – Sunday 08:00–12:30; Africa/Nairobi"


def test_a_code_depends_on_edition_page_content_and_key() -> None:
    codes = {
        page_code(key, edition=edition, page=number, digest=digest)
        for key, edition, number, digest in (
            ("key", "EDN-000001", 1, "a"),
            ("other", "EDN-000001", 1, "a"),
            ("key", "EDN-000002", 1, "a"),
            ("key", "EDN-000001", 2, "a"),
            ("key", "EDN-000001", 1, "b"),
        )
    }
    assert len(codes) == 5
    for code in codes:
        assert typed_code(f" {code.lower()}".replace("-", " ")) == code
    assert typed_code("ABCD-EFGH-IJKL") == ""
