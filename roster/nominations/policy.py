"""Who may see a nomination and who may move it (docs/roles.md, docs/life-cycles.md).

`visible_to` is `can_view` in SQL. A move that is refused has a reason, a sentence for the person who tried.
"""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from roster.core.actor import Actor, Role
from roster.experts import policy as experts
from roster.experts.models import Profile
from roster.nominations.models import Nomination
from roster.nominations.states import EDITABLE, NOMINATION_WORKFLOW, Move, Stage

VETTING_MOVES = frozenset({Move.RETURN, Move.DECLINE, Move.APPROVE})
_BY = {move.name: move.by for move in NOMINATION_WORKFLOW.transitions}


def can_list(actor: Actor) -> bool:
    """Whoever nominates or vets has a list of nominations."""
    return can_begin_somewhere(actor) or can_vet_somewhere(actor)


def can_begin_somewhere(actor: Actor) -> bool:
    """Focal points and drafters nominate, each for the own State."""
    return bool(actor.states)


def can_vet_somewhere(actor: Actor) -> bool:
    """The roster manager has the vetting queue."""
    return actor.has(Role.MANAGER)


def can_open_link(_actor: Actor) -> bool:
    """Everybody may try a letter's link: its token decides."""
    return True


def can_begin(actor: Actor, state: str) -> bool:
    """Who nominates for this State."""
    return actor.is_system or state in actor.states


def can_view(actor: Actor, nomination: Nomination) -> bool:
    """Whether the nomination exists for this actor.

    The own State reads it always; the expert from the invitation on; the roster manager once it is cleared.
    """
    if actor.is_system or nomination.state in actor.states:
        return True
    if (
        nomination.invited_at is not None
        and nomination.stage is not Stage.DRAFT
        and _is_named(actor, nomination)
    ):
        return True
    return actor.has(Role.MANAGER) and nomination.cleared_at is not None


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """`can_view` as a condition on nominations."""
    if actor.is_system:
        return sa.true()
    ways: list[sa.ColumnElement[bool]] = [Nomination.state.in_(actor.states)]
    own = actor.scopes(Role.EXPERT)
    is_named = sa.or_(Nomination.ref.in_(own), Nomination.profile.has(Profile.ref.in_(own)))
    is_open = sa.and_(Nomination.invited_at.is_not(None), Nomination.stage != Stage.DRAFT)
    ways.append(sa.and_(is_open, is_named))
    if actor.has(Role.MANAGER):
        ways.append(Nomination.cleared_at.is_not(None))
    return sa.or_(*ways)


def is_nominee(actor: Actor, nomination: Nomination) -> bool:
    """Whether the actor is the expert: by the link of the letter, by the own profile, or by the address."""
    is_account = actor.user_id is not None and actor.user_id == nomination.nominee_user_id
    return is_account or _is_named(actor, nomination)


def roles_towards(actor: Actor, nomination: Nomination) -> frozenset[Role]:
    """The roles in which this actor meets this nomination."""
    roles = set()
    for role in (Role.FOCAL_POINT, Role.DRAFTER):
        if nomination.state in actor.scopes(role):
            roles.add(role)
    if actor.has(Role.MANAGER):
        roles.add(Role.MANAGER)
    if _is_named(actor, nomination):
        roles.add(Role.EXPERT)
    return frozenset(roles)


def role_towards(actor: Actor, nomination: Nomination, by: frozenset[Role] = frozenset(Role)) -> str:
    """The one role, of these, in which the actor moves this nomination; empty for the system."""
    order = (Role.EXPERT, Role.FOCAL_POINT, Role.DRAFTER, Role.MANAGER)
    held = roles_towards(actor, nomination) & by
    return "" if actor.is_system else str(next((role for role in order if role in held), ""))


def stage_refusal(nomination: Nomination, move: Move) -> object | None:
    """The reason why this move does not lead from where the nomination stands; None where it does."""
    found = next(item for item in NOMINATION_WORKFLOW.transitions if item.name == move)
    return None if nomination.stage in found.before else _NOT_FROM_HERE


def role_refusal(actor: Actor, nomination: Nomination, move: Move) -> object | None:
    """The reason why this actor may not make this move, wherever it stands; None where the actor may."""
    if actor.is_system:
        return None
    if _BY[move].isdisjoint(roles_towards(actor, nomination)):
        return _WHO[move]
    if move is Move.CLEAR and is_nominee(actor, nomination):
        return _l("Nobody clears the own nomination. Ask another focal point of your State.")
    return vetting_refusal(actor, nomination) if move in VETTING_MOVES else None


def vetting_refusal(actor: Actor, nomination: Nomination) -> object | None:
    """Why this manager may not decide on this nomination (R8): own State, own work, own person."""
    if nomination.state in actor.nationalities or nomination.state in actor.states:
        return _l("Nobody decides on a nominee of the own State. Hand it to another roster manager.")
    if actor.user_id is not None and actor.user_id in (
        nomination.drafted_by,
        nomination.cleared_by,
        *nomination.editors,
    ):
        return _l("Nobody decides on a nomination that he or she drafted or cleared.")
    if is_nominee(actor, nomination):
        return _l("Nobody decides on the own nomination.")
    if actor.user_id is not None and not actor.nationalities:
        return _l("Your account names no nationality yet. Add it on your account page; then you can decide.")
    return None


def can_move(actor: Actor, nomination: Nomination, move: Move) -> bool:
    """Whether this actor may make this move now."""
    return (
        can_view(actor, nomination)
        and stage_refusal(nomination, move) is None
        and role_refusal(actor, nomination, move) is None
    )


def may_move(actor: Actor, nomination: Nomination, move: Move) -> bool:
    """Whether the move is this actor's, wherever the nomination stands: who comes too late is told so, not refused."""
    return can_view(actor, nomination) and role_refusal(actor, nomination, move) is None


def moves_open_to(actor: Actor, nomination: Nomination) -> tuple[Move, ...]:
    """The moves that this actor may make now, in the order of the life cycle."""
    return tuple(move for move in Move if can_move(actor, nomination, move))


def may_write(actor: Actor, nomination: Nomination) -> bool:
    """The own State writes it, though not at every stage."""
    return can_begin(actor, nomination.state)


def can_edit(actor: Actor, nomination: Nomination) -> bool:
    """The own State changes a draft, and what came back to it."""
    return may_write(actor, nomination) and nomination.stage in EDITABLE


def can_attach_clearance(actor: Actor, nomination: Nomination) -> bool:
    """The signed note verbale comes from the own State, until the nomination is cleared."""
    stages = {*EDITABLE, Stage.WITH_EXPERT, Stage.CONSENTED}
    return can_begin(actor, nomination.state) and nomination.stage in stages


def can_exchange_clearance(actor: Actor, nomination: Nomination) -> bool:
    """Where a clearance stands already, its letter is the focal point's."""
    is_cleared = nomination.stage is Stage.RETURNED and nomination.cleared_at is not None
    return not is_cleared or nomination.state in actor.scopes(Role.FOCAL_POINT)


def can_resend(actor: Actor, nomination: Nomination) -> bool:
    """The own State sends the link again while the expert is asked."""
    return can_begin(actor, nomination.state) and nomination.stage is Stage.WITH_EXPERT


def can_see_vetting(actor: Actor, nomination: Nomination) -> bool:
    """Checklist, findings and remarks not yet sent back are the roster manager's."""
    return (actor.is_system or actor.has(Role.MANAGER)) and can_view(actor, nomination)


def can_read_interests(actor: Actor, nomination: Nomination) -> bool:
    """Declared interests are the expert's and the secretariat's to read."""
    return can_see_vetting(actor, nomination) or (
        can_view(actor, nomination) and _is_named(actor, nomination)
    )


def can_assign(actor: Actor, nomination: Nomination) -> bool:
    """Any roster manager says who looks at it."""
    return can_see_vetting(actor, nomination) and nomination.stage is Stage.UNDER_CHECK


def can_vet(actor: Actor, nomination: Nomination) -> bool:
    """Who works through the checklist and remarks: a roster manager who may decide."""
    return can_assign(actor, nomination) and may_vet(actor, nomination)


def may_vet(actor: Actor, nomination: Nomination) -> bool:
    """The same wherever the nomination stands: what comes after the decision is too late, not refused."""
    is_theirs = actor.is_system or vetting_refusal(actor, nomination) is None
    return can_see_vetting(actor, nomination) and is_theirs


def can_suspend_ours(actor: Actor, profile: Profile) -> bool:
    """A focal point hides a published profile of the own State for a while."""
    return profile.nominating_state in actor.states and experts.can_suspend(actor, profile)


def can_resume_ours(actor: Actor, profile: Profile) -> bool:
    """The same ends it."""
    return profile.nominating_state in actor.states and experts.can_resume(actor, profile)


def can_nominate_again(actor: Actor, profile: Profile) -> bool:
    """The own State nominates an expert for another term, or a successor in the post."""
    return profile.nominating_state in actor.states and experts.can_view(actor, profile)


def can_resolve(actor: Actor, nomination: Nomination) -> bool:
    """The State ticks off remarks that came back; the roster manager those on the desk."""
    is_back = nomination.stage is Stage.RETURNED and can_begin(actor, nomination.state)
    return is_back or can_vet(actor, nomination)


def _is_named(actor: Actor, nomination: Nomination) -> bool:
    own = actor.scopes(Role.EXPERT)
    if not own:
        return False
    return nomination.ref in own or (nomination.profile is not None and nomination.profile.ref in own)


_NOT_FROM_HERE = _l("The nomination is no longer where it was. Look at where it stands now.")
_BY_STATE = _l("Only a focal point or drafter of the nominating State does this.")
_BY_FOCAL_POINT = _l("Only a focal point of the nominating State does this; a drafter never clears.")
_BY_EXPERT = _l("Only the expert answers this.")
_BY_MANAGER = _l("Only the roster manager decides this.")
_WHO = {
    Move.INVITE: _BY_STATE,
    Move.CONSENT: _BY_EXPERT,
    Move.REFUSE: _BY_EXPERT,
    Move.TAKE_BACK: _BY_STATE,
    Move.REDRAFT: _BY_STATE,
    Move.CLEAR: _BY_FOCAL_POINT,
    Move.CHECK: _l("The system does this by itself."),
    Move.RETURN: _BY_MANAGER,
    Move.DECLINE: _BY_MANAGER,
    Move.APPROVE: _BY_MANAGER,
    Move.RESUBMIT: _BY_STATE,
    Move.RESUBMIT_CHANGED: _BY_STATE,
    Move.WITHDRAW: _l("Only the expert or a focal point of the nominating State withdraws a nomination."),
}
