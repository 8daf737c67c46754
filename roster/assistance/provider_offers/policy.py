"""Who reads and writes offers of assistance: everybody reads them, a provider writes those of the own organisation."""

from roster.assistance.provider_offers.models import AssistanceOffer
from roster.core.actor import Actor, Role


def can_see_list(_actor: Actor) -> bool:
    """Everybody."""
    return True


def can_view(_actor: Actor, _offer: AssistanceOffer) -> bool:
    """Everybody: an offer is made to be known."""
    return True


def can_create(actor: Actor) -> bool:
    """Providers, for the own organisation."""
    return actor.has(Role.PROVIDER)


def can_edit(actor: Actor, offer: AssistanceOffer) -> bool:
    """The provider whose offer it is."""
    return actor.is_system or offer.organisation.ref in actor.scopes(Role.PROVIDER)


def can_change(actor: Actor, offer: AssistanceOffer) -> bool:
    """The same while the offer is open."""
    return can_edit(actor, offer) and not offer.is_closed
