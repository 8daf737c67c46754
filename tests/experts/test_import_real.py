"""A real list of 2,443 people goes in whole, by command and by page, from CSV and from XLSX."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from flask import Flask

from roster.core.db import db
from roster.core.text import tidy_line
from roster.experts.importing.commands import import_group
from roster.experts.models import Profile
from roster.experts.states import Stage
from roster.people.models import Person
from tests.conftest import IN_FULL
from tests.experts.import_files import AUTHOR_HEADER, author_rows, csv_bytes, xlsx_bytes
from tests.factories.accounts import World
from tests.forms import values_of
from tests.visitor import Visitor

pytestmark = pytest.mark.real_data
# Countries in the list that are no States, or were States, and so give none.
NO_STATE = {"N/A", "", "USSR", "Puerto Rico", "Hong Kong", "Bermuda", "Taiwan"}
SOME_STATES = {
    "USA": "US",
    "United Kingdom": "GB",
    "Laos": "LA",
    "The Gambia": "GM",
    "Vietnam": "VN",
    "Tanzania": "TZ",
    "Venezuela": "VE",
    "South Korea": "KR",
    "Iran": "IR",
    "Bolivia": "BO",
    "Russian Federation": "RU",
    "Czech Republic": "CZ",
    "Turkey": "TR",
    "Australia/UK": "AU",
}


def assert_all_there(rows: list[tuple[str, ...]]) -> None:
    """Everybody in the order of the list, with name, institution, State and role."""
    db.session.rollback()
    found = db.session.execute(
        sa.select(Person, Profile).join(Profile, Profile.person_id == Person.id).order_by(Profile.id)
    ).all()
    assert len(found) == len(rows) == 2_443
    by_name: dict[tuple[str, str, str], list[Profile]] = {}
    for person, profile in found:
        assert profile.stage is Stage.IMPORTED
        by_name.setdefault((person.family_name, person.given_name, profile.employer), []).append(profile)
    for family, given, country, institution, role in rows:
        employer = "" if institution == "N/A" else tidy_line(institution)
        profile = by_name[tidy_line(family), tidy_line(given), employer].pop()
        assert role in profile.staff_notes
        if country in NO_STATE:
            assert profile.nominating_state is None
        else:
            assert profile.nominating_state is not None, country
            assert profile.nominating_state == SOME_STATES.get(country, profile.nominating_state)


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_everybody_is_imported_by_command(
    app: Flask, real_data: Path, tmp_path: Path, extension: str
) -> None:
    rows = author_rows(real_data)
    make = {"csv": csv_bytes, "xlsx": xlsx_bytes}[extension]
    path = tmp_path / f"authors.{extension}"
    path.write_bytes(make(AUTHOR_HEADER, rows))
    result = CliRunner().invoke(import_group, ["experts", str(path)])
    assert result.exit_code == 0, result.output
    assert "Imported 2,443 people" in result.output
    assert_all_there(rows)


@pytest.mark.parametrize("extension", ["csv", "xlsx"] if IN_FULL else ["xlsx"])
def test_everybody_is_imported_by_page_and_can_be_found(
    world: World,
    real_data: Path,
    visitor: Callable[..., Visitor],
    work: Callable[[], int],
    extension: str,
) -> None:
    rows = author_rows(real_data)
    make = {"csv": csv_bytes, "xlsx": xlsx_bytes}[extension]
    manager = visitor(world.manager)
    sent = {"file": (io.BytesIO(make(AUTHOR_HEADER, rows)), f"authors.{extension}")}
    columns = manager.post("/en/experts/import", sent).headers["Location"]
    manager.post(columns, {**values_of(manager.get(columns).text), "act": "save"})
    address = columns.removesuffix("/columns")
    page = manager.get(address)
    assert "2,443 people can be imported." in page.text
    answer = manager.post(f"{address}/confirm", values_of(page.text), page=address)
    assert answer.status_code == 303
    work()
    assert "Imported 2,443 people – searchable" in manager.get(address).text
    assert_all_there(rows)
