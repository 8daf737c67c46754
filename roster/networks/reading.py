"""The networks of the data file as facts of ours: kinds, who may belong, and which States they are open to."""

from collections.abc import Iterator
from dataclasses import dataclass

from roster.core.multilingual import MultilingualText
from roster.networks.inputs import NetworkInput
from roster.networks.regions import GROUPS, STATES
from roster.networks.states import Confidence, MembershipKind, MemberType, NetworkKind, Scope
from roster.vocabulary.data_files import labels_of, list_of, number_of, records

# What the data call the members of a network.
_KINDS = {
    "authorities": NetworkKind.AUTHORITIES,
    "agencies": NetworkKind.AUTHORITIES,
    "institutions": NetworkKind.AUTHORITIES,
    "national platforms": NetworkKind.AUTHORITIES,
    "central authorities": NetworkKind.CENTRAL_AUTHORITIES,
    "central authorities and prosecutors": NetworkKind.CENTRAL_AUTHORITIES,
    "contact points and central authorities": NetworkKind.CENTRAL_AUTHORITIES,
    "contact points": NetworkKind.CONTACT_POINTS,
    "contact persons": NetworkKind.CONTACT_POINTS,
    "jurisdictions": NetworkKind.JURISDICTIONS,
    "States": NetworkKind.STATES,
    "countries": NetworkKind.STATES,
    "economies": NetworkKind.STATES,
    "member economies": NetworkKind.STATES,
    "prosecutors": NetworkKind.PROSECUTORS,
    "prosecution services": NetworkKind.PROSECUTORS,
    "FIUs": NetworkKind.UNITS,
    "asset recovery offices": NetworkKind.UNITS,
    "law enforcement units": NetworkKind.UNITS,
    "practitioners": NetworkKind.PRACTITIONERS,
}
_AUTHORITY, _STATE, _PERSON = MemberType.AUTHORITY, MemberType.STATE, MemberType.PERSON
_MEMBER_TYPES = {
    NetworkKind.AUTHORITIES: (_AUTHORITY,),
    NetworkKind.CENTRAL_AUTHORITIES: (_AUTHORITY,),
    NetworkKind.CONTACT_POINTS: (_AUTHORITY, _STATE),
    NetworkKind.JURISDICTIONS: (_AUTHORITY, _STATE),
    NetworkKind.STATES: (_STATE,),
    NetworkKind.PROSECUTORS: (_AUTHORITY, _PERSON),
    NetworkKind.UNITS: (_AUTHORITY,),
    NetworkKind.PRACTITIONERS: (_AUTHORITY, _STATE, _PERSON),
    NetworkKind.ORGANISATIONS: (_PERSON,),
}
# Where the data leave no doubt which function a member has.
_FUNCTIONS = {
    "central authorities": ("uncac-mla", "untoc-mla", "uncac-extradition", "untoc-extradition"),
    "FIUs": ("uncac-fiu",),
    "asset recovery offices": ("uncac-asset-recovery", "uncac-confiscation"),
}
_MEMBERSHIP_KINDS = (MembershipKind.MEMBER, MembershipKind.OBSERVER, MembershipKind.PARTNER)


@dataclass(frozen=True)
class Listed:
    """One network of the data file, with where its facts come from."""

    slug: str
    facts: NetworkInput
    source: str
    confidence: str


def listed_networks() -> Iterator[Listed]:
    """The networks of the data file, without those of low confidence."""
    for record in records("networks"):
        if Confidence.of(record["confidence"]) is not None:
            yield Listed(record["id"], _facts(record), record["source"], record["confidence"])


def _facts(record: dict[str, str]) -> NetworkInput:
    official = tuple(list_of(record["official_name_langs"])) or ("en",)
    texts = {language: text for language, text in labels_of(record, "name").items() if text}
    called = record["membership_type"]
    kind = _KINDS.get(called, NetworkKind.ORGANISATIONS)
    scope = Scope(record["scope"])
    region = record["region"]
    return NetworkInput(
        acronym=record["acronym"],
        name=MultilingualText(texts, official[0]),
        official_languages=official,
        kind=kind,
        scope=scope,
        states=STATES.get(region, ()) if scope is Scope.REGIONAL else (),
        groups=GROUPS.get(region, ()) if scope is Scope.REGIONAL else (),
        region=region,
        purpose=record["purpose"],
        founded_year=number_of(record["founded_year"]),
        secretariat=record["secretariat"],
        website=record["website"],
        member_types=_MEMBER_TYPES[kind],
        functions=_FUNCTIONS.get(called, ()),
        cap_per_state=1 if kind is NetworkKind.STATES else None,
        membership_kinds=_MEMBERSHIP_KINDS,
        size=record["size"],
        size_as_of=record["size_as_of"],
    )
