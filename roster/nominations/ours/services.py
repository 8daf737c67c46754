"""What a State does with its own profiles: confirm several at once, nominate again, nominate a successor."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext

from roster.core.actor import Actor
from roster.core.errors import ForbiddenError
from roster.experts import policy as experts
from roster.experts.input_json import BLANK
from roster.experts.inputs import ProfileInput
from roster.experts.models import Profile
from roster.experts.services import confirm_profile
from roster.nominations.drafting_services import begin_draft
from roster.nominations.models import Nomination
from roster.nominations.ours.queries import POST_FIELDS, changes_since_confirmed


@dataclass(frozen=True)
class Confirmed:
    """What came of confirming together: done, and left alone because it changed after it was shown."""

    done: tuple[Profile, ...]
    changed: tuple[Profile, ...]


def confirm_together(actor: Actor, seen: Sequence[tuple[Profile, int]]) -> Confirmed:
    """Confirm the profiles that still are at the version that was seen; nothing is confirmed unseen.

    Raises ForbiddenError where one of them is not the actor's to confirm.
    """
    done, changed = [], []
    for profile, version in seen:
        if profile.version != version or not experts.can_confirm(actor, profile):
            if not experts.can_view(actor, profile):
                raise ForbiddenError
            changed.append(profile)
        else:
            confirm_profile(actor, profile)
            done.append(profile)
    return Confirmed(tuple(done), tuple(changed))


def nominate_again(actor: Actor, profile: Profile) -> Nomination:
    """Begin the nomination for the next term, from what the profile says. Raises as `begin_draft`."""
    return begin_draft(actor, profile.nominating_state or "", profile=profile)


def nominate_successor(actor: Actor, profile: Profile) -> Nomination:
    """Begin a nomination for the post that this expert holds or held. Raises ForbiddenError."""
    state = profile.nominating_state
    if state not in actor.states or not experts.can_view(actor, profile):
        raise ForbiddenError(gettext("You nominate for your own State only."))
    return begin_draft(actor, state, given=_vacancy(profile))


def _vacancy(profile: Profile) -> ProfileInput:
    """The post as it stood when the profile was last confirmed: that is the one that may be free."""
    now = {"employer": profile.employer, "post": profile.post}
    for revision in reversed(changes_since_confirmed([profile]).get(profile.id, ())):
        now |= {name: revision.before[name] for name in POST_FIELDS if name in revision.before}
    return replace(
        BLANK,
        employer=now["employer"],
        post=now["post"],
        organisation_type=profile.organisation_type,
        category=profile.category,
    )
