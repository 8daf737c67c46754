"""Many memberships at once, with the people who answer for them: checked by the same rules, written in batches.

For the system alone: what the demonstration invents, where one by one would take too long.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db
from roster.networks import rules
from roster.networks.inputs import MemberInput, MembershipInput, PersonInput, PointInput
from roster.networks.models import ContactPoint, Membership, Network
from roster.networks.states import MemberType, Status
from roster.networks.writing import demand, refuse
from roster.people.models import NETWORK, Contact, Person, SpokenLanguage


@dataclass(frozen=True)
class EnteredPoint:
    """Somebody who answers, and for what."""

    ref: str
    person: Person
    given: PointInput


@dataclass(frozen=True)
class Entered:
    """One membership that stands or stood, with its last confirmation and who answers."""

    ref: str
    network: Network
    member: MemberInput
    given: MembershipInput
    confirmed_at: datetime | None = None
    points: tuple[EnteredPoint, ...] = ()


def new_person(actor: Actor, *, ref: str, given: PersonInput) -> Person:
    """Somebody who serves in networks, written with the first membership that names them. Raises ForbiddenError."""
    demand(actor.is_system)
    return Person(
        ref=ref,
        family_name=given.family_name,
        given_name=given.given_name,
        latin_family_name=given.latin_family_name,
        latin_given_name=given.latin_given_name,
        title=given.title,
        network_contact=Contact(purpose=NETWORK, email=given.email, phone=given.phone),
        languages=[SpokenLanguage(code=code, position=number) for number, code in enumerate(given.languages)],
    )


def enter_memberships(actor: Actor, entered: Sequence[Entered]) -> int:
    """Write memberships that stand, stood or begin later; gives how many. Raises ForbiddenError, InvalidError."""
    demand(actor.is_system)
    made = [_membership(item) for item in entered]
    db.session.add_all(made)
    db.session.flush()
    audit.record_many(actor, "networks:membership:create", subjects=[item.ref for item in made])
    people = {point.person.ref for item in made for point in item.points}
    audit.record_many(actor, "networks:person:create", subjects=sorted(people))
    answering = [item.ref for item in made for _point in item.points]
    audit.record_many(actor, "networks:contact:create", subjects=answering)
    return len(made)


def _membership(item: Entered) -> Membership:
    authority, person = item.member.authority, item.member.person
    kind = MemberType.AUTHORITY if authority else MemberType.PERSON if person else MemberType.STATE
    state = authority.state if authority else item.member.state
    functions = frozenset(duty.function_id for duty in authority.duties) if authority else frozenset()
    refuse(rules.eligibility(item.network, rules.Member(kind, state, functions)))
    refuse(rules.kind_problems(item.network, item.given.kind))
    refuse(rules.period_problems(item.given.from_on, item.given.to_on))
    now, today = clock.now(), clock.today()
    from_on = item.given.from_on or today
    status = Status.ACTIVE if from_on <= today else Status.VERIFIED
    if item.given.to_on is not None and item.given.to_on <= today:
        status = Status.ENDED
    membership = Membership(
        ref=item.ref,
        network=item.network,
        member_type=kind,
        authority=authority,
        person=person,
        state=state,
        kind=item.given.kind,
        from_on=from_on,
        to_on=item.given.to_on,
        status=status,
        verified_at=now,
        confirmed_at=item.confirmed_at,
        created_at=now,
        changed_at=now,
    )
    membership.points = [
        ContactPoint(
            ref=point.ref,
            person=point.person,
            position=number,
            role=point.given.role,
            branch=point.given.branch,
            post=point.given.post,
            created_at=now,
            changed_at=now,
        )
        for number, point in enumerate(item.points)
    ]
    return membership
