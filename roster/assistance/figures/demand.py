"""How requests fare: how many, how long until the first answer, what became of them, and what remained unmet."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from roster.assistance.figures.anonymity import TOTAL, Cell, Column, Figure, Shade, protected, told_openly
from roster.assistance.figures.outcomes import Fate, Outcome
from roster.assistance.figures.request_queries import Asked

ROWS, ALL = "rows", "all"
UNTOLD = Figure(None, Shade.WITHHELD)


@dataclass(frozen=True)
class Demand:
    """What is told of requests: None in a figure, or as days, is not told."""

    submitted: Figure
    by_fate: Mapping[Fate, Figure]
    by_outcome: Mapping[Outcome, Figure]  # with the reasons: nothing, where not all is told
    days_to_answer: float | None
    by_topic: Mapping[str, Figure]  # unmet ones, by their main subject
    by_language: Mapping[str, Figure]

    @property
    def unmet(self) -> Figure:
        """How many remained unmet."""
        return self.by_fate.get(Fate.UNMET, self._none)

    @property
    def met(self) -> Figure:
        """For how many an expert was agreed on."""
        return self.by_fate.get(Fate.MET, self._none)

    @property
    def _none(self) -> Figure:
        """None at all, where it is told how many there are of the others."""
        told = (self.submitted, *self.by_fate.values())
        return UNTOLD if any(item.count is None for item in told) else Figure(0)


def demand_in(requests: Sequence[Asked], *, openly: bool) -> Demand:
    """Count; unless `openly` so that nobody can work out what fewer than five requests ask."""
    unmet = [item for item in requests if item.outcome.fate is Fate.UNMET]
    answered = [item for item in requests if item.days_to_answer is not None]
    days = [item.days_to_answer for item in answered if item.days_to_answer is not None]
    tells_days = bool(days) and (openly or not _cell(item.state for item in answered).is_sensitive)
    fates = Column(
        {ROWS: {ALL: _cell(item.state for item in requests)}},
        (_cells(requests, [(item.outcome.fate.value,) for item in requests]),),
    )
    told = told_openly(fates) if openly else protected([fates])[0]
    by_fate = {fate: told[fate.value] for fate in Fate if fate.value in told}
    # Their rows would add up to how many are unmet.
    tells_unmet = openly or (
        by_fate.get(Fate.UNMET, UNTOLD).count is not None
        and not _cell(item.state for item in unmet).is_sensitive
    )
    outcomes = Counter(item.outcome for item in requests) if openly else {}
    return Demand(
        submitted=told[TOTAL],
        by_fate=by_fate,
        by_outcome={outcome: Figure(outcomes[outcome]) for outcome in Outcome if outcome in outcomes},
        days_to_answer=median(days) if tells_days else None,
        by_topic=_told(unmet, [(item.subject,) for item in unmet], openly=openly) if tells_unmet else {},
        by_language=_told(unmet, [item.languages for item in unmet], openly=openly) if tells_unmet else {},
    )


def _told(requests: Sequence[Asked], values: Sequence[tuple[str, ...]], *, openly: bool) -> dict[str, Figure]:
    cells = _cells(requests, values)
    column = Column({ROWS: cells})
    told = told_openly(column) if openly else protected([column])[0]
    return {code: told[code] for code in sorted(cells, key=lambda code: (-cells[code].count, code))}


def _cells(requests: Sequence[Asked], values: Sequence[tuple[str, ...]]) -> dict[str, Cell]:
    states: dict[str, list[str]] = defaultdict(list)
    for request, codes in zip(requests, values, strict=True):
        for code in codes:
            states[code].append(request.state)
    return {code: _cell(found) for code, found in states.items()}


def _cell(states: Iterable[str]) -> Cell:
    """A State knows of its own requests."""
    counts = Counter(states)
    return Cell(counts.total(), max(counts.values(), default=0))
