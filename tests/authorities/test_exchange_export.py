"""Taking authorities along: within what the reader sees, for a purpose, each list on record."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
import vobject
from flask import Flask

from roster.authorities.exchange import policy
from roster.authorities.exchange.models import AuthorityExport
from roster.authorities.exchange.policy import MOST_EXPORTED_BY_MEMBERS
from roster.authorities.exchange.register_services import forget_questions
from roster.authorities.exchange.rows import read_rows
from roster.authorities.exchange.source import read_source
from roster.authorities.inputs import ReachInput
from roster.core import clock
from roster.core.actor import SYSTEM
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.tables.reading import read_table
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import World
from tests.factories.authorities import (
    DUTY,
    IDENTITY,
    PERSON,
    PERSON_EMAIL,
    PERSON_PHONE,
    PHONE,
    REACH,
    make_authority,
)
from tests.forms import values_of
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
REF = "AUT-KE0001"
EXPORT = "/en/authorities/export"


@pytest.fixture
def entry(world: World) -> str:
    with unit_of_work():
        make_authority(ref=REF)
        make_authority(state="UY", ref="AUT-UY0001", identity={"english_name": "=HYPERLINK(1)"})
    db.session.remove()
    return REF


def taken(who: Visitor, kind: str, question: str = "") -> bytes:
    """The file, as somebody gets it who fills in the form."""
    path = f"{EXPORT}{question}"
    form = values_of(who.get(path).text) | {"purpose": "Meeting of 2 December", "kind": kind}
    answer = who.post(path, form)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return answer.data


def test_an_entry_is_taken_as_a_card(entry: str, world: World, visitor: Visit) -> None:
    answer = visitor(world.searcher).get(f"/ar/authorities/{entry}.vcf")
    assert answer.status_code == 200
    assert answer.content_type == "text/vcard; charset=utf-8"
    assert vobject.readOne(answer.text).fn.value == "Central Authority (invented)"
    assert visitor(world.searcher).get("/en/authorities/AUT-AAAAAA.vcf").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx", "vcf", "json"])
def test_telephones_and_people_are_in_no_file_of_who_may_not_see_them(
    entry: str, world: World, visitor: Visit, kind: str
) -> None:
    def words(content: bytes) -> str:
        if kind != "xlsx":
            return content.decode().replace("\r\n ", "")
        table = read_table(content, file_name="list.xlsx")
        return " ".join((*table.header, *(cell for row in table.rows for cell in row)))

    full, bare = (words(taken(visitor(who), kind)) for who in (world.searcher, world.provider))
    assert PHONE in full
    assert DUTY in full
    for hidden in (PHONE, DUTY, "555-0101", "555-0199"):
        assert hidden not in bare
    for nobody in (PERSON, PERSON_EMAIL, PERSON_PHONE):
        assert nobody not in full + bare


@pytest.mark.parametrize("asked", ["en csv", "ar csv", "ar xlsx", "zh vcf"])
def test_a_list_comes_back_as_it_went(
    app: Flask, entry: str, world: World, visitor: Visit, asked: str
) -> None:
    language, kind = asked.split()
    who = visitor(world.manager)
    path = f"/{language}/authorities/export?state=KE"
    content = who.post(path, values_of(who.get(path).text) | {"purpose": "x", "kind": kind}).data
    with app.test_request_context("/en/"):  # read by somebody who reads another language
        source = read_source(content, file_name=f"list.{kind}")
        (row,) = read_rows(source)
    assert (row.ref, row.state) == (REF, "KE")
    assert row.identity == IDENTITY
    assert replace(ReachInput(), **row.reach) == replace(REACH, contacts=())
    told_only = {"stage", "last confirmed", "المرحلة", "آخر تأكيد"}
    assert {item.column.lower() for item in source.left_out} <= told_only


def test_no_cell_is_taken_for_a_formula(entry: str, world: World, visitor: Visit) -> None:
    assert '"\'=HYPERLINK(1)"' in taken(visitor(world.manager), "csv").decode()


def test_the_question_of_the_list_and_its_ticks_decide(entry: str, world: World, visitor: Visit) -> None:
    who = visitor(world.searcher)
    assert len(json.loads(taken(who, "json", "?state=UY"))["authorities"]) == 1
    assert len(json.loads(taken(who, "json", f"?ref={REF}&ref=nonsense"))["authorities"]) == 1
    assert len(json.loads(taken(who, "json"))["authorities"]) == 2
    assert "nothing to export" in who.get(f"{EXPORT}?q=zzzz").text.lower()
    assert who.post(f"{EXPORT}?q=zzzz", {"purpose": "x", "kind": "csv"}).status_code == 422


def test_several_cards_at_once_are_a_list_and_need_a_purpose(
    entry: str, world: World, visitor: Visit
) -> None:
    who = visitor(world.searcher)
    answer = who.get("/en/authorities.vcf?state=KE&state=UY")
    assert answer.status_code == 303
    assert answer.location == "/en/authorities/export?state=KE&state=UY&kind=vcf"
    assert 'value="vcf" checked' in who.get(answer.location).text.replace(" required", "")
    assert who.post(answer.location, {"kind": "vcf", "purpose": " "}).status_code == 422
    assert db.session.scalar(sa.select(sa.func.count(AuthorityExport.id))) == 0


def test_each_list_is_on_record_until_a_year_has_passed(
    entry: str, world: World, visitor: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(visitor(world.officer_ke), "csv", "?q=authority")
    kept = db.session.scalars(sa.select(AuthorityExport)).one()
    assert (kept.purpose, kept.row_count, kept.format) == ("Meeting of 2 December", 2, "csv")
    assert kept.user_id == world.officer_ke.actor.user_id
    entry_of_trail = db.session.scalars(
        sa.select(AuditEntry).where(AuditEntry.action == "authorities:list:export")
    ).one()
    assert "Meeting" not in str(entry_of_trail.fields)
    later = clock.now() + timedelta(days=366)
    monkeypatch.setattr(clock, "now", lambda: later)
    with unit_of_work():
        assert forget_questions(SYSTEM) == 1


def test_members_take_a_few_of_others_and_all_of_their_own(
    entry: str, world: World, monkeypatch: pytest.MonkeyPatch, visitor: Visit
) -> None:
    monkeypatch.setattr(policy, "MOST_EXPORTED_BY_MEMBERS", 1)
    assert MOST_EXPORTED_BY_MEMBERS == 50
    with unit_of_work():
        for _number in range(2):
            make_authority(state="KE")
    sizes = {}
    for name in ("searcher", "focal_ke", "provider"):
        who = visitor(getattr(world, name))
        sizes[name] = len(json.loads(taken(who, "json"))["authorities"])
    assert sizes == {"searcher": 4, "focal_ke": 4, "provider": 1}
    assert "3 authorities at the end of the list are left out" in visitor(world.provider).get(EXPORT).text


def test_the_csv_says_for_what_it_was_made(entry: str, world: World, visitor: Visit) -> None:
    content = taken(visitor(world.searcher), "csv")
    assert content.decode("utf-8-sig").startswith('"# Purpose: Meeting of 2 December"')
    assert read_table(content, file_name="a.csv").header[:3] == ("Reference", "State", "Official name")
