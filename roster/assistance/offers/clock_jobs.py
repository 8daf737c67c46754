"""What the passing of days does to offers: silence passes them on, and agreed work begins on its day."""

from datetime import date

from roster.assistance.offers import policy, queries
from roster.assistance.offers.asking import end_offer, end_overdue
from roster.assistance.offers.notices import Notice, tell_expert
from roster.assistance.offers.services import start_work
from roster.assistance.offers.states import EndReason, OfferStage
from roster.core.actor import SYSTEM


def pass_on_unanswered(_since: date, today: date) -> int:
    """End offers whose seven days have passed and ask the next in line; returns how many ended."""
    found = queries.overdue(today)
    for offer in found:
        end_overdue(SYSTEM, offer)
    return len(found)


def begin_agreed(_since: date, today: date) -> int:
    """Let agreed work begin on its first day, where nobody has said so before; returns how many began.

    What was agreed for a request that is over ends.
    """
    for offer in queries.agreed_in_vain():
        end_offer(SYSTEM, offer, stage=OfferStage.CANCELLED, because=EndReason.OVER)
        tell_expert(offer, Notice.CANCELLED)
    ready = [offer for offer in queries.beginning(today) if policy.can_start(SYSTEM, offer)]
    for offer in ready:
        start_work(SYSTEM, offer)
    return len(ready)
