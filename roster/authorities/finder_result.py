"""What the finder's page is made of: plain parts in words, without a rule."""

from dataclasses import dataclass

from roster.authorities.calendar import Now
from roster.authorities.finder import Finding
from roster.authorities.presentation import AuthorityView, FreshnessView


@dataclass(frozen=True)
class StartView:
    """A way to begin: what to do, and the number or address with its link."""

    words: str
    value: str
    href: str
    is_call: bool


@dataclass(frozen=True)
class BriefEntry:
    """As much of an entry as stands beside the answer; the whole view of each would cost more than the page."""

    ref: str
    name: str
    name_language: str
    acronym: str
    stage: str
    stage_label: str
    is_shown: bool
    now: Now
    freshness: FreshnessView


@dataclass(frozen=True)
class BriefView:
    """An authority that comes second, in words."""

    entry: BriefEntry
    why: str
    scopes: tuple[str, ...]
    start: StartView


@dataclass(frozen=True)
class PickView:
    """The authority that is the answer, in words."""

    entry: AuthorityView
    why: str
    scopes: tuple[str, ...]
    start: StartView
    others: tuple[StartView, ...]
    channel: str
    has_advance_copy: bool
    write_in: str
    shared: str
    doubts: tuple[str, ...]
    requirements: tuple[tuple[str, str], ...]
    particulars: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ElementView:
    """One thing to write."""

    label: str
    prompt: str
    reference: str
    level: str


@dataclass(frozen=True)
class GroupView:
    """What to write for one measure."""

    title: str
    elements: tuple[ElementView, ...]


@dataclass(frozen=True)
class ResultView:
    """The whole result, the thing to do first at the top."""

    finding: Finding
    state_name: str
    own_name: str
    notice: str
    informal: str
    is_informal_first: bool
    first: PickView | None
    formal: PickView | None
    others: tuple[BriefView, ...]
    asked: tuple[BriefView, ...]
    deputies: tuple[BriefView, ...]
    more_deputies: int
    ways: tuple[str, ...]
    groups: tuple[GroupView, ...]
    doubts: tuple[str, ...]
