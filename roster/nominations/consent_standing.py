"""Whether a consent is in force: given to just this text, and not withdrawn on the profile since."""

from roster.experts.standing.queries import is_suspended_since, is_withdrawn_since
from roster.nominations.answers import consent_holds
from roster.nominations.models import Nomination


def is_consent_in_force(nomination: Nomination) -> bool:
    """Whether what the expert agreed to may be published."""
    given_at, profile = nomination.consented_at, nomination.profile
    if given_at is None or not consent_holds(nomination):
        return False
    return profile is None or not is_withdrawn_since(profile, given_at)


def is_hidden_since(nomination: Nomination) -> bool:
    """Whether the profile was suspended after the expert agreed: publishing it would undo that."""
    given_at, profile = nomination.consented_at, nomination.profile
    return given_at is not None and profile is not None and is_suspended_since(profile, given_at)
