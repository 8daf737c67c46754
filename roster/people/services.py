"""The only writer of organisations."""

from dataclasses import dataclass

from flask_babel import gettext

from roster.core import audit, clock
from roster.core.actor import Actor, Role
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError
from roster.core.multilingual import MultilingualText
from roster.core.reference import new_reference
from roster.people.models import Organisation
from roster.people.queries import ORGANISATION_PREFIX
from roster.vocabulary.codes import OrganisationType


@dataclass(frozen=True, kw_only=True)
class OrganisationInput:
    """What is said of an organisation."""

    name: MultilingualText
    kind: str
    website: str = ""


def create_organisation(actor: Actor, given: OrganisationInput, *, ref: str = "") -> Organisation:
    """Enter an organisation. Only the system names its reference. Raises ForbiddenError, InvalidError."""
    if not (actor.is_system or actor.has(Role.MANAGER)):
        raise ForbiddenError
    if OrganisationType.of(given.kind) is None:
        raise InvalidError({"kind": gettext("Choose one of the values on the list.")})
    if given.website and not given.website.startswith(("https://", "http://")):
        raise InvalidError({"website": gettext("Each link begins with https:// or http://.")})
    now = clock.now()
    organisation = Organisation(
        ref=ref if ref and actor.is_system else new_reference(ORGANISATION_PREFIX),
        name=given.name,
        kind=given.kind,
        website=given.website,
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
    )
    db.session.add(organisation)
    db.session.flush()
    audit.record(actor, "people:organisation:create", subject=organisation.ref)
    return organisation
