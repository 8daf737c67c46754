"""What an entry must and may say: pure functions that give a sentence by field."""

from flask_babel import gettext

from roster.authorities.calendar import known_zones
from roster.authorities.inputs import IdentityInput, ReachInput
from roster.authorities.states import (
    Acceptance,
    Channel,
    ContactRole,
    DualCriminality,
    Encryption,
    LegalBasis,
    Signature,
    UrgentProcedure,
)
from roster.vocabulary import queries as vocabulary

Problems = dict[str, object]


def identity_problems(given: IdentityInput, *, is_final: bool = False) -> Problems:
    """What is wrong with name and functions; `is_final` asks for what a draft may lack."""
    found: Problems = {}
    choosable = {function.id for function in vocabulary.authority_functions()}
    if any(duty.function_id not in choosable for duty in given.duties):
        found["duties"] = gettext("Choose each function from the list.")
    elif is_final and not given.duties:
        found["duties"] = gettext("Name at least one function.")
    if not given.english_name:
        found["english_name"] = gettext("Give the name in English, so that it is found in every language.")
    return found


def reach_problems(given: ReachInput, *, is_final: bool = False) -> Problems:
    """What is wrong with the ways to reach it; `is_final` asks for what a draft may lack."""
    found: Problems = {}
    languages = vocabulary.current().languages
    if given.time_zone and given.time_zone not in known_zones():
        found["time_zone"] = gettext("Choose a time zone from the list.")
    if given.opening_hours and not given.time_zone:
        found["time_zone"] = gettext("Opening hours need a time zone.")
    if any(code not in languages for code in given.request_languages):
        found["request_languages"] = gettext("Choose each language from the list.")
    found |= _code_problems(given)
    if any(not contact.name for contact in given.contacts):
        found["contacts"] = gettext("Give each contact person a name.")
    if any(not link.startswith(("https://", "http://")) for link in given.links):
        found["links"] = gettext("Each link begins with https:// or http://.")
    if is_final and not (given.mailbox or given.phone or given.address or given.duty_line):
        found["mailbox"] = gettext("Give at least one way to reach the authority.")
    return found


def _code_problems(given: ReachInput) -> Problems:
    pairs: tuple[tuple[str, type, tuple[str | None, ...]], ...] = (
        ("channels", Channel, given.channels),
        ("signature", Signature, (given.signature,)),
        ("encryption", Encryption, (given.encryption,)),
        ("urgent_procedure", UrgentProcedure, (given.urgent_procedure,)),
        ("uncac_basis", LegalBasis, given.uncac_basis),
        ("dual_criminality", DualCriminality, (given.dual_criminality,)),
        ("request_languages", Acceptance, tuple(given.request_languages.values())),
        ("contacts", ContactRole, tuple(contact.role for contact in given.contacts)),
    )
    sentence = gettext("Choose one of the values on the list.")
    return {
        name: sentence
        for name, kind, codes in pairs
        if any(code is not None and kind.of(code) is None for code in codes)  # type: ignore[attr-defined]
    }
