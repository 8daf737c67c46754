"""Who may see and change shortlists: the secretariat alone. A searcher has own ones, the manager all.

The list of a request is read by the whole secretariat and changed by managers; it is closed by freezing the choice,
and stays so.
"""

import sqlalchemy as sa

from roster.assistance.shortlists.models import Shortlist, ShortlistEntry
from roster.core.actor import Actor, Role


def can_use_shortlists(actor: Actor) -> bool:
    """Who makes shortlists and has a page of them."""
    return actor.is_secretariat


def can_view(actor: Actor, shortlist: Shortlist) -> bool:
    """Whether the list exists for this actor."""
    is_own = shortlist.owner_id == actor.user_id or shortlist.request_id is not None
    return _sees_all(actor) or (actor.is_secretariat and is_own)


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """`can_view` as a condition on shortlists."""
    if _sees_all(actor):
        return sa.true()
    is_own = sa.or_(Shortlist.owner_id == actor.user_id, Shortlist.request_id.is_not(None))
    return is_own if actor.is_secretariat else sa.false()


def can_change(actor: Actor, shortlist: Shortlist) -> bool:
    """Whoever sees a list changes it, until it is closed; that of a request managers alone."""
    is_theirs = shortlist.request_id is None or _sees_all(actor)
    return can_view(actor, shortlist) and is_theirs and not shortlist.is_closed


def can_manage(actor: Actor, shortlist: Shortlist) -> bool:
    """Whoever sees a list closes it, opens it again and deletes it; that of a request stays with its request."""
    return can_view(actor, shortlist) and shortlist.request_id is None


def can_view_entry(actor: Actor, entry: ShortlistEntry) -> bool:
    """An entry is seen with its list."""
    return can_view(actor, entry.shortlist)


def can_change_entry(actor: Actor, entry: ShortlistEntry) -> bool:
    """An entry is changed with its list."""
    return can_change(actor, entry.shortlist)


def _sees_all(actor: Actor) -> bool:
    return actor.is_system or actor.has(Role.MANAGER)
