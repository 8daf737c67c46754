"""Who may become a member: what the form of an application offers, and whom the typed values mean."""

from flask_babel import gettext

from roster.authorities import queries as authorities
from roster.authorities.models import Authority
from roster.core.actor import Actor, Role
from roster.core.errors import InvalidError
from roster.networks import point_queries, policy
from roster.networks.inputs import MemberInput
from roster.networks.models import Network
from roster.networks.states import MemberType
from roster.vocabulary import queries as vocabulary
from roster.web.locale import current_language

_AUTHORITY, _STATE = "authority:", "state:"


def members_to_offer(actor: Actor, network: Network) -> list[tuple[str, str]]:
    """The States and authorities for which this actor may apply, of the kinds that the network takes."""
    language, offered = current_language().code, []
    if MemberType.STATE in network.member_types:
        offered += [
            (f"{_STATE}{iso2}", vocabulary.current().states.get_label(iso2, language))
            for iso2 in sorted(policy.states_to_apply_for(actor))
        ]
    if MemberType.AUTHORITY in network.member_types:
        offered += [
            (f"{_AUTHORITY}{item.ref}", item.name.best_for(language)[0]) for item in _authorities(actor)
        ]
    return offered


def chosen_member(actor: Actor, value: str) -> MemberInput:
    """Whom a value of that list means."""
    if value.startswith(_STATE):
        return MemberInput(state=value.removeprefix(_STATE))
    return MemberInput(authority=authorities.authority_by_ref(actor, value.removeprefix(_AUTHORITY)))


def typed_member(
    actor: Actor, *, authority_ref: str | None, person_ref: str | None, state: str | None
) -> MemberInput:
    """Whom the coordinator means. Raises InvalidError where there is no such authority or person, or nobody."""
    authority = None
    if authority_ref:
        authority = authorities.authority_by_ref(actor, authority_ref.strip().upper())
        if authority is None or not policy.is_listed(authority):
            raise InvalidError({"authority": gettext("No listed authority has this reference.")})
    person = point_queries.person_by_ref(actor, person_ref) if person_ref else None
    if person_ref and person is None:
        raise InvalidError({"person": gettext("Choose a person of the list.")})
    if (authority is not None and (person is not None or state)) or not (authority or person or state):
        raise InvalidError(
            {
                "authority": gettext(
                    "Enter the reference of an authority, or choose a person or a State, and not both."
                )
            }
        )
    return MemberInput(authority=authority, person=person, state=None if authority else state)


def _authorities(actor: Actor) -> list[Authority]:
    found = {
        item.ref: item
        for iso2 in sorted(policy.states_to_apply_for(actor))
        for item in authorities.authorities_of_state(actor, iso2)
    }
    for ref in sorted(actor.scopes(Role.OFFICER)):
        if ref not in found and (item := authorities.authority_by_ref(actor, ref)) is not None:
            found[ref] = item
    return [item for item in found.values() if policy.may_apply_for_authority(actor, item)]
