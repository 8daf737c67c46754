"""Who takes authorities along as a file and who brings them in: the rules of domain.md as pure predicates."""

from dataclasses import dataclass

import sqlalchemy as sa

from roster.authorities.exchange.models import AuthorityImport
from roster.core.actor import Actor, Role

MOST_EXPORTED, MOST_EXPORTED_BY_MEMBERS = 5_000, 50


@dataclass(frozen=True)
class ExportBounds:
    """How many rows go out: of `states` all of them, of others `others` at most."""

    states: frozenset[str]
    others: int


def can_export(actor: Actor) -> bool:
    """Members, observers among them, as with every list."""
    return actor.is_member or actor.has(Role.OBSERVER)


def export_bounds(actor: Actor) -> ExportBounds:
    """The secretariat any list; a State the whole of its own; of others a few of what is seen."""
    if actor.is_secretariat:
        return ExportBounds(frozenset(), MOST_EXPORTED)
    return ExportBounds(actor.states, MOST_EXPORTED_BY_MEMBERS)


def can_import(actor: Actor) -> bool:
    """The roster manager for any State, a focal point for the own one."""
    return actor.is_system or actor.has(Role.MANAGER, Role.FOCAL_POINT)


def can_import_for(actor: Actor, state: str) -> bool:
    """Whether rows of this State are this actor's to bring in."""
    return imports_for_all(actor) or state in actor.scopes(Role.FOCAL_POINT)


def imports_for_all(actor: Actor) -> bool:
    """Whether rows of every State are."""
    return actor.is_system or actor.has(Role.MANAGER)


def can_open(actor: Actor, given: AuthorityImport) -> bool:
    """One's own files; the manager all of them."""
    own = actor.signed_in and given.created_by == actor.user_id
    return can_import(actor) and (own or imports_for_all(actor))


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """`can_open` as a condition."""
    if imports_for_all(actor):
        return sa.true()
    return AuthorityImport.created_by == actor.user_id if can_import(actor) else sa.false()
