"""The only writer of contact points and of the people who serve as such: one record of a person serves all networks."""

from dataclasses import fields

from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.reference import new_reference
from roster.networks import point_queries, policy, queries, rules
from roster.networks.inputs import PersonInput, PointInput
from roster.networks.models import ContactPoint, Membership
from roster.networks.writing import demand, refuse, touch
from roster.people import queries as people
from roster.people.models import NETWORK, Contact, Person, SpokenLanguage

_NAMES = ("family_name", "given_name", "latin_family_name", "latin_given_name", "title")


def add_person(actor: Actor, *, given: PersonInput) -> Person:
    """Begin the record of somebody who serves in networks. Raises ForbiddenError, InvalidError."""
    demand(policy.can_enter_people(actor))
    refuse(rules.person_problems(given))
    person = Person(
        ref=new_reference("PER", people.is_reference_taken), network_contact=Contact(purpose=NETWORK)
    )
    _put_person(person, given)
    db.session.add(person)
    db.session.flush()
    audit.record(actor, "networks:person:create", subject=person.ref)
    return person


def add_point(
    actor: Actor, membership: Membership, *, person: Person, given: PointInput, ref: str = ""
) -> ContactPoint:
    """Let somebody answer for a member. Only the system names its reference. Raises ForbiddenError, InvalidError."""
    demand(policy.can_keep(actor, membership))
    if any(point.person_id == person.id for point in membership.points):
        refuse({"person": rules.ANSWERS_ALREADY})
    if person.network_contact is None:
        person.network_contact = Contact(purpose=NETWORK)
    now = clock.now()
    point = ContactPoint(
        ref=ref if ref and actor.is_system else new_reference(queries.POINT_PREFIX),
        person=person,
        position=max((item.position for item in membership.points), default=-1) + 1,
        role=given.role,
        branch=given.branch,
        post=given.post,
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
    )
    membership.points.append(point)
    touch(actor, membership)
    db.session.flush()
    audit.record(actor, "networks:contact:create", subject=membership.ref, fields=(point.ref,))
    return point


def edit_point(actor: Actor, point: ContactPoint, *, given: PointInput) -> None:
    """Change for what somebody answers in this membership. Raises ForbiddenError."""
    demand(policy.can_keep(actor, point.membership))
    point.role, point.branch, point.post = given.role, given.branch, given.post
    touch(actor, point)
    audit.record(actor, "networks:contact:edit", subject=point.membership.ref, fields=(point.ref,))


def remove_point(actor: Actor, point: ContactPoint) -> None:
    """Let somebody no longer answer here; a person who serves nowhere any more is forgotten. Raises ForbiddenError."""
    membership = point.membership
    demand(policy.can_keep(actor, membership))
    ref, person = point.ref, point.person
    membership.points.remove(point)
    touch(actor, membership)
    db.session.flush()
    _forget_idle(person)
    audit.record(actor, "networks:contact:remove", subject=membership.ref, fields=(ref,))


def edit_person(actor: Actor, person: Person, *, given: PersonInput) -> None:
    """Change the details of somebody who answers, in every network at once. Raises ForbiddenError, InvalidError.

    Name and languages of somebody with a profile are the profile's: here only the way to reach the person changes.
    """
    points = point_queries.points_of_person(person.id)
    demand(any(policy.can_keep(actor, point.membership) for point in points))
    refuse(rules.person_problems(given))
    before = person_input(person)
    _put_person(person, given)
    changed = tuple(
        item.name for item in fields(given) if getattr(before, item.name) != getattr(given, item.name)
    )
    for point in points:  # each is another version now: whoever edits it elsewhere is told
        touch(actor, point)
    audit.record(actor, "networks:person:edit", subject=person.ref, fields=changed)


def note_reveal(actor: Actor, point: ContactPoint) -> None:
    """Write down that this actor asked who answers. Raises ForbiddenError."""
    demand(policy.can_reveal(actor, point.membership))
    audit.record(actor, "networks:contact:reveal", subject=point.membership.ref, fields=(point.ref,))


def person_input(person: Person) -> PersonInput:
    """The details of a person as a form shows them."""
    contact = person.network_contact
    return PersonInput(
        family_name=person.family_name,
        given_name=person.given_name,
        latin_family_name=person.latin_family_name,
        latin_given_name=person.latin_given_name,
        title=person.title,
        email=contact.email if contact else "",
        phone=contact.phone if contact else "",
        languages=tuple(spoken.code for spoken in person.languages),
    )


def has_profile(person: Person) -> bool:
    """Whether name and languages belong to somebody else's record: a profile has its own set of contact details."""
    return person.contact is not None


def _put_person(person: Person, given: PersonInput) -> None:
    if person.network_contact is None:
        person.network_contact = Contact(purpose=NETWORK)
    person.network_contact.email, person.network_contact.phone = given.email, given.phone
    if person.id is not None and has_profile(person):
        return
    for name in _NAMES:
        setattr(person, name, getattr(given, name))
    known = {spoken.code: spoken for spoken in person.languages}
    person.languages = [
        known.get(code) or SpokenLanguage(code=code, position=number)
        for number, code in enumerate(given.languages)
    ]
    for number, spoken in enumerate(person.languages):
        spoken.position = number


def _forget_idle(person: Person) -> None:
    serves = point_queries.points_of_person(person.id) or point_queries.memberships_of_person(person.id)
    if not serves and not has_profile(person) and person.user_id is None:
        db.session.delete(person)
        db.session.flush()
