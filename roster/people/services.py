"""The only writer of organisations."""

from dataclasses import dataclass, fields
from typing import Final

from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError
from roster.core.multilingual import MultilingualText
from roster.core.reference import new_reference
from roster.people import policy
from roster.people.models import Organisation
from roster.people.queries import ORGANISATION_PREFIX
from roster.people.rules import (
    ACRONYM_LENGTH,
    EMAIL_LENGTH,
    LINK_LENGTH,
    NAME_LENGTH,
    PHONE_LENGTH,
    email_problems,
    kind_problems,
    length_problems,
    link_problems,
)


@dataclass(frozen=True, kw_only=True)
class OrganisationInput:
    """What is said of an organisation."""

    name: MultilingualText
    kind: str
    acronym: str = ""
    website: str = ""
    is_provider: bool = True
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""


FIELDS: Final = tuple(item.name for item in fields(OrganisationInput))


def create_organisation(actor: Actor, given: OrganisationInput, *, ref: str = "") -> Organisation:
    """Enter an organisation. Only the system names its reference. Raises ForbiddenError, InvalidError."""
    if not policy.can_create(actor):
        raise ForbiddenError
    _refuse_wrong(given)
    now = clock.now()
    organisation = Organisation(
        ref=ref if ref and actor.is_system else new_reference(ORGANISATION_PREFIX),
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
        **{name: getattr(given, name) for name in FIELDS},
    )
    db.session.add(organisation)
    db.session.flush()
    audit.record(actor, "people:organisation:create", subject=organisation.ref)
    return organisation


def edit_organisation(
    actor: Actor, organisation: Organisation, *, given: OrganisationInput
) -> tuple[str, ...]:
    """Change what is said of it; returns the names of the fields that changed. Raises ForbiddenError, InvalidError."""
    if not policy.can_edit(actor, organisation):
        raise ForbiddenError
    _refuse_wrong(given)
    changed = tuple(name for name in FIELDS if getattr(organisation, name) != getattr(given, name))
    if changed:
        for name in changed:
            setattr(organisation, name, getattr(given, name))
        organisation.changed_at, organisation.changed_by = clock.now(), actor.user_id
        audit.record(actor, "people:organisation:edit", subject=organisation.ref, fields=changed)
    return changed


def _refuse_wrong(given: OrganisationInput) -> None:
    lengths = {
        "acronym": (given.acronym, ACRONYM_LENGTH),
        "website": (given.website, LINK_LENGTH),
        "contact_name": (given.contact_name, NAME_LENGTH),
        "contact_email": (given.contact_email, EMAIL_LENGTH),
        "contact_phone": (given.contact_phone, PHONE_LENGTH),
        **{f"name_{code}": (text, NAME_LENGTH) for code, text in given.name.texts.items()},
    }
    problems = {
        **kind_problems(given.kind),
        **link_problems(given.website),
        **email_problems(given.contact_email),
        **length_problems(lengths),
    }
    if problems:
        raise InvalidError(problems)
