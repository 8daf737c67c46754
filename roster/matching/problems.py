"""What is wrong with a request before anybody is matched: every one is said, none stops the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class ProblemKind(StrEnum):
    """What is wrong. Behind each stand the names of its `values`."""

    NOTHING_ASKED = "nothing-asked"
    MANY_SUBJECTS = "many-subjects"  # number
    UNKNOWN_ARTICLE = "unknown-article"  # article
    UNKNOWN_TOPIC = "unknown-topic"  # topic
    UNKNOWN_TYPE = "unknown-type"  # type
    UNKNOWN_LANGUAGE = "unknown-language"  # language
    NOBODY_SPEAKS = "nobody-speaks"  # language
    NOBODY_AT_LEVEL = "nobody-at-level"  # language, skill, level
    LANGUAGE_TWICE = "language-twice"  # language, skill: two levels asked for the same
    WINDOW_REVERSED = "window-reversed"
    WINDOW_PAST = "window-past"
    WINDOW_BEGUN = "window-begun"
    TOO_MANY_DAYS = "too-many-days"  # days, window
    NO_DAYS = "no-days"
    REGION_AND_EXCLUSION = "region-and-exclusion"  # region: every State of the preferred region is excluded
    OWN_STATE_CONTRADICTION = "own-state-contradiction"  # state: allowed and excluded at once
    ALL_STATES_EXCLUDED = "all-states-excluded"
    WEIGHTS_ZERO = "weights-zero"
    WEIGHT_OUT_OF_RANGE = "weight-out-of-range"  # part


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One problem; the words for it are made in `wording.py`."""

    kind: ProblemKind
    values: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))
