"""What the address of a match asks for: weights, days in a row, how many people; what cannot be read is left out."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from roster.matching.weights import DEFAULT_WEIGHTS, Part, Weights

PREFIX = "weight-"
DAYS, ALL = "days", "all"
MOST_DAYS = 366
LONGEST_NUMBER = 12  # digits; what is longer is no weight


@dataclass(frozen=True)
class Asked:
    """The question; `unread` names the parts whose weight was no whole number and so stays the usual one."""

    weights: Weights
    days: int | None
    shows_all: bool
    unread: tuple[Part, ...] = ()
    days_unread: bool = False

    @property
    def values(self) -> dict[str, str]:
        """The same question as an address says it; what is as usual is left out."""
        given = {
            PREFIX + part.value: str(value)
            for part, value in self.weights.by_part.items()
            if value != DEFAULT_WEIGHTS[part]
        }
        return given | ({DAYS: str(self.days)} if self.days is not None else {})

    @property
    def is_usual(self) -> bool:
        """Whether everything counts as it usually does."""
        return not self.values


def asked_in(arguments: MultiDict[str, str]) -> Asked:
    """The question of an address, or of a form that carries it along."""
    weights: dict[Part, int] = {}
    unread = []
    for part, usual in DEFAULT_WEIGHTS.items():
        text = arguments.get(PREFIX + part.value, "").strip()
        number = _whole(text)
        weights[part] = usual if number is None else number
        if text and number is None:
            unread.append(part)
    text = arguments.get(DAYS, "").strip()
    days = _whole(text)
    is_sound = days is not None and 1 <= days <= MOST_DAYS
    return Asked(
        weights=Weights(weights),
        days=days if is_sound else None,
        shows_all=arguments.get(ALL) == "1",
        unread=tuple(unread),
        days_unread=bool(text) and not is_sound,
    )


def _whole(text: str) -> int | None:
    """The whole number that a text writes, in whatever digits."""
    if not text or len(text) > LONGEST_NUMBER:
        return None
    try:
        return int(text)
    except ValueError:
        return None
