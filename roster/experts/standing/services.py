"""The standing of a profile: published by an approved nomination, suspended, archived, withdrawn.

The only writer of stage, consent and term.
"""

from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext

from roster.core import audit, clock
from roster.core.actor import Actor, Role
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, NotFoundError, StaleError
from roster.experts import policy
from roster.experts.cv.services import NewCv, keep_cv
from roster.experts.freshness import term_end
from roster.experts.inputs import ProfileInput, Standing
from roster.experts.models import Profile
from roster.experts.services import (
    CONSENT_VERSION,
    create_profile,
    put_back,
    request_indexing,
    tell_of_leaving,
    touch,
)
from roster.experts.standing.codes import SuspendReason
from roster.experts.standing.notices import Notice, tell_expert, tell_state
from roster.experts.states import PROFILE_WORKFLOW, Stage


@dataclass(frozen=True, kw_only=True)
class Approved:
    """What an approved nomination brings: State, the expert's consent, a CV where there is one."""

    state: str
    consented_on: date
    consent_version: str
    consent_language: str
    is_public: bool
    declared_interests: str = ""
    cv: NewCv | None = None


def publish_nominated(
    actor: Actor,
    given: ProfileInput,
    *,
    approved: Approved,
    profile: Profile | None = None,
    proposed: ProfileInput | None = None,
) -> Profile:
    """Publish whom a State nominated: a new profile, or `profile` with what the nomination says.

    `proposed` is the nomination's own text, where `given` keeps something of the profile against it: the history
    keeps both. A term of four years begins today, and the profile counts as confirmed by the expert, who agreed to it.
    Raises ForbiddenError; StaleError where the profile was merged away or is another State's by now;
    InvalidError where a rule is broken.
    """
    if profile is not None and (
        profile.merged_into_id is not None or profile.nominating_state not in (None, approved.state)
    ):
        raise StaleError(gettext("The profile that this would publish has changed hands since."))
    if not policy.can_publish(actor, profile):
        raise ForbiddenError
    notes = profile.staff_notes if profile else ""
    interests = approved.declared_interests or (profile.declared_interests if profile else "")
    given = replace(given, declared_interests=interests, staff_notes=notes)
    today = clock.today()
    if profile is None:
        standing = Standing(
            stage=Stage.PUBLISHED,
            nominating_state=approved.state,
            is_public=approved.is_public,
            consented_on=approved.consented_on,
            consent_language=approved.consent_language,
            term_starts_on=today,
            confirmed_on=today,
            confirmed_by_role=Role.EXPERT,
        )
        profile = create_profile(actor, given, standing=standing)
    else:
        if proposed is not None and (proposed := replace(proposed, staff_notes=notes)) != given:
            put_back(actor, profile, given=proposed)
            db.session.flush()
        put_back(actor, profile, given=given)
        profile.stage = _step(actor, profile, "publish")
        profile.nominating_state = approved.state
        profile.is_public = approved.is_public
        profile.consented_on, profile.consent_language = approved.consented_on, approved.consent_language
        profile.term_starts_on, profile.term_ends_on = today, term_end(today)
        profile.confirmed_by_role = Role.EXPERT
    profile.confirmed_at = clock.now()
    profile.consent_version = approved.consent_version or CONSENT_VERSION
    profile.suspend_reason = None
    if approved.cv is not None:
        keep_cv(actor, profile, given=approved.cv)
    audit.record(actor, "experts:profile:publish", subject=profile.ref)
    return profile


def suspend_profile(actor: Actor, profile: Profile, *, reason: str) -> None:
    """Hide a published profile for a while, with a reason of the list. Raises ForbiddenError, StaleError."""
    if SuspendReason.of(reason) is None:
        raise InvalidError({"reason": gettext("Choose a reason from the list.")})
    _move(actor, profile, step="suspend", is_urgent=True)
    profile.suspend_reason = reason
    audit.record(actor, "experts:profile:suspend", subject=profile.ref, fields=(reason,))
    tell_expert(profile, Notice.SUSPENDED, besides=actor)
    tell_state(profile, Notice.SUSPENDED_STATE, besides=actor)


def resume_profile(actor: Actor, profile: Profile) -> None:
    """Show a suspended profile again. Raises ForbiddenError, StaleError."""
    _move(actor, profile, step="resume")
    profile.suspend_reason = None
    audit.record(actor, "experts:profile:resume", subject=profile.ref)


def archive_profile(actor: Actor, profile: Profile) -> None:
    """Put a profile away: its term is over, or nobody confirms it. Raises ForbiddenError, StaleError."""
    _move(actor, profile, step="archive")
    audit.record(actor, "experts:profile:archive", subject=profile.ref)


def withdraw_consent(actor: Actor, profile: Profile) -> None:
    """Hide the profile everywhere at once: the consent is gone, and with it the term and the public view.

    Afterwards the expert, the own State and the secretariat read it. Raises ForbiddenError, StaleError.
    """
    _move(actor, profile, step="withdraw", is_urgent=True)
    profile.is_public = False
    profile.consented_on = profile.consent_version = profile.consent_language = None
    profile.term_starts_on = profile.term_ends_on = None
    profile.suspend_reason = None
    audit.record(actor, "experts:profile:withdraw", subject=profile.ref)
    tell_expert(profile, Notice.WITHDRAWN, besides=actor)
    tell_state(profile, Notice.WITHDRAWN_STATE, besides=actor)


def _move(actor: Actor, profile: Profile, *, step: str, is_urgent: bool = False) -> None:
    if not policy.can_view(actor, profile):
        raise NotFoundError
    profile.stage = _step(actor, profile, step)
    touch(actor, profile)
    request_indexing(profile, is_urgent=is_urgent)
    if profile.stage is not Stage.PUBLISHED:
        tell_of_leaving(profile)


def _step(actor: Actor, profile: Profile, step: str) -> Stage:
    roles = policy.roles_towards(actor, profile)
    return PROFILE_WORKFLOW.step(step, stage=profile.stage, roles=roles, is_system=actor.is_system)
