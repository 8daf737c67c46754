"""People on the roster of the demonstration whom a State nominates once more."""

from dataclasses import replace

from roster.core.actor import SYSTEM
from roster.demo.queries import people_of
from roster.experts.inputs import ProfileInput, input_of
from roster.experts.models import Profile
from roster.experts.standing.services import archive_profile
from roster.experts.states import Stage
from roster.people.models import Person
from roster.people.names import is_latin


def archived_profile(state: str) -> Profile | None:
    """An archived profile of this State; where it has none, the one whose term ends first is put away."""
    archived = people_of(state, Stage.ARCHIVED)
    if archived:
        return archived[0]
    published = [profile for profile in people_of(state) if profile.term_ends_on is not None]
    found = min(published, key=lambda profile: str(profile.term_ends_on), default=None)
    if found is not None:
        archive_profile(SYSTEM, found)
    return found


def in_latin_letters(state: str) -> ProfileInput | None:
    """What a published expert of this State says, under the name in Latin letters and with another address."""
    known = next((profile for profile in people_of(state) if _is_of_other_script(profile.person)), None)
    if known is None:
        return None
    given = input_of(known)
    local, _at, domain = given.email.rpartition("@")
    return replace(
        given,
        family_name=given.latin_family_name,
        given_name=given.latin_given_name,
        email=f"{local.rpartition('.')[2]}@{domain}",
    )


def _is_of_other_script(person: Person) -> bool:
    return bool(person.latin_family_name) and not is_latin(person.family_name)
