"""The list's question: what stands in its address, read without ever failing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from roster.authorities import queries
from roster.authorities.folding import words_of
from roster.authorities.form_options import (
    function_options,
    instrument_options,
    language_options,
    state_options,
)
from roster.authorities.queries import Wanted
from roster.authorities.states import STAGE_LABELS, Channel, Stage, UrgentProcedure
from roster.vocabulary.codes import Freshness
from roster.web.fields import options_of

MOST_TEXT, MOST_WORDS = 200, 12
SHOWN_FRESHNESS = (Freshness.CONFIRMED, Freshness.DUE, Freshness.NOT_CONFIRMED)


@dataclass(frozen=True)
class Choice:
    """One value of a filter."""

    value: str
    label: str
    checked: bool
    count: None = None


@dataclass(frozen=True)
class Filter:
    """One filter with its values."""

    name: str
    values: tuple[Choice, ...]

    @property
    def chosen(self) -> int:
        """How many values are set."""
        return sum(value.checked for value in self.values)


def filters_of(arguments: MultiDict[str, str], *, with_stages: bool) -> dict[str, Filter]:
    """The filters in the reader's language with what is set."""
    listed = set(queries.states_listed())
    offers: dict[str, Iterable[tuple[str, str]]] = {
        "state": [item for item in state_options() if item[0] in listed or with_stages],
        "function": function_options(),
        "convention": instrument_options(),
        "language": language_options(),
        "channel": options_of(Channel)(),
        "urgent": options_of(UrgentProcedure)(),
        "fresh": [(item.value, str(item.label)) for item in SHOWN_FRESHNESS],
    }
    if with_stages:
        offers["stage"] = [(stage.value, str(STAGE_LABELS[stage])) for stage in Stage]
    return {name: Filter(name, _choices(values, arguments.getlist(name))) for name, values in offers.items()}


def wanted_of(text: str, filters: dict[str, Filter]) -> Wanted:
    """What is asked for, of values on the lists alone."""

    def chosen(name: str) -> tuple[str, ...]:
        found = filters.get(name)
        return tuple(item.value for item in found.values if item.checked) if found else ()

    return Wanted(
        words=words_of(text)[:MOST_WORDS],
        states=chosen("state"),
        functions=chosen("function"),
        instruments=chosen("convention"),
        languages=chosen("language"),
        channels=chosen("channel"),
        urgent=chosen("urgent"),
        fresh=chosen("fresh"),
        stages=chosen("stage"),
    )


def _choices(values: Iterable[tuple[str, str]], chosen: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, value in chosen) for value, label in values)
