"""How often an expert was seen in the last twelve months: by month, in sum, and in a paragraph."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from roster.experts.exposure.queries import exposure_of
from roster.experts.exposure.tally import Kind
from roster.experts.models import Profile
from roster.web.locale import count_phrase, show_month

MONTHS = 12


@dataclass(frozen=True)
class MonthLine:
    """One month: its name, and how often the profile was shown in results and opened."""

    month: date
    label: str
    shown: int
    opened: int


@dataclass(frozen=True)
class Exposure:
    """Twelve months in order, the last of them the present one, and what they say in sentences."""

    months: tuple[MonthLine, ...]
    shown: int
    opened: int
    sentences: tuple[str, ...]

    @property
    def most(self) -> int:
        """The highest figure of any month, for the height of a chart; at least 1."""
        return max(1, *(max(line.shown, line.opened) for line in self.months))


def first_month(today: date) -> date:
    """The first of the twelve months that end with this one."""
    return _months_before(today, MONTHS - 1)


def exposure_for(profile: Profile, *, today: date) -> Exposure:
    """The exposure of this profile. The caller has asked whose it is."""
    rows = exposure_of(profile, first_month(today))
    times = {(row.month, row.kind): row.times for row in rows}
    months = tuple(
        MonthLine(
            month,
            show_month(month),
            times.get((month, Kind.SHOWN), 0),
            times.get((month, Kind.OPENED), 0),
        )
        for month in (_months_before(today, number) for number in reversed(range(MONTHS)))
    )
    shown, opened = sum(line.shown for line in months), sum(line.opened for line in months)
    return Exposure(months, shown, opened, tuple(_sentences(months, shown, opened)))


def _months_before(today: date, number: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 - number, 12)
    return date(year, month + 1, 1)


def _sentences(months: tuple[MonthLine, ...], shown: int, opened: int) -> list[str]:
    if not shown and not opened:
        return [gettext("In the last twelve months your profile was not among the results of any search.")]
    said = [
        count_phrase(
            "In the last twelve months your profile was among the results of a search %(num)s time.",
            "In the last twelve months your profile was among the results of a search %(num)s times.",
            shown,
        ),
        count_phrase("It was opened %(num)s time.", "It was opened %(num)s times.", opened),
    ]
    peak = max(months, key=lambda line: line.shown)
    if peak.shown and sum(1 for line in months if line.shown) > 1:
        said.append(
            count_phrase(
                "It was shown most in %(month)s: %(num)s time.",
                "It was shown most in %(month)s: %(num)s times.",
                peak.shown,
                month=peak.label,
            )
        )
    return said
