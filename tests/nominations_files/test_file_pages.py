"""The pages of the way without network: who may take and send forms, and what becomes of them."""

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from roster.core.db import db
from roster.core.tables.kinds import TableKind
from roster.core.tables.table import TableLimits
from roster.core.tables.workbook import read_workbook
from roster.core.tables.writing import write_xlsx
from roster.core.unit_of_work import unit_of_work
from roster.experts.input_json import BLANK, to_json
from roster.experts.inputs import ExpertiseInput
from roster.nominations.answers import input_of
from roster.nominations.drafting_services import begin_draft
from roster.nominations.files.bulk import bulk_workbook, read_bulk
from roster.nominations.files.reading import read_form
from roster.nominations.files.word_form import form_document
from roster.nominations.files.workbook import form_workbook
from roster.nominations.form_steps import STATE_FIELDS
from roster.nominations.models import Nomination
from tests.factories.accounts import World
from tests.factories.nominations import cast_for
from tests.nominations_files.people import ODD
from tests.visitor import Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def draft(world: World) -> str:
    with unit_of_work():
        return begin_draft(
            cast_for("KE").drafter, "KE", given=replace(BLANK, family_name="Draft", city="Kisumu")
        ).ref


def kept() -> list[Nomination]:
    """All nominations as they are stored now."""
    db.session.rollback()
    return db.session.query(Nomination).order_by(Nomination.id).all()


def nomination(ref: str) -> Nomination:
    db.session.rollback()
    return db.session.query(Nomination).filter_by(ref=ref).one()


def send(reader: Visitor, path: str, content: bytes, name: str, **values: str) -> str:
    page = reader.get(path).text
    for hidden in ("version", "once"):
        found = re.search(rf'name="{hidden}"[^>]*value="([^"]*)"', page)
        if found:
            values.setdefault(hidden, found[1])
    answer = reader.post(path, {**values, "file": (io.BytesIO(content), name)}, page=path)
    assert answer.status_code in (200, 422), answer.text[:2000]
    return answer.text


@pytest.mark.parametrize(
    ("who", "status"), [("focal_ke", 200), ("drafter_ke", 200), ("focal_uy", 404), ("manager", 404)]
)
def test_the_form_of_a_draft_is_the_own_states(
    world: World, visitor: Visit, draft: str, who: str, status: int
) -> None:
    reader = visitor(world.everybody[who])
    for path in (f"{draft}/form.xlsx", f"{draft}/form.docx", f"{draft}/upload"):
        assert reader.get(f"/en/nominations/{path}").status_code == status, path


def test_a_form_taken_along_in_one_language_comes_back_in_another_without_loss(
    world: World, visitor: Visit, draft: str
) -> None:
    reader = visitor(world.everybody["drafter_ke"])
    taken = read_form(reader.get(f"/ar/nominations/{draft}/form.xlsx").data, file_name="a.xlsx")
    assert (taken.ref, taken.language, taken.typed["city"]) == (draft, "ar", ["Kisumu"])
    for content, name in ((form_workbook("zh", ODD), "a.xlsx"), (form_document("ru", ODD), "b.docx")):
        text = send(reader, f"/fr/nominations/{draft}/upload", content, name)
        assert f"/fr/nominations/{draft}/check" in text
        assert to_json(input_of(nomination(draft)), STATE_FIELDS) == to_json(ODD, STATE_FIELDS)
        assert nomination(draft).unsaved == {}


def test_both_files_give_the_same_nomination(world: World, visitor: Visit) -> None:
    reader = visitor(world.everybody["focal_ke"])
    for content, name in ((form_workbook("en", ODD), "a.xlsx"), (form_document("en", ODD), "a.docx")):
        send(reader, "/en/nominations/upload", content, name, state="KE")
    first, second = kept()
    assert first.answers == second.answers
    assert to_json(input_of(first), STATE_FIELDS) == to_json(ODD, STATE_FIELDS)


def test_what_is_not_understood_waits_at_its_step_and_the_rest_is_saved(
    world: World, visitor: Visit, draft: str
) -> None:
    wrong = replace(ODD, legal_system="Jedi law", email="nobody")
    reader = visitor(world.everybody["drafter_ke"])
    text = send(reader, f"/en/nominations/{draft}/upload", form_workbook("en", wrong), "a.xlsx")
    assert "“Jedi law” is not on the list" in text
    found = nomination(draft)
    assert input_of(found).post == ODD.post
    assert input_of(found).city == "Kisumu"
    assert set(found.unsaved) == {"contact", "experience"}
    assert found.unsaved["contact"]["email"] == ["nobody"]
    assert found.unsaved["experience"]["legal_system"] == ["Jedi law"]
    page = reader.get(f"/en/nominations/{draft}/edit/contact?check=1").text
    assert "This is not an e-mail address" in page
    assert 'value="nobody"' in page


def test_an_empty_field_of_the_file_changes_nothing(world: World, visitor: Visit, draft: str) -> None:
    reader = visitor(world.everybody["drafter_ke"])
    send(
        reader,
        f"/en/nominations/{draft}/upload",
        form_workbook("en", replace(BLANK, family_name="New")),
        "a.xlsx",
    )
    assert (input_of(nomination(draft)).family_name, input_of(nomination(draft)).city) == ("New", "Kisumu")


def test_the_form_of_another_nomination_is_not_taken(world: World, visitor: Visit, draft: str) -> None:
    reader = visitor(world.everybody["drafter_ke"])
    content = form_workbook("en", ODD, ref="NOM-ABC234")
    assert "NOM-ABC234" in send(reader, f"/en/nominations/{draft}/upload", content, "a.xlsx")
    assert input_of(nomination(draft)).family_name == "Draft"
    send(reader, "/en/nominations/upload", content, "a.xlsx", state="KE")
    assert len(kept()) == 1


def test_nobody_begins_for_another_state(world: World, visitor: Visit) -> None:
    send(
        visitor(world.everybody["focal_ke"]),
        "/en/nominations/upload",
        form_workbook("en", ODD),
        "a.xlsx",
        state="UY",
    )
    assert kept() == []


def test_a_file_sent_twice_makes_one_draft(world: World, visitor: Visit) -> None:
    reader = visitor(world.everybody["focal_ke"])
    once = {"once": "the-same-key", "state": "KE"}
    send(reader, "/en/nominations/upload", form_workbook("en", ODD), "a.xlsx", **once)
    again = {**once, "file": (io.BytesIO(form_workbook("en", ODD)), "a.xlsx")}
    answer = reader.post("/en/nominations/upload", again, page="/en/nominations/upload")
    assert answer.status_code == 303
    assert len(kept()) == 1


ACHIENG = "Achieng|Mary|mary@office.example|Judge|High Court|Court|English C1; Klingon|Asset recovery|15; 17"
NAMELESS = "||no.name@office.example||||||"
OTIENO = "Otieno|Peter|peter@office.example|Director|Office|Ministry or government department|French B2||54"
PEOPLE = [line.split("|") for line in (ACHIENG, NAMELESS, OTIENO)]
HEADER = [
    "Family or only name", "Given name", "E-mail address", "Post", "Employer", "Type of organization", "Languages",
    "Topics or keywords", "Articles of the Convention",
]  # fmt: skip


def test_a_list_becomes_drafts_of_those_chosen(world: World, visitor: Visit) -> None:
    reader = visitor(world.everybody["focal_ke"])
    page = send(reader, "/en/nominations/bulk", write_xlsx(HEADER, PEOPLE, sheet_name="x"), "list.xlsx")
    assert kept() == []
    assert "The name is missing" in page
    assert "Klingon" in page
    assert set(re.findall(r'name="rows" value="(\d+)"', page)) == {"2", "4"}
    people = re.search(r'name="people"[^>]*value="([^"]+)"', page)
    once = re.search(r'name="once"[^>]*value="([^"]+)"', page)
    assert people is not None
    assert once is not None
    values = {"people": people[1], "once": once[1], "state": "KE", "rows": ["2"]}
    for _time in range(2):
        assert reader.post("/en/nominations/bulk/drafts", values).status_code == 303
    (made,) = kept()
    given = input_of(made)
    assert (made.state, given.family_name, given.organisation_type) == ("KE", "Achieng", "court")
    assert given.expertise[0] == ExpertiseInput(topic_id="asset-recovery")
    assert "Klingon" in made.unsaved["more"]["publications"][0]


def test_the_people_of_a_list_cannot_be_changed_on_their_way(world: World, visitor: Visit) -> None:
    for who in ("focal_ke", "focal_uy"):
        reader = visitor(world.everybody[who])
        answer = reader.post(
            "/en/nominations/bulk/drafts", {"people": "forged", "state": "KE", "rows": ["2"]}
        )
        assert answer.status_code in (409, 422)
    assert kept() == []


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_the_empty_list_is_understood_by_its_headings_in_every_language(app: Flask, language: str) -> None:
    empty = bulk_workbook(language)

    header = read_workbook(empty, kind=TableKind.XLSX, sheet=0, limits=TableLimits()).records[0]
    cells = [
        "Otieno",
        "Peter",
        "Otieno",
        "Peter",
        "Mr",
        "male",
        "peter@office.example",
        "+254 20 555 0101",
        "Nairobi",
    ]
    cells += ["Office", "Director", "court", "French B2", "asset recovery", "54", "A brief profile."]
    read = read_bulk(write_xlsx(header, [cells], sheet_name="x"), file_name="a.xlsx")
    assert read.errors == ()
    given = read.rows[0].profile
    assert (given.family_name, given.given_name, given.title, given.gender) == (
        "Otieno",
        "Peter",
        "Mr",
        "male",
    )
    assert (given.email, given.phone, given.city) == ("peter@office.example", "+254 20 555 0101", "Nairobi")
    assert (given.employer, given.post, given.organisation_type) == ("Office", "Director", "court")
    assert [item.code for item in given.languages] == ["fr"]
    assert {line.topic_id or line.article_no for line in given.expertise} == {"asset-recovery", 54}
    assert given.brief_profile is not None
