"""Who has an edition of the directory made, of which entries, and who fetches it (docs/roles.md, export)."""

from dataclasses import dataclass

import sqlalchemy as sa

from roster.authorities import policy
from roster.authorities.editions.models import AuthorityEdition
from roster.authorities.policy import Part
from roster.core.actor import Actor

MOST = 5_000
MOST_OF_MEMBERS = 50


@dataclass(frozen=True)
class Bounds:
    """Whose authorities an edition of this actor holds (all States where None), and how many at most."""

    states: frozenset[str] | None
    rows: int


def can_make(actor: Actor) -> bool:
    """Whoever may see the directory may take a part of it along."""
    return policy.can_browse(actor)


def can_check(actor: Actor) -> bool:
    """Whoever may see the directory may ask whether a page is of it."""
    return policy.can_browse(actor)


def bounds_of(actor: Actor) -> Bounds:
    """The secretariat all; focal point and drafter the own State's; others a few of what they see."""
    if actor.is_secretariat:
        return Bounds(None, MOST)
    if actor.states:
        return Bounds(actor.states, MOST)
    return Bounds(None, MOST_OF_MEMBERS)


def parts_of(actor: Actor) -> frozenset[Part]:
    """The parts of entries that an edition of this actor holds; contact persons are in none."""
    return frozenset({Part.ENTRY, Part.PHONES} if policy.reads_phones(actor) else {Part.ENTRY})


def can_open(actor: Actor, edition: AuthorityEdition) -> bool:
    """Whoever had it made, with no right lost since."""
    return actor.signed_in and edition.created_by == actor.user_id and has_rights_of(actor, edition)


def has_rights_of(actor: Actor, edition: AuthorityEdition) -> bool:
    """Whether the rights with which the edition was asked for are held still."""
    return (
        can_make(actor)
        and actor.audiences.issuperset(edition.audiences)
        and {str(part) for part in parts_of(actor)}.issuperset(edition.parts)
    )


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """One's own editions, as a condition."""
    return AuthorityEdition.created_by == actor.user_id if actor.signed_in else sa.false()
