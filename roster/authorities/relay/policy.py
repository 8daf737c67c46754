"""Who writes a first message to an authority's contact person, and who reads it.

Members write through the relay, also those to whom contact persons are not shown (docs/roles.md, who reads what); an
observer reads and writes nothing. The text is for the contact person and the sender: keepers see who wrote and when.
"""

from dataclasses import dataclass

import sqlalchemy as sa

from roster.authorities import policy
from roster.authorities.models import Authority
from roster.authorities.relay.models import AuthorityMessage
from roster.authorities.states import SHOWN
from roster.core.actor import MEMBER_ROLES, Actor, Role

# In which of several roles somebody writes.
WRITING_ROLES = (
    Role.MANAGER,
    Role.SEARCHER,
    Role.FOCAL_POINT,
    Role.DRAFTER,
    Role.OFFICER,
    Role.COORDINATOR,
    Role.PROVIDER,
)


@dataclass(frozen=True)
class Opened:
    """A message that somebody opened by the link of a letter: the token has shown who may read it."""

    message: AuthorityMessage


def can_write(actor: Actor, authority: Authority) -> bool:
    """Members, to a listed authority that is not theirs to keep."""
    is_member = actor.signed_in and actor.has(*MEMBER_ROLES)
    is_theirs = policy.is_keeper(actor, authority)
    return is_member and authority.stage in SHOWN and policy.can_view(actor, authority) and not is_theirs


def can_read(actor: Actor, message: AuthorityMessage) -> bool:
    """Whoever wrote it."""
    return actor.signed_in and message.user_id == actor.user_id


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """`can_read` as a condition."""
    return AuthorityMessage.user_id == actor.user_id if actor.signed_in else sa.false()


def can_open_link(_actor: Actor) -> bool:
    """Everybody may try a letter's link: its token decides."""
    return True


def can_use_link(_actor: Actor, _opened: Opened) -> bool:
    """Whoever has the token of the letter, kept in the session, reads the message and answers it."""
    return True
