"""The facts of the vocabularies that invention needs, as plain data, so that the generator knows no database."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
NOMINATING_STATUSES = ("party", "signatory")
NOT_OFFERED = "none"


@dataclass(frozen=True)
class StateFacts:
    """One row of the States: what a nominee of that State would be born into."""

    iso2: str
    names: Mapping[str, str]
    regional_group: str
    official_languages: tuple[str, ...]
    legal_tradition: str
    eligible: bool


@dataclass(frozen=True)
class ArticleFacts:
    """One article of the Convention."""

    number: int
    chapter: int


@dataclass(frozen=True)
class TopicFacts:
    """One concept of the topic list, with the articles it belongs to."""

    id: str
    parent_id: str | None
    articles: tuple[int, ...]
    labels: Mapping[str, str]


@dataclass(frozen=True)
class AssistanceTypeFacts:
    """One form of assistance that may be offered."""

    id: str
    labels: Mapping[str, str]


@dataclass(frozen=True)
class Reference:
    """All vocabularies that the generator reads."""

    states: tuple[StateFacts, ...]
    articles: tuple[ArticleFacts, ...]
    topics: tuple[TopicFacts, ...]
    assistance_types: tuple[AssistanceTypeFacts, ...]
    review_mechanism_ids: tuple[str, ...]


def reference_from_csv(folder: Path) -> Reference:
    """Read the vocabularies from the CSV files of the vocabulary package."""
    return Reference(
        states=tuple(_state(row) for row in _rows(folder / "states.csv")),
        articles=tuple(
            ArticleFacts(number=int(row["article_no"]), chapter=int(row["chapter_no"]))
            for row in _rows(folder / "uncac_articles.csv")
        ),
        topics=tuple(_topic(row) for row in _rows(folder / "topics.csv")),
        assistance_types=tuple(
            AssistanceTypeFacts(id=row["id"], labels=_six(row, "label"))
            for row in _rows(folder / "assistance_types.csv")
            if row["id"] != NOT_OFFERED
        ),
        review_mechanism_ids=tuple(row["id"] for row in _rows(folder / "review_mechanisms.csv")),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _six(row: Mapping[str, str], column: str) -> dict[str, str]:
    return {language: row[f"{column}_{language}"] for language in LANGUAGES}


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _state(row: Mapping[str, str]) -> StateFacts:
    return StateFacts(
        iso2=row["iso2"],
        names=_six(row, "name"),
        regional_group=row["un_regional_group"],
        official_languages=_parts(row["official_languages"]),
        legal_tradition=row["legal_tradition"],
        eligible=row["uncac_status"] in NOMINATING_STATUSES and row["iso2"] != "EU",
    )


def _topic(row: Mapping[str, str]) -> TopicFacts:
    return TopicFacts(
        id=row["id"],
        parent_id=row["parent_id"] or None,
        articles=tuple(int(number) for number in _parts(row["uncac_articles"])),
        labels=_six(row, "label"),
    )
