"""What became of a request: met, still under way, unmet and why, or ended for a reason of its own. Pure functions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from roster.assistance.codes import DeclineReason
from roster.assistance.requests.queries import STALLED_DAYS
from roster.assistance.requests.states import Stage

FEWEST_FITTING = 3  # of fewer people nobody can be chosen, and nobody is left to ask when one declines
_AGREED = frozenset({Stage.AGREED, Stage.RUNNING, Stage.DONE, Stage.CLOSED})


class Fate(StrEnum):
    """What is told of a request to everybody."""

    MET = "met"
    WAITING = "waiting"
    UNMET = "unmet"
    OTHER = "other"

    @property
    def label(self) -> object:
        """It in the reader's language."""
        return _FATES[self]


class Outcome(StrEnum):
    """The same with the reasons: for the secretariat."""

    MET = "met"
    WAITING = "waiting"
    NO_EXPERTS = "no-experts"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    STALLED = "stalled"
    TOO_FEW = "too-few"
    OTHER = "other"

    @property
    def label(self) -> object:
        """It in the reader's language."""
        return _OUTCOMES[self]

    @property
    def fate(self) -> Fate:
        """What everybody is told of it."""
        return Fate(self.value) if self.value in set(Fate) else Fate.UNMET


_FATES = {
    Fate.MET: _l("An expert was agreed on"),
    Fate.WAITING: _l("Under way"),
    Fate.UNMET: _l("Unmet"),
    Fate.OTHER: _l("Ended for another reason"),
}
_OUTCOMES = {
    Outcome.MET: _FATES[Fate.MET],
    Outcome.WAITING: _FATES[Fate.WAITING],
    Outcome.NO_EXPERTS: _l("Declined, because no expert fits"),
    Outcome.WITHDRAWN: _l("Withdrawn after experts had been looked for"),
    Outcome.LAPSED: _l("The days passed without an expert"),
    Outcome.STALLED: _l("Nothing has moved for 30 days"),
    Outcome.TOO_FEW: _l("Fewer than three experts fit"),
    Outcome.OTHER: _FATES[Fate.OTHER],
}


@dataclass(frozen=True)
class History:
    """How far a request had come by some moment."""

    stage: Stage
    ends_on: date | None
    moved_at: datetime
    decline_reason: str | None = None
    was_matched: bool = False
    fitting: int | None = None  # how many the last match found; None where none was kept
    has_engagement: bool = False


def outcome_of(found: History, *, until: datetime) -> Outcome:
    """What had become of it by then; the first that holds."""
    if found.has_engagement or found.stage in _AGREED:
        return Outcome.MET
    if found.stage is Stage.DECLINED:
        return Outcome.NO_EXPERTS if found.decline_reason == DeclineReason.NO_EXPERTS else Outcome.OTHER
    if found.stage is Stage.WITHDRAWN:
        return Outcome.WITHDRAWN if found.was_matched else Outcome.OTHER
    if found.ends_on is not None and found.ends_on < until.date():
        return Outcome.LAPSED
    if until - found.moved_at > timedelta(days=STALLED_DAYS):
        return Outcome.STALLED
    if found.fitting is not None and found.fitting < FEWEST_FITTING:
        return Outcome.TOO_FEW
    return Outcome.WAITING
