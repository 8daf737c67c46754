"""One roster of 1,200 invented people, generated once for all tests of this folder."""

from datetime import date
from pathlib import Path

import pytest

from roster.demo.generator import generate_experts
from roster.demo.invented import InventedExpert
from roster.demo.reference import Reference, reference_from_csv

TODAY = date(2026, 11, 21)
VOCABULARY = Path(__file__).parents[2] / "roster" / "vocabulary" / "data"


@pytest.fixture(scope="session")
def reference() -> Reference:
    return reference_from_csv(VOCABULARY)


@pytest.fixture(scope="session")
def people(reference: Reference) -> list[InventedExpert]:
    return list(generate_experts(1200, seed=1, reference=reference, today=TODAY))
