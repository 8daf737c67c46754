"""What goes of engagements into the file with everything kept about an expert, and what waits for a report."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from roster.assistance.engagements.presentation import own_report
from roster.assistance.engagements.queries import engagements_of_ref, reports_wanted
from roster.core.actor import Actor
from roster.experts.policy import has_own_profile
from roster.web.locale import count_phrase


@dataclass(frozen=True)
class WantedReport:
    """Reports that this reader owes, and the first of them."""

    sentence: str
    count: int
    ref: str


def own_data(actor: Actor, ref: str) -> dict[str, Any]:
    """Every engagement of the expert, with the own report."""
    if not has_own_profile(actor, ref):
        return {}
    return {"engagements": [own_report(item) for item in engagements_of_ref(ref)]}


def wanted_reports(actor: Actor) -> Sequence[WantedReport]:
    """What is asked of focal points and experts when the work is done."""
    found = reports_wanted(actor) if actor.signed_in else ()
    if not found:
        return []
    return [WantedReport(wanted_sentence(len(found)), len(found), found[0].ref)]


def wanted_sentence(count: int) -> str:
    """How many reports somebody owes."""
    return count_phrase(
        "Your report on %(num)s engagement is wanted", "Your reports on %(num)s engagements are wanted", count
    )
