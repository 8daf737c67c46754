"""What a request for legal assistance holds (article 46, paragraph 15, article 55, and practice), in six languages.

No record points to an element, so the data file itself is asked, once per process; nothing of it is in the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from flask_babel import lazy_gettext as _

from roster.vocabulary.codes import Coded
from roster.vocabulary.data_files import labels_of, records
from roster.vocabulary.entries import SOURCE_LANGUAGE
from roster.vocabulary.request_prompts import PROMPTS

PRACTICE = "practice"


class Measure(Coded):
    """What is asked for; an element belongs to every request or to one measure."""

    ALL = "all", _("In every request")
    COERCIVE = "coercive", _("For measures of compulsion")
    SEARCH_SEIZURE = "search_seizure", _("For a search or seizure of evidence")
    BANK_RECORDS = "bank_records", _("For bank records")
    RESTRAINT = "restraint", _("For freezing or seizure of assets")
    CONFISCATION = "confiscation", _("For confiscation")
    TESTIMONY = "testimony", _("For statements and testimony")
    SERVICE = "service", _("For service of documents")
    ELECTRONIC_EVIDENCE = "electronic_evidence", _("For electronic evidence")
    COMPANY_RECORDS = "company_records", _("For company and ownership records")
    TRACING = "tracing", _("For tracing of assets")
    ASSET_RETURN = "asset_return", _("For return of assets")


class Level(StrEnum):
    """How much depends on an element."""

    REQUIRED = "required"
    REQUIRED_EXCEPT_SERVICE = "required_except_service"
    UNDERTAKING = "undertaking"
    RECOMMENDED = "recommended"
    WHERE_POSSIBLE = "where_possible"
    WHERE_NEEDED = "where_needed"
    ON_DEMAND = "on_demand"


@dataclass(frozen=True)
class RequestElement:
    """One element: `references` are paragraphs of the Convention, empty where it stands on practice alone."""

    id: str
    measure: Measure
    level: Level
    references: tuple[str, ...]
    labels: Mapping[str, str] = field(compare=False)

    def label(self, language: str) -> str:
        """What the element is, in this language."""
        return self.labels.get(language) or self.labels[SOURCE_LANGUAGE]

    @property
    def prompt(self) -> str:
        """What to write, in the reader's language."""
        return str(PROMPTS[self.id])


@cache
def request_elements() -> tuple[RequestElement, ...]:
    """Every element, in the order of the data."""
    return tuple(
        RequestElement(
            id=record["id"],
            measure=Measure(record["measure"]),
            level=Level(record["level"]),
            references=tuple(part for part in record["uncac_reference"].split(";") if part != PRACTICE),
            labels=MappingProxyType(labels_of(record)),
        )
        for record in records("mla_request_elements")
    )
