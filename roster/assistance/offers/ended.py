"""What became of an offer, in one sentence: all that the link of its letter says once it is over."""

from flask_babel import gettext

from roster.assistance.offers.models import ExpertOffer
from roster.assistance.offers.states import OfferStage
from roster.core import clock
from roster.web.locale import show_date


def ended_sentence(offer: ExpertOffer) -> str:
    """For the expert, without the State, the work, or anybody else."""
    answered = show_date(offer.answered_at.date()) if offer.answered_at else ""
    if offer.stage is OfferStage.DECLINED:
        return gettext("You declined on %(date)s.", date=answered)
    if offer.stage is OfferStage.STARTED:
        return gettext("You said yes on %(date)s, and the work is done. Thank you.", date=answered)
    if offer.stage in (OfferStage.OPEN, OfferStage.LAPSED):
        if offer.due_on is None or clock.today() <= offer.due_on:
            return gettext("You are no longer asked.")
        return gettext("You could answer until %(date)s. That day has passed.", date=show_date(offer.due_on))
    ended = show_date(offer.changed_at.date())
    if answered:
        return gettext(
            "You said yes on %(date)s. Since %(end)s you are no longer needed. Thank you for your readiness.",
            date=answered,
            end=ended,
        )
    return gettext("The offer was taken back on %(date)s.", date=ended)
