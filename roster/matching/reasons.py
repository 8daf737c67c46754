"""Why a score is as it is, as plain values: the words for them are made in `wording.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from roster.matching.rules import FieldGroup, Rule
from roster.matching.weights import Part

Value = str | int


class ReasonKind(StrEnum):
    """What a reason says. Behind each stand the names of its `values`."""

    # The subject asked for (`article` or `topic`), and the line that covers it (`line_article`, `line_topic`, `level`).
    COVERS = "covers"  # exactly, or by something narrower
    NEAR = "near"  # by something broader or beside it
    BY_TEXT = "by-text"  # no line, but the profile's texts name it: topic
    NOT_COVERED = "not-covered"  # article or topic
    TEXT = "text"  # percent
    NO_TEXT = "no-text"
    TYPE = "type"  # the code: type
    TYPE_NEAR = "type-near"  # given is `type`, another of the same category
    NO_TYPE = "no-type"  # the code: type
    LEVEL = "level"  # level
    LEVEL_BELOW = "level-below"  # level, wanted
    YEARS = "years"  # years
    YEARS_BELOW = "years-below"  # years, wanted
    LAST_USED = "last-used"  # year
    LEGAL_SYSTEM = "legal-system"  # legal_system
    OTHER_LEGAL_SYSTEM = "other-legal-system"  # legal_system
    SAME_REGION = "same-region"  # region
    KNOWS_REGION = "knows-region"  # region
    OTHER_REGION = "other-region"  # region
    WORKED_THERE = "worked-there"  # state
    REVIEWS = "reviews"  # number
    NO_REVIEWS = "no-reviews"
    PAST_SAME_TYPE = "past-same-type"  # number
    PAST_WENT_WELL = "past-went-well"
    RESTED = "rested"  # date
    NOT_RESTED = "not-rested"  # date
    LANGUAGE_ABOVE = "language-above"  # language, skill, level
    LANGUAGE_AT = "language-at"  # language, skill, level: exactly what is required
    LANGUAGE_NOT = "language-not"  # language, skill, level: welcome, not required, not there
    RELEASE_OPEN = "release-open"  # release

    # What a rule found.
    NO_CONSENT = "no-consent"
    NOT_PUBLISHED = "not-published"
    TERM_ENDS = "term-ends"  # date
    NEVER_CONFIRMED = "never-confirmed"
    CONFIRMED_LONG_AGO = "confirmed-long-ago"  # date
    EXCLUDED_PERSON = "excluded-person"
    EXCLUDED_STATE = "excluded-state"  # state
    EXCLUDED_EMPLOYER = "excluded-employer"  # employer
    OWN_STATE = "own-state"  # state
    REVIEWED_STATE = "reviewed-state"  # state, year
    REVIEWED_STATE_UNDATED = "reviewed-state-undated"  # state
    SAME_EMPLOYER = "same-employer"  # employer
    DECLARED_INTEREST = "declared-interest"  # interest
    MODE = "mode"  # mode, wanted
    REGION_EXCLUDED = "region-excluded"  # region
    NOTICE = "notice"  # days
    ABSENT = "absent"  # first, last: the absence that stands in the way
    FEW_DAYS = "few-days"  # days, wanted
    LANGUAGE_BELOW = "language-below"  # language, skill, level, has
    LANGUAGE_MISSING = "language-missing"  # language, skill, level


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One reason; `part` is the part of the score or the rule it belongs to, `group` the fields it tells of."""

    kind: ReasonKind
    part: Part | Rule
    group: FieldGroup
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))


class ChangeKind(StrEnum):
    """A single thing that would change the rank. Behind each stand the names of its `values`."""

    LANGUAGE = "language"  # language, skill, level
    LINE_LEVEL = "line-level"  # article or topic, level
    NEW_LINE = "new-line"  # article or topic, level
    LINE_TYPE = "line-type"  # article or topic, type
    CONFIRMED = "confirmed"
    TERM_RENEWED = "term-renewed"
    MODE = "mode"  # mode
    DAYS = "days"  # days
    WINDOW = "window"  # first, last: of the request


@dataclass(frozen=True, kw_only=True)
class Change:
    """What would change the rank, with the rank and the points (in tenths) that would follow."""

    kind: ChangeKind
    rank: int
    points: int
    group: FieldGroup
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
