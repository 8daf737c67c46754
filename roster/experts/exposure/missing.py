"""What members asked for most and a profile does not say: worked out when its expert looks, and kept nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from roster.experts.exposure.queries import demand_since
from roster.experts.exposure.summary import first_month
from roster.experts.exposure.tally import COUNTED_FILTERS
from roster.experts.finding import FACETS
from roster.experts.models import Profile
from roster.experts.search import codes_of
from roster.experts.search_words import facet_names
from roster.vocabulary import queries as vocabulary

SHOWN = 8
# Where in the form of a profile a criterion is given. State and regional group follow from the nomination.
SECTIONS: Mapping[str, str] = {
    "topic": "expertise-section",
    "article": "expertise-section",
    "type": "expertise-section",
    "level": "expertise-section",
    "legal_system": "expertise-section",
    "review": "reviews-section",
    "language": "languages-section",
    "mode": "availability",
}
# Nobody becomes another State's expert by knowing that it is asked for.
NOT_TOLD = frozenset({"state"})


@dataclass(frozen=True)
class MissingCriterion:
    """A value that was asked for; `section` is where the form has it, empty where the expert cannot give it."""

    filter_name: str
    label: str
    times: int
    section: str


def missing_criteria(profile: Profile, *, language: str, today: date) -> list[MissingCriterion]:
    """The criteria asked for most in the last twelve months that this profile does not have."""
    own = codes_of(profile, vocabulary.current())
    names = facet_names()
    labels = {facet.name: facet.labels(language) for facet in FACETS if facet.name in COUNTED_FILTERS}
    found = [
        MissingCriterion(
            filter_name=names[demand.name],
            label=labels[demand.name][demand.value],
            times=demand.times,
            section=SECTIONS.get(demand.name, ""),
        )
        for demand in demand_since(first_month(today))
        if demand.name not in NOT_TOLD
        and demand.value in labels.get(demand.name, {})
        and demand.value not in own[demand.name]
    ]
    return found[:SHOWN]
