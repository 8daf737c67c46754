"""Builds the frozen vocabularies from their tables."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from roster.core.db import Base
from roster.vocabulary import entries, models
from roster.vocabulary.codes import LegalSystem, Trust, UncacStatus

Row = dict[str, Any]


def build(session: Session, version: str) -> entries.Vocabulary:
    """Read every vocabulary by one query each."""
    states = {row["iso2"]: entries.State(**_state(row)) for row in _rows(session, models.State)}
    chapters, articles = _articles(_rows(session, models.Article))
    return entries.Vocabulary(
        version=version,
        states=entries.Entries(states),
        languages=entries.Entries(
            {
                row["code"]: entries.Language(**row | {"aliases": tuple(row["aliases"])})
                for row in _rows(session, models.Language)
            }
        ),
        articles=entries.Entries(articles),
        chapters=MappingProxyType(chapters),
        topics=entries.Entries(_topics(_rows(session, models.Topic))),
        assistance_types=_simple(session, models.AssistanceType, entries.AssistanceType),
        authority_functions=_simple(session, models.AuthorityFunction, entries.AuthorityFunction),
        review_mechanisms=_simple(session, models.ReviewMechanism, entries.ReviewMechanism),
        regional_groups=entries.Entries(
            {
                row["id"]: entries.RegionalGroup(**row, states=_members(states, row["id"]))
                for row in _rows(session, models.RegionalGroup)
            }
        ),
    )


def _rows(session: Session, model: type[Base]) -> list[Row]:
    """Plain columns, not mapped objects: a long session may hold old ones."""
    table = model.__table__
    result = session.execute(sa.select(table).order_by(table.c.position, *table.primary_key))
    return [_common(dict(row)) for row in result.mappings()]


def _common(row: Row) -> Row:
    row["labels"] = MappingProxyType(row["labels"])
    row["trust"] = MappingProxyType({language: Trust(word) for language, word in row["trust"].items()})
    row["is_retired"] = row.pop("retired_at") is not None
    return row


def _simple(session: Session, model: type[Base], kind: Any) -> Any:
    return entries.Entries({row["id"]: kind(**row) for row in _rows(session, model)})


def _state(row: Row) -> Row:
    tradition = row["legal_tradition"]
    return row | {
        "aliases": tuple(row["aliases"]),
        "official_languages": tuple(row["official_languages"]),
        "uncac_status": UncacStatus(row["uncac_status"]),
        "status_trust": Trust(row["status_trust"]),
        "legal_tradition": LegalSystem(tradition) if tradition else None,
    }


def _members(states: Mapping[str, entries.State], group: str) -> tuple[str, ...]:
    in_use = (state for state in states.values() if not state.is_retired)
    return tuple(state.iso2 for state in in_use if state.regional_group == group)


def _articles(rows: list[Row]) -> tuple[dict[int, entries.Chapter], dict[int, entries.Article]]:
    chapters: dict[int, entries.Chapter] = {}
    for row in rows:
        number = row["chapter_number"]
        if number not in chapters:
            chapters[number] = entries.Chapter(
                number=number,
                roman=row["chapter_roman"],
                labels=MappingProxyType(row["chapter_labels"]),
                articles=tuple(other["number"] for other in rows if other["chapter_number"] == number),
            )
    articles = {}
    for row in rows:
        kept = {name: value for name, value in row.items() if not name.startswith("chapter_")}
        articles[row["number"]] = entries.Article(**kept, chapter=chapters[row["chapter_number"]])
    return chapters, articles


def _topics(rows: list[Row]) -> dict[str, entries.Topic]:
    by_parent: dict[str, list[Row]] = {}
    for row in rows:
        if row["parent_id"] and not row["is_retired"]:
            by_parent.setdefault(row["parent_id"], []).append(row)
    built: dict[str, entries.Topic] = {}

    def topic(row: Row) -> entries.Topic:
        if row["id"] not in built:
            children = tuple(topic(child) for child in by_parent.get(row["id"], ()))
            synonyms = {language: tuple(words) for language, words in row["synonyms"].items()}
            built[row["id"]] = entries.Topic(
                **row | {"articles": tuple(row["articles"]), "synonyms": MappingProxyType(synonyms)},
                children=children,
            )
        return built[row["id"]]

    return {row["id"]: topic(row) for row in rows}
