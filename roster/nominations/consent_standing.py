"""Whether a consent is in force: given to just this text, and not withdrawn on the profile since."""

from roster.experts.standing.queries import is_withdrawn_since
from roster.nominations.answers import consent_holds
from roster.nominations.models import Nomination


def is_consent_in_force(nomination: Nomination) -> bool:
    """Whether what the expert agreed to may be published."""
    given_at, profile = nomination.consented_at, nomination.profile
    if given_at is None or not consent_holds(nomination):
        return False
    return profile is None or not is_withdrawn_since(profile, given_at)
