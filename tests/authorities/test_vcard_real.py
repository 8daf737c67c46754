"""Cards as telephones and other programs write them: invented ones of each shape, real ones where they are at hand."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from roster.authorities.exchange.cards.reading import CARD_EXTENSIONS
from roster.authorities.exchange.import_pages import plan_of, plan_view
from roster.authorities.exchange.planning import Act
from roster.authorities.exchange.source import read_source
from roster.core.actor import SYSTEM
from tests.factories.accounts import World

HERE = Path(__file__).parents[2]
REAL = Path(os.environ.get("ROSTER_REAL_DATA", HERE.parent / "shared" / "data" / "real")) / "vcard"
INVENTED = Path(__file__).parent / "cards"


@pytest.fixture(autouse=True)
def spoken(app: Flask, world: World) -> Iterator[None]:
    with app.test_request_context("/en/"):
        yield


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("phone-2.1.vcf", [("Müller Ngũgĩ", "+254 20 555 0111", "clerk@authority.example")]),
        ("grouped-3.0.vcf", [("Njeri Wqamau", "020 555 0112", "njeri@authority.example")]),
        ("typed-4.0.vcf", [("Dr. Ouma, Wqanda", "+254-20-555-0113 ext. 7", "")]),
        ("cards.json", [("Wqairimu Kim", "+254-20-555-0114", "kim@authority.example")]),
        ("cards.xml", [("Wqairimu Lee", "+254-20-555-0115", "")]),
    ],
)
def test_each_shape_is_read(name: str, people: list[tuple[str, str, str]]) -> None:
    source = read_source((INVENTED / name).read_bytes(), file_name=name)
    found = [row.person for row in source.rows if row.person is not None]
    assert [(item.name, item.phone, item.email) for item in found] == people


def test_an_office_among_people_is_told_from_them() -> None:
    source = read_source((INVENTED / "grouped-3.0.vcf").read_bytes(), file_name="grouped-3.0.vcf")
    plan = plan_of(SYSTEM, source, state="KE")
    assert [row.act for row in plan.rows] == [Act.LEFT_OUT, Act.CREATE]
    assert plan.rows[1].row.identity is not None
    assert plan.rows[1].row.identity.english_name == "Registry of Requests (invented)"
    assert plan.rows[1].reach.phone == "+254 20 555 0190"  # typed in Arabic digits


def test_every_real_card_is_read_and_nothing_goes_silently() -> None:
    files = sorted(path for path in REAL.glob("*") if path.suffix in CARD_EXTENSIONS)
    if not files:
        pytest.skip(f"no real cards in {REAL}")
    for path in files:
        source = read_source(path.read_bytes(), file_name=path.name)
        plan = plan_of(SYSTEM, source, state="KE")
        shown = plan_view(SYSTEM, plan, chosen={})
        assert not plan.errors, path.name
        assert len(shown.rows) + len(shown.people) == len(source.rows), path.name
        said = {item.row_number for item in plan.problems} | {item.number for item in shown.people}
        assert said | {row.number for row in shown.rows} == {row.number for row in source.rows}, path.name
