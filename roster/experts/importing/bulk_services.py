"""Many imported profiles at once: checked first, then written by batched inserts in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from roster.core import audit, clock, outbox
from roster.core.actor import Actor
from roster.core.db import Base, db, table_of
from roster.core.errors import ForbiddenError
from roster.core.outbox import Kind
from roster.core.reference import new_reference
from roster.experts import policy
from roster.experts.inputs import PERSON_FIELDS, PROFILE_FIELDS, ImportedRow
from roster.experts.models import ExpertiseLine, Profile
from roster.experts.queries import REFERENCE_PREFIX
from roster.experts.rules import check_sound
from roster.experts.services import SEARCH_KIND
from roster.experts.states import Stage
from roster.people.matching import keys_of
from roster.people.models import Contact, NameKey, Person, SpokenLanguage

PERSON_PREFIX = "PER"
_REFERENCES_ASKED_AT_ONCE = 5_000

Row = dict[str, Any]


@dataclass(frozen=True)
class PreparedProfile:
    """The rows of one person, ready to be inserted but for the keys that tie them together."""

    person: Row
    contact: Row
    profile: Row
    languages: tuple[Row, ...]
    expertise: tuple[Row, ...]
    name_keys: tuple[str, ...]


def prepare_profiles(rows: Sequence[ImportedRow]) -> tuple[PreparedProfile, ...]:
    """The slow part of a bulk write, for outside the transaction.

    Raises InvalidError where a profile breaks a rule.
    """
    refs = _new_references(REFERENCE_PREFIX, len(rows))
    person_refs = _new_references(PERSON_PREFIX, len(rows))
    return tuple(
        _prepared(row, ref=ref, person_ref=person_ref)
        for row, ref, person_ref in zip(rows, refs, person_refs, strict=True)
    )


def create_imported_profiles(
    actor: Actor, prepared: Sequence[PreparedProfile], *, import_id: int
) -> tuple[str, ...]:
    """Write people of one import at stage *imported*, with audit entries and index work; gives their
    references.

    Raises ForbiddenError for anybody but the roster manager and the system.
    """
    if not policy.can_import(actor):
        raise ForbiddenError
    if not prepared:
        return ()
    person_refs = _free(PERSON_PREFIX, [row.person["ref"] for row in prepared], Person.ref)
    people = _inserted(
        Person, [{**row.person, "ref": ref} for row, ref in zip(prepared, person_refs, strict=True)]
    )
    with_person = list(zip(prepared, (people[ref] for ref in person_refs), strict=True))
    _insert(Contact, [{**row.contact, "person_id": id_} for row, id_ in with_person])
    _insert(
        SpokenLanguage, [{**line, "person_id": id_} for row, id_ in with_person for line in row.languages]
    )
    _insert(NameKey, [{"person_id": id_, "key": key} for row, id_ in with_person for key in row.name_keys])
    refs = _free(REFERENCE_PREFIX, [row.profile["ref"] for row in prepared], Profile.ref)
    made = _made_by(actor, import_id)
    profiles = _inserted(
        Profile,
        [
            {**row.profile, **made, "ref": ref, "person_id": id_}
            for (row, id_), ref in zip(with_person, refs, strict=True)
        ],
    )
    with_profile = list(zip(prepared, (profiles[ref] for ref in refs), strict=True))
    _insert(
        ExpertiseLine, [{**line, "profile_id": id_} for row, id_ in with_profile for line in row.expertise]
    )
    audit.record_many(actor, "experts:profile:import", subjects=refs)
    outbox.enqueue_many(Kind.INDEX, ({"kind": SEARCH_KIND, "id": id_} for _row, id_ in with_profile))
    return tuple(refs)


def _prepared(row: ImportedRow, *, ref: str, person_ref: str) -> PreparedProfile:
    given = row.profile
    check_sound(given)
    return PreparedProfile(
        person={"ref": person_ref, **{name: getattr(given, name) for name in PERSON_FIELDS}},
        contact={"email": given.email, "phone": given.phone, "city": given.city},
        profile={
            "ref": ref,
            **{name: getattr(given, name) for name in PROFILE_FIELDS},
            "nominating_state": row.state,
            "stage": Stage.IMPORTED,
        },
        languages=_numbered(given.languages),
        expertise=_numbered(given.expertise),
        name_keys=tuple(sorted(keys_of(given.names))),
    )


def _numbered(lines: Sequence[Any]) -> tuple[Row, ...]:
    return tuple({"position": position, **vars(line)} for position, line in enumerate(lines))


def _made_by(actor: Actor, import_id: int) -> Row:
    now = clock.now()
    return {
        "created_at": now,
        "created_by": actor.user_id,
        "changed_at": now,
        "changed_by": actor.user_id,
        "import_id": import_id,
    }


def _insert(model: type[Base], rows: Sequence[Row]) -> None:
    if rows:
        db.session.execute(sa.insert(table_of(model)), list(rows))


def _inserted(model: type[Person] | type[Profile], rows: Sequence[Row]) -> Mapping[str, int]:
    """Insert and give the key of each row by its reference: the database may answer in any order."""
    table = table_of(model)
    statement = sa.insert(table).returning(table.c.ref, table.c.id)
    return {row.ref: row.id for row in db.session.execute(statement, list(rows))}


def _new_references(prefix: str, count: int) -> list[str]:
    """So many different references; among 20,000 a twin is not rare any more."""
    drawn: dict[str, None] = {}
    while len(drawn) < count:
        drawn[new_reference(prefix)] = None
    return list(drawn)


def _free(prefix: str, drawn: list[str], column: InstrumentedAttribute[str]) -> list[str]:
    """The references drawn, with others in place of those that somebody has already."""
    chosen = list(drawn)
    while taken := _taken(chosen, column):
        known = set(chosen)
        fresh = (ref for ref in _new_references(prefix, 4 * len(taken) + 100) if ref not in known)
        chosen = [next(fresh) if ref in taken else ref for ref in chosen]
    return chosen


def _taken(refs: Sequence[str], column: InstrumentedAttribute[str]) -> set[str]:
    starts = range(0, len(refs), _REFERENCES_ASKED_AT_ONCE)
    asked = (refs[start : start + _REFERENCES_ASKED_AT_ONCE] for start in starts)
    return {ref for some in asked for ref in db.session.scalars(sa.select(column).where(column.in_(some)))}
