"""The data files and what their cells hold."""

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from roster.vocabulary.codes import Trust
from roster.vocabulary.entries import LANGUAGES

FOLDER = Path(__file__).parent / "data"

Row = dict[str, Any]


@cache
def records(name: str) -> tuple[dict[str, str], ...]:
    """The records of one data file."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def labels_of(record: dict[str, str], prefix: str = "label") -> dict[str, str]:
    """The text of six columns, by language."""
    return {language: record[f"{prefix}_{language}"] for language in LANGUAGES}


def same_trust(trust: Trust) -> dict[str, str]:
    """One degree of trust for all six languages."""
    return dict.fromkeys(LANGUAGES, trust.value)


def list_of(cell: str | None) -> list[str]:
    """The items of a cell."""
    return [item for item in (cell or "").split("|") if item]


def date_of(cell: str) -> date | None:
    """The date of a cell, if any."""
    return date.fromisoformat(cell) if cell else None


def number_of(cell: str) -> int | None:
    """The number that a cell begins with: `2015 (reviews finished later)` is 2015."""
    word = cell.partition(" ")[0]
    return int(word) if word.isdecimal() else None
