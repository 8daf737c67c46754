"""All figures of one span of time, as their reader may be told them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from roster.assistance.figures import queries
from roster.assistance.figures.anonymity import TOTAL, Figure, Shade, protected, told_openly
from roster.assistance.figures.demand import Demand, demand_in
from roster.assistance.figures.funnel import Reached, Step, columns_of, reached
from roster.assistance.figures.periods import Span, span_of
from roster.assistance.figures.queries import Somebody
from roster.assistance.figures.request_queries import requests_in
from roster.vocabulary import queries as vocabulary

Counts = Mapping[Step, Figure]
UNTOLD = Figure(None, Shade.WITHHELD)


@dataclass(frozen=True)
class Line:
    """One row: how many of a State, a group or a gender came to each step."""

    code: str
    counts: Counts

    @property
    def is_told(self) -> bool:
        """Whether anything is told of it."""
        return any(figure.count is not None for figure in self.counts.values())

    @property
    def order(self) -> tuple[int, ...]:
        """Who came furthest most often comes first."""
        return tuple(-(self.counts[step].count or 0) for step in reversed(Step))


@dataclass(frozen=True)
class Picture:
    """What is told to one kind of reader: to the secretariat `openly`."""

    span: Span
    openly: bool
    total: Counts
    regions: Sequence[Line]
    states: Sequence[Line]
    genders: Sequence[Line]
    demand: Demand

    @property
    def tells_people(self) -> bool:
        """Whether anything is told of people at all."""
        return any(figure.count is not None for figure in self.total.values())


def picture_of(today: date, *, openly: bool, year: int | None = None) -> Picture:
    """Count everything once: a bounded number of questions to the database, however many people there are."""
    span = span_of(today, openly=openly, year=year)
    return painted(
        span,
        queries.everybody(),
        reached(
            shown=queries.shown_in(span),
            shortlisted=queries.shortlisted_in(span),
            contacted=queries.contacted_in(span),
            accepting=queries.accepting_in(span),
            deployed=queries.deployed_in(span),
        ),
        demand=demand_in(requests_in(span), openly=openly),
        openly=openly,
    )


def painted(
    span: Span, people: Sequence[Somebody], found: Reached, *, demand: Demand, openly: bool
) -> Picture:
    """The same from what is found."""
    groups = {iso2: state.regional_group for iso2, state in vocabulary.current().states.items()}
    columns = columns_of(people, found, groups=groups, openly=openly)
    told = (
        [told_openly(column) for column in columns.values()] if openly else protected(list(columns.values()))
    )
    by_step = dict(zip(columns, told, strict=True))
    rows = by_step[Step.SHOWN]

    def lines(kind: str) -> list[Line]:
        names = [name for name in rows if name.startswith(f"{kind}:")]
        made = [
            Line(
                name.partition(":")[2], {step: figures.get(name, UNTOLD) for step, figures in by_step.items()}
            )
            for name in names
        ]
        return sorted(made, key=lambda line: (line.order, line.code))

    total = {step: figures[TOTAL] for step, figures in by_step.items()}
    return Picture(span, openly, total, lines("region"), lines("state"), lines("gender"), demand)
