"""Who may see and change which profile, and which of its parts (docs/roles.md, who reads what).

One rule: a profile names its audiences, an actor holds audience tokens, and one token in common opens it.
`visible_to` is the same rule in SQL; a test over a grid of actors and profiles shows the two equal.
"""

from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from roster.core.actor import MEMBER, PUBLIC, SECRETARIAT, Actor, Role
from roster.experts.models import Profile
from roster.experts.states import PROFILE_WORKFLOW, Stage

MOST_EXPORTED = 20_000
MOST_EXPORTED_BY_MEMBERS = 50


@dataclass(frozen=True)
class ExportBounds:
    """How much of a result may be taken along: people of these States only (None: of any), so many rows."""

    states: frozenset[str] | None
    rows: int


class Part(StrEnum):
    """Parts of a profile that have readers of their own."""

    PROFILE = "profile"
    RESTRICTED = "restricted"
    INTERESTS = "interests"
    STAFF = "staff"


def audiences(profile: Profile) -> frozenset[str]:
    """The tokens that open this profile.

    Published: members, within a scope also its observers, and the public where the consent says so. At
    every other stage: the expert, the own State and the secretariat. One that was merged into another: nobody.
    """
    return frozenset() if profile.merged_into_id is not None else _audiences_at(profile, profile.stage)


def _audiences_at(profile: Profile, stage: Stage) -> frozenset[str]:
    tokens = set(close_audiences(profile))
    if stage is Stage.PUBLISHED:
        tokens |= {MEMBER, f"{MEMBER}@self:{profile.ref}"}
        if profile.nominating_state:
            tokens |= {f"{MEMBER}@state:{profile.nominating_state}"}
        if profile.is_public:
            tokens |= {PUBLIC}
    return frozenset(tokens)


def close_audiences(profile: Profile) -> frozenset[str]:
    """Those who read the restricted part: the expert, the own State, the secretariat."""
    tokens = {SECRETARIAT, f"self:{profile.ref}"}
    if profile.nominating_state:
        tokens.add(f"state:{profile.nominating_state}")
    return frozenset(tokens)


def can_search(_actor: Actor) -> bool:
    """Everybody may search; the audience decides what is found. Signed out: public profiles only."""
    return True


def can_view(actor: Actor, profile: Profile) -> bool:
    """Whether the profile exists for this actor."""
    return not actor.audiences.isdisjoint(audiences(profile))


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """`can_view` as a condition on profiles."""
    stands = Profile.merged_into_id.is_(None)
    return stands if actor.is_secretariat else sa.and_(stands, sa.or_(*_ways_to_see(actor)))


def _ways_to_see(actor: Actor) -> list[sa.ColumnElement[bool]]:
    is_published = Profile.stage == Stage.PUBLISHED
    ways: list[sa.ColumnElement[bool]] = [sa.and_(is_published, Profile.is_public)]
    if actor.is_member:
        ways.append(is_published)
    ways.append(Profile.nominating_state.in_(actor.states))
    ways.append(Profile.ref.in_(actor.scopes(Role.EXPERT)))
    observed = [held.scope for held in actor.assignments if held.role is Role.OBSERVER]
    states = [scope.removeprefix("state:") for scope in observed if scope.startswith("state:")]
    refs = [scope.removeprefix("self:") for scope in observed if scope.startswith("self:")]
    ways.append(sa.and_(is_published, Profile.nominating_state.in_(states) | Profile.ref.in_(refs)))
    return ways


def could_view(actor: Actor, merged: Profile, stage: Stage) -> bool:
    """Whether a profile existed for this actor before it was merged, when it was at this stage."""
    return not actor.audiences.isdisjoint(_audiences_at(merged, stage))


def is_self(actor: Actor, profile: Profile) -> bool:
    """Whether this is the actor's own profile."""
    return profile.ref in actor.scopes(Role.EXPERT)


def can_read_own_page(actor: Actor, profile: Profile) -> bool:
    """The expert's own page with everything kept about him or her: nobody else's, at any stage."""
    return is_self(actor, profile) and can_view(actor, profile)


def has_own_profile(actor: Actor, ref: str) -> bool:
    """Whether the profile with this reference is the actor's own."""
    return ref in actor.scopes(Role.EXPERT)


def has_own_page(actor: Actor) -> bool:
    """Whether a profile is this actor's own."""
    return bool(actor.scopes(Role.EXPERT))


def readable_parts(actor: Actor, profile: Profile) -> frozenset[Part]:
    """The parts that this actor reads, of a profile that is visible to the actor."""
    parts = {Part.PROFILE}
    if not actor.audiences.isdisjoint(close_audiences(profile)):
        parts.add(Part.RESTRICTED)
    if actor.is_secretariat or is_self(actor, profile):
        parts.add(Part.INTERESTS)
    if actor.is_system or actor.has(Role.MANAGER):
        parts.add(Part.STAFF)
    return frozenset(parts)


def can_read_restricted(actor: Actor, profile: Profile) -> bool:
    """The restricted part with the CV: the expert, the own State, the secretariat."""
    return can_view(actor, profile) and Part.RESTRICTED in readable_parts(actor, profile)


def can_take_along(actor: Actor, profile: Profile) -> bool:
    """Who reads a profile may have it as a document; it is noted who did, so only with an account."""
    return actor.signed_in and can_view(actor, profile)


def can_read_history(actor: Actor, profile: Profile) -> bool:
    """What changed is for those who read the restricted part; each change shows the fields they may read."""
    return Part.RESTRICTED in readable_parts(actor, profile)


def can_edit(actor: Actor, profile: Profile) -> bool:
    """The own State and the manager, unless it is archived; the expert too, unless it is merely imported."""
    if actor.is_system or actor.has(Role.MANAGER) or profile.nominating_state in actor.states:
        return profile.stage is not Stage.ARCHIVED
    own_stages = (Stage.PUBLISHED, Stage.SUSPENDED, Stage.UNPUBLISHED)
    return is_self(actor, profile) and profile.stage in own_stages


def can_erase(actor: Actor, profile: Profile) -> bool:
    """The expert always; the data-protection officer, who reads nothing of it."""
    return actor.is_system or actor.has(Role.DATA_PROTECTION) or is_self(actor, profile)


def can_confirm(actor: Actor, profile: Profile) -> bool:
    """Those who edit a published profile may say that it still holds."""
    return profile.stage is Stage.PUBLISHED and can_edit(actor, profile)


def roles_towards(actor: Actor, profile: Profile) -> frozenset[Role]:
    """The roles in which this actor moves this profile from stage to stage."""
    roles = set()
    if actor.has(Role.MANAGER):
        roles.add(Role.MANAGER)
    if profile.nominating_state in actor.scopes(Role.FOCAL_POINT):
        roles.add(Role.FOCAL_POINT)
    if is_self(actor, profile):
        roles.add(Role.EXPERT)
    return frozenset(roles)


def can_move(actor: Actor, profile: Profile, step: str) -> bool:
    """Whether this actor may take the profile through this step of its life cycle now."""
    if profile.merged_into_id is not None or not can_view(actor, profile):
        return False
    open_steps = PROFILE_WORKFLOW.open_to(
        stage=profile.stage, roles=Role if actor.is_system else roles_towards(actor, profile)
    )
    return step in open_steps


def can_suspend(actor: Actor, profile: Profile) -> bool:
    """The expert, the own State's focal point and the manager hide a published profile for a while."""
    return can_move(actor, profile, "suspend")


def can_resume(actor: Actor, profile: Profile) -> bool:
    """The same end it."""
    return can_move(actor, profile, "resume")


def can_archive(actor: Actor, profile: Profile) -> bool:
    """The manager, when the term is over or nobody has confirmed for long."""
    return can_move(actor, profile, "archive")


def can_withdraw(actor: Actor, profile: Profile) -> bool:
    """The expert at any time, and the own State's focal point."""
    return can_move(actor, profile, "withdraw")


def can_publish(actor: Actor, profile: Profile | None) -> bool:
    """The manager, by approving a nomination: a new profile, or one that stands already."""
    if profile is None:
        return can_import(actor)
    return can_move(actor, profile, "publish")


def can_compare(actor: Actor, _profile: object = None) -> bool:
    """Likely duplicates are the roster manager's to look at, and to merge."""
    return actor.is_system or actor.has(Role.MANAGER)


def can_import(actor: Actor, _import: object = None) -> bool:
    """Files come in through the roster manager only."""
    return actor.is_system or actor.has(Role.MANAGER)


def can_filter_by_restricted(actor: Actor) -> bool:
    """Gender and availability across the roster are read by the secretariat only, so it alone filters."""
    return actor.is_secretariat


def can_export(actor: Actor) -> bool:
    """Members, an observer among them; the public and somebody who is an expert only take no lists along."""
    return actor.is_member or actor.has(Role.OBSERVER)


def export_bounds(actor: Actor) -> ExportBounds:
    """The secretariat any list; focal point and drafter the own State's people; others a few of what they see."""
    if actor.is_secretariat:
        return ExportBounds(states=None, rows=MOST_EXPORTED)
    if actor.states:
        return ExportBounds(states=actor.states, rows=MOST_EXPORTED)
    return ExportBounds(states=None, rows=MOST_EXPORTED_BY_MEMBERS)


def most_parts(actor: Actor) -> frozenset[Part]:
    """Every part that this actor reads of any profile at all."""
    parts = {Part.PROFILE}
    if actor.is_secretariat or actor.states or actor.has(Role.EXPERT):
        parts.add(Part.RESTRICTED)
    if actor.is_secretariat or actor.has(Role.EXPERT):
        parts.add(Part.INTERESTS)
    if actor.is_system or actor.has(Role.MANAGER):
        parts.add(Part.STAFF)
    return frozenset(parts)
