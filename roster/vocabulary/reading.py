"""From the data files to the rows that the tables should hold. Pure: no database, no clock."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from roster.core.db import Base
from roster.vocabulary import models
from roster.vocabulary.codes import Trust
from roster.vocabulary.entries import LANGUAGES
from roster.vocabulary.language_names import canonical_code, offered_languages
from roster.vocabulary.state_names import other_names

FOLDER = Path(__file__).parent / "data"
UN_LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")  # the order of the Charter's languages in UN documents
EUROPEAN_UNION = "EU"
ANSWER_NOT_OFFER = "none"
NOT_FUNCTIONS = frozenset({"uncac-mla-language", "uncac-extradition-basis", "uncac-governmental-expert"})

Row = dict[str, Any]


@dataclass(frozen=True)
class Wanted:
    """What one table should hold, by the words used in the report."""

    title: str
    model: type[Base]
    key: str
    rows: list[Row]


def wanted_vocabularies() -> list[Wanted]:
    """Everything, in an order in which foreign keys hold."""
    return [
        Wanted("Regional groups", models.RegionalGroup, "id", _numbered(_regional_groups())),
        Wanted("States", models.State, "iso2", _numbered(_states())),
        Wanted("Languages", models.Language, "code", _numbered(_languages())),
        Wanted("Articles", models.Article, "number", _numbered(_articles())),
        Wanted("Topics", models.Topic, "id", _parents_first(_numbered(_topics()))),
        Wanted("Assistance types", models.AssistanceType, "id", _numbered(_assistance_types())),
        Wanted("Authority functions", models.AuthorityFunction, "id", _numbered(_authority_functions())),
        Wanted("Review mechanisms", models.ReviewMechanism, "id", _numbered(_review_mechanisms())),
    ]


@cache
def records(name: str) -> tuple[dict[str, str], ...]:
    """The records of one data file."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def _numbered(rows: Iterator[Row]) -> list[Row]:
    return [row | {"position": position} for position, row in enumerate(rows)]


def _parents_first(rows: list[Row]) -> list[Row]:
    placed: dict[str | None, Row] = {}
    waiting = rows
    while waiting:
        ready = [row for row in waiting if row["parent_id"] is None or row["parent_id"] in placed]
        if not ready:
            raise ValueError(f"topics without a way to the top: {[row['id'] for row in waiting]}")
        placed |= {row["id"]: row for row in ready}
        waiting = [row for row in waiting if row["id"] not in placed]
    return list(placed.values())


def _labels(record: dict[str, str], prefix: str = "label") -> dict[str, str]:
    return {language: record[f"{prefix}_{language}"] for language in LANGUAGES}


def _all(trust: Trust) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, trust.value)


def _list(cell: str | None) -> list[str]:
    return [item for item in (cell or "").split("|") if item]


def _date(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _number(cell: str) -> int | None:
    """The number that a cell begins with: `2015 (reviews finished later)` is 2015."""
    word = cell.partition(" ")[0]
    return int(word) if word.isdecimal() else None


def _regional_groups() -> Iterator[Row]:
    for record in records("regional_groups"):
        yield {
            "id": record["id"],
            "labels": _labels(record),
            "trust": _all(Trust.UNVERIFIED),
            "source": "United Nations usage",
        }


def _states() -> Iterator[Row]:
    groups = {record["source_name"]: record["id"] for record in records("regional_groups")}
    aliases = {record["iso2"]: _list(record["aliases"]) for record in records("state_aliases")}
    for record in records("states"):
        is_official = record["name_source"] == "UNTERM"
        yield {
            "iso2": record["iso2"],
            "iso3": record["iso3"],
            "m49": record["m49"] or None,
            "entity_type": record["entity_type"],
            "labels": _labels(record, "name"),
            "trust": _all(Trust.OFFICIAL if is_official else Trust.UNOFFICIAL),
            "source": record["name_source"],
            "aliases": _other_names(record, aliases.get(record["iso2"], [])),
            "regional_group": groups.get(record["un_regional_group"]),
            "regional_group_note": record["un_regional_group_note"],
            "uncac_status": record["uncac_status"],
            "uncac_signed_on": _date(record["uncac_signature_date"]),
            "uncac_consent_on": _date(record["uncac_consent_date"]),
            "uncac_consent_type": record["uncac_consent_type"] or None,
            "uncac_note": record["uncac_note"],
            "status_trust": _status_trust(record["uncac_status_source"]),
            "status_source": record["uncac_status_source"],
            "may_nominate": _may_nominate(record),
            "official_languages": _official_languages(record),
            "legal_tradition": record["legal_tradition"] or None,
            "is_ldc": record["ldc"] == "1",
            "is_lldc": record["lldc"] == "1",
            "is_sids": record["sids"] == "1",
            "tile_column": _number(record["tile_col"]),
            "tile_row": _number(record["tile_row"]),
        }


def _other_names(record: dict[str, str], aliases: list[str]) -> list[str]:
    known = set(_labels(record, "name").values())
    return [
        name
        for name in dict.fromkeys([*aliases, *other_names(record["iso2"], _official_languages(record))])
        if name not in known
    ]


def _may_nominate(record: dict[str, str]) -> bool:
    """A nominating State is a party or a signatory; the European Union is no State."""
    return record["uncac_status"] in ("party", "signatory") and record["iso2"] != EUROPEAN_UNION


def _status_trust(source: str) -> str:
    return Trust.OFFICIAL if source.startswith(("UNTC", "excerpt")) else Trust.UNVERIFIED


def _official_languages(record: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(canonical_code(code) for code in _list(record["official_languages"])))


def _languages() -> Iterator[Row]:
    official = {code for record in records("states") for code in _official_languages(record)}
    aliases = {record["code"]: _list(record["aliases"]) for record in records("language_aliases")}
    corrected = {record["code"]: record for record in records("language_names")}
    offered = offered_languages(official, records("language_names"))
    un_first = sorted(offered, key=lambda names: names.code not in UN_LANGUAGES)
    for names in un_first:
        own = corrected.get(names.code, {})
        trust = {
            language: Trust.UNOFFICIAL.value if own.get(f"name_{language}") else Trust.OFFICIAL.value
            for language in LANGUAGES
        }
        yield {
            "code": names.code,
            "labels": names.names,
            "trust": trust,
            "source": "Unicode CLDR; own compilation" if own else "Unicode CLDR",
            "own_name": names.own_name,
            "aliases": aliases.get(names.code, []),
            "is_un": names.code in UN_LANGUAGES,
            "is_official": names.code in official,
        }


def _articles() -> Iterator[Row]:
    for record in records("uncac_articles"):
        checked = _list(record["title_checked_langs"])
        yield {
            "number": int(record["article_no"]),
            "labels": _labels(record, "title"),
            "trust": _all(Trust.UNVERIFIED) | dict.fromkeys(checked, Trust.OFFICIAL.value),
            "source": "A/RES/58/4",
            "chapter_number": int(record["chapter_no"]),
            "chapter_roman": record["chapter_roman"],
            "chapter_labels": _labels(record, "chapter_title"),
            "review_cycle": _number(record["review_cycle"]),
            "criminalization": record["criminalization_type"] or None,
        }


def _topics() -> Iterator[Row]:
    titles = {
        (language, title.casefold()): row["trust"][language]
        for row in _articles()
        for language, title in row["labels"].items()
    }
    for record in records("topics"):
        labels = _labels(record)
        yield {
            "id": record["id"],
            "parent_id": record["parent_id"] or None,
            "articles": [int(number) for number in _list(record["uncac_articles"])],
            "labels": labels,
            # A label that repeats the title of an article is as good as that title; every other is ours.
            "trust": {
                language: titles.get((language, label.casefold()), Trust.UNOFFICIAL.value)
                for language, label in labels.items()
            },
            "source": "Own compilation on the structure of the Convention",
            "synonyms": {language: _list(record[f"alt_{language}"]) for language in LANGUAGES},
        }


def _assistance_types() -> Iterator[Row]:
    for record in records("assistance_types"):
        yield {
            "id": record["id"],
            "used_in": record["used_in"],
            "category": record["second_cycle_category"] or None,
            "is_offered": record["id"] != ANSWER_NOT_OFFER,
            "labels": _labels(record),
            "trust": _all(Trust.UNOFFICIAL),
            "source": "Self-assessment checklists of both review cycles, own wording",
        }


def _authority_functions() -> Iterator[Row]:
    for record in records("authority_functions"):
        yield {
            "id": record["id"],
            "instrument": record["instrument"],
            "article": record["article"],
            "basis": record["basis"],
            "is_choosable": record["id"] not in NOT_FUNCTIONS,
            "labels": _labels(record),
            "trust": _all(Trust.UNOFFICIAL),
            "source": f"{record['instrument']}, article {record['article']}; own wording",
        }


def _review_mechanisms() -> Iterator[Row]:
    labels = {record["id"]: _labels(record) for record in records("review_mechanism_labels")}
    for record in records("review_mechanisms"):
        is_recalled = record["source"] == "compiler knowledge" or record["confidence"] == "low"
        yield {
            "id": record["id"],
            "labels": labels[record["id"]],
            "trust": _all(Trust.UNVERIFIED if is_recalled else Trust.UNOFFICIAL),
            "source": record["source"],
            "organisation": record["organization"],
            "mechanism": record["mechanism"],
            "cycle": record["cycle"],
            "start_year": int(record["start_year"]),
            "end_year": _number(record["end_year"]),
            "confidence": record["confidence"],
        }
