"""The only writer of memberships: applied for, verified, begun, confirmed and ended. Audit entries name fields only."""

from collections.abc import Sequence
from datetime import date, datetime

from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.errors import InvalidError
from roster.core.reference import new_reference
from roster.networks import policy, queries, rules
from roster.networks.inputs import MemberInput, MembershipInput
from roster.networks.models import Membership, Network
from roster.networks.notices import Notice, tell_applicant, tell_keepers
from roster.networks.states import MEMBERSHIP_WORKFLOW, MembershipKind, MemberType, Status
from roster.networks.writing import demand, refuse, touch


def apply(
    actor: Actor,
    network: Network,
    *,
    member: MemberInput,
    kind: MembershipKind = MembershipKind.MEMBER,
    reason: str = "",
) -> Membership:
    """Ask for a membership. Raises ForbiddenError, InvalidError (not eligible, a member already, no place left)."""
    demand(_may_apply_for(actor, member))
    _refuse_unfit(network, member, kind)
    refuse(rules.reason_problems("reason", reason, is_required=False))
    membership = _new(actor, network, member=member, kind=kind)
    membership.status, membership.reason = Status.APPLIED, reason
    membership.applied_by, membership.applied_at = actor.user_id, clock.now()
    _add(membership)
    audit.record(actor, "networks:membership:apply", subject=membership.ref)
    tell_keepers(membership, Notice.APPLIED)
    return membership


def verify_membership(actor: Actor, membership: Membership, *, from_on: date | None = None) -> None:
    """Take an application: it is active from its first day, which is today where none is given.

    The network is locked while places are counted: of two for the last place one wins. Raises ForbiddenError,
    StaleError, InvalidError.
    """
    network = queries.lock_network(membership.network_id)
    _step(actor, membership, "verify")
    _refuse_unfit(network, _member_of(membership), membership.kind, besides=membership)
    membership.from_on = from_on or membership.from_on or clock.today()
    _verified(actor, membership)
    audit.record(actor, "networks:membership:verify", subject=membership.ref)
    tell_applicant(membership, Notice.ACCEPTED)


def decline_membership(actor: Actor, membership: Membership, *, decision: str) -> None:
    """Do not take an application, and say why. Raises ForbiddenError, StaleError, InvalidError."""
    refuse(rules.reason_problems("decision", decision, is_required=True))
    _step(actor, membership, "decline")
    membership.decision = decision
    audit.record(actor, "networks:membership:decline", subject=membership.ref)
    tell_applicant(membership, Notice.DECLINED)


def withdraw_application(actor: Actor, membership: Membership) -> None:
    """Take the own application back. Raises ForbiddenError, StaleError."""
    _step(actor, membership, "withdraw")
    audit.record(actor, "networks:membership:withdraw", subject=membership.ref)


def create_membership(
    actor: Actor, network: Network, *, member: MemberInput, given: MembershipInput, ref: str = ""
) -> Membership:
    """Enter a membership without an application: coordinator and manager. Only the system names its reference.

    Raises ForbiddenError, InvalidError.
    """
    demand(policy.is_keeper(actor, network))
    refuse(rules.period_problems(given.from_on, given.to_on))
    if not actor.is_system:
        network = queries.lock_network(network.id)
    _refuse_unfit(network, member, given.kind)
    membership = _new(actor, network, member=member, kind=given.kind)
    membership.ref = ref if ref and actor.is_system else membership.ref
    membership.from_on, membership.to_on = given.from_on or clock.today(), given.to_on
    membership.status = Status.VERIFIED
    _verified(actor, membership)
    _add(membership)
    audit.record(actor, "networks:membership:create", subject=membership.ref)
    return membership


def edit_membership(actor: Actor, membership: Membership, *, given: MembershipInput) -> None:
    """Change as what and when somebody belongs. Raises ForbiddenError, InvalidError."""
    demand(policy.can_keep(actor, membership))
    refuse(rules.period_problems(given.from_on, given.to_on))
    if given.kind is not membership.kind:
        network = queries.lock_network(membership.network_id)
        _refuse_unfit(network, _member_of(membership), given.kind, besides=membership)
    before = MembershipInput(kind=membership.kind, from_on=membership.from_on, to_on=membership.to_on)
    membership.kind, membership.to_on = given.kind, given.to_on
    membership.from_on = given.from_on or membership.from_on
    touch(actor, membership)
    changed = tuple(
        name for name in ("kind", "from_on", "to_on") if getattr(before, name) != getattr(given, name)
    )
    audit.record(actor, "networks:membership:edit", subject=membership.ref, fields=changed)


def end_membership(
    actor: Actor, membership: Membership, *, to_on: date | None = None, decision: str = ""
) -> None:
    """End a membership, today or on a day before. Raises ForbiddenError, StaleError, InvalidError."""
    day = to_on or clock.today()
    problems = dict(rules.period_problems(membership.from_on, day))
    if day > clock.today():
        problems["to_on"] = rules.ENDS_LATER
    refuse(problems)
    _step(actor, membership, "end")
    membership.to_on, membership.decision = day, decision
    audit.record(actor, "networks:membership:end", subject=membership.ref)


def confirm_membership(actor: Actor, membership: Membership, *, at: datetime | None = None) -> None:
    """Say that it still holds, once a year. Only the system says so for another day. Raises ForbiddenError."""
    demand(policy.can_confirm(actor, membership))
    membership.confirmed_at = (at if actor.is_system else None) or clock.now()
    membership.confirmed_by = actor.user_id
    touch(actor, membership)
    audit.record(actor, "networks:membership:confirm", subject=membership.ref)


def begin_memberships(actor: Actor, memberships: Sequence[Membership]) -> int:
    """Make those active whose first day has come: the system's, as days pass."""
    for membership in memberships:
        _step(actor, membership, "begin")
        audit.record(actor, "networks:membership:begin", subject=membership.ref)
    return len(memberships)


def end_past(actor: Actor, memberships: Sequence[Membership]) -> int:
    """End those whose last day is over: the system's, as days pass."""
    for membership in memberships:
        _step(actor, membership, "end")
        audit.record(actor, "networks:membership:end", subject=membership.ref)
    return len(memberships)


def _may_apply_for(actor: Actor, member: MemberInput) -> bool:
    if actor.is_system:
        return True
    if member.authority is not None:
        return policy.may_apply_for_authority(actor, member.authority)
    return member.person is None and member.state in policy.states_to_apply_for(actor)


def _refuse_unfit(
    network: Network, member: MemberInput, kind: MembershipKind, *, besides: Membership | None = None
) -> None:
    problems = dict(rules.eligibility(network, _as_rule(member))) or dict(rules.kind_problems(network, kind))
    state = _state_of(member)
    if not problems and besides is None and _is_there(network, member):
        problems = {rules.PROBLEM_FIELD: rules.THERE_ALREADY}
    if not problems and state is not None and rules.takes_a_place(network, kind, state):
        taken = queries.places_taken(network, state, besides=besides.id if besides else None)
        problems = dict(rules.cap(network, kind, state=state, taken=taken))
    refuse(problems)


def _is_there(network: Network, member: MemberInput) -> bool:
    found = queries.open_membership(
        network,
        authority_id=member.authority.id if member.authority else None,
        person_id=member.person.id if member.person else None,
        state=member.state,
    )
    return found is not None


def _new(actor: Actor, network: Network, *, member: MemberInput, kind: MembershipKind) -> Membership:
    now = clock.now()
    return Membership(
        ref=new_reference(queries.MEMBERSHIP_PREFIX, lambda ref: bool(queries.refs_taken([ref]))),
        network=network,
        member_type=_type_of(member),
        authority=member.authority,
        person=member.person,
        state=_state_of(member),
        kind=kind,
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
    )


def _add(membership: Membership) -> None:
    db.session.add(membership)
    db.session.flush()


def _verified(actor: Actor, membership: Membership) -> None:
    membership.verified_at, membership.verified_by = clock.now(), actor.user_id
    if membership.from_on is not None and membership.from_on <= clock.today():
        membership.status = Status.ACTIVE
    touch(actor, membership)


def _step(actor: Actor, membership: Membership, name: str) -> None:
    roles = policy.roles_towards(actor, membership)
    membership.status = MEMBERSHIP_WORKFLOW.step(
        name, stage=membership.status, roles=roles, is_system=actor.is_system
    )
    touch(actor, membership)


def _type_of(member: MemberInput) -> MemberType:
    if member.authority is not None and member.person is None:
        return MemberType.AUTHORITY
    if member.person is not None and member.authority is None:
        return MemberType.PERSON
    if member.authority is None and member.state is not None:
        return MemberType.STATE
    raise InvalidError({rules.PROBLEM_FIELD: rules.ONE_MEMBER})


def _state_of(member: MemberInput) -> str | None:
    return member.authority.state if member.authority is not None else member.state


def _as_rule(member: MemberInput) -> rules.Member:
    duties = member.authority.duties if member.authority is not None else ()
    return rules.Member(
        type=_type_of(member),
        state=_state_of(member),
        functions=frozenset(duty.function_id for duty in duties),
    )


def _member_of(membership: Membership) -> MemberInput:
    return MemberInput(authority=membership.authority, person=membership.person, state=membership.state)
