"""Planted authorities: a word of its own in every field, and who may learn which of them from a page."""

from dataclasses import dataclass, replace

from roster.authorities import policy
from roster.authorities.inputs import ContactInput, DutyInput, IdentityInput
from roster.authorities.models import Authority
from roster.authorities.policy import Part
from roster.authorities.states import Stage
from roster.core.actor import Actor
from roster.core.multilingual import MultilingualText
from roster.core.unit_of_work import unit_of_work
from tests.factories.authorities import REACH, make_authority

# Two letters for each field, and the part of the entry that holds it.
FIELDS = {
    "name": ("an", Part.ENTRY),
    "english_name": ("ae", Part.ENTRY),
    "scope_note": ("as", Part.ENTRY),
    "duty_note": ("ad", Part.ENTRY),
    "mailbox": ("am", Part.ENTRY),
    "address": ("aa", Part.ENTRY),
    "urgent_note": ("au", Part.ENTRY),
    "phone": ("ap", Part.PHONES),
    "duty_line": ("al", Part.PHONES),
    "contact_name": ("cn", Part.CONTACTS),
    "contact_email": ("cm", Part.CONTACTS),
    "contact_phone": ("cp", Part.CONTACTS),
}
_KINDS = (
    ("KE", Stage.LISTED),
    ("UY", Stage.LISTED),
    ("UY", Stage.DISPUTED),
    ("KE", Stage.DRAFT),
    ("UY", Stage.DRAFT),
    ("UY", Stage.SUBMITTED),
)
OFFICERS = "AUT-KE0001"


@dataclass(frozen=True)
class PlantedAuthority:
    """One entry with its words by field; `entry` holds what the policy asks of it, outside any session."""

    entry: Authority
    words: dict[str, str]

    def known_to(self, actor: Actor) -> frozenset[str]:
        """The words that a page may show to this actor: contact persons only to who edits them on a form."""
        if not policy.can_view(actor, self.entry):
            return frozenset()
        parts = {Part.ENTRY, Part.PHONES} & policy.readable_parts(actor, self.entry)
        if policy.can_edit(actor, self.entry):
            parts = {*parts, Part.CONTACTS}
        return frozenset(word for field, word in self.words.items() if FIELDS[field][1] in parts)


def plant_authorities() -> list[PlantedAuthority]:
    """One of each stage, of the own State and of another."""
    with unit_of_work():
        return [_one(number, state, stage) for number, (state, stage) in enumerate(_KINDS)]


def _one(number: int, state: str, stage: Stage) -> PlantedAuthority:
    letters = "".join("abcdefghij"[int(digit)] for digit in f"{number:03}")
    words = {field: f"zx{code}{letters}k" for field, (code, _part) in FIELDS.items()}
    identity = IdentityInput(
        name=MultilingualText({"en": words["name"]}, "en"),
        english_name=words["english_name"],
        scope_note=MultilingualText({"en": words["scope_note"]}, "en"),
        duties=(DutyInput("uncac-mla", words["duty_note"]),),
    )
    reach = replace(
        REACH,
        mailbox=f"{words['mailbox']}@authority.example",
        address=words["address"],
        urgent_note=words["urgent_note"],
        phone=words["phone"],
        duty_line=words["duty_line"],
        contacts=(
            ContactInput(
                name=words["contact_name"],
                post="Head of unit",
                email=f"{words['contact_email']}@authority.example",
                phone=words["contact_phone"],
                languages=("en",),
            ),
        ),
    )
    made = make_authority(
        state=state,
        stage=stage,
        ref="" if number else OFFICERS,
        identity={name: getattr(identity, name) for name in ("name", "english_name", "scope_note", "duties")},
        reach=vars(reach),
    )
    return PlantedAuthority(Authority(ref=made.ref, state=state, stage=stage), words)
