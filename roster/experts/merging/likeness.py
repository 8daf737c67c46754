"""Likely duplicates: profiles that may be the same person's, with the reasons for thinking so."""

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from roster.core.actor import Actor
from roster.experts.inputs import ImportedRow, ProfileInput, input_of
from roster.experts.merging.duplicate_queries import profiles_near
from roster.experts.models import Profile
from roster.experts.policy import can_read_restricted
from roster.experts.presentation import NameView, name_view
from roster.experts.queries import experts_by_ids
from roster.people.matching import LIKELY, keys_of, likeness
from roster.people.names import script_of

SHOWN = 5
ROWS_COMPARED = 200


class Reason(StrEnum):
    """Why somebody should look."""

    SAME_EMAIL = "same-email"
    SAME_NAME = "same-name"
    OTHER_SCRIPT = "other-script"
    SIMILAR_NAME = "similar-name"
    SAME_EMPLOYER = "same-employer"

    @property
    def label(self) -> object:
        """The reason in the reader's language."""
        return _LABELS[self]


_LABELS = {
    Reason.SAME_EMAIL: _l("Same e-mail address"),
    Reason.SAME_NAME: _l("Same name"),
    Reason.OTHER_SCRIPT: _l("Same name in another script"),
    Reason.SIMILAR_NAME: _l("Similar name"),
    Reason.SAME_EMPLOYER: _l("Same employer"),
}


@dataclass(frozen=True)
class Likely:
    """A profile that may be the same person's."""

    profile: Profile
    name: NameView
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class LikelyRow:
    """A row of a file that looks like people on the roster."""

    row_number: int
    name: str
    likely: tuple[Likely, ...]


def likely_duplicates(actor: Actor, profile: Profile) -> tuple[Likely, ...]:
    """The profiles most likely to be the same person's as this one."""
    return _likely(actor, input_of(profile), besides=profile.id)


def likely_duplicates_of(
    actor: Actor, given: ProfileInput, *, besides: int | None = None
) -> tuple[Likely, ...]:
    """The profiles most likely to be this person's, of somebody who has no profile yet, or has `besides`."""
    return _likely(actor, given, besides=besides)


def rows_on_roster(actor: Actor, rows: tuple[ImportedRow, ...]) -> list[LikelyRow]:
    """Of the first rows of a file those that look like people who are on the roster already."""
    compared = ((row, _likely(actor, row.profile)) for row in rows[:ROWS_COMPARED])
    return [LikelyRow(row.row_number, row.profile.names[0], found) for row, found in compared if found]


def _likely(actor: Actor, given: ProfileInput, *, besides: int | None = None) -> tuple[Likely, ...]:
    found: list[tuple[float, int, tuple[Reason, ...]]] = []
    nearby = [
        near
        for near in profiles_near(actor, keys=keys_of(given.names), email=given.email)
        if near.id != besides
    ]
    close = _whose_address_is_read(actor, [near.id for near in nearby])
    for near in nearby:
        value = likeness(given.names, near.given.names)
        reasons = _reasons(given, near.given, value)
        if near.id not in close:
            reasons = tuple(reason for reason in reasons if reason is not Reason.SAME_EMAIL)
        if Reason.SAME_EMAIL in reasons or value >= LIKELY:
            rank = value + (Reason.SAME_EMAIL in reasons) + (Reason.SAME_EMPLOYER in reasons)
            found.append((-rank, near.id, reasons))
    nearest = sorted(found)[:SHOWN]
    profiles = experts_by_ids(actor, [id_ for _rank, id_, _reasons in nearest])
    return tuple(Likely(profiles[id_], name_view(profiles[id_]), reasons) for _rank, id_, reasons in nearest)


def _whose_address_is_read(actor: Actor, ids: list[int]) -> frozenset[int]:
    """Of these profiles those whose address the actor reads: of others not even a likeness may be told (R6)."""
    found = experts_by_ids(actor, ids)
    return frozenset(id_ for id_, profile in found.items() if can_read_restricted(actor, profile))


def _reasons(one: ProfileInput, other: ProfileInput, value: float) -> tuple[Reason, ...]:
    reasons = []
    if one.email and one.email.lower() == other.email.lower():
        reasons.append(Reason.SAME_EMAIL)
    if value >= LIKELY:
        reasons.append(_name_reason(one, other))
    if one.employer and one.employer.casefold() == other.employer.casefold():
        reasons.append(Reason.SAME_EMPLOYER)
    return tuple(reasons)


def _name_reason(one: ProfileInput, other: ProfileInput) -> Reason:
    if script_of(one.family_name) != script_of(other.family_name):
        return Reason.OTHER_SCRIPT
    same = {name.casefold() for name in one.names} & {name.casefold() for name in other.names}
    return Reason.SAME_NAME if same else Reason.SIMILAR_NAME
