"""What experts decide on their own page and nowhere else; takes along what is kept about them."""

from roster.core import audit
from roster.core.actor import Actor
from roster.core.errors import ForbiddenError, StaleError
from roster.experts import policy
from roster.experts.models import Profile
from roster.experts.services import request_indexing, touch


def change_publicity(actor: Actor, profile: Profile, *, is_public: bool) -> None:
    """Show the open part of the profile to the public, or no longer.

    Raises ForbiddenError for anybody but the expert; StaleError where no consent is in force, so that there is
    nothing to widen or to narrow.
    """
    if not policy.is_self(actor, profile):
        raise ForbiddenError
    if profile.consented_on is None:
        raise StaleError
    if profile.is_public == is_public:
        return
    profile.is_public = is_public
    touch(actor, profile)
    audit.record(actor, "experts:profile:change_publicity", subject=profile.ref, fields=("is_public",))
    request_indexing(profile, is_urgent=not is_public)


def note_own_data_taken(actor: Actor, profile: Profile) -> None:
    """Note that the expert took along everything that is kept about him or her."""
    audit.record(actor, "experts:own_data:take", subject=profile.ref)
