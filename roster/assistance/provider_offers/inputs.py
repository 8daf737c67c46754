"""What the services take: the content of an offer as forms and the demonstration give it."""

from dataclasses import dataclass
from datetime import date

from roster.core.multilingual import MultilingualText

MOST_ARTICLES, MOST_TOPICS, MOST_STATES = 20, 20, 100


@dataclass(frozen=True, kw_only=True)
class OfferInput:
    """All that a provider says."""

    title: MultilingualText
    types: tuple[str, ...] = ()
    articles: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    starts_on: date
    ends_on: date | None = None
