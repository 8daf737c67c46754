"""Who sees and changes which authority, and which of its parts (docs/roles.md, who reads what).

Keepers of an entry are the State's focal points, its drafters and the authority's own officers. `visible_to` is
`can_view` in SQL; a test over a grid of actors and entries shows the two equal.
"""

from enum import StrEnum

import sqlalchemy as sa

from roster.authorities.models import Authority, AuthorityReport
from roster.authorities.states import AUTHORITY_WORKFLOW, SHOWN, Stage
from roster.core.actor import MEMBER, Actor, Role

_READS_PHONES = (
    Role.MANAGER,
    Role.SEARCHER,
    Role.FOCAL_POINT,
    Role.DRAFTER,
    Role.OFFICER,
    Role.COORDINATOR,
)
_SEES_CONTACTS = (Role.MANAGER, Role.SEARCHER, Role.FOCAL_POINT, Role.OFFICER)


class Part(StrEnum):
    """Parts of an entry that have readers of their own."""

    ENTRY = "entry"
    PHONES = "phones"
    CONTACTS = "contacts"
    KEEPING = "keeping"


def can_browse(actor: Actor) -> bool:
    """Whose navigation leads to the list: members, and observers of anything."""
    return actor.is_member or actor.has(Role.OBSERVER)


def can_view(actor: Actor, authority: Authority) -> bool:
    """Listed ones: members, and who observes this State or this authority. Before: its keepers and the manager."""
    if authority.stage in SHOWN:
        observed = {f"{MEMBER}@state:{authority.state}", f"{MEMBER}@authority:{authority.ref}"}
        if actor.is_member or not actor.audiences.isdisjoint(observed):
            return True
    return is_keeper(actor, authority) or _handles_all(actor)


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """`can_view` as a condition on authorities."""
    if _handles_all(actor):
        return sa.true()
    is_shown = Authority.stage.in_(SHOWN)
    observed = [held.scope for held in actor.assignments if held.role is Role.OBSERVER]
    states = [scope.removeprefix("state:") for scope in observed if scope.startswith("state:")]
    refs = [scope.removeprefix("authority:") for scope in observed if scope.startswith("authority:")]
    own = Authority.state.in_(actor.states) | Authority.ref.in_(actor.scopes(Role.OFFICER))
    if actor.is_member:
        return sa.or_(is_shown, own)
    return sa.or_(sa.and_(is_shown, Authority.state.in_(states) | Authority.ref.in_(refs)), own)


def is_keeper(actor: Actor, authority: Authority) -> bool:
    """Whether the entry is this actor's to keep: by State, or as its officer."""
    return authority.state in actor.states or authority.ref in actor.scopes(Role.OFFICER)


def readable_parts(actor: Actor, authority: Authority) -> frozenset[Part]:
    """The parts that this actor reads, of an entry that is visible to the actor."""
    parts = {Part.ENTRY}
    keeps = is_keeper(actor, authority)
    if keeps or reads_phones(actor):
        parts.add(Part.PHONES)
    if keeps or actor.is_system or actor.has(*_SEES_CONTACTS):
        parts.add(Part.CONTACTS)
    if keeps or _handles_all(actor):
        parts.add(Part.KEEPING)
    return frozenset(parts)


def reads_phones(actor: Actor) -> bool:
    """Whether telephone numbers of listed authorities are this actor's to read, whichever authority it is."""
    return actor.is_system or actor.has(*_READS_PHONES)


def can_create(actor: Actor) -> bool:
    """Focal points and drafters begin entries, for their own State."""
    return actor.is_system or bool(actor.states)


def roles_towards(actor: Actor, authority: Authority) -> frozenset[Role]:
    """The roles that count towards this entry: those of its State, of itself, and the manager's."""
    roles = {role for role in (Role.FOCAL_POINT, Role.DRAFTER) if authority.state in actor.scopes(role)}
    if authority.ref in actor.scopes(Role.OFFICER):
        roles.add(Role.OFFICER)
    if actor.has(Role.MANAGER):
        roles.add(Role.MANAGER)
    return frozenset(roles)


def can_edit(actor: Actor, authority: Authority) -> bool:
    """Its officer and focal point while it is theirs to change; a drafter the draft. Submitted, it waits."""
    roles = roles_towards(actor, authority)
    if authority.stage is Stage.DRAFT:
        return actor.is_system or not roles.isdisjoint({Role.OFFICER, Role.FOCAL_POINT, Role.DRAFTER})
    if authority.stage is Stage.SUBMITTED:
        return actor.is_system
    return actor.is_system or not roles.isdisjoint({Role.OFFICER, Role.FOCAL_POINT})


def can_edit_identity(actor: Actor, authority: Authority) -> bool:
    """Name and functions: all of a draft's editors; later the focal point, who proposes."""
    if not can_edit(actor, authority):
        return False
    is_draft = authority.stage is Stage.DRAFT
    return is_draft or actor.is_system or Role.FOCAL_POINT in roles_towards(actor, authority)


def can_confirm(actor: Actor, authority: Authority) -> bool:
    """Its officer or focal point says that all of it holds; what was reported is answered first."""
    return authority.stage is Stage.LISTED and _answers_for(actor, authority)


def can_submit(actor: Actor, authority: Authority) -> bool:
    """The focal point hands a draft to the manager."""
    return _can_step(actor, authority, "submit")


def can_list(actor: Actor, authority: Authority) -> bool:
    """The manager lists what was submitted, or sends it back."""
    return _can_step(actor, authority, "list")


def can_decide(actor: Actor, authority: Authority) -> bool:
    """The manager agrees to a change of name or functions, or not."""
    return authority.proposal is not None and _handles_all(actor) and authority.stage in SHOWN


def can_report(actor: Actor, authority: Authority) -> bool:
    """Readers say that something is wrong; keepers correct it instead."""
    is_reader = actor.signed_in and authority.stage in SHOWN and can_view(actor, authority)
    return is_reader and not is_keeper(actor, authority)


def can_tell_reach(actor: Actor, authority: Authority) -> bool:
    """Who reads the telephone numbers says whether somebody answered; not the keepers themselves."""
    return can_report(actor, authority) and Part.PHONES in readable_parts(actor, authority)


def can_read_stale(actor: Actor) -> bool:
    """The secretariat sees which States have entries that nobody keeps up, and which have none."""
    return actor.is_secretariat


def can_reveal(actor: Actor, authority: Authority) -> bool:
    """Officers, focal points and the secretariat see a contact person of a listed authority."""
    return (
        authority.stage in SHOWN
        and can_view(actor, authority)
        and Part.CONTACTS in readable_parts(actor, authority)
    )


def can_read_report(actor: Actor, report: AuthorityReport) -> bool:
    """Keepers and the manager read reports, and the reporter the own one."""
    own = actor.signed_in and report.user_id == actor.user_id and can_view(actor, report.authority)
    return own or is_keeper(actor, report.authority) or _handles_all(actor)


def reports_visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """`can_read_report` as a condition on reports joined with their authorities."""
    if _handles_all(actor):
        return sa.true()
    keeps = Authority.state.in_(actor.states) | Authority.ref.in_(actor.scopes(Role.OFFICER))
    own = AuthorityReport.user_id == (actor.user_id or 0)
    return sa.or_(keeps, sa.and_(own, visible_to(actor)))


def can_answer(actor: Actor, report: AuthorityReport) -> bool:
    """The authority's officer or the focal point answers, once."""
    return report.answered_at is None and _answers_for(actor, report.authority)


def _answers_for(actor: Actor, authority: Authority) -> bool:
    return actor.is_system or not roles_towards(actor, authority).isdisjoint({Role.OFFICER, Role.FOCAL_POINT})


def _can_step(actor: Actor, authority: Authority, name: str) -> bool:
    roles = roles_towards(actor, authority)
    return name in AUTHORITY_WORKFLOW.open_to(stage=authority.stage, roles=roles)


def _handles_all(actor: Actor) -> bool:
    return actor.is_system or actor.has(Role.MANAGER)
