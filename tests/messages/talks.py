"""Conversations for tests, made through the services."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from roster import rooms
from roster.core.actor import Actor, Assignment, Role
from roster.core.db import db
from roster.core.mail import Letter
from roster.core.outbox import Kind, OutboxRow
from roster.core.unit_of_work import unit_of_work
from roster.experts.models import Profile
from roster.experts.queries import expert_by_ref
from roster.messages import services
from roster.messages.models import Conversation
from roster.messages.services import NewMessage
from tests.factories.accounts import Account, make_account
from tests.factories.experts import make_profile
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
MESSAGES = "/en/messages"
MOST = 1_000
SUBJECT, TEXT, ANSWER = "Zqsubject of tracing", "Zqtext: could you advise us?", "Zqanswer: gladly."


@dataclass(frozen=True)
class Met:
    """A published profile, and the account of its expert where there is one."""

    ref: str
    id: int
    email: str
    expert: Account | None


def somebody(*, has_account: bool = True, **values: Any) -> Met:
    """An expert on the roster."""
    with unit_of_work():
        profile = make_profile(**values)
        role = Assignment(Role.EXPERT, f"self:{profile.ref}")
        account = make_account(role, name="Atieno Wanjala") if has_account else None
        met = Met(profile.ref, profile.id, profile.person.contact.email, account)
    db.session.remove()
    return met


def begin(sender: Account, met: Met, *, subject: str = SUBJECT, text: str = TEXT) -> str:
    """A conversation that this account begins; by reference."""
    with unit_of_work():
        actor = sender.actor
        given = NewMessage(subject, "assistance", text)
        ref = services.write_to_expert(actor, _profile(actor, met), given=given, most_per_day=MOST).ref
    db.session.remove()
    return ref


def _profile(actor: Actor, met: Met) -> Profile:
    profile = expert_by_ref(actor, met.ref)
    assert profile is not None
    return profile


def stored(ref: str) -> Conversation:
    """The conversation as it is stored."""
    db.session.remove()
    found = db.session.scalar(sa.select(Conversation).where(Conversation.ref == ref))
    assert found is not None
    return found


def texts(ref: str) -> list[str]:
    """What was said in it."""
    return [message.text for message in stored(ref).messages]


def queued() -> list[Mapping[str, Any]]:
    """What waits to be sent."""
    db.session.remove()
    rows = sa.select(OutboxRow.payload).where(OutboxRow.kind == Kind.MAIL).order_by(OutboxRow.id)
    return list(db.session.scalars(rows))


def letters() -> list[Letter]:
    """Every letter that waits, written as the worker does; the queue is empty afterwards."""
    writers = rooms.letters()
    written = [writers[payload["template"]](payload) for payload in queued()]
    with unit_of_work() as session:
        session.execute(sa.delete(OutboxRow).where(OutboxRow.kind == Kind.MAIL))
    db.session.remove()
    return [letter for letter in written if letter is not None]
