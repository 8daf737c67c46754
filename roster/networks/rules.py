"""What a membership must satisfy, as pure functions: eligibility, the cap per State, and when it is dormant."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _

from roster.networks.inputs import NetworkInput, PersonInput
from roster.networks.models import LINE_LENGTH, REASON_LENGTH, Network
from roster.networks.states import MembershipKind, MemberType
from roster.vocabulary.freshness import CONFIRMED_DAYS, GRACE_DAYS

MISSED_UNTIL_DORMANT = 2
PROBLEM_FIELD = "member"
THERE_ALREADY = _("This member is in the network already, or has applied.")
ONE_MEMBER = _("Choose one member: an authority, a State or a person.")
ANSWERS_ALREADY = _("This person is a contact point of this member already.")
ENDS_LATER = _("Choose today or a day before. For a later day, enter it in the period of the membership.")

Problems = Mapping[str, object]


@dataclass(frozen=True)
class Member:
    """Who is or would be a member: an authority with its functions, a State, or a person."""

    type: MemberType
    state: str | None
    functions: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Dormancy:
    """Where a membership stands with its yearly confirmation."""

    due_on: date
    missed: int
    is_due: bool
    is_dormant: bool


def eligibility(network: Network, member: Member) -> Problems:
    """Why this member may not belong to the network; nothing where it may."""
    if member.type not in network.member_types:
        return {PROBLEM_FIELD: _("This network does not take this kind of member.")}
    if network.states and member.state not in network.states:
        return {PROBLEM_FIELD: _("This network is not open to this State.")}
    is_authority = member.type is MemberType.AUTHORITY
    if is_authority and network.functions and member.functions.isdisjoint(network.functions):
        return {PROBLEM_FIELD: _("The authority has none of the functions that this network asks for.")}
    return {}


def kind_problems(network: Network, kind: MembershipKind) -> Problems:
    """Why nobody belongs to the network as this; nothing where it is one of its kinds."""
    if kind in network.membership_kinds:
        return {}
    return {"kind": _("This network does not have this kind of membership.")}


def takes_a_place(network: Network, kind: MembershipKind, state: str | None) -> bool:
    """Whether a membership counts against the cap: of full members, and of a State."""
    return network.cap_per_state is not None and kind is MembershipKind.MEMBER and state is not None


def cap(network: Network, kind: MembershipKind, *, state: str | None, taken: int) -> Problems:
    """The sentence that no place is left for this State, where so many are taken; nothing where there is one."""
    if (
        network.cap_per_state is None
        or not takes_a_place(network, kind, state)
        or taken < network.cap_per_state
    ):
        return {}
    sentence = _(
        "No place of this State in the network is left. Places in all: %(places)s.",
        places=network.cap_per_state,
    )
    return {PROBLEM_FIELD: sentence}


def dormancy(confirmed_on: date | None, started: date, today: date) -> Dormancy:
    """What is due, and how many yearly confirmations were missed, each with the grace that all records have."""
    base = max(confirmed_on, started) if confirmed_on is not None else started
    days = (today - base).days
    missed = max(0, (days - GRACE_DAYS - 1) // CONFIRMED_DAYS)
    return Dormancy(
        due_on=base + min(timedelta(days=CONFIRMED_DAYS), date.max - base),
        missed=missed,
        is_due=days > CONFIRMED_DAYS,
        is_dormant=missed >= MISSED_UNTIL_DORMANT,
    )


def period_problems(from_on: date | None, to_on: date | None) -> Problems:
    """An end before the beginning."""
    if from_on is not None and to_on is not None and to_on < from_on:
        return {"to_on": _("The end lies before the beginning.")}
    return {}


def is_open_to(network: Network, state: str, group: str | None) -> bool:
    """Whether members from this State may be in the network: by its States, or by the groups that it reaches."""
    if network.states:
        return state in network.states
    return not network.groups or group in network.groups


def reason_problems(field: str, text: str, *, is_required: bool) -> Problems:
    """A reason that is missing or too long."""
    if is_required and not text.strip():
        return {field: _("Say why. The applicant reads it.")}
    if len(text) > REASON_LENGTH:
        return {field: _("Use at most %(limit)s characters.", limit=REASON_LENGTH)}
    return {}


def person_problems(given: PersonInput) -> Problems:
    """A person without a name, or whom nobody can reach."""
    problems: dict[str, object] = {}
    if not given.family_name.strip():
        problems["family_name"] = _("Enter the family name, or the only name.")
    if not given.email and not given.phone:
        problems["email"] = _("Enter an e-mail address or a telephone number.")
    return problems


def network_problems(given: NetworkInput) -> Problems:
    """Facts with which a network cannot be kept."""
    problems: dict[str, object] = {}
    if not given.member_types:
        problems["member_types"] = _("Choose at least one kind of member.")
    if not given.membership_kinds:
        problems["membership_kinds"] = _("Choose at least one kind of membership.")
    if given.cap_per_state is not None and given.cap_per_state < 1:
        problems["cap_per_state"] = _("Enter at least 1, or nothing where there is no cap.")
    if any(len(text) > LINE_LENGTH for text in (given.region, given.secretariat, given.size)):
        problems["region"] = _("Use at most %(limit)s characters.", limit=LINE_LENGTH)
    for name in ("website", "statute_link"):
        if (link := getattr(given, name)) and not link.startswith(("https://", "http://")):
            problems[name] = _("Write the whole address, beginning with https://.")
    return problems
