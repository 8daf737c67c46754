"""The soft parts of a score and how much each counts: the manager may change it, and it is kept with the result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from flask_babel import lazy_gettext as _

from roster.matching.rules import FieldGroup
from roster.vocabulary.codes import Coded

# A score is counted in tenths of a point, in whole numbers: parts that are shown add up to the score that is shown.
WHOLE = 1000
MOST = 1_000_000


class Part(Coded):
    """A soft part of the score."""

    SUBJECT = "subject", _("Topics and articles")
    TEXT = "text", _("The request's words in the profile")
    TYPE = "type", _("Type of assistance")
    LEVEL = "level", _("Level and years")
    FIT = "fit", _("Region and legal system")
    REVIEWS = "reviews", _("Review experience")
    PAST = "past", _("Past engagements")
    REST = "rest", _("Rest since the last engagement")
    LANGUAGES = "languages", _("Languages above the minimum")

    @property
    def group(self) -> FieldGroup:
        """The fields from which the part is counted."""
        return FieldGroup.HISTORY if self in (Part.PAST, Part.REST) else FieldGroup.PROFILE

    @property
    def hint(self) -> Any:
        """What the part counts, in a sentence for whoever sets the weights."""
        return _HINTS[self]


_HINTS: dict[Any, Any] = {
    Part.SUBJECT: _(
        "How well the best line of expertise covers each topic and article asked for; the first counts most. "
        "A line counts more where the profile's texts name the topic too."
    ),
    Part.TEXT: _("How well the request's words, in any of the six languages, are found in the profile."),
    Part.TYPE: _(
        "Whether the type of assistance asked for, or one like it, is offered. "
        "It counts only as far as topics and articles are covered."
    ),
    Part.LEVEL: _("The highest level and the most years in what is asked for."),
    Part.FIT: _(
        "The legal system and region preferred, else those of the requesting State. "
        "It counts only as far as topics and articles are covered."
    ),
    Part.REVIEWS: _("How many reviews somebody took part in; three are enough."),
    Part.PAST: _("Engagements of the same kind through the roster; two are enough."),
    Part.REST: _("How much of a year has passed since the last engagement ended."),
    Part.LANGUAGES: _("How far languages are above the level required, and those that are only welcome."),
}

DEFAULT_WEIGHTS: Mapping[Part, int] = MappingProxyType(
    {
        Part.SUBJECT: 64,
        Part.TEXT: 7,
        Part.TYPE: 12,
        Part.LEVEL: 1,
        Part.FIT: 12,
        Part.REVIEWS: 1,
        Part.PAST: 1,
        Part.REST: 1,
        Part.LANGUAGES: 1,
    }
)


@dataclass(frozen=True)
class Weights:
    """How much each part counts beside the others: whole numbers from 0 to a million, only their ratios matter."""

    by_part: Mapping[Part, int] = field(default_factory=lambda: DEFAULT_WEIGHTS)

    def of(self, part: Part) -> int:
        """The weight of a part; what is below zero counts as zero, what is too large as the most."""
        return min(MOST, max(0, self.by_part.get(part, 0)))

    def maxima(self, asked: Iterable[Part]) -> dict[Part, int]:
        """The most that each part may give, in tenths of a point: together 1000, or all 0 where nothing counts.

        A part on which the request says nothing gives nothing, and the others share its place.
        """
        asked = set(asked)
        weights = {part: self.of(part) if part in asked else 0 for part in Part}
        total = sum(weights.values())
        if total == 0:
            return dict.fromkeys(Part, 0)
        maxima = {part: weight * WHOLE // total for part, weight in weights.items()}
        left = WHOLE - sum(maxima.values())
        # What rounding leaves goes to the largest remainders, in the order of the parts among equals.
        by_remainder = sorted(Part, key=lambda part: -(weights[part] * WHOLE % total))
        for part in by_remainder[:left]:
            maxima[part] += 1
        return maxima
