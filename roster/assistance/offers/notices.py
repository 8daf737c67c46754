"""Who is told by letter of offers and questions; the letters themselves are in `letters`."""

from enum import StrEnum

from roster.accounts.queries import users_holding
from roster.assistance.offers.models import AvailabilityQuestion, ExpertOffer
from roster.core import mail
from roster.core.actor import SYSTEM_SCOPE, Actor, Role


class Notice(StrEnum):
    """The letters about offers and questions, by template name."""

    ASKED = "offer_asked"
    AGREED = "offer_agreed"
    CANCELLED = "offer_cancelled"
    LAPSED = "offer_lapsed"
    STATE_READY = "offer_state_ready"
    STATE_GONE = "offer_state_gone"
    MANAGER_ACCEPTED = "offer_manager_accepted"
    MANAGER_DECLINED = "offer_manager_declined"
    MANAGER_LAPSED = "offer_manager_lapsed"
    MANAGER_AGREED = "offer_manager_agreed"
    MANAGER_ANOTHER = "offer_manager_another"
    MANAGER_GONE = "offer_manager_gone"
    MANAGER_BARRED = "offer_manager_barred"
    FREE_ASKED = "availability_asked"
    FREE_OVER = "availability_over"


def tell_expert(offer: ExpertOffer, notice: Notice) -> None:
    """Queue a letter to the expert who was asked; nothing where nobody was."""
    if offer.sent_at is not None and offer.profile_id is not None:
        key = f"{notice}:{offer.id}:{offer.nonce}"
        mail.post(notice, recipient=f"profile:{offer.profile_id}", key=key, offer=offer.id)


def tell_state(offer: ExpertOffer, notice: Notice, *, besides: Actor | None = None) -> None:
    """Queue a letter to the focal points of the requesting State."""
    for user in users_holding(Role.FOCAL_POINT, scope=f"state:{offer.request.state}"):
        if besides is None or user.id != besides.user_id:
            mail.post(notice, recipient=user.subject, offer=offer.id)


def tell_managers(offer: ExpertOffer, notice: Notice, *, besides: Actor | None = None) -> None:
    """Queue a letter to the manager in charge of the request, or to all of them."""
    people = list(users_holding(Role.MANAGER, scope=SYSTEM_SCOPE))
    owner = [user for user in people if user.id == offer.request.owner_id]
    for user in owner or people:
        if besides is None or user.id != besides.user_id:
            mail.post(notice, recipient=user.subject, offer=offer.id)


def tell_asked(question: AvailabilityQuestion, notice: Notice) -> None:
    """Queue a letter to the expert who was asked whether the days are free."""
    if question.profile_id is not None:
        key = f"{notice}:{question.id}:{question.nonce}"
        mail.post(notice, recipient=f"profile:{question.profile_id}", key=key, question=question.id)
