"""How requests fare: how many, how long until the first answer, and for what nobody is at work yet."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from roster.assistance.figures.anonymity import Cell, Column, Figure, Shade, protected, told_openly
from roster.assistance.figures.queries import Asked

ROWS = "rows"


@dataclass(frozen=True)
class Demand:
    """What is told of requests: None in a figure, or as days, is not told."""

    submitted: Figure
    unmet: Figure
    days_to_answer: float | None
    by_topic: Mapping[str, Figure]
    by_language: Mapping[str, Figure]


def demand_in(requests: Sequence[Asked], *, openly: bool) -> Demand:
    """Count; unless `openly` so that nobody can work out what fewer than five requests ask."""
    unmet = [item for item in requests if item.is_unmet]
    answered = [item for item in requests if item.days_to_answer is not None]
    days = [item.days_to_answer for item in answered if item.days_to_answer is not None]
    tells_days = bool(days) and (openly or not _cell(item.state for item in answered).is_sensitive)
    return Demand(
        submitted=_figure(_cell(item.state for item in requests), openly=openly),
        unmet=_figure(_cell(item.state for item in unmet), openly=openly),
        days_to_answer=median(days) if tells_days else None,
        by_topic=_told(unmet, [item.topics for item in unmet], openly=openly),
        by_language=_told(unmet, [item.languages for item in unmet], openly=openly),
    )


def _told(requests: Sequence[Asked], values: Sequence[tuple[str, ...]], *, openly: bool) -> dict[str, Figure]:
    states: dict[str, list[str]] = defaultdict(list)
    for request, codes in zip(requests, values, strict=True):
        for code in codes:
            states[code].append(request.state)
    column = Column({ROWS: {code: _cell(found) for code, found in states.items()}})
    told = told_openly(column) if openly else protected([column])[0]
    return {code: told[code] for code in sorted(states, key=lambda code: (-len(states[code]), code))}


def _cell(states: Iterable[str]) -> Cell:
    """A State knows of its own requests."""
    counts = Counter(states)
    return Cell(counts.total(), max(counts.values(), default=0))


def _figure(cell: Cell, *, openly: bool) -> Figure:
    is_hidden = cell.is_sensitive and not openly
    return Figure(None, Shade.WITHHELD) if is_hidden else Figure(cell.count)
