"""From the data files to the rows that the tables should hold. Pure: no database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass

from roster.core.db import Base
from roster.vocabulary import models
from roster.vocabulary.codes import Trust
from roster.vocabulary.data_files import Row, labels_of, list_of, number_of, records, same_trust
from roster.vocabulary.entries import LANGUAGES
from roster.vocabulary.language_names import offered_languages
from roster.vocabulary.reading_states import official_languages, state_rows

UN_LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")  # the order of the Charter's languages in UN documents
ANSWER_NOT_OFFER = "none"
NOT_FUNCTIONS = frozenset({"uncac-mla-language", "uncac-extradition-basis", "uncac-governmental-expert"})


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
        Wanted("States", models.State, "iso2", _numbered(state_rows())),
        Wanted("Languages", models.Language, "code", _numbered(_languages())),
        Wanted("Articles", models.Article, "number", _numbered(_articles())),
        Wanted("Topics", models.Topic, "id", _parents_first(_numbered(_topics()))),
        Wanted("Assistance types", models.AssistanceType, "id", _numbered(_assistance_types())),
        Wanted("Authority functions", models.AuthorityFunction, "id", _numbered(_authority_functions())),
        Wanted("Review mechanisms", models.ReviewMechanism, "id", _numbered(_review_mechanisms())),
    ]


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


def _regional_groups() -> Iterator[Row]:
    for record in records("regional_groups"):
        yield {
            "id": record["id"],
            "labels": labels_of(record),
            "trust": same_trust(Trust.UNVERIFIED),
            "source": "United Nations usage",
        }


def _languages() -> Iterator[Row]:
    official = {code for record in records("states") for code in official_languages(record)}
    aliases = {record["code"]: list_of(record["aliases"]) for record in records("language_aliases")}
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
        checked = list_of(record["title_checked_langs"])
        yield {
            "number": int(record["article_no"]),
            "labels": labels_of(record, "title"),
            "trust": same_trust(Trust.UNVERIFIED) | dict.fromkeys(checked, Trust.OFFICIAL.value),
            "source": "A/RES/58/4",
            "chapter_number": int(record["chapter_no"]),
            "chapter_roman": record["chapter_roman"],
            "chapter_labels": labels_of(record, "chapter_title"),
            "review_cycle": number_of(record["review_cycle"]),
            "criminalization": record["criminalization_type"] or None,
        }


def _topics() -> Iterator[Row]:
    titles = {
        (language, title.casefold()): row["trust"][language]
        for row in _articles()
        for language, title in row["labels"].items()
    }
    for record in records("topics"):
        labels = labels_of(record)
        yield {
            "id": record["id"],
            "parent_id": record["parent_id"] or None,
            "articles": [int(number) for number in list_of(record["uncac_articles"])],
            "labels": labels,
            # A label that repeats the title of an article is as good as that title; every other is ours.
            "trust": {
                language: titles.get((language, label.casefold()), Trust.UNOFFICIAL.value)
                for language, label in labels.items()
            },
            "source": "Own compilation on the structure of the Convention",
            "synonyms": {language: list_of(record[f"alt_{language}"]) for language in LANGUAGES},
        }


def _assistance_types() -> Iterator[Row]:
    for record in records("assistance_types"):
        yield {
            "id": record["id"],
            "used_in": record["used_in"],
            "category": record["second_cycle_category"] or None,
            "is_offered": record["id"] != ANSWER_NOT_OFFER,
            "labels": labels_of(record),
            "trust": same_trust(Trust.UNOFFICIAL),
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
            "labels": labels_of(record),
            "trust": same_trust(Trust.UNOFFICIAL),
            "source": f"{record['instrument']}, article {record['article']}; own wording",
        }


def _review_mechanisms() -> Iterator[Row]:
    labels = {record["id"]: labels_of(record) for record in records("review_mechanism_labels")}
    for record in records("review_mechanisms"):
        is_recalled = record["source"] == "compiler knowledge" or record["confidence"] == "low"
        yield {
            "id": record["id"],
            "labels": labels[record["id"]],
            "trust": same_trust(Trust.UNVERIFIED if is_recalled else Trust.UNOFFICIAL),
            "source": record["source"],
            "organisation": record["organization"],
            "mechanism": record["mechanism"],
            "cycle": record["cycle"],
            "start_year": int(record["start_year"]),
            "end_year": number_of(record["end_year"]),
            "confidence": record["confidence"],
        }
