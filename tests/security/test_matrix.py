"""Role × route × method (R5): every cell of `matrix.csv` is walked; a cell that is not in it fails.

Hidden and missing alike (R4): same status, same body, same number of queries.
"""

import pytest
from flask import Flask

from tests.connections import connected
from tests.databases import Databases
from tests.security import matrix_file
from tests.security.furnishing import Furnished, furnish
from tests.security.records import OPEN_KINDS
from tests.security.walk import ROLES, cells, walk

MATRIX = matrix_file.read()


@pytest.fixture(scope="session")
def furnished(_whole: tuple[Flask, str], databases: Databases) -> Furnished:
    app, template = _whole
    with app.app_context(), connected(app, databases.new(like=template)):
        return furnish(app, databases)


def test_every_cell_of_the_map_is_in_the_matrix_and_no_other(app: Flask) -> None:
    present = {cell for cell, _rule in cells(app)}
    assert sorted(present - set(MATRIX)) == [], "decide what these answer: python -m tests.security.propose"
    assert sorted(set(MATRIX) - present) == [], "these are gone"


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_answered_as_the_matrix_says(
    app: Flask, furnished: Furnished, databases: Databases, role: str
) -> None:
    breaches, unlike = [], []
    for cell, seen, missing in walk(app, furnished, databases, role):
        if seen.answer != MATRIX.get(cell, {}).get(role):
            breaches.append((cell, seen.answer, MATRIX.get(cell, {}).get(role)))
        if missing is not None and seen != missing:
            unlike.append((cell, seen.answer, missing.answer, seen.queries, missing.queries))
    assert breaches == []
    assert unlike == []


def test_no_cell_is_an_error_of_ours() -> None:
    assert [
        cell for cell, by_role in MATRIX.items() for word in by_role.values() if word.startswith("5")
    ] == []


def test_signed_out_nothing_is_hidden_by_404() -> None:
    """Signed out, both lead to sign-in; 404 is for addresses that exist for nobody."""
    for cell, by_role in MATRIX.items():
        if cell.record not in ("-", *OPEN_KINDS):
            assert by_role["nobody"] in ("sign-in", "200", "405"), cell


def test_administrators_data_protection_and_no_role_see_what_the_public_sees() -> None:
    for cell, by_role in MATRIX.items():
        if cell.record not in ("-", *OPEN_KINDS):
            for role in ("admin", "dpo", "no_role", "expert_other", "observer_uy"):
                assert by_role[role] in ("404", "405"), (cell, role)


def test_only_the_own_side_reads_what_is_not_published() -> None:
    close = {"manager", "searcher", "focal_ke", "drafter_ke", "expert_own"}
    for cell, by_role in MATRIX.items():
        if cell.record in ("unpublished", "suspended", "archived", "imported"):
            for role in set(ROLES) - close - {"nobody"}:
                assert by_role[role] in ("404", "405"), (cell, role)


def test_nobody_but_the_manager_imports() -> None:
    for cell, by_role in MATRIX.items():
        if cell.endpoint.startswith("expert_imports."):
            for role in set(ROLES) - {"manager"}:
                assert by_role[role] in ("403", "404", "405", "sign-in"), (cell, role)


def test_shortlists_are_the_secretariats_and_a_searcher_has_only_own_ones() -> None:
    for cell, by_role in MATRIX.items():
        if cell.record == "shortlist_of_manager":
            assert by_role["searcher"] in ("404", "405"), cell
        if cell.record.startswith("shortlist"):
            for role in set(ROLES) - {"manager", "searcher", "nobody"}:
                assert by_role[role] in ("404", "405"), (cell, role)
