"""Shortlists for tests, made through the services."""

from roster.assistance.shortlists.models import Shortlist
from roster.assistance.shortlists.queries import entries_of, profiles_by_refs, shortlist_by_ref
from roster.assistance.shortlists.services import ShortlistInput, add_people, create_shortlist
from roster.core.actor import SYSTEM
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import Account
from tests.factories.experts import make_profile

NAMES = ("Amani", "Baraka", "Chausiku", "Dalila", "Etana", "Faraji")


def some_people(count: int, **values: object) -> list[str]:
    """That many people on the roster, by reference."""
    with unit_of_work():
        refs = [
            make_profile(**{"family_name": NAMES[index % len(NAMES)], **values}).ref  # type: ignore[arg-type]
            for index in range(count)
        ]
    db.session.remove()
    return refs


def a_list(owner: Account, people: list[str], *, title: str = "Asset recovery mission") -> str:
    """A shortlist of this account with these people, by reference."""
    with unit_of_work():
        actor = owner.actor
        shortlist = create_shortlist(actor, ShortlistInput(title, "Nairobi, three weeks"))
        if people:
            add_people(actor, shortlist, profiles=profiles_by_refs(actor, people))
        ref = shortlist.ref
    db.session.remove()
    return ref


def the_list(ref: str) -> Shortlist:
    """The list as it is stored."""
    db.session.remove()
    found = shortlist_by_ref(SYSTEM, ref)
    assert found is not None
    return found


def entry_refs(ref: str) -> list[str]:
    """The references of its entries in order."""
    return [entry.ref for entry in entries_of(the_list(ref))]


def positions(ref: str) -> list[int]:
    """The stored positions in order."""
    return [entry.position for entry in entries_of(the_list(ref))]
